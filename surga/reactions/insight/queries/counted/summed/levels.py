"""Where cases lay and how long until the first follow-up, in working days, per level: from sums, or from the facts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import numpy as np
from django.db.models import Count

from surga.reactions.insight.queries.counted.groups import Where
from surga.reactions.insight.queries.counted.rows import Asked, Moment
from surga.reactions.insight.queries.counted.summed.plan import Piece, Plan, pieces
from surga.reactions.insight.queries.counted.summed.reading import rows_of, run
from surga.reactions.insight.queries.counted.summed.times import ranks_of, told
from surga.reactions.insight.rules.known.contributions import (
    DAY,
    MONTH,
    STAY,
    STAY_OF_AGENCY,
    TOOK,
    TOOK_OF_AGENCY,
)
from surga.reactions.insight.rules.measures import Value

_NOTHING: Final = Plan("", {}, "")
type Stay = tuple[int, int, int]


def medians_worked(which: Asked, when: Moment) -> dict[str, Value]:
    """Level → the median of the working days to the first follow-up, with its interval."""
    plan = _plan(TOOK, TOOK_OF_AGENCY, which.where, when)
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for level, days, n in _took(plan, which, when):
        counts[level][days] += n
    return {level: of_counts(found, 0.5) for level, found in counts.items()}


def stays(which: Asked, when: Moment) -> Mapping[str, Stay]:
    """Level → how many cases lay there, their working days, and the squares of these."""
    plan = _plan(STAY, STAY_OF_AGENCY, which.where, when)
    found: dict[str, Stay] = {}
    for level, *more in _stayed(plan, which, when):
        cases, days, squares = found.get(level, (0, 0, 0))
        found[level] = (cases + more[0], days + more[1], squares + more[2])
    return found


def _plan(rollup: str, of_agency: str, where: Where, when: Moment) -> Plan:
    """The rollup that knows the cases asked for; none for a past day, or for other filters."""
    chosen = where.chosen()
    if when.past or not chosen.keys() <= {"agency"}:
        return _NOTHING
    return Plan(of_agency, {"agency": "key"}, MONTH) if chosen else Plan(rollup, {}, DAY + MONTH)


def _took(plan: Plan, which: Asked, when: Moment) -> Iterator[tuple[str, int, int]]:
    """Level, working days, and how many cases took so many; some of them several times."""
    for key, other, n in _sums(plan, which, ("key", "other"), ("cases",)):
        # Of an agency the second code says both.
        level, _, days = (f"{key}:{other}" if plan.rollup == TOOK else other).rpartition(":")
        yield level, int(days), int(n)
    for piece in _others(plan, which):
        facts = _found(piece, which, when).filter(followed__isnull=False, joined=False).order_by()
        for level, worked, n in facts.values_list("level", "worked").annotate(n=Count("pk")):
            yield level, int(worked or 0), n


def _stayed(plan: Plan, which: Asked, when: Moment) -> Iterator[tuple[str, int, int, int]]:
    level_of = "other" if plan.rollup == STAY_OF_AGENCY else "key"
    for level, *values in _sums(plan, which, (level_of,), ("cases", "worked", "worked_sq")):
        cases, days, squares = map(int, values)
        yield level, cases, days, squares
    for piece in _others(plan, which):
        facts = _found(piece, which, when).exclude(stays="").order_by()
        for told_of, n in facts.values_list("stays").annotate(n=Count("pk")):
            for level, days in (one.rsplit(":", 1) for one in told_of.split()):
                yield level, n, n * int(days), n * int(days) ** 2


def _sums(
    plan: Plan, which: Asked, names: tuple[str, ...], columns: tuple[str, ...]
) -> Iterable[tuple[Any, ...]]:
    """The codes of the cells and the sums of these columns, of the pieces that the rollup has."""
    some, given = [piece for piece in pieces(plan, "all", which) if piece.kept], list[Any]()
    if not some:
        return []
    rows = rows_of("insight_cell", (*names, *columns), "all", which, plan, some, given)
    keys, totals = ", ".join(names), ", ".join(f"SUM({name})" for name in columns)
    return run(f"SELECT {keys}, {totals} FROM ({rows}) AS found GROUP BY {keys}", given)  # noqa: S608  # our own words


def _others(plan: Plan, which: Asked) -> Iterator[Piece]:
    return (piece for piece in pieces(plan, "all", which) if not piece.kept)


def _found(piece: Piece, which: Asked, when: Moment) -> Any:
    return Asked(piece.low, piece.high, which.where, which.open_only).found(when)


def of_counts(counts: Counter[int], share_below: float) -> Value:
    """The quantile, with its interval; ``counts``: how many cases took so many days."""
    days, n = sorted(counts), counts.total()
    ends = np.cumsum([counts[day] for day in days])
    middle, low, high = ranks_of(n, share_below)

    def at(rank: int) -> float:
        return float(days[int(np.searchsorted(ends, rank, side="right"))])

    return told([at(rank) for rank in middle], n, share_below, low, high, at)
