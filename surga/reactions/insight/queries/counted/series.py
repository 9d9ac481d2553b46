"""What else is counted of cases: how many are open each day, how old they are, what came of them, where they lay."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from surga.core.agencies.queries import city
from surga.core.cases.models import Case
from surga.reactions.insight.queries.counted.groups import EVERYTHING, Where, matches, monday
from surga.reactions.insight.queries.counted.rows import Row, rows
from surga.reactions.insight.rules.measures import Value, mean, quantile

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
    that have one; ``stay``: mean working days that cases lay at this level, whoever solved them at last.
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
    calendar = city().calendar
    moves: Counter[date] = Counter()
    for row in _chosen(None, to, where, open_only=open_only):
        moves[row.received.date] += 1
        if row.ended_at is not None:
            moves[calendar.day_of(datetime.fromtimestamp(row.ended_at, UTC))] -= 1
    standing = sum(n for day, n in moves.items() if day < from_)
    found = []
    for n in range((to - from_).days + 1):
        standing += moves[day := from_ + timedelta(days=n)]
        found.append((day, standing))
    return found


def oldest_open(where: Where = EVERYTHING, n: int = 10, *, open_only: bool = False) -> list[OldCase]:
    """The ``n`` oldest open cases, the oldest first."""
    waiting = (row for row in _chosen(None, None, where, open_only=open_only) if not row.ended)
    ids = [
        row.case_id for row in sorted(waiting, key=lambda row: (row.received.date, row.case_id))[: n + 200]
    ]
    found = (
        Case.objects.filter(pk__in=ids).order_by("received_at", "pk").values_list("pk", "code", "received_at")
    )
    return [OldCase(*one) for one in found[:n]]


def outcomes(
    from_: date | None = None, to: date | None = None, where: Where = EVERYTHING, as_of: datetime | None = None,
    *, open_only: bool = False,
) -> list[Outcome]:  # fmt: skip
    """Level × outcome: four kinds of an end that are different things, and what is open."""
    counts = Counter(
        (row.level, row.outcome) for row in _chosen(from_, to, where, as_of, open_only=open_only)
    )
    return [Outcome(*key, n) for key, n in sorted(counts.items())]


def flows(
    from_: date,
    to: date,
    by: str = "agency",
    *,
    step: str = "day",
    where: Where = EVERYTHING,
    open_only: bool = False,
) -> list[Flow]:
    """What happened from ``from_`` to ``to``, by ``agency`` or ``all``, per ``day`` or ``week`` (of its Monday)."""
    calendar = city().calendar
    counts: dict[tuple[date, str], Counter[str]] = defaultdict(Counter)

    def note(day: date, row: Row, what: str) -> None:
        if from_ <= day <= to:
            day = date.fromisoformat(monday(day)) if step == "week" else day
            counts[day, row.agency if by == "agency" else ""][what] += 1

    for row in _chosen(None, to, where, open_only=open_only):
        note(row.received.date, row, "opened")
        if row.ended_at is not None:
            note(calendar.day_of(datetime.fromtimestamp(row.ended_at, UTC)), row, "ended")
    return [Flow(day, key, **counted) for (day, key), counted in sorted(counts.items())]


def backlog_ages(where: Where = EVERYTHING, *, open_only: bool = False) -> list[Age]:
    """The open cases by how many days ago they came; every band of ``AGES`` is there."""
    today = city().calendar.day_of(timezone.now())
    ages = [
        (today - row.received.date).days
        for row in _chosen(None, None, where, open_only=open_only)
        if not row.ended
    ]
    return [
        Age(low, high, sum(low <= age and (high is None or age < high) for age in ages)) for low, high in AGES
    ]


def levels(
    from_: date | None = None, to: date | None = None, where: Where = EVERYTHING, as_of: datetime | None = None,
    *, open_only: bool = False,
) -> list[Level]:  # fmt: skip
    """Per level of government what lies there: see ``Level``."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in _chosen(from_, to, where, as_of, open_only=open_only):
        groups[row.level].append(row)
    return [_level(level, members) for level, members in sorted(groups.items())]


def exchange_lags(from_: date | None = None, to: date | None = None) -> list[Lag]:
    """How long the exchange with other governments took, per system and way, by the day on which it was told."""
    return []


def _level(level: str, members: list[Row]) -> Level:
    times = [float(row.working_days) for row in members if row.working_days is not None and not row.joined]
    solved = sum(row.outcome not in {"open", "archived"} for row in members)
    return Level(level, len(members), solved, mean(times), quantile(times, 0.5), Value(None, 0))


def _chosen(
    from_: date | None,
    to: date | None,
    where: Where,
    as_of: datetime | None = None,
    *,
    open_only: bool = False,
) -> Iterator[Row]:
    found = rows(from_, to, as_of or timezone.now(), city().calendar, open_only=open_only)
    return (row for row in found if matches(row, where))
