"""Keeping what a channel brought before anything is done with it, and what becomes of it afterwards.

An arrival is worked off in one transaction that locks its row: a worker that is killed has done nothing at all, and the
next one begins anew. What failed is tried again later and in the end set aside (parked); the others go on meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from django.db import connection
from django.utils import timezone

from surga.core.intake.models import Arrival

MAX_ATTEMPTS: Final = 8
FIRST_WAIT: Final = timedelta(seconds=2)
LONGEST_WAIT: Final = timedelta(hours=1)
#: A delivery mark may come before we have noted what it is about; after this long it never will be.
MARKS_WAIT: Final = timedelta(minutes=5)
#: How long the bytes are kept after they were worked off, and after they were set aside.
KEPT: Final = timedelta(days=30)
KEPT_PARKED: Final = timedelta(days=90)

#: One statement is its own transaction: when it returns, the arrival is kept. The same again changes nothing.
_KEEP: Final = """
    INSERT INTO intake_arrival
        (channel, body, external_id, state, received_at, next_at, attempts, error)
    VALUES (%s, %s, %s, 'new', %s, %s, 0, '')
    ON CONFLICT DO NOTHING
"""

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """An arrival whose turn it is. ``attempts``: how often it failed before."""

    id: int
    channel: str
    body: bytes
    attempts: int
    received_at: datetime


def keep(channel: str, body: bytes, external_id: str | None = None) -> None:
    """Keep one arrival byte for byte; the second time for the same ``external_id`` does nothing.

    Called for every webhook, so it is one plain statement: building a row object costs more than the database.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [channel, body, external_id, now, now])


def claim(channel: str, now: datetime | None = None) -> Kept | None:
    """The channel's first arrival that is due, locked until the end of the transaction; None when nothing is.

    Two workers stand in line for the same first row, so that arrivals are worked off in the order they came.
    """
    new = Arrival.objects.filter(state__written=(Arrival.NEW,))
    due = new.filter(channel=channel, next_at__lte=now or timezone.now())
    found = due.order_by("next_at", "id").select_for_update().first()
    if found is None:
        return None
    return Kept(found.pk, found.channel, bytes(found.body), found.attempts, found.received_at)


def finish(arrival: Kept) -> None:
    """All of it was taken in."""
    _set(arrival, state=Arrival.DONE, done_at=timezone.now(), error="")


def wait_for_lines(arrival: Kept) -> None:
    """It tells of lines we do not know (yet): look again soon, and drop it quietly when they never come."""
    now = timezone.now()
    if now - arrival.received_at > MARKS_WAIT:
        finish(arrival)
    else:
        _set(arrival, attempts=arrival.attempts + 1, next_at=now + _wait_after(arrival.attempts + 1))


def put_off(arrival: Kept, error: Exception) -> None:
    """Something in it went wrong: try again later, set it aside after ``MAX_ATTEMPTS``."""
    attempts = arrival.attempts + 1
    if attempts >= MAX_ATTEMPTS:
        park(arrival, error)
        return
    _set(arrival, attempts=attempts, next_at=timezone.now() + _wait_after(attempts), error=_kind(error))
    logger.warning("arrival put off", arrival=arrival.id, attempts=attempts, error=_kind(error))


def park(arrival: Kept, error: Exception) -> None:
    """Set it aside for a person to look at."""
    attempts = arrival.attempts + 1
    _set(arrival, state=Arrival.PARKED, attempts=attempts, done_at=timezone.now(), error=_kind(error))
    logger.warning("arrival parked", arrival=arrival.id, attempts=attempts, error=_kind(error))


def retry(arrival_id: int) -> bool:
    """Let a parked arrival be tried again, as if for the first time; False when it is not parked (any more)."""
    parked = Arrival.objects.filter(pk=arrival_id, state=Arrival.PARKED)
    return bool(parked.update(state=Arrival.NEW, attempts=0, next_at=timezone.now(), done_at=None, error=""))


def purge(now: datetime | None = None) -> int:
    """Empty arrivals that were worked off long ago; how many. That they came stays, so they are not taken twice."""
    today = now or timezone.now()
    over = Arrival.objects.filter(state__written=(Arrival.DONE, Arrival.PARKED))
    old = over.filter(state=Arrival.DONE, done_at__lt=today - KEPT)
    given_up = over.filter(state=Arrival.PARKED, done_at__lt=today - KEPT_PARKED)
    return sum(each.update(state=Arrival.EMPTIED, body=b"") for each in (old, given_up))


def _set(arrival: Kept, **values: Any) -> None:
    Arrival.objects.filter(pk=arrival.id).update(**values)


def _wait_after(attempts: int) -> timedelta:
    longest: timedelta = min(FIRST_WAIT * 4 ** (attempts - 1), LONGEST_WAIT)
    return longest


def _kind(error: Exception) -> str:
    return type(error).__name__[:80]
