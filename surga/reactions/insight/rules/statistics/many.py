"""Many comparisons in one go: what ``differences`` says of one pair, said of thousands at once, by arrays.

A page holds each topic at each agency against the rest of the city. Every one of these tests is made, however few cases
it has, for the correction (Benjamini & Hochberg 1995) counts them all: leaving out those that no outcome could bring
below its limit (Tarone 1990) would tell of more, and so change what the page says. Made together they take no longer
than a few made one by one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from surga.reactions.insight.rules.statistics.differences import Difference
from surga.reactions.insight.rules.statistics.intervals import CONFIDENCE, z_of

type Numbers = NDArray[np.float64]
#: Below this a chance is too small to count beside the largest: see ``differences.fisher``.
_NOTHING = 1e-20
_FEW = 5
#: This many tests at a time: a step of all of them fits the memory near the processor.
_AT_ONCE = 4_096


class Differences(NamedTuple):
    """As ``Difference``, of each pair: its value, interval and p; ``nan`` in all of them where there is none."""

    value: Numbers
    low: Numbers
    high: Numbers
    p: Numbers

    def each(self) -> list[Difference | None]:
        """One by one."""
        rows = zip(*(one.tolist() for one in self), strict=True)
        return [None if math.isnan(row[-1]) else Difference(*row) for row in rows]


def differences_of_shares(
    hits_a: ArrayLike, n_a: ArrayLike, hits_b: ArrayLike, n_b: ArrayLike, confidence: float = CONFIDENCE
) -> Differences:
    """Each share a less its share b: see ``difference_of_shares``."""
    of_a, of_b = _numbers(hits_a), _numbers(hits_b)
    all_a, all_b = _numbers(n_a), _numbers(n_b)
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = of_a / all_a, of_b / all_b
        value, low, high = _apart(
            first, *wilsons(of_a, all_a, confidence), second, *wilsons(of_b, all_b, confidence)
        )
        return Differences(value, low, high, _ps_of_shares(of_a, all_a, of_b, all_b))


def differences_of(
    value_a: ArrayLike, low_a: ArrayLike, high_a: ArrayLike,
    value_b: ArrayLike, low_b: ArrayLike, high_b: ArrayLike,
    confidence: float = CONFIDENCE,
) -> Differences:  # fmt: skip
    """Each number a less its number b, out of their intervals alone: see ``difference_of``."""
    from scipy.special import ndtr

    a, b = _numbers(value_a), _numbers(value_b)
    value, low, high = _apart(a, _numbers(low_a), _numbers(high_a), b, _numbers(low_b), _numbers(high_b))
    towards_nought = np.where(value > 0, value - low, high - value)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = 2 * ndtr(-z_of(confidence) * np.abs(value) / towards_nought)
    p = np.where(towards_nought == 0, 0.0, p)
    return Differences(value, low, high, np.where(value == 0, 1.0, p))


def ratios_of_counts(a: ArrayLike, b: ArrayLike, confidence: float = CONFIDENCE) -> Differences:
    """Each count a over its count b, of as long a time: see ``ratio_of_counts``."""
    from scipy.special import bdtr, betaincinv

    first, second = _numbers(a), _numbers(b)
    both, tail = first + second, (1 - confidence) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(second > 0, first / second, np.inf)
        low = np.where(first > 0, betaincinv(first, second + 1, tail), 0.0)
        high = np.where(second > 0, betaincinv(first + 1, second, 1 - tail), 1.0)
        # Of like times a coin decides for each: its law is the same from both ends.
        p = np.minimum(1.0, 2 * bdtr(np.minimum(first, second), both.astype(np.int64), 0.5))
        found = Differences(
            value, np.minimum(value, low / (1 - low)), np.maximum(value, high / (1 - high)), p
        )
    return Differences(*(np.where(both > 0, each, np.nan) for each in found))


def wilsons(hits: Numbers, n: Numbers, confidence: float = CONFIDENCE) -> tuple[Numbers, Numbers]:
    """The interval of each share, low and high: see ``wilson``."""
    z = z_of(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = hits / n
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    low = np.where(hits == 0, 0.0, np.maximum(0.0, middle - half))
    high = np.where(hits == n, 1.0, np.minimum(1.0, middle + half))
    return np.where(n > 0, low, np.nan), np.where(n > 0, high, np.nan)


def fishers(hits_a: Numbers, n_a: Numbers, hits_b: Numbers, n_b: Numbers) -> Numbers:
    """Fisher's exact test of each table: see ``fisher``."""
    tables = np.stack((hits_a, n_a, hits_b, n_b))
    parts = [_fishers(*tables[:, at : at + _AT_ONCE]) for at in range(0, tables.shape[1], _AT_ONCE)]
    return np.concatenate(parts) if parts else np.empty(0)


