"""Quantiles of many groups at once are those of each by itself."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from surga.reactions.insight.queries.counted.summed.times import Ranked, _Group, _value
from surga.reactions.insight.rules.measures import quantile

_TIMES = st.lists(st.lists(st.integers(-(2**31) + 1, 2**31 - 1), max_size=30), max_size=8)


@given(_TIMES, st.sampled_from([0.5, 0.9]))
def test_all_at_once_is_each_by_itself(of: list[list[int]], share: float) -> None:
    groups = {str(n): _Group(loose=[np.asarray(part, dtype=np.int32) for part in (times[:3], times[3:])])
              for n, times in enumerate(of)}  # fmt: skip
    found = Ranked(groups).values(share)
    assert set(found) == {str(n) for n, times in enumerate(of) if times}
    for n, times in enumerate(of):
        if times:
            assert found[str(n)] == _value(groups[str(n)], share)
            plain = quantile([time / 86_400 for time in times], share)
            assert found[str(n)].n == plain.n
            assert abs((found[str(n)].value or 0) - (plain.value or 0)) < 1e-6
