"""Facts as they stand in the table, and the clock they are reckoned by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
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


@lru_cache(maxsize=64)
def _clock_of(calendar: str) -> Clock:
    return Clock(Calendar.from_text(calendar))


def clock(at: datetime | None = None) -> Clock:
    """The clock by which the sums stand, which is the city's but for the while in which they are not made anew yet;
    or, ``at`` a moment of the past, the one of the calendar that was known then.

    Whoever takes a case out of the sums must reckon as they did who put it in, and whoever asks gets figures of one
    calendar. What the clock has worked out is kept. Raises ``NoCityError``.
    """
    known = clocks()
    then = None if at is None else micros(at)
    return next((one for since, one in reversed(known) if then is None or since <= then), known[0][1])


def clocks() -> list[tuple[int, Clock]]:
    """The clocks of all calendars by which what is known stands, the oldest first: since when (microseconds), 0 the
    first one; the last one is that of the sums."""
    return remembered("clocks", _clocks)


def _clocks() -> list[tuple[int, Clock]]:
    # Asked each time: another process may have made all anew. Who writes asks it behind the lock that keeps that out.
    told = models.Standing.objects.filter(name=RULES).values_list("calendar", "calendars").first()
    if told is None or not told[0]:
        return [(0, _clock_of(city().calendar.as_text()))]
    return [(since, _clock_of(text)) for since, text in told[1] or [(0, told[0])]]


def calendars_of(where: City) -> list[tuple[int, str]]:
    """The city's calendars as text, as ``clocks`` has them."""
    found: list[tuple[int, str]] = []
    for since, calendar in where.calendars or ((EPOCH, where.calendar),):
        text = calendar.as_text()
        if not found or found[-1][1] != text:
            found.append((micros(since) if found else 0, text))
    return found


def hidden_topics(where: City) -> frozenset[str]:
    """The topics of which nothing is ever published."""
    return frozenset(code for code, topic in where.topics.items() if topic.protected or topic.oversight)


def print_of_rules(where: City) -> str:
    """By what all is made: version, working days now and before, and which topics are hidden."""
    calendar = where.calendar
    told = (
        VERSION, sorted(calendar.days_off), sorted(calendar.workdays), sorted(calendar.extra_workdays),
        calendar.covered_from, calendar.covered_to, calendar.timezone, sorted(hidden_topics(where)),
        *calendars_of(where)[1:],
    )  # fmt: skip
    return sha256(repr(told).encode()).hexdigest()


def current(case_id: int) -> tuple[int, int, int, Fact] | None:
    """What is known of a case now: row, known since, last event, fact."""
    rows = models.Fact.objects.filter(case_id=case_id, known_to=models.NOW)
    row = rows.values_list("pk", "known_from", "event", *FIELDS).first()
    return None if row is None else (row[0], row[1], row[2], Fact(*row[3:]))
