"""What else is counted of cases: what came of them, where they lay, and what happened with them each day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, QuerySet, Sum
from django.db.models import Value as Const

from surga.reactions.insight.models import Exchange
from surga.reactions.insight.models import Flow as DayFlow
from surga.reactions.insight.queries.counted.groups import EVERYTHING, Where
from surga.reactions.insight.queries.counted.rows import asked, moment
from surga.reactions.insight.queries.counted.summed.levels import medians_worked, stays
from surga.reactions.insight.queries.counted.summed.sums import sums
from surga.reactions.insight.queries.counted.summed.takes import mean_of
from surga.reactions.insight.rules.measures import Value, mean, quantile
from surga.reactions.insight.rules.row import OUTCOMES


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many cases of a level came to this (one of ``OUTCOMES``)."""

    level: str
    outcome: str
    n: int


@dataclass(frozen=True, slots=True)
class Flow:
    """What happened on a day (or in the week that begins on it) with the cases of one group."""

    day: date
    by: str
    opened: int = 0
    followed: int = 0
    resolved: int = 0
    ended: int = 0
    reopened: int = 0
    returned: int = 0
    escalated: int = 0


@dataclass(frozen=True, slots=True)
class Level:
    """The cases that lie, or ended, at a level of government.

    ``solved``: answered, resolved or closed there; ``mean``, ``median``: working days to the first follow-up, of those
    that have one; ``stay``: mean working days that cases lay at this level and left it, or ended there, whoever solved
    them at last.
    """

    level: str
    cases: int
    solved: int
    mean: Value
    median: Value
    stay: Value


@dataclass(frozen=True, slots=True)
class Lag:
    """How long the exchange with another government's system took, in seconds. ``way``: out (we told) or in (we heard).

    Out: from our last step before it to the report there. In: from the step there to our learning of it.
    """

    system: str
    way: str
    n: int
    mean: float | None
    median: float | None
    p90: float | None


def outcomes(
    from_: date | None = None,
    to: date | None = None,
    where: Where = EVERYTHING,
    as_of: datetime | None = None,
    *,
    open_only: bool = False,
) -> list[Outcome]:
    """Level × outcome: kinds of an end that are different things, and what is open."""
    columns = [name for name in OUTCOMES if name != "open"]
    found = sums(("cases", *columns), "level", asked(from_, to, where, open_only=open_only), moment(as_of))
    told = []
    for level, counted in sorted(found.items()):
        left = counted["cases"] - sum(counted[name] for name in columns)
        pairs = (("open", left), *((name, counted[name]) for name in columns))
        told += [Outcome(level, name, n) for name, n in pairs if n]
    return told


def flows(
    from_: date,
    to: date,
    by: str = "agency",
    *,
    step: str = "day",
    where: Where = EVERYTHING,
    open_only: bool = False,
) -> list[Flow]:
    """What happened from ``from_`` to ``to``, by ``agency`` or ``all``, per ``day``, ``week`` (of its Monday) or
    ``all`` (one row, of the first day).

    Of ``where`` only the agency counts: it is kept by that alone.
    """
    found = _flows(where, open_only=open_only).filter(day__gte=from_.toordinal(), day__lte=to.toordinal())
    names = [name for name in Flow.__dataclass_fields__ if name not in {"day", "by"}]
    totals = {f"sum_{name}": Sum(name) for name in names}
    # The first day of all was a Monday; whole numbers are divided as whole numbers.
    days: Any = {"week": (F("day") - 1) / 7, "all": Const(from_.toordinal())}.get(step, F("day"))
    keys = ["at", "agency"] if by == "agency" else ["at"]
    rows = (
        found.order_by().annotate(at=days).values_list(*keys).annotate(**totals).values_list(*keys, *totals)
    )
    made = []
    for at, *told in sorted(rows):
        counts = dict(zip(names, map(int, told[-len(names) :]), strict=True))
        day = date.fromordinal(int(at) * 7 + 1 if step == "week" else at)
        made.append(Flow(day, told[0] if by == "agency" else "", **counts))
    return made


def levels(
    from_: date | None = None,
    to: date | None = None,
    where: Where = EVERYTHING,
    as_of: datetime | None = None,
    *,
    open_only: bool = False,
) -> list[Level]:
    """Per level of government what lies there: see ``Level``."""
    when, which = moment(as_of), asked(from_, to, where, open_only=open_only)
    columns = ("cases", "answered", "resolved", "proven", "confirmed", "silence")
    found = sums((*columns, "followed", "worked", "worked_sq"), "level", which, when)
    medians = medians_worked(which, when)
    lay = stays(which, when)
    names = sorted({*found, *lay})
    return [
        Level(
            name,
            found[name]["cases"],
            sum(found[name][column] for column in columns[1:]),
            mean_of(found[name]["followed"], found[name]["worked"], found[name]["worked_sq"]),
            medians.get(name, Value(None, 0)),
            mean_of(*lay.get(name, (0, 0, 0))),
        )
        for name in names
    ]


def exchange_lags(from_: date | None = None, to: date | None = None) -> list[Lag]:
    """How long the exchange with other governments took, per system and way, by the day on which we knew of it."""
    which, taken = asked(from_, to), defaultdict[tuple[str, str], list[int]](list)
    rows = Exchange.objects.filter(day__gte=which.low, day__lte=which.high)
    for system, way, took in rows.values_list("system", "way", "seconds").iterator():
        taken[system, way].append(took)
    return [
        Lag(system, way, len(took), mean([*took]).value, quantile(took, 0.5).value, quantile(took, 0.9).value)
        for (system, way), took in sorted(taken.items())
    ]


def _flows(where: Where, *, open_only: bool) -> QuerySet[DayFlow]:
    found = DayFlow.objects.filter(**({"agency": where.agency} if where.agency else {}))
    return found.filter(hidden=False) if open_only else found
