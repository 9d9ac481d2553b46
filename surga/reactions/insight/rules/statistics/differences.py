"""How far two numbers lie apart, and whether chance alone would do it.

Sources: Newcombe 1998 (shares); Przyborowski & Wilenski 1940 (counts); Welch 1947 (means); Zou & Donner 2008 (MOVER:
a difference out of two intervals); Benjamini & Hochberg 1995 (many comparisons).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from statistics import NormalDist, median
from typing import NamedTuple

from surga.reactions.insight.rules.statistics.intervals import (
    CONFIDENCE,
    Estimate,
    Interval,
    Sample,
    quantile_interval,
    wilson,
    z_of,
)


class Difference(NamedTuple):
    """How far two numbers lie apart (``a - b``, or ``a / b`` of counts), its interval, and ``p``:
    how often chance alone would set them at least so far apart (two-sided)."""

    value: float
    low: float
    high: float
    p: float


def difference_of_shares(
    hits_a: int, n_a: int, hits_b: int, n_b: int, confidence: float = CONFIDENCE
) -> Difference | None:
    """Share a less share b (Newcombe 1998, method 10); ``p`` by Fisher where few are expected, else by
    the pooled score. None where one of them has no cases.
    """
    a, b = wilson(hits_a, n_a, confidence), wilson(hits_b, n_b, confidence)
    if a is None or b is None:
        return None
    first, second = hits_a / n_a, hits_b / n_b
    low, high = _apart(first, a, second, b)
    return Difference(first - second, low, high, _p_of_shares(hits_a, n_a, hits_b, n_b))


def difference_of_means(a: Sample, b: Sample, confidence: float = CONFIDENCE) -> Difference | None:
    """Mean a less mean b, each with its own spread (Welch 1947). None for fewer than two values on a side."""
    from scipy.stats import t

    if a.n < 2 or b.n < 2:
        return None
    value, of_a, of_b = a.mean - b.mean, a.variance / a.n, b.variance / b.n
    if of_a + of_b == 0:
        return Difference(value, value, value, 1.0 if value == 0 else 0.0)
    error = math.sqrt(of_a + of_b)
    degrees = (of_a + of_b) ** 2 / (of_a**2 / (a.n - 1) + of_b**2 / (b.n - 1))
    half = float(t.ppf((1 + confidence) / 2, degrees)) * error
    return Difference(value, value - half, value + half, 2 * float(t.sf(abs(value) / error, degrees)))


def ratio_of_counts(
    a: int,
    b: int,
    exposure_a: float = 1.0,
    exposure_b: float = 1.0,
    *,
    dispersion: float = 1.0,
    confidence: float = CONFIDENCE,
) -> Difference | None:
    """Rate a over rate b of two Poisson counts, conditional on their sum: exact (Przyborowski & Wilenski 1940).

    ``exposure``: days, or residents, that each was counted over. ``dispersion``: how much more than Poisson such counts
    vary from week to week (``dispersion_of``); the counts then weigh so much less. ``high`` is infinite where b is 0.
    None where both are.
    """
    from scipy.special import betaincinv

    weight = max(1.0, dispersion)
    first, second = round(a / weight), round(b / weight)
    if first + second == 0:
        return None
    # Clopper & Pearson by the beta distribution: a page compares a hundred, and a search for the root took 10 ms each.
    tail = (1 - confidence) / 2
    bounds = Interval(
        float(betaincinv(first, second + 1, tail)) if first else 0.0,
        float(betaincinv(first + 1, second, 1 - tail)) if second else 1.0,
    )
    scale = exposure_b / exposure_a

    def odds(share: float) -> float:
        return math.inf if share >= 1 else float(scale * share / (1 - share))

    value = scale * a / b if b else math.inf
    p = binomial(first, first + second, exposure_a / (exposure_a + exposure_b))
    return Difference(value, min(value, odds(bounds.low)), max(value, odds(bounds.high)), p)


def difference_of_medians(
    a: Sequence[float], b: Sequence[float], confidence: float = CONFIDENCE
) -> Difference | None:
    """Median a less median b, out of their exact intervals. None where one has too few values for an interval."""
    of_a, of_b = quantile_interval(a, 0.5, confidence), quantile_interval(b, 0.5, confidence)
    if of_a is None or of_b is None:
        return None
    return _mover(median(a), of_a, median(b), of_b, confidence)


def difference_of(a: Estimate, b: Estimate, confidence: float = CONFIDENCE) -> Difference | None:
    """Any number less another of the same kind, out of their intervals alone (MOVER, Zou & Donner 2008): two rows of a
    figure, two medians, two indexes. ``confidence`` is that of their intervals. None where one has no interval.
    """
    if (
        a.value is None
        or a.low is None
        or a.high is None
        or b.value is None
        or b.low is None
        or b.high is None
    ):
        return None
    return _mover(a.value, Interval(a.low, a.high), b.value, Interval(b.low, b.high), confidence)


def is_more_than_noise(ps: Sequence[float | None], false_share: float = 0.05) -> list[bool]:
    """Which of many comparisons to tell of, so that of what is told at most ``false_share`` is chance in the long run
    (Benjamini & Hochberg 1995). ``ps``: the ``p`` of each; None (nothing to compare) is never more than noise.
    """
    ranked = sorted((p, at) for at, p in enumerate(ps) if p is not None)
    told, m = [False] * len(ps), len(ranked)
    last = max((n for n, (p, _) in enumerate(ranked, 1) if p * (m / n) <= false_share), default=0)
    for _, at in ranked[:last]:
        told[at] = True
    return told


def dispersion_of(counts: Sequence[int]) -> float:
    """How much more counts of like periods vary than Poisson's (Pearson's chi-square over its degrees); at least 1."""
    if len(counts) < 2 or not any(counts):
        return 1.0
    centre = sum(counts) / len(counts)
    return max(1.0, sum((count - centre) ** 2 for count in counts) / centre / (len(counts) - 1))


def _apart(first: float, a: Interval, second: float, b: Interval) -> Interval:
    """The interval of a difference out of those of its two sides."""
    value = first - second
    return Interval(
        value - math.hypot(first - a.low, b.high - second), value + math.hypot(a.high - first, second - b.low)
    )


def _mover(first: float, a: Interval, second: float, b: Interval, confidence: float) -> Difference:
    value, (low, high) = first - second, _apart(first, a, second, b)
    towards_nought = value - low if value > 0 else high - value
    if value == 0:
        p = 1.0
    else:
        p = 2 * NormalDist().cdf(-z_of(confidence) * abs(value) / towards_nought) if towards_nought else 0.0
    return Difference(value, low, high, p)


def binomial(hits: int, n: int, share: float) -> float:
    """How often chance alone gives a number of hits at least so unlikely: the exact binomial test, two-sided.

    As ``scipy.stats.binomtest``, which takes a hundred times as long around the same two tails.
    """
    from scipy.special import bdtr

    if share == 0.5:
        return min(1.0, 2 * float(bdtr(min(hits, n - hits), n, 0.5)))

    def weight(k: int) -> float:
        return (
            k * math.log(share) + (n - k) * math.log1p(-share) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
        )

    seen = weight(hits) + 1e-7
    # On the other side of the mean, where the chances are as small again: they only fall, or rise, there.
    if hits < share * n:
        other = bisect_left(range(n + 1), True, lo=math.ceil(share * n), key=lambda k: weight(k) <= seen)
        return min(1.0, float(bdtr(hits, n, share)) + _at_least(other, n, share))
    other = bisect_left(range(n + 1), True, hi=math.floor(share * n) + 1, key=lambda k: weight(k) > seen)
    return min(1.0, (float(bdtr(other - 1, n, share)) if other else 0.0) + _at_least(hits, n, share))


def _at_least(hits: int, n: int, share: float) -> float:
    from scipy.special import bdtrc

    if hits > n:
        return 0.0
    return float(bdtrc(hits - 1, n, share)) if hits else 1.0


def fisher(hits_a: int, n_a: int, hits_b: int, n_b: int) -> float:
    """How often chance alone parts the hits at least so unlikely: Fisher's exact test (1935), two-sided.

    As ``scipy.stats.fisher_exact``, and much quicker, for a page asks it of thousands. Below 1e-16 it is 0.
    """
    drawn = hits_a + hits_b
    least, most = max(0, drawn - n_b), min(n_a, drawn)
    mode = min(most, max(least, (n_a + 1) * (drawn + 1) // (n_a + n_b + 2)))
    weights = {mode: 1.0}
    for step in (1, -1):
        hits, weight = mode, 1.0
        while least <= hits + step <= most and weight > 1e-20:
            # The next chance by the one before: nothing has to be a factorial.
            if step > 0:
                weight *= (n_a - hits) * (drawn - hits) / ((hits + 1) * (n_b - drawn + hits + 1))
            else:
                weight *= hits * (n_b - drawn + hits) / ((n_a - hits + 1) * (drawn - hits + 1))
            hits += step
            weights[hits] = weight
    seen = weights.get(hits_a, 0.0) * (1 + 1e-7)
    return min(1.0, sum(weight for weight in weights.values() if weight <= seen) / sum(weights.values()))


def _p_of_shares(hits_a: int, n_a: int, hits_b: int, n_b: int) -> float:
    pooled = (hits_a + hits_b) / (n_a + n_b)
    if min(n_a, n_b) * min(pooled, 1 - pooled) < 5:
        return fisher(hits_a, n_a, hits_b, n_b)
    error = math.sqrt(pooled * (1 - pooled) * (1 / n_a + 1 / n_b))
    return 2 * NormalDist().cdf(-abs(hits_a / n_a - hits_b / n_b) / error)
