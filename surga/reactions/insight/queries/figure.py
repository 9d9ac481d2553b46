"""Figures, counted from the cases and the city's own calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db.models import Count, F
from django.utils import timezone

from surga.core.agencies.queries import city
from surga.core.cases import states
from surga.core.cases.models import Case
from surga.reactions.insight.queries.contacts import contacts_by
from surga.reactions.insight.queries.rows import Row, rows, times_of
from surga.reactions.insight.rules.measures import MEASURES, Value, in_city, matters, mean, working_days_of

#: How rows may be grouped.
BY: dict[str, Callable[[Row], str]] = {
    "month": lambda row: row.received.month,
    "channel": lambda row: row.channel,
    "agency": lambda row: row.agency,
    "topic": lambda row: row.topic,
    "region": lambda row: row.region,
    "level": lambda row: row.level,
    "kind": lambda row: row.kind,
    "all": lambda _row: "",
    "day": lambda row: row.received.date.isoformat(),
    "week": lambda row: _monday(row.received.date),
    # Two at once: "topic*agency" gives rows whose ``by`` is "pju*dishub".
    "topic*agency": lambda row: f"{row.topic}*{row.agency}",
    "topic*region": lambda row: f"{row.topic}*{row.region}",
    "topic*month": lambda row: f"{row.topic}*{row.received.month}",
    "region*month": lambda row: f"{row.region}*{row.received.month}",
    "agency*month": lambda row: f"{row.agency}*{row.received.month}",
    "channel*month": lambda row: f"{row.channel}*{row.received.month}",
    "level*month": lambda row: f"{row.level}*{row.received.month}",
}


def _monday(day: date) -> str:
    return (day - timedelta(days=day.weekday())).isoformat()


_HOME_KEY, _HOME_SECONDS = "insight:home:2", 300


@dataclass(frozen=True, slots=True)
class Where:
    """Only cases of this channel, agency, topic, region, level and kind, by their codes; empty: of any."""

    channel: str = ""
    agency: str = ""
    topic: str = ""
    region: str = ""
    level: str = ""
    kind: str = ""


EVERYTHING = Where()


class FigureUnknown(LookupError):
    """No figure, or no grouping, has this name."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    by: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with everything one needs to check it. ``as_of``: later events are left out."""

    name: str
    as_of: datetime
    definition: str
    filter: dict[str, str]
    n: int
    rows: list[FigureRow]


@dataclass(frozen=True, slots=True)
class HomeFigures:
    """The three honest figures of the home page, over the last ``days`` days.

    ``city_working_days``: of the mean, what the city itself took. ``overdue``: late with the city; ``overdue_away``:
    became late while it lay beyond the city, and lies there still.
    """

    days: int
    cases: int
    followed_up: int
    mean_working_days: float | None
    overdue: int
    city_working_days: float | None = None
    overdue_away: int = 0


def figure(
    name: str,
    from_: date | None = None,
    to: date | None = None,
    by: str = "month",
    as_of: datetime | None = None,
    *,
    where: Where = EVERYTHING,
    open_only: bool = False,
) -> Figure:
    """One figure over what came in from ``from_`` to ``to`` (days of the city, both in), by group.

    ``open_only``: for everybody, without what is never published.
    """
    if name not in MEASURES or by not in BY:
        raise FigureUnknown(name if name not in MEASURES else by)
    return _counted(name, from_, to, by, as_of or timezone.now(), open_only, where)


def _counted(
    name: str,
    from_: date | None,
    to: date | None,
    by: str,
    now: datetime,
    open_only: bool,
    where: Where,
) -> Figure:
    counted = _contacts if name == "contacts" else _cases
    n, found = counted(name, from_, to, by, now, open_only, where)
    chosen = {"from": from_, "to": to}
    return Figure(
        name=name,
        as_of=now,
        definition=MEASURES[name].definition,
        filter={"by": by, **{key: day.isoformat() for key, day in chosen.items() if day is not None}},
        n=n,
        rows=found,
    )


def _cases(
    name: str, from_: date | None, to: date | None, by: str, now: datetime, open_only: bool, where: Where
) -> tuple[int, list[FigureRow]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows(from_, to, now, city().calendar, open_only=open_only):
        if all(getattr(row, key) == wanted for key, wanted in asdict(where).items() if wanted):
            groups[BY[by](row)].append(row)
    measure = MEASURES[name]
    found = [_row(key, measure.take(members)) for key, members in sorted(groups.items())]
    return sum(map(len, groups.values())), found


def _contacts(
    _name: str, from_: date | None, to: date | None, by: str, now: datetime, open_only: bool, _where: Where
) -> tuple[int, list[FigureRow]]:
    n, groups = contacts_by(by, from_, to, now, city(), open_only=open_only)
    return n, [FigureRow(key, found, found) for key, found in groups]


def is_public(name: str) -> bool:
    return name in MEASURES and MEASURES[name].public


def home_figures() -> HomeFigures:
    """The figures of the last year, kept for five minutes: the first page must not wait for them."""
    kept = cache.get(_HOME_KEY)
    if isinstance(kept, HomeFigures):
        return kept
    now, calendar, days = timezone.now(), city().calendar, 365
    found = list(times_of(calendar.day_of(now) - timedelta(days=days), now, calendar))
    each_matter, followed_up = matters(found), sum(row.working_days is not None for row in found)
    done = working_days_of(each_matter)
    late = Case.objects.filter(overdue_at__isnull=False).exclude(status__in=states.ENDED)
    away = late.filter(away_since__lte=F("overdue_at")).count()
    own = mean(working_days_of(in_city(each_matter))).value
    made = HomeFigures(days, len(found), followed_up, mean(done).value, late.count() - away, own, away)
    cache.set(_HOME_KEY, made, _HOME_SECONDS)
    return made


def counts_by_status() -> dict[str, int]:
    """Cases by status, for monitoring."""
    return dict(Case.objects.order_by().values_list("status").annotate(n=Count("id")))


def waiting_unrouted() -> int:
    """Cases that no rule could route and nobody has forwarded yet."""
    waiting = Case.objects.filter(joined_to=None, status__in=("received", "verified"))
    return waiting.filter(routing__alert=True).count()


def _row(key: str, value: Value) -> FigureRow:
    return FigureRow(key, value.value, value.n, value.low, value.high)
