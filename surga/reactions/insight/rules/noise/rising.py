"""Topics that rise beyond what the season lets expect.

What is expected of the last weeks is the level of the twelve weeks before them, and the season: what these weeks were
in earlier years against the twelve before *them*, by how many times or by how many more, whichever is more. The limits
are those of a negative binomial law, which is wider than Poisson's by what is unsure in the expectation itself and by
how much weekly counts vary (as in the detection of outbreaks: Farrington et al. 1996, Noufaily et al. 2013). Many
topics are looked at together: Benjamini & Hochberg 1995.
Without an earlier year the recent level alone is expected, and ``seasonal`` says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from surga.reactions.insight.rules.statistics import dispersion_of, is_more_than_noise

#: Weeks that are looked at, and weeks before them that tell the level.
WEEKS, BEFORE = 2, 12
#: Fewer cases than this are no topic that rises.
FEWEST = 5
#: The season of a topic counts as if so many cases of earlier years had shown none.
_NO_SEASON = 12.0
_HALF = 0.5


class Year(NamedTuple):
    """An earlier year: its cases in the weeks looked at, and in the weeks before these."""

    weeks: int
    before: int


class Past(NamedTuple):
    """A topic's past: cases per week before (oldest first), and the same in earlier years."""

    before: Sequence[int]
    years: Sequence[Year] = ()


class Expected(NamedTuple):
    """How many cases are expected, with the limits that 95 of 100 such counts keep."""

    mean: float
    variance: float
    low: int
    high: int
    seasonal: bool


class Rise(NamedTuple):
    """A topic that rose: how many came, what was expected, and ``p``: how often chance alone brings so many."""

    topic: str
    n: int
    expected: Expected
    p: float


def expected_of(past: Past, weeks: int = WEEKS) -> Expected:
    """What a topic's past lets expect of ``weeks`` weeks."""
    return _with_limits([_moments(past, weeks)])[0]


def rises(
    counts: Mapping[str, int], past: Mapping[str, Past], weeks: int = WEEKS, false_share: float = 0.05
) -> list[Rise]:
    """Which topics rose by more than chance, the least likely first. ``counts``: cases of the last weeks."""
    from scipy.stats import nbinom

    if not counts:
        return []
    expected = _with_limits([_moments(past.get(topic, Past((0,) * BEFORE)), weeks) for topic in counts])
    sizes, ps = _law([(each.mean, each.variance) for each in expected])
    tails = nbinom.sf([n - 1 for n in counts.values()], sizes, ps)
    rows = zip(counts.items(), expected, tails, strict=True)
    looked = [Rise(topic, n, each, float(tail)) for (topic, n), each, tail in rows]
    told = is_more_than_noise([each.p for each in looked], false_share)
    found = [
        each
        for each, more in zip(looked, told, strict=True)
        if more and each.n >= FEWEST and each.n > each.expected.mean
    ]
    return sorted(found, key=lambda each: (each.p, each.topic))


def _moments(past: Past, weeks: int) -> tuple[float, float, bool]:
    """Mean and variance of what is expected, and whether a season is in it."""
    total, length = sum(past.before), len(past.before)
    level = (total + _HALF) * weeks / length
    times, unsure = _season(past, weeks)
    more, wide = _excess(past, weeks)
    # A season multiplies what there is; where there is nothing before it (floods), it adds.
    mean, spread_of_season = level * times, (level * times) ** 2 * unsure
    if more and level + more > mean:
        mean, spread_of_season = level + more, wide
    # Of the count itself; of the level, that rests on ``total`` cases; of the season.
    variance = dispersion_of(past.before) * (mean + mean * mean / (total + _HALF + more)) + spread_of_season
    return mean, variance, bool(past.years)


def _with_limits(found: Sequence[tuple[float, float, bool]]) -> list[Expected]:
    from scipy.stats import nbinom

    sizes, ps = _law([(mean, variance) for mean, variance, _seasonal in found])
    low, high = nbinom.ppf(0.025, sizes, ps), nbinom.ppf(0.975, sizes, ps)
    return [
        Expected(mean, variance, int(below), int(above), seasonal)
        for (mean, variance, seasonal), below, above in zip(found, low, high, strict=True)
    ]


def _season(past: Past, weeks: int) -> tuple[float, float]:
    """By how much these weeks differ from those before them in earlier years, and how unsure that is (as the square of
    its relative error). Few cases say little: they move towards no season at all."""
    if not past.years:
        return 1.0, 0.0
    part = weeks / len(past.before)
    then, level = sum(year.weeks for year in past.years), sum(year.before for year in past.years) * part
    shown, even = then + _NO_SEASON, level + _NO_SEASON
    return shown / even, 1 / shown + part / even


def _excess(past: Past, weeks: int) -> tuple[float, float]:
    """How many more than the level came in these weeks of earlier years, in the mean, and the variance of that; drawn
    to nothing by as much as it may be chance (James & Stein 1961)."""
    if not past.years:
        return 0.0, 0.0
    part, n = weeks / len(past.before), len(past.years)
    more = sum(year.weeks - year.before * part for year in past.years) / n
    variance = sum(year.weeks + year.before * part * part for year in past.years) / (n * n)
    if more <= 0:
        return 0.0, 0.0
    return more * max(0.0, 1 - variance / (more * more)), variance


def _law(moments: Sequence[tuple[float, float]]) -> tuple[list[float], list[float]]:
    """Size and chance of the negative binomial laws with these means and variances, as scipy takes them."""
    sizes = [mean * mean / max(variance - mean, mean * 1e-6) for mean, variance in moments]
    return sizes, [size / (size + mean) for size, (mean, _) in zip(sizes, moments, strict=True)]
