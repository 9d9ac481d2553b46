"""Like with like, and who may have a place.

Sources: Spiegelhalter 2005 (funnel plots); Goldstein & Spiegelhalter 1996 (ranks are uncertain, and are shown so).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from surga.reactions.insight.rules.statistics.differences import Difference
from surga.reactions.insight.rules.statistics.intervals import (
    CONFIDENCE,
    Estimate,
    Interval,
    bounds_of,
    count_interval,
)

#: Fewer than this, and a place in a ranking would be an accident.
ENOUGH = 30


class Rank(NamedTuple):
    """A place, 1 is first, and the places that the intervals leave possible."""

    place: int
    first: int
    last: int


def funnel_limits(centre: float, n: int, confidence: float = CONFIDENCE) -> Interval | None:
    """Between which shares n cases would lie by chance if their true share were ``centre`` (exact binomial)."""
    from scipy.stats import binom

    if n == 0:
        return None
    tail = (1 - confidence) / 2
    return Interval(float(binom.ppf(tail, n, centre)) / n, float(binom.ppf(1 - tail, n, centre)) / n)


def against(centre: float, hits: int, n: int) -> float | None:
    """The p of a share against a known one, such as the city's (exact binomial, two-sided). None without cases."""
    from scipy.stats import binomtest

    return None if n == 0 else float(binomtest(hits, n, min(1.0, max(0.0, centre))).pvalue)


def like_with_like(observed: int, expected: float, confidence: float = CONFIDENCE) -> Difference | None:
    """Observed over expected (indirect standardisation: what the city's shares would give for the same mix), with the
    exact Poisson interval, which is wide rather than narrow for shares. None where nothing is expected.
    """
    from scipy.stats import poisson

    if expected <= 0:
        return None
    low, high = count_interval(observed, confidence)
    tail = min(float(poisson.cdf(observed, expected)), float(poisson.sf(observed - 1, expected)))
    return Difference(observed / expected, low / expected, high / expected, min(1.0, 2 * tail))


def rankable(values: Sequence[Estimate], enough: int = ENOUGH) -> list[bool]:
    """Which may have a place: those of at least ``enough`` cases with an interval, and none at all where the intervals
    of these overlap all with one another."""
    found = [bounds_of(value) if value.n >= enough else None for value in values]
    there = [bounds for bounds in found if bounds is not None]
    apart = bool(there) and max(bounds.low for bounds in there) > min(bounds.high for bounds in there)
    return [apart and bounds is not None for bounds in found]


def ranks(
    values: Sequence[Estimate], *, high_is_good: bool = True, enough: int = ENOUGH
) -> list[Rank | None]:
    """The places of those that may have one (``rankable``), best first; equal values share the better place."""
    sign = 1 if high_is_good else -1
    held = [
        (sign * value.value, sorted((sign * bounds.low, sign * bounds.high)))
        if may and (bounds := bounds_of(value)) is not None and value.value is not None
        else None
        for may, value in zip(rankable(values, enough), values, strict=True)
    ]
    there = [one for one in held if one is not None]
    return [None if one is None else _place(one, there) for one in held]


def _place(one: tuple[float, list[float]], others: Sequence[tuple[float, list[float]]]) -> Rank:
    value, (low, high) = one
    better = sum(other > value for other, _ in others)
    surely_better = sum(other_low > high for _, (other_low, _high) in others)
    surely_worse = sum(other_high < low for _, (_low, other_high) in others)
    return Rank(better + 1, surely_better + 1, len(others) - surely_worse)
