"""Intervals that hold what they promise, differences against scipy and papers, places only where they are deserved."""

import math
from statistics import fmean, variance
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from surga.reactions.insight.rules.statistics import (
    ENOUGH,
    Difference,
    Interval,
    Rank,
    Sample,
    against,
    bootstrap,
    count_interval,
    difference_of,
    difference_of_means,
    difference_of_medians,
    difference_of_shares,
    dispersion_of,
    funnel_limits,
    is_more_than_noise,
    like_with_like,
    mean_interval,
    quantile_interval,
    quantile_ranks,
    rankable,
    ranks,
    ratio_of_counts,
    wilson,
)
from surga.reactions.insight.rules.statistics.differences import binomial, fisher

SHARES = st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
VALUES = st.lists(st.integers(-100, 1_000).map(float), min_size=2, max_size=60)


class Row(NamedTuple):
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


def sample(values: list[float]) -> Sample:
    return Sample(len(values), fmean(values), variance(values) if len(values) > 1 else 0.0)


@given(SHARES)
def test_wilson_is_scipys(drawn: tuple[int, int]) -> None:
    hits, n = drawn
    found = wilson(hits, n)
    expected = stats.binomtest(hits, n).proportion_ci(method="wilson")
    assert found is not None
    assert found == pytest.approx((expected.low, expected.high), abs=1e-9)
    assert 0 <= found.low <= hits / n <= found.high <= 1
    assert wilson(0, 0) is None


def test_a_count_has_garwoods_interval() -> None:
    """Garwood 1936, table of 95 % limits."""
    assert count_interval(0) == pytest.approx((0, 3.689), abs=1e-3)
    assert count_interval(5) == pytest.approx((1.623, 11.668), abs=1e-3)
    assert count_interval(100) == pytest.approx((81.36, 121.63), abs=1e-2)


@given(VALUES)
def test_a_mean_has_students_interval(values: list[float]) -> None:
    found = mean_interval(sample(values))
    assert found is not None
    if variance(values):
        expected = stats.t.interval(0.95, len(values) - 1, fmean(values), stats.sem(values))
        assert found == pytest.approx(expected, rel=1e-6, abs=1e-6)
    assert mean_interval(Sample(1, 4.0, 0.0)) is None


@given(st.integers(1, 400), st.sampled_from([0.5, 0.9, 0.1]))
def test_ranks_bound_a_quantile_as_often_as_promised(n: int, share_below: float) -> None:
    """How often so many of n lie below the quantile: in each tail at most 2.5 %, and one rank nearer would be more."""
    low, high = quantile_ranks(n, share_below)
    law = stats.binom(n, share_below)
    if low is not None:
        assert law.cdf(low) <= 0.025 + 1e-12
        assert law.cdf(low + 1) > 0.025
    else:
        assert law.cdf(0) > 0.025
    if high is not None:
        assert law.sf(high) <= 0.025 + 1e-12
        assert law.sf(high - 1) > 0.025
    else:
        assert law.sf(n - 1) > 0.025


def test_a_median_of_five_has_no_interval_and_of_six_has() -> None:
    assert quantile_interval([1, 2, 3, 4, 5]) is None
    assert quantile_interval([6, 1, 2, 3, 4, 5]) == Interval(1, 6)
    assert quantile_ranks(30, 0.5) == (9, 20)
    assert quantile_ranks(0, 0.5) == (None, None)


def test_bootstrap_is_the_same_whenever_it_is_asked() -> None:
    values = [float(value) for value in (3, 5, 8, 1, 9, 12, 4, 7, 7, 2)]
    found = bootstrap(values, np.mean)
    assert found == bootstrap(values, np.mean)
    assert found != bootstrap(values, np.mean, seed=2)
    assert found is not None
    assert found.low < fmean(values) < found.high
    assert bootstrap([4.0], np.mean) is None
    assert bootstrap([4.0, 4.0], np.mean) is None


def test_shares_differ_as_newcombe_printed() -> None:
    """Newcombe 1998, Statistics in Medicine 17, table II, method 10."""
    assert difference_of_shares(56, 70, 48, 80)[1:3] == pytest.approx((0.0524, 0.3339), abs=1e-4)  # type: ignore[index]
    assert difference_of_shares(9, 10, 3, 10)[1:3] == pytest.approx((0.1705, 0.8090), abs=1e-4)  # type: ignore[index]
    assert difference_of_shares(10, 10, 0, 20)[1:3] == pytest.approx((0.6791, 1.0), abs=1e-4)  # type: ignore[index]
    assert difference_of_shares(0, 0, 3, 10) is None


