"""Facts as they stand in the table, and the clock they are reckoned by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256

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
    """The city's clock; what it has worked out is kept."""
    return remembered("clock", lambda: _clock_of(city().calendar))


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
