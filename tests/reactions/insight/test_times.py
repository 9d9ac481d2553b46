"""Quantiles of many groups at once are those of each by itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.reactions.insight.queries.counted.summed.times import Ranked, _Group, _value
from surga.reactions.insight.rules.measures import quantile

_TIMES = st.lists(st.lists(st.integers(-(2**31) + 1, 2**31 - 1), max_size=30), max_size=8)


def test_many_times_of_a_group_are_ranked_as_few_are() -> None:
    dice = np.random.default_rng(7)
    of = {
        n: dice.integers(-1_000, 5_000_000, n, dtype=np.int32)
        for n in (1, 63, 64, 65, 700, 2_000, 2_001, 9_000)
    }
    groups = {str(n): _Group(loose=[times]) for n, times in of.items()}
    for share in (0.9, 0.5):
        found = Ranked(groups).values(share)
        for n, times in of.items():
            plain = quantile((times / 86_400).tolist(), share)
            assert found[str(n)] == pytest.approx(plain)


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