@given(SHARES, SHARES)
def test_a_difference_turns_round_with_its_sides(one: tuple[int, int], other: tuple[int, int]) -> None:
    there, back = difference_of_shares(*one, *other), difference_of_shares(*other, *one)
    assert there is not None
    assert back is not None
    assert there == pytest.approx((-back.value, -back.high, -back.low, back.p))
    assert -1 - 1e-9 <= there.low <= there.value <= there.high <= 1 + 1e-9
    assert 0 <= there.p <= 1 + 1e-9


def test_few_are_compared_exactly() -> None:
    found = difference_of_shares(0, 6, 4, 6)
    assert found is not None
    assert found.p == pytest.approx(stats.fisher_exact([[0, 6], [4, 2]]).pvalue)


@given(VALUES, VALUES)
def test_means_differ_as_welch_said(one: list[float], other: list[float]) -> None:
    found = difference_of_means(sample(one), sample(other))
    assert found is not None
    if not variance(one) or not variance(other):
        return
    expected = stats.ttest_ind(one, other, equal_var=False)
    bounds = expected.confidence_interval()
    assert found == pytest.approx(
        (fmean(one) - fmean(other), bounds.low, bounds.high, expected.pvalue), rel=1e-5, abs=1e-6
    )


def test_means_without_spread_are_apart_or_not() -> None:
    same = Sample(4, 2.0, 0.0)
    assert difference_of_means(same, same) == Difference(0, 0, 0, 1)
    assert difference_of_means(same, Sample(4, 3.0, 0.0)) == Difference(-1, -1, -1, 0)
    assert difference_of_means(same, Sample(1, 3.0, 0.0)) is None


def test_counts_are_compared_conditionally() -> None:
    found = ratio_of_counts(30, 10)
    assert found is not None
    assert found.value == 3
    assert found.p == pytest.approx(stats.binomtest(30, 40).pvalue)
    assert found.low < 3 < found.high
    longer = ratio_of_counts(30, 10, exposure_a=3)
    assert longer is not None
    assert longer.value == pytest.approx(1)
    assert longer.low < 1 < longer.high
    assert ratio_of_counts(0, 0) is None
    assert ratio_of_counts(5, 0)[2] == math.inf  # type: ignore[index]
    assert ratio_of_counts(0, 5)[:2] == (0, 0)  # type: ignore[index]


def test_counts_that_always_jump_must_jump_higher() -> None:
    calm, wild = ratio_of_counts(45, 20), ratio_of_counts(45, 20, dispersion=6)
    assert calm is not None
    assert wild is not None
    assert calm.p < 0.01
    assert wild.p > 0.05
    assert wild.low < calm.low < calm.value == wild.value < calm.high < wild.high
    assert dispersion_of([10, 10, 10]) == 1
    assert dispersion_of([]) == dispersion_of([0, 0]) == dispersion_of([3]) == 1
    assert dispersion_of([2, 30, 4, 40]) > 10


def test_medians_differ_by_their_exact_intervals() -> None:
    early, late = [float(value) for value in range(40)], [value + 30.0 for value in range(40)]
    found = difference_of_medians(late, early)
    assert found is not None
    assert found.value == 30
    assert found.low > 0
    assert found.p < 0.001
    # Of 40 the 14th and the 27th bound the median: 6.5 to either side.
    same = difference_of_medians(early, early)
    assert same == pytest.approx((0, -math.hypot(6.5, 6.5), math.hypot(6.5, 6.5), 1))
    assert difference_of_medians(early, [1.0, 2.0]) is None


def test_any_two_numbers_differ_by_their_intervals() -> None:
    """For means of equal spread MOVER is the normal difference: standard errors add as squares."""
    z = stats.norm.ppf(0.975)
    found = difference_of(Row(5, 50, 5 - 3 * z, 5 + 3 * z), Row(1, 50, 1 - 4 * z, 1 + 4 * z))
    assert found is not None
    assert found == pytest.approx((4, 4 - 5 * z, 4 + 5 * z, 2 * stats.norm.sf(4 / 5)))
    assert difference_of(Row(5, 50), Row(1, 50, 0, 2)) is None
    assert difference_of(Row(5, 50, 5, 5), Row(1, 50, 1, 1)) == Difference(4, 4, 4, 0)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_of_pure_noise_little_is_told(seed: int) -> None:
    """Benjamini & Hochberg: with nothing there, anything is told of in at most 5 of 100 families."""
    draw = np.random.default_rng(seed)
    told = sum(any(is_more_than_noise(list(draw.uniform(size=40)))) for _ in range(60))
    assert told <= 12


