"""Hands claimed deliveries to their reaction: one by one, or in portions that are halved where one of them fails."""

import random
import traceback
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import batched
from pathlib import Path
from time import monotonic

import structlog
from django.db import connection, transaction
from django.utils import timezone

from surga.events.catalogue import UnreadableEvent, from_data
from surga.events.models import Delivery
from surga.events.relay.claiming import LONGEST_WAIT, Due, Lane
from surga.events.subscriptions import Recorded, TakesPortion, handlers_of, takes_portions

MAX_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=2)
# Seconds in which one transaction may go on taking up deliveries: on SQLite everybody else waits for it.
LONGEST_BATCH = 0.1
# So many are handed over at once: on SQLite few, because the clock is looked at between two portions.
PORTION = {"sqlite": 25, "postgresql": 200}

logger = structlog.get_logger(__name__)


class Batch:
    """What becomes of the deliveries of one transaction: handled, put off, or left for the next."""

    def __init__(self, reaction: str) -> None:
        self.tried = 0
        self._handlers, self._portion = handlers_of(reaction), takes_portions(reaction)
        self._handled: list[int] = []
        self._stopped: set[Lane] = set()
        self._until = monotonic() + LONGEST_BATCH

    def hand_over(self, claimed: Sequence[Due]) -> None:
        """Try the deliveries; delete what was handled, put off what failed, and leave what comes behind it."""
        size = 1 if self._portion is None else PORTION[connection.vendor]
        for some in batched(claimed, size):
            self._take(some)
            if self._is_over():
                break
        Delivery.objects.filter(id__in=self._handled).delete()

    def _is_over(self) -> bool:
        # One is tried, however long it takes: else what is slow would never be done.
        return self.tried > 0 and monotonic() > self._until

    def _take(self, some: Sequence[Due]) -> None:
        """Hand them over at once; where that fails, each half by itself, until the culprit is alone."""
        free = [due for due in some if due.lane not in self._stopped]
        if not free or self._is_over():
            return
        if len(free) == 1:
            self.tried += 1
            if self._succeeds(free, lambda told: self._handlers[type(told[0].event)](told[0])):
                self._handled.append(free[0].id)
            else:
                self._stopped.add(free[0].lane)
        elif self._portion is not None and self._succeeds(free, self._portion):
            self.tried += len(free)
            self._handled += [due.id for due in free]
        else:
            half = len(free) // 2
            self._take(free[:half])
            self._take(free[half:])

    def _succeeds(self, some: Sequence[Due], handle: TakesPortion) -> bool:
        """Call it in a savepoint of its own. One that fails alone is put off."""
        try:
            told = [self._read(due) for due in some]
            with transaction.atomic():
                handle(told)
        except Exception as error:
            if connection.needs_rollback:
                raise  # The connection is broken: the whole batch is undone, and the event is not to blame.
            if len(some) == 1:
                put_off(some[0], error)
            else:
                logger.warning(
                    "portion halved", reaction=some[0].reaction, size=len(some), error=describe(error)
                )
            return False
        return True

    def _read(self, due: Due) -> Recorded:
        event = from_data(due.name, due.data, due.case_id)
        if type(event) not in self._handlers:
            raise UnreadableEvent(f"nothing handles {due.name} any more")
        known_at = due.at if due.archived else due.recorded_at
        return Recorded(due.event_id, event, due.actor, due.at, known_at)


def put_off(due: Due, error: Exception) -> None:
    """Let it be tried again later; park it after so many attempts, or where it can never be read."""
    attempts, now = due.attempts + 1, timezone.now()
    # What cannot be read today cannot be read in a minute.
    park = attempts >= MAX_ATTEMPTS or isinstance(error, UnreadableEvent)
    Delivery.objects.filter(id=due.id).update(
        attempts=attempts,
        next_at=now + _wait_after(attempts),
        parked_at=now if park else None,
        error=describe(error),
    )
    logger.warning(
        "delivery parked" if park else "delivery failed",
        reaction=due.reaction,
        case_id=due.case_id,
        event_name=due.name,
        attempts=attempts,
        error=describe(error),
    )


def _wait_after(attempts: int) -> timedelta:
    """Four times as long each time, and never for everybody at the same moment."""
    longest: timedelta = min(FIRST_WAIT * 4 ** (attempts - 1), LONGEST_WAIT)
    return longest * random.uniform(0.5, 1.5)  # noqa: S311  # spreads load, hides nothing


def describe(error: BaseException) -> str:
    """The error's class and the place it came from. Not its message, which may name a person."""
    frames: Iterator[traceback.FrameSummary] = reversed(traceback.extract_tb(error.__traceback__))
    last = next(frames, None)
    place = f" at {'/'.join(Path(last.filename).parts[-3:])}:{last.lineno}" if last else ""
    return f"{type(error).__name__}{place}"[:200]