def _fishers(hits_a: Numbers, n_a: Numbers, hits_b: Numbers, n_b: Numbers) -> Numbers:
    drawn = hits_a + hits_b
    least, most = np.maximum(0, drawn - n_b), np.minimum(n_a, drawn)
    mode = np.minimum(most, np.maximum(least, (n_a + 1) * (drawn + 1) // (n_a + n_b + 2)))
    steps = [(mode, np.ones_like(mode))]
    for step in (1, -1):
        hits, weight = mode, np.ones_like(mode)
        while True:
            there = (hits + step >= least) & (hits + step <= most) & (weight > _NOTHING)
            if not there.any():
                break
            # As for one: the next chance by the one before.
            if step > 0:
                times = (n_a - hits) * (drawn - hits) / ((hits + 1) * (n_b - drawn + hits + 1))
            else:
                times = hits * (n_b - drawn + hits) / ((n_a - hits + 1) * (drawn - hits + 1))
            weight, hits = np.where(there, weight * times, 0.0), hits + step
            steps.append((hits, weight))
    seen = sum((np.where(hits == hits_a, weight, 0.0) for hits, weight in steps), np.zeros_like(mode))
    seen *= 1 + 1e-7
    told = sum((np.where(weight <= seen, weight, 0.0) for _, weight in steps), np.zeros_like(mode))
    return np.minimum(1.0, told / sum((weight for _, weight in steps), np.zeros_like(mode)))


def more_than_noise(ps: Numbers, false_share: float = 0.05) -> NDArray[np.bool_]:
    """See ``is_more_than_noise``; ``nan``: nothing to compare."""
    told = np.zeros(ps.shape, dtype=np.bool_)
    there = np.flatnonzero(~np.isnan(ps))
    ranked = there[np.argsort(ps[there], kind="stable")]
    within = np.flatnonzero(ps[ranked] * (len(ranked) / np.arange(1.0, len(ranked) + 1)) <= false_share)
    if within.size:
        told[ranked[: within[-1] + 1]] = True
    return told


def _numbers(values: ArrayLike) -> Numbers:
    return np.asarray(values, dtype=np.float64)


def _apart(
    first: Numbers, low_a: Numbers, high_a: Numbers, second: Numbers, low_b: Numbers, high_b: Numbers
) -> Sequence[Numbers]:
    value = first - second
    return (
        value,
        value - np.hypot(first - low_a, high_b - second),
        value + np.hypot(high_a - first, second - low_b),
    )


def _ps_of_shares(hits_a: Numbers, n_a: Numbers, hits_b: Numbers, n_b: Numbers) -> Numbers:
    from scipy.special import ndtr

    pooled = (hits_a + hits_b) / (n_a + n_b)
    error = np.sqrt(pooled * (1 - pooled) * (1 / n_a + 1 / n_b))
    p: Numbers = 2 * ndtr(-np.abs(hits_a / n_a - hits_b / n_b) / error)
    fewest = np.minimum(n_a, n_b)
    few = (fewest > 0) & (fewest * np.minimum(pooled, 1 - pooled) < _FEW)
    p[few] = fishers(hits_a[few], n_a[few], hits_b[few], n_b[few])
    p[fewest == 0] = np.nan
    return p
