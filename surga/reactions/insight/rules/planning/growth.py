"""Whether a topic grew, and what its waiting comes to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

from surga.reactions.insight.rules.statistics import Difference, ratio_of_counts

#: A month pair is looked at for how unevenly months grow only when it has so many cases.
_PAIR = 5


def year_before(day: date) -> date:
    """The same day a year before; of 29 February the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def growth_of(now: Sequence[int], before: Sequence[int]) -> Difference | None:
    """Cases of a period over those of the same period a year before, by their months: ratio, interval, ``p``.

    Months that grow unevenly say less than Poisson counts would (``unevenness``). None where both are empty.
    """
    a, b = sum(now), sum(before)
    if a + b == 0:
        return None
    return ratio_of_counts(a, b, dispersion=unevenness(now, before))


def unevenness(now: Sequence[int], before: Sequence[int]) -> float:
    """How much more the months' growth varies than chance makes it (Pearson's chi-square of a 2 × k table over its
    degrees of freedom); at least 1."""
    a, b = sum(now), sum(before)
    pairs = [(x, x + y) for x, y in zip(now, before, strict=True) if x + y >= _PAIR]
    if not a or not b or len(pairs) < 2:
        return 1.0
    share = a / (a + b)
    chi = sum((x - n * share) ** 2 / (n * share * (1 - share)) for x, n in pairs)
    return max(1.0, chi / (len(pairs) - 1))


def against_season(
    after: int, before: int, then: tuple[int, int], dispersion: float = 1.0
) -> Difference | None:
    """How counts changed, over how they did in the same two spans of another year (``then``: before, after): a ratio
    of ratios, by its logarithm (Katz 1978; four Poisson counts). None where one of the four is 0.
    """
    from scipy.stats import norm

    counts = (after, before, *then)
    if not all(counts):
        return None
    middle = math.log(after / before) - math.log(then[1] / then[0])
    error = math.sqrt(max(1.0, dispersion) * sum(1 / n for n in counts))
    half = float(norm.ppf(0.975)) * error
    p = 2 * float(norm.sf(abs(middle) / error))
    return Difference(math.exp(middle), math.exp(middle - half), math.exp(middle + half), p)


def delay_of(waits: Iterable[tuple[int, int]], limit: int) -> int:
    """Working days beyond the clock, in all: of ``(working days waited, how many cases)`` what lies over ``limit``."""
    return sum(max(0, days - limit) * cases for days, cases in waits)


def months_between(first: date, last: date) -> list[str]:
    """The months that the days from ``first`` to ``last`` touch, "2026-01" and on."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]
