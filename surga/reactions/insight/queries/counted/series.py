"""What else is counted of cases: how many are open each day, how old they are, what came of them, where they lay."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import F, QuerySet, Sum
from django.utils import timezone

from surga.core.cases.models import Case
from surga.reactions.insight.models import Cell, Exchange
from surga.reactions.insight.models import Flow as DayFlow
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.queries.counted.groups import EVERYTHING, Where
from surga.reactions.insight.queries.counted.rows import Asked, Moment, asked, moment
from surga.reactions.insight.queries.counted.summed.plan import Plan, pieces
from surga.reactions.insight.queries.counted.summed.sums import sums
from surga.reactions.insight.queries.counted.summed.takes import mean_of
from surga.reactions.insight.queries.counted.summed.times import medians_worked
from surga.reactions.insight.rules.known.contributions import STAY
from surga.reactions.insight.rules.measures import Value, mean, quantile
from surga.reactions.insight.rules.row import OUTCOMES

#: Age bands of the backlog, in days: from, up to (without), None: older.
AGES: tuple[tuple[int, int | None], ...] = ((0, 7), (7, 14), (14, 30), (30, 60), (60, 180), (180, None))


@dataclass(frozen=True, slots=True)
class OldCase:
    """An open case, and since when it is open."""

    case_id: int
    code: str
    since: datetime


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
class Age:
    """How many open cases are from ``low`` days old up to (without) ``high``; None: and older."""

    low: int
    high: int | None
    n: int


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


def open_per_day(
    from_: date, to: date, where: Where = EVERYTHING, *, open_only: bool = False
) -> list[tuple[date, int]]:
    """How many cases were open at the end of each day, from ``from_`` to ``to``, both in."""
    low, high = from_.toordinal(), to.toordinal()
    if set(where.chosen()) <= {"agency"}:
        changes, standing = _by_flows(low, high, where, open_only=open_only)
    else:
        changes, standing = _by_facts(low, high, where, open_only=open_only)
    found = []
    for day in range(low, high + 1):
        standing += changes[day]
        found.append((date.fromordinal(day), standing))
    return found


def _by_flows(low: int, high: int, where: Where, *, open_only: bool) -> tuple[Counter[int], int]:
    found = _flows(where, open_only=open_only)
    net = F("opened") + F("reopened") + F("moved_in") - F("ended") - F("moved_out")
    before = found.filter(day__lt=low).aggregate(net=Sum(net))["net"] or 0
    rows = found.filter(day__gte=low, day__lte=high).order_by().values_list("day").annotate(net=Sum(net))
    return Counter({day: int(n) for day, n in rows}), int(before)


def _by_facts(low: int, high: int, where: Where, *, open_only: bool) -> tuple[Counter[int], int]:
    """By receipt and end of what lies there now: what moved here from elsewhere counts as if it always had."""
    clock, changes, standing = kept.clock(), Counter[int](), 0
    found = Asked(high=high, where=where, open_only=open_only).found(moment(None))
    for day, ended in found.values_list("day", "ended_at").iterator(chunk_size=10_000):
        for at, n in ((day, 1), (clock.day(ended) if ended is not None else high + 1, -1)):
            if at < low:
                standing += n
            else:
                changes[at] += n
    return changes, standing


def oldest_open(where: Where = EVERYTHING, n: int = 10, *, open_only: bool = False) -> list[OldCase]:
    """The ``n`` oldest open cases, the oldest first."""
    found = Asked(where=where, open_only=open_only).found(moment(None)).filter(ended_at=None)
    rows = list(found.order_by("received", "case_id").values_list("case_id", "received")[:n])
    codes = dict(Case.objects.filter(pk__in=[pk for pk, _ in rows]).values_list("pk", "code"))
    return [OldCase(pk, codes.get(pk, ""), datetime.fromtimestamp(since, UTC)) for pk, since in rows]


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
    """What happened from ``from_`` to ``to``, by ``agency`` or ``all``, per ``day`` or ``week`` (of its Monday).

    Of ``where`` only the agency counts: it is kept by that alone.
    """
    found = _flows(where, open_only=open_only).filter(day__gte=from_.toordinal(), day__lte=to.toordinal())
    names = [name for name in Flow.__dataclass_fields__ if name not in {"day", "by"}]
    totals = {f"sum_{name}": Sum(name) for name in names}
    # The first day of all was a Monday; whole numbers are divided as whole numbers.
    days = (F("day") - 1) / 7 if step == "week" else F("day")
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


def backlog_ages(where: Where = EVERYTHING, *, open_only: bool = False) -> list[Age]:
    """The open cases by how many days ago they came; every band of ``AGES`` is there."""
    today = kept.clock().day(kept.seconds(timezone.now()))
    found = sums(("open",), "day", asked(None, None, where, open_only=open_only), moment(None))
    ages = [(today - date.fromisoformat(day).toordinal(), counted["open"]) for day, counted in found.items()]
    return [
        Age(low, high, sum(n for age, n in ages if low <= age and (high is None or age < high)))
        for low, high in AGES
    ]


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
    stays = _stays(which, when)
    names = sorted({*found, *stays})
    return [
        Level(
            name,
            found[name]["cases"],
            sum(found[name][column] for column in columns[1:]),
            mean_of(found[name]["followed"], found[name]["worked"], found[name]["worked_sq"]),
            medians.get(name, Value(None, 0)),
            mean_of(*stays.get(name, (0, 0, 0))),
        )
        for name in names
    ]


def _stays(which: Asked, when: Moment) -> dict[str, tuple[int, int, int]]:
    """Level → how many cases lay there, their working days, and the squares of these."""
    if when.past or which.where != EVERYTHING:
        told: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for stays in which.found(when).exclude(stays="").values_list("stays", flat=True).iterator():
            for level, days in (one.rsplit(":", 1) for one in stays.split()):
                for n, value in enumerate((1, int(days), int(days) ** 2)):
                    told[level][n] += value
        return {level: (one[0], one[1], one[2]) for level, one in told.items()}
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for piece in pieces(Plan(STAY, {}, "dm"), "all", which):
        cells = Cell.objects.filter(
            rollup=STAY, grain=piece.grain, period__gte=piece.low, period__lte=piece.high
        )
        cells = cells.filter(hidden=False) if which.open_only else cells
        rows = cells.order_by().values_list("key").annotate(Sum("cases"), Sum("worked"), Sum("worked_sq"))
        for level, *values in rows:
            totals[level] = [one + int(more) for one, more in zip(totals[level], values, strict=True)]
    return {level: (one[0], one[1], one[2]) for level, one in totals.items()}


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
