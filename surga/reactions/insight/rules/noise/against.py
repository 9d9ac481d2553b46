"""Shortcomings and strengths: who lies apart from the city by more than chance, and by how much at least.

A number of a few cases is far from the city's by accident. So each is judged with its n: its difference from the city
has an interval, the many comparisons together a false discovery rate (Benjamini & Hochberg 1995), and the order is
that of the interval's *near* end, "at least so much worse", never that of a raw number. Few cases have a wide
interval, and so move towards the city by themselves, as in a funnel plot (Spiegelhalter 2005).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from surga.reactions.insight.rules.statistics import Difference, Estimate, is_more_than_noise
from surga.reactions.insight.rules.statistics.many import (
    Differences,
    Numbers,
    differences_of,
    differences_of_shares,
    more_than_noise,
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


class _Compared(NamedTuple):
    """All subjects by one measure that can be compared, and how: of each its ``margin`` and its ``p``."""

    matter: Matter
    city: float
    subjects: Sequence[str]
    rows: Sequence[Estimate]
    margins: Numbers
    ps: Numbers


def apart(
    found: Mapping[str, Mapping[str, Estimate]], city: Mapping[str, Estimate], *, most: int = 10
) -> Judged:
    """Who is apart from the city. ``found``: measure → subject → estimate; ``city``: measure → estimate."""
    compared = [
        _compared(_BY_NAME[name], rows, city[name])
        for name, rows in found.items()
        if name in _BY_NAME and name in city
    ]
    sure = [each for each in _told_of(compared) if each.margin]
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
        sum(len(one.subjects) for one in compared),
        len(subjects.difference(*(one.subjects for one in compared))),
    )


def cells(measure: str, rows: Mapping[str, Estimate], city: Estimate | None) -> dict[str, int]:
    """For each subject whether it is better (1) or worse (-1) than the city by more than chance, else 0."""
    marks = dict.fromkeys(rows, 0)
    if city is None or measure not in _BY_NAME:
        return marks
    for each in _told_of([_compared(_BY_NAME[measure], rows, city)]):
        if each.margin:
            marks[each.subject] = 1 if each.margin > 0 else -1
    return marks


def hits_of(row: Estimate) -> int:
    """How many of a share's cases were hits: exact, for the share was worked out from them."""
    return round((row.value or 0.0) * row.n)


def _compared(matter: Matter, rows: Mapping[str, Estimate], city: Estimate) -> _Compared:
    """All at once. Nobody where there is nothing to compare: too few cases, no value, or no city beside it."""
    there = [
        (subject, row)
        for subject, row in rows.items()
        if row.n >= FEWEST and row.value is not None and row.low is not None and row.high is not None
    ]
    if not there or city.value is None:
        return _Compared(matter, 0.0, (), (), np.empty(0), np.empty(0))
    found = (_against_the_rest if matter.share else _against_the_whole)([row for _, row in there], city)
    kept = np.flatnonzero(~np.isnan(found.p))
    near = np.maximum(found.low, 0.0) + np.minimum(found.high, 0.0)
    margins = near / matter.step * (1 if matter.high_is_good else -1)
    some = [there[at] for at in kept]
    return _Compared(
        matter, city.value, [subject for subject, _ in some], [row for _, row in some], margins[kept], found.p[kept]
    )  # fmt: skip


def _against_the_rest(rows: Sequence[Estimate], city: Estimate) -> Differences:
    """A share against the rest of the city, which it is no part of."""
    n = np.array([row.n for row in rows], dtype=float)
    hits = np.rint(np.array([row.value for row in rows]) * n)
    rest, rest_n = hits_of(city) - hits, city.n - n
    # What is asked of other cases than the city's (an older answer, another filter) is no part of it.
    part = (rest >= 0) & (rest <= rest_n)
    return differences_of_shares(hits, n, np.where(part, rest, 0), np.where(part, rest_n, 0))


def _against_the_whole(rows: Sequence[Estimate], city: Estimate) -> Differences:
    """A mean or a median against the whole of the city."""
    bounds = [(row.value, row.low, row.high) for row in rows]
    whole = [np.nan if each is None else each for each in (city.value, city.low, city.high)]
    return differences_of(*np.array(bounds, dtype=float).T, *whole)


def _told_of(compared: Sequence[_Compared]) -> list[Finding]:
    """What is more than chance among all that was compared."""
    if not compared:
        return []
    told = more_than_noise(np.concatenate([one.ps for one in compared]))
    parts = np.split(told, np.cumsum([len(one.ps) for one in compared])[:-1])
    return [
        _finding(one, at)
        for one, more in zip(compared, parts, strict=True)
        for at in np.flatnonzero(more).tolist()
    ]


def _finding(one: _Compared, at: int) -> Finding:
    row = one.rows[at]
    return Finding(
        one.subjects[at],
        one.matter.name,
        row.value or 0.0,
        row.n,
        row.low or 0.0,
        row.high or 0.0,
        one.city,
        float(one.margins[at]),
        float(one.ps[at]),
    )


def growth_marks(found: Iterable[tuple[str, Difference | None]]) -> dict[str, int]:
    """For each subject whether it grew (1) or shrank (-1) by more than chance, over all of them, else 0."""
    rows = list(found)
    told = is_more_than_noise([None if each is None else each.p for _, each in rows])
    return {
        subject: (1 if each.value > 1 else -1) if more and each is not None else 0
        for (subject, each), more in zip(rows, told, strict=True)
    }
