"""Exact times in bands: nothing is lost, and a quantile is the quantile of all of them."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.reactions.insight.queries.counted.summed.levels import of_counts
from surga.reactions.insight.queries.counted.summed.times import _bands_of_ranks, _Group, _value
from surga.reactions.insight.rules.known.bands import EDGES, band_of, bands_of, changed, packed, unpacked
from surga.reactions.insight.rules.measures import quantile

pytestmark = pytest.mark.once
TIMES = st.integers(-90_000, 400 * 86_400)


@given(st.lists(TIMES), st.lists(TIMES), st.randoms(use_true_random=False))
def test_what_comes_and_goes_leaves_the_rest(there: list[int], more: list[int], dice: object) -> None:
    fewer = dice.sample(there, len(there) // 2)  # type: ignore[attr-defined]  # a random.Random
    left = Counter(there) - Counter(fewer) + Counter(more)
    found = unpacked(changed(packed(there), more, fewer)).tolist()
    assert found == sorted(left.elements())
    # In whichever portions they come, the bytes are the same.
    assert changed(changed(packed(there), [], fewer), more, []) == packed(found)


@given(st.lists(TIMES, max_size=5), TIMES)
def test_what_is_not_there_cannot_go(there: list[int], gone: int) -> None:
    if gone not in there:
        with pytest.raises(ValueError, match="not there"):
            changed(packed(there), [], [gone])


def test_longer_than_a_life_is_cut() -> None:
    assert unpacked(packed([2**40, -(2**40)])).tolist() == [-(2**31) + 1, 2**31 - 1]


@given(st.lists(TIMES, min_size=1))
def test_every_time_has_one_band(times: list[int]) -> None:
    found = bands_of(np.asarray(times, dtype=np.int32)).tolist()
    assert found == [band_of(time) for time in times]
    for time, band in zip(times, found, strict=True):
        assert band == 0 or EDGES[band - 1] <= time
        assert band == len(EDGES) or time < EDGES[band]


@given(st.lists(TIMES, min_size=1, max_size=60), st.sampled_from([0.1, 0.25, 0.5, 0.9, 0.99]), st.data())
def test_a_quantile_by_bands_is_the_quantile(times: list[int], share: float, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(times)))
    group = _Group()
    if times[:cut]:
        group.loose.append(np.asarray(times[:cut], dtype=np.int32))
    banded = times[cut:]
    for time in banded:
        group.counts[band_of(time)] += 1
    wanted = _bands_of_ranks(group, [share])
    for band in wanted:
        group.bands[band].append(unpacked(packed([time for time in banded if band_of(time) == band])))
    found, told = _value(group, share), quantile([time / 86_400 for time in times], share)
    assert (found.n, found.low, found.high) == (told.n, told.low, told.high)
    assert found.value == pytest.approx(told.value, rel=1e-12, abs=1e-12)


@given(st.lists(st.integers(-3, 80), min_size=1), st.sampled_from([0.5, 0.9]))
def test_and_by_counts(days: list[int], share: float) -> None:
    found, told = of_counts(Counter(days), share), quantile([float(day) for day in days], share)
    assert (found.n, found.low, found.high) == (told.n, told.low, told.high)
    assert found.value == pytest.approx(told.value)
