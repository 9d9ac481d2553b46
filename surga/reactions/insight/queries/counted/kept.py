"""Facts as they stand in the table, and the clock they are reckoned by."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Final

from django.utils import timezone

from surga.core.agencies.calendar import Calendar
from surga.core.agencies.city import City
from surga.core.agencies.queries import city
from surga.reactions.insight import models
from surga.reactions.insight.queries.counted.looking import remembered
from surga.reactions.insight.rules.known.clock import Clock
from surga.reactions.insight.rules.known.facts import FIELDS, Fact

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
#: Another number, and all is made anew: raise it when the rules give other facts or sums for the same events.
VERSION = 5
#: The name under which it is kept by what the sums stand.
RULES: Final = "rules"


def now() -> datetime:
    """The moment of a question about what is known now."""
    return timezone.now()


def micros(at: datetime) -> int:
    """Microseconds since 1970."""
    return (at - EPOCH) // _MICROSECOND


def seconds(at: datetime) -> int:
    """Whole seconds since 1970."""
    return micros(at) // 1_000_000


@lru_cache(maxsize=4)
def _clock_of(calendar: Calendar) -> Clock:
    return Clock(calendar)


def clock() -> Clock:
    """The clock by which the sums stand, which is the city's but for the while in which they are not made anew yet.

    Whoever takes a case out of the sums must reckon as they did who put it in, and whoever asks gets figures of one
    calendar. What the clock has worked out is kept. Raises ``NoCityError``.
    """
    return remembered("clock", _clock)


def _clock() -> Clock:
    # Asked each time: another process may have made all anew. Who writes asks it behind the lock that keeps that out.
    told = models.Standing.objects.filter(name=RULES).values_list("calendar", flat=True).first()
    return _clock_of(_from_text(told) if told else city().calendar)


def as_text(calendar: Calendar) -> str:
    """The days of a calendar, all that a clock asks of it: the same calendar, the same text."""
    days, extra = (
        [day.isoformat() for day in sorted(some)] for some in (calendar.days_off, calendar.extra_workdays)
    )
    cover = [calendar.covered_from.isoformat(), calendar.covered_to.isoformat()]
    return json.dumps([days, extra, sorted(calendar.workdays), cover, calendar.timezone])


@lru_cache(maxsize=4)
def _from_text(text: str) -> Calendar:
    days, extra, workdays, cover, timezone_ = json.loads(text)
    read = date.fromisoformat
    return Calendar(
        days_off=frozenset(map(read, days)), extra_workdays=frozenset(map(read, extra)), workdays=frozenset(workdays),
        covered_from=read(cover[0]), covered_to=read(cover[1]), timezone=timezone_,
    )  # fmt: skip


def hidden_topics(where: City) -> frozenset[str]:
    """The topics of which nothing is ever published."""
    return frozenset(code for code, topic in where.topics.items() if topic.protected or topic.oversight)


def print_of_rules(where: City) -> str:
    """By what the sums are made: version, working days, and which topics are hidden."""
    calendar = where.calendar
    told = (
        VERSION, sorted(calendar.days_off), sorted(calendar.workdays), sorted(calendar.extra_workdays),
        calendar.covered_from, calendar.covered_to, calendar.timezone, sorted(hidden_topics(where)),
    )  # fmt: skip
    return sha256(repr(told).encode()).hexdigest()


def current(case_id: int) -> tuple[int, int, int, Fact] | None:
    """What is known of a case now: row, known since, last event, fact."""
    rows = models.Fact.objects.filter(case_id=case_id, known_to=models.NOW)
    row = rows.values_list("pk", "known_from", "event", *FIELDS).first()
    return None if row is None else (row[0], row[1], row[2], Fact(*row[3:]))
