"""Numbers with their intervals.

Sources: Wilson 1927 (shares); Conover 1999 §3.2 (quantiles by ranks); Garwood 1936 (counts); Efron 1987 (bootstrap).
scipy is loaded at first use: it is large, and most pages need none of it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from statistics import NormalDist
from typing import Any, NamedTuple, Protocol

#: Two-sided, everywhere unless another is asked for.
CONFIDENCE = 0.95


class Estimate(Protocol):
    """A number of ``n`` cases with its interval; None where it has none."""

    @property
    def value(self) -> float | None: ...
    @property
    def n(self) -> int: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...


class Interval(NamedTuple):
    """From ``low`` to ``high``, both in."""

    low: float
    high: float

    def overlaps(self, other: Interval) -> bool:
        return self.low <= other.high and other.low <= self.high


class Sample(NamedTuple):
    """What is needed of values to compare their means: ``variance`` is that of a sample (n - 1 below)."""

    n: int
    mean: float
    variance: float


def wilson(hits: int, n: int, confidence: float = CONFIDENCE) -> Interval | None:
    """The interval of a share, right for small n and for none and all (Wilson 1927). None without cases."""
    if n == 0:
        return None
    p, z = hits / n, z_of(confidence)
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Interval(
        0.0 if hits == 0 else max(0.0, middle - half), 1.0 if hits == n else min(1.0, middle + half)
    )


def count_interval(count: int, confidence: float = CONFIDENCE) -> Interval:
    """The exact interval of a Poisson count (Garwood 1936)."""
    from scipy.stats import chi2

    tail = (1 - confidence) / 2
    low = 0.0 if count == 0 else float(chi2.ppf(tail, 2 * count)) / 2
    return Interval(low, float(chi2.ppf(1 - tail, 2 * count + 2)) / 2)


def mean_interval(sample: Sample, confidence: float = CONFIDENCE) -> Interval | None:
    """The interval of a mean (Student). None for fewer than two values."""
    from scipy.stats import t

    if sample.n < 2:
        return None
    half = float(t.ppf((1 + confidence) / 2, sample.n - 1)) * math.sqrt(sample.variance / sample.n)
    return Interval(sample.mean - half, sample.mean + half)


def quantile_ranks(
    n: int, share_below: float, confidence: float = CONFIDENCE
) -> tuple[int | None, int | None]:
    """Which of n sorted values (0 is the smallest) bound a quantile: exact, whatever the values' law (binomial).

    None where so few values bound it on no side: a median of five has no 95 % interval.
    """
    tail = (1 - confidence) / 2
    if n == 0:
        return None, None
    below, above = _binomial(tail, n, share_below), _binomial(1 - tail, n, share_below)
    return (below - 1 if below >= 1 else None), (above if above < n else None)


def _binomial(tail: float, n: int, share: float) -> int:
    """The smallest number of hits of n that this tail of the binomial law reaches: ``scipy.stats.binom.ppf`` without
    what that does around it, which takes a hundred times as long; a page asks for thousands."""
    from scipy.special import bdtr, bdtrik

    found: int = max(0, math.ceil(bdtrik(tail, n, share)))
    return found - 1 if found and bdtr(found - 1, n, share) >= tail else found


def quantile_interval(
    values: Sequence[float], share_below: float = 0.5, confidence: float = CONFIDENCE
) -> Interval | None:
    """The exact interval of a quantile (0.5: the median), by ranks. None where there are too few values."""
    low, high = quantile_ranks(len(values), share_below, confidence)
    if low is None or high is None:
        return None
    ranked = sorted(values)
    return Interval(float(ranked[low]), float(ranked[high]))


def bootstrap(
    values: Sequence[float],
    statistic: Callable[..., Any],
    *,
    confidence: float = CONFIDENCE,
    draws: int = 2_000,
    seed: int = 1,
) -> Interval | None:
    """The interval of any statistic by drawing again (BCa, Efron 1987): the same for the same values, whenever asked.

    ``statistic(values, axis)`` as numpy's are. None for fewer than two values, or where all are the same.
    """
    import numpy as np
    from scipy import stats

    if len(values) < 2 or min(values) == max(values):
        return None
    found = stats.bootstrap(
        (np.asarray(values, dtype=float),), statistic, confidence_level=confidence, n_resamples=draws,
        method="BCa", rng=np.random.default_rng(seed), vectorized=True, batch=max(1, 10_000_000 // len(values)),
    ).confidence_interval  # fmt: skip
    return Interval(float(found.low), float(found.high)) if math.isfinite(found.low + found.high) else None


def bounds_of(value: Estimate) -> Interval | None:
    if value.value is None or value.low is None or value.high is None:
        return None
    return Interval(value.low, value.high)


def z_of(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)
