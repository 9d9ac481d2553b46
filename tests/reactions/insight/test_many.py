"""Many comparisons at once say what each says alone."""

import math
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from surga.reactions.insight.rules.statistics import (
    Difference,
    difference_of,
    difference_of_shares,
    is_more_than_noise,
    ratio_of_counts,
)
from surga.reactions.insight.rules.statistics.many import (
    differences_of,
    differences_of_shares,
    more_than_noise,
    ratios_of_counts,
)

TABLES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 4_000), st.integers(0, 4_000)),
    max_size=30,
)


def assert_like(many: Difference | None, one: Difference | None) -> None:
    assert (many is None) == (one is None)
    if many is not None:
        assert many == pytest.approx(one, rel=1e-9, abs=1e-12)


@given(TABLES)
def test_many_shares_differ_as_one_by_one(tables: list[tuple[int, int, int, int]]) -> None:
    pairs = [(hits_a, hits_a + rest_a, hits_b, hits_b + rest_b) for hits_a, rest_a, hits_b, rest_b in tables]
    found = differences_of_shares(*np.array(pairs, dtype=float).reshape(-1, 4).T).each()
    assert len(found) == len(pairs)
    for many, pair in zip(found, pairs, strict=True):
        one = difference_of_shares(*pair)
        assert_like(many, one)


@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 5_000)), max_size=30))
def test_many_counts_are_compared_as_one_by_one(pairs: list[tuple[int, int]]) -> None:
    found = ratios_of_counts([a for a, _ in pairs], [b for _, b in pairs]).each()
    for many, (a, b) in zip(found, pairs, strict=True):
        one = ratio_of_counts(a, b)
        assert_like(many, one)


class Row(NamedTuple):
    value: float
    n: int
    low: float
    high: float


BOUNDED = st.tuples(st.integers(-50, 50), st.integers(0, 20), st.integers(0, 20)).map(
    lambda drawn: Row(drawn[0], 40, drawn[0] - drawn[1], drawn[0] + drawn[2])
)


@given(st.lists(BOUNDED, max_size=20), BOUNDED)
def test_many_numbers_differ_as_one_by_one(rows: list[Row], whole: Row) -> None:
    bounds = np.array([(row.value, row.low, row.high) for row in rows], dtype=float).reshape(-1, 3)
    value, low, high = bounds.T
    found = differences_of(value, low, high, whole.value, whole.low, whole.high).each()
    for many, row in zip(found, rows, strict=True):
        assert_like(many, difference_of(row, whole))


@given(st.lists(st.one_of(st.none(), st.floats(0, 1), st.floats(0, 0.02)), max_size=40))
def test_noise_is_told_apart_as_scipy_does(ps: list[float | None]) -> None:
    there = [p for p in ps if p is not None]
    judged = iter(np.atleast_1d(stats.false_discovery_control(there)) if there else [])
    expected = [p is not None and bool(next(judged) <= 0.05) for p in ps]
    assert is_more_than_noise(ps) == expected
    assert more_than_noise(np.array([math.nan if p is None else p for p in ps])).tolist() == expected
