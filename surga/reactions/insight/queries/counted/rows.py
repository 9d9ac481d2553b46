"""Cases as the measures see them, read by the hundred thousand.

The database gives plain seconds, and each day of the calendar is worked out once: figures of a year
are asked for by everybody, and making a datetime of every time of every case took most of the wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import BigIntegerField, Func

from surga.core.agencies.calendar import Calendar
from surga.core.cases import states
from surga.core.cases.models import Case
from surga.reactions.insight.rules.row import Day as Day
from surga.reactions.insight.rules.row import Row as Row
from surga.reactions.insight.rules.row import outcome_of

_A_DAY = 86_400
_PLAIN = (
    "status", "channel", "kind", "topic_id", "agency_id", "proposed_agency", "region_id", "level", "reopened",
    "stars", "away_days", "joined_to", "pk", "close_reason", "proof_count",
)  # fmt: skip


class Reckoner:
    """Days and working days by the city's calendar, as of ``now``; moments are seconds since 1970."""

    def __init__(self, calendar: Calendar, now: datetime) -> None:
        self.calendar, self.now = calendar, now.timestamp()
        # Days outside of the calendar's cover are counted one by one: begin where it begins.
        self._start = _midnight(calendar.covered_from, calendar)
        self._days: dict[int, Day] = {}
        self._today = self.day(int(self.now))

    def day(self, at: int) -> Day:
        """The city's day at a moment."""
        moment = datetime.fromtimestamp(at, self.calendar.zone)
        number = moment.toordinal()
        found = self._days.get(number)
        if found is None:
            passed = self.calendar.working_days_between(self._start, moment)
            found = self._days[number] = Day(moment.date(), f"{moment:%Y-%m}", passed)
        return found

    def row(self, received_at: int, followed_up_at: int | None, ended: bool, *more: Any) -> Row:
        """The row of a case; what came after now has not happened yet."""
        received = self.day(received_at)
        if followed_up_at is None or followed_up_at > self.now:
            return Row(received, None, None, self._today.passed - received.passed, ended, *more)
        took = self.day(followed_up_at).passed - received.passed
        return Row(received, (followed_up_at - received_at) / _A_DAY, took, took, ended, *more)

    def away(self, days: int, since: int | None, followed_up_at: int | None) -> int:
        """Working days beyond the city before the follow-up: those kept, and those that still run since ``since``."""
        if since is None or since > self.now or followed_up_at is not None:
            return days
        return days + self._today.passed - self.day(since).passed


class _Seconds(Func):
    """A time as whole seconds since 1970, by the database."""

    output_field = BigIntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "CAST(strftime('%%%%s', %(expressions)s) AS INTEGER)"
        return super().as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "FLOOR(EXTRACT(EPOCH FROM %(expressions)s))::bigint"
        return super().as_sql(compiler, connection, template=template, **context)


def rows(
    from_: date | None, to: date | None, now: datetime, calendar: Calendar, *, open_only: bool = False
) -> Iterator[Row]:
    """The cases received from ``from_`` to ``to`` (days of the city, both in), as they stood at ``now``.

    Their topic, agency, level and stars are those of today: only the times are turned back.
    ``open_only``: without the confidential, oversight and protected ones, which a narrow figure would betray.
    """
    reckoner = Reckoner(calendar, now)
    times = [_Seconds(name) for name in ("received_at", "first_follow_up_at", "closed_at", "away_since")]
    cases = _received(from_, to, now, calendar)
    if open_only:
        cases = cases.filter(confidential=False, oversight=False, protected=False)
    found = cases.values_list(*times, *_PLAIN)
    for (
        received,
        followed,
        closed,
        since,
        status,
        channel,
        kind,
        topic,
        agency,
        proposed,
        region,
        *rest,
    ) in found.iterator(chunk_size=5_000):
        level, reopened, stars, days, lead, pk, reason, proof = rest
        ended = status in states.ENDED and closed is not None and closed <= reckoner.now
        yield reckoner.row(
            received, followed, ended, channel, kind, topic or "", agency or proposed, region or "",
            level, reopened > 0, stars, reckoner.away(days, since, followed),
            lead is not None, pk, outcome_of(status, reason, proof), closed if ended else None,
        )  # fmt: skip


def times_of(from_: date, now: datetime, calendar: Calendar) -> Iterator[Row]:
    """The same with nothing but the times, and what of them lay beyond the city."""
    reckoner = Reckoner(calendar, now)
    times = [_Seconds(name) for name in ("received_at", "first_follow_up_at", "away_since")]
    found = _received(from_, None, now, calendar).values_list(*times, "away_days", "joined_to")
    for received, followed, since, days, lead in found.iterator(chunk_size=5_000):
        row = reckoner.row(received, followed, False)
        if days or since or lead:
            row = row._replace(away=reckoner.away(days, since, followed), joined=lead is not None)
        yield row


def _received(from_: date | None, to: date | None, now: datetime, calendar: Calendar) -> Any:
    cases = Case.objects.filter(received_at__lte=now)
    if from_ is not None:
        cases = cases.filter(received_at__gte=_midnight(from_, calendar))
    if to is not None:
        cases = cases.filter(received_at__lt=_midnight(to + timedelta(days=1), calendar))
    return cases


def _midnight(day: date, calendar: Calendar) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=calendar.zone)