def test_what_is_there_is_told_and_nothing_is_not() -> None:
    assert is_more_than_noise([0.001, 0.8, None, 0.012, 0.2]) == [True, False, False, True, False]
    assert is_more_than_noise([0.04, 0.04, 0.9]) == [False, False, False]
    assert is_more_than_noise([]) == []
    assert is_more_than_noise([None]) == [False]
    assert is_more_than_noise([0.02], 0.01) == [False]


@given(st.integers(1, 3_000), st.floats(0, 1))
def test_a_funnel_holds_what_chance_gives(n: int, centre: float) -> None:
    found = funnel_limits(centre, n)
    assert found is not None
    law = stats.binom(n, centre)
    assert 0 <= found.low <= found.high <= 1
    assert law.cdf(round(found.high * n)) - law.cdf(round(found.low * n) - 1) >= 0.95 - 1e-9


def test_a_funnel_narrows() -> None:
    few, many = funnel_limits(0.8, 20), funnel_limits(0.8, 2_000)
    assert few is not None
    assert many is not None
    assert few.low < many.low < 0.8 < many.high < few.high
    assert funnel_limits(0.8, 0) is None
    assert against(0.8, 0, 0) is None
    assert against(0.8, 20, 40) == pytest.approx(stats.binomtest(20, 40, 0.8).pvalue)


def test_like_is_compared_with_like() -> None:
    found = like_with_like(30, 20.0)
    assert found is not None
    assert found.value == 1.5
    assert found.low < 1.5 < found.high
    assert found.low == pytest.approx(count_interval(30).low / 20)
    assert like_with_like(20, 20.0).p == 1  # type: ignore[union-attr]
    assert like_with_like(3, 0.0) is None


def test_places_only_where_n_allows() -> None:
    good, middle, bad = Row(0.9, 60, 0.85, 0.95), Row(0.7, 60, 0.6, 0.8), Row(0.4, 60, 0.3, 0.5)
    few, none = Row(1.0, ENOUGH - 1, 0.9, 1.0), Row(None, 0)
    assert rankable([good, few, bad, none]) == [True, False, True, False]
    assert ranks([good, few, bad, none, middle]) == [Rank(1, 1, 1), None, Rank(3, 3, 3), None, Rank(2, 2, 2)]
    assert ranks([good, bad, middle], high_is_good=False) == [Rank(3, 3, 3), Rank(1, 1, 1), Rank(2, 2, 2)]


def test_no_places_where_all_intervals_overlap() -> None:
    alike = [Row(0.6, 60, 0.5, 0.7), Row(0.65, 60, 0.55, 0.75), Row(0.55, 60, 0.45, 0.65)]
    assert rankable(alike) == [False, False, False]
    assert ranks(alike) == [None, None, None]
    assert rankable([]) == []
    assert rankable([alike[0]]) == [False]


def test_a_place_says_how_sure_it_is() -> None:
    rows = [Row(0.9, 60, 0.8, 0.95), Row(0.85, 60, 0.7, 0.9), Row(0.3, 60, 0.2, 0.4), Row(0.3, 60, 0.2, 0.4)]
    assert ranks(rows) == [Rank(1, 1, 2), Rank(2, 1, 2), Rank(3, 3, 4), Rank(3, 3, 4)]
    assert Interval(0, 1).overlaps(Interval(1, 2))
    assert not Interval(0, 1).overlaps(Interval(1.5, 2))


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 400), st.integers(0, 400))
def test_fishers_chance_is_that_of_scipy(hits_a: int, misses_a: int, hits_b: int, misses_b: int) -> None:
    expected = stats.fisher_exact([[hits_a, misses_a], [hits_b, misses_b]]).pvalue
    found = fisher(hits_a, hits_a + misses_a, hits_b, hits_b + misses_b)
    assert found == pytest.approx(expected, rel=1e-6, abs=1e-12)


@given(st.integers(0, 400), st.integers(1, 400), st.sampled_from([0.5, 0.01, 1 / 13, 0.25, 0.9]))
def test_the_exact_chance_of_hits_is_that_of_scipy(hits: int, n: int, share: float) -> None:
    hits = min(hits, n)
    assert binomial(hits, n, share) == pytest.approx(
        stats.binomtest(hits, n, share).pvalue, rel=1e-6, abs=1e-200
    )
