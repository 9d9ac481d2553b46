"""Shortcomings and strengths: who lies apart from the city by more than chance, and by how much at least.

A number of a few cases is far from the city's by accident. So each is judged with its n: its difference from the city
has an interval, the many comparisons together a false discovery rate (Benjamini & Hochberg 1995), and the order is
that of the interval's *near* end, "at least so much worse", never that of a raw number. Few cases have a wide
interval, and so move towards the city by themselves, as in a funnel plot (Spiegelhalter 2005).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from surga.reactions.insight.rules.statistics import (
    Difference,
    Estimate,
    difference_of,
    difference_of_shares,
    is_more_than_noise,
)

#: Fewer cases than this say nothing of anybody.
FEWEST = 5
#: Fewer than this are marked in a table, and not told of as the worst or the best.
TELLING = 10


class Matter(NamedTuple):
    """A measure by which one is judged. ``step``: how much of it matters to people, so that days and stars compare."""

    name: str
    high_is_good: bool
    step: float
    share: bool


#: In the order in which they are told where two say as much. Time that another government had the case is not the
#: city's, so the share within five days is that of the city's own time.
MATTERS = (
    Matter("city_within_5_working_days", True, 0.05, True),
    Matter("follow_up_days_median", False, 1.0, False),
    Matter("reopened", False, 0.03, True),
    Matter("rating", True, 0.25, False),
)
_BY_NAME = {matter.name: matter for matter in MATTERS}


class Finding(NamedTuple):
    """One subject by one measure: its value and the city's. ``margin``: by how many steps it is at least better (above
    nought) or worse (below)."""

    subject: str
    measure: str
    value: float
    n: int
    low: float
    high: float
    city: float
    margin: float
    p: float


class Judged(NamedTuple):
    """The worst and the best, the surest first; of each subject what says most, the rest in ``also``.

    ``compared``: how many comparisons were made; ``too_few``: subjects of too few cases for any.
    """

    worst: list[Finding]
    best: list[Finding]
    also: Mapping[str, list[Finding]]
    compared: int
    too_few: int


def apart(
    found: Mapping[str, Mapping[str, Estimate]], city: Mapping[str, Estimate], *, most: int = 10
) -> Judged:
    """Who is apart from the city. ``found``: measure → subject → estimate; ``city``: measure → estimate."""
    compared = [
        finding
        for name, rows in found.items()
        if name in _BY_NAME and name in city
        for subject, row in rows.items()
        if (finding := _finding(_BY_NAME[name], subject, row, city[name])) is not None
    ]
    told = is_more_than_noise([each.p for each in compared])
    sure = [each for each, more in zip(compared, told, strict=True) if more and each.margin]
    strongest = sorted(sure, key=lambda each: (-abs(each.margin), each.subject))
    also: dict[str, list[Finding]] = {}
    first: list[Finding] = []
    for each in strongest:
        if each.n < TELLING:
            continue
        if each.subject in also:
            also[each.subject].append(each)
        else:
            also[each.subject] = []
            first.append(each)
    subjects = {subject for rows in found.values() for subject in rows}
    return Judged(
        [each for each in first if each.margin < 0][:most],
        [each for each in first if each.margin > 0][:most],
        also,
        len(compared),
        len(subjects - {each.subject for each in compared}),
    )


def cells(measure: str, rows: Mapping[str, Estimate], city: Estimate | None) -> dict[str, int]:
    """For each subject whether it is better (1) or worse (-1) than the city by more than chance, else 0."""
    marks = dict.fromkeys(rows, 0)
    if city is None or measure not in _BY_NAME:
        return marks
    compared = [
        finding
        for subject, row in rows.items()
        if (finding := _finding(_BY_NAME[measure], subject, row, city)) is not None
    ]
    told = is_more_than_noise([each.p for each in compared])
    for each, more in zip(compared, told, strict=True):
        if more and each.margin:
            marks[each.subject] = 1 if each.margin > 0 else -1
    return marks


def hits_of(row: Estimate) -> int:
    """How many of a share's cases were hits: exact, for the share was worked out from them."""
    return round((row.value or 0.0) * row.n)


def _finding(matter: Matter, subject: str, row: Estimate, city: Estimate) -> Finding | None:
    """None where there is nothing to compare: too few cases, no value, or no city beside it."""
    if row.n < FEWEST or row.value is None or row.low is None or row.high is None or city.value is None:
        return None
    found = _difference(matter, row, city)
    if found is None:
        return None
    near = max(found.low, 0.0) + min(found.high, 0.0)
    margin = near / matter.step * (1 if matter.high_is_good else -1)
    return Finding(subject, matter.name, row.value, row.n, row.low, row.high, city.value, margin, found.p)


def _difference(matter: Matter, row: Estimate, city: Estimate) -> Difference | None:
    """A share against the rest of the city, which it is no part of; a mean or a median against the whole of it."""
    if not matter.share:
        return difference_of(row, city)
    hits, n = hits_of(row), row.n
    rest, rest_n = hits_of(city) - hits, city.n - n
    # What is asked of other cases than the city's (an older answer, another filter) is no part of it.
    return difference_of_shares(hits, n, rest, rest_n) if 0 <= rest <= rest_n else None


def growth_marks(found: Iterable[tuple[str, Difference | None]]) -> dict[str, int]:
    """For each subject whether it grew (1) or shrank (-1) by more than chance, over all of them, else 0."""
    rows = list(found)
    told = is_more_than_noise([None if each is None else each.p for _, each in rows])
    return {
        subject: (1 if each.value > 1 else -1) if more and each is not None else 0
        for (subject, each), more in zip(rows, told, strict=True)
    }
