"""Figures, counted from the cases and the city's own calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db.models import Count, Q
from django.utils import timezone

from surga.core.agencies.calendar import Calendar
from surga.core.agencies.queries import city
from surga.core.cases import states
from surga.core.cases.models import Case
from surga.reactions.insight.measures import MEASURES, Row, Value, mean, working_days

#: How rows may be grouped.
BY: dict[str, Callable[[Row, Calendar], str]] = {
    "month": lambda row, calendar: f"{calendar.day_of(row.received_at):%Y-%m}",
    "channel": lambda row, _: row.channel,
    "agency": lambda row, _: row.agency,
    "topic": lambda row, _: row.topic,
    "region": lambda row, _: row.region,
    "level": lambda row, _: row.level,
    "kind": lambda row, _: row.kind,
}
_FIELDS = (
    "received_at", "first_follow_up_at", "closed_at", "status", "channel", "kind", "topic_id", "agency_id",
    "proposed_agency", "region_id", "level", "reopened", "stars",
)  # fmt: skip
_HOME_KEY, _HOME_SECONDS = "insight:home", 300


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
    """The three honest figures of the home page, over the last ``days`` days."""

    days: int
    cases: int
    followed_up: int
    mean_working_days: float | None
    overdue: int


def figure(
    name: str,
    from_: date | None = None,
    to: date | None = None,
    by: str = "month",
    as_of: datetime | None = None,
) -> Figure:
    """One figure over the cases received from ``from_`` to ``to`` (days of the city, both in), by group."""
    measure = MEASURES.get(name)
    if measure is None or by not in BY:
        raise FigureUnknown(name if measure is None else by)
    now, calendar = as_of or timezone.now(), city().calendar
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows(from_, to, now, calendar):
        groups[BY[by](row, calendar)].append(row)
    values = {key: measure.take(members, calendar, now) for key, members in sorted(groups.items())}
    chosen = {"from": from_, "to": to}
    return Figure(
        name=name,
        as_of=now,
        definition=measure.definition,
        filter={"by": by, **{key: day.isoformat() for key, day in chosen.items() if day is not None}},
        n=sum(len(members) for members in groups.values()),
        rows=[_row(key, value) for key, value in values.items()],
    )


def is_public(name: str) -> bool:
    return name in MEASURES and MEASURES[name].public


def rows(from_: date | None, to: date | None, now: datetime, calendar: Calendar) -> Iterator[Row]:
    """The cases received in the time, as they stood at ``now``."""
    cases = Case.objects.filter(received_at__lte=now)
    if from_ is not None:
        cases = cases.filter(received_at__gte=_midnight(from_, calendar))
    if to is not None:
        cases = cases.filter(received_at__lt=_midnight(to + timedelta(days=1), calendar))
    for values in cases.values_list(*_FIELDS).iterator(chunk_size=5_000):
        yield _as_of(values, now)


def home_figures() -> HomeFigures:
    """The figures of the last year, kept for five minutes: the first page must not wait for them."""
    kept = cache.get(_HOME_KEY)
    if isinstance(kept, HomeFigures):
        return kept
    now, calendar, days = timezone.now(), city().calendar, 365
    start = calendar.day_of(now) - timedelta(days=days)
    taken = [working_days(row, calendar) for row in rows(start, None, now, calendar)]
    done = [float(one) for one in taken if one is not None]
    late = Case.objects.filter(overdue_at__isnull=False).exclude(status__in=states.ENDED).count()
    made = HomeFigures(days, len(taken), len(done), mean(done).value, late)
    cache.set(_HOME_KEY, made, _HOME_SECONDS)
    return made


def counts_by_status() -> dict[str, int]:
    """Cases by status, for monitoring."""
    return dict(Case.objects.order_by().values_list("status").annotate(n=Count("id")))


def waiting_unrouted() -> int:
    """Cases that no rule could route and nobody has forwarded yet."""
    return Case.objects.filter(Q(routing__alert=True), status__in=("received", "verified")).count()


def _midnight(day: date, calendar: Calendar) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=calendar.zone)


def _row(key: str, value: Value) -> FigureRow:
    return FigureRow(key, value.value, value.n, value.low, value.high)


def _as_of(values: tuple[object, ...], now: datetime) -> Row:
    kept = dict(zip(_FIELDS, values, strict=True))
    answered, closed = kept["first_follow_up_at"], kept["closed_at"]
    ended = kept["status"] in states.ENDED and isinstance(closed, datetime) and closed <= now
    return Row(
        received_at=kept["received_at"],  # type: ignore[arg-type]  # a DateTimeField that is never null
        followed_up_at=answered if isinstance(answered, datetime) and answered <= now else None,
        ended=ended,
        channel=str(kept["channel"]),
        kind=str(kept["kind"]),
        topic=str(kept["topic_id"] or ""),
        agency=str(kept["agency_id"] or kept["proposed_agency"] or ""),
        region=str(kept["region_id"] or ""),
        level=str(kept["level"]),
        reopened=bool(kept["reopened"]),
        stars=kept["stars"] if isinstance(kept["stars"], int) else None,
    )
