"""Hands each event to each reaction: in order per case, at least once, with backoff.

Several workers may call `run_once` at the same time on PostgreSQL; on SQLite one at a time gets the database.

A lane is what one reaction is owed of one case. Its oldest delivery is its head, and whoever holds the head's row lock
owns the lane. Deliveries of no case are lanes of one. Handlers run in the transaction that deletes the delivery, so a
worker that dies has done nothing at all.
"""

import random
import traceback
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import structlog
from django.db import IntegrityError, connection, transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from surga.events.catalogue import UnreadableEvent, from_data
from surga.events.mending import lock_reaction
from surga.events.mending import replay as replay
from surga.events.mending import retry as retry
from surga.events.mending import skip as skip
from surga.events.models import Delivery
from surga.events.queries import backlog as backlog
from surga.events.subscriptions import Handlers, handlers_of, subscribed
from surga.events.subscriptions import Recorded as Recorded
from surga.events.subscriptions import subscribe as subscribe

MAX_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(hours=1)
# Seconds in which one transaction may go on taking up deliveries: on SQLite everybody else waits for it.
LONGEST_BATCH = 0.1

logger = structlog.get_logger(__name__)


type Lane = tuple[int | None, int]
"""A case; or no case and the one delivery."""


def _lane(case_id: int | None, delivery_id: int) -> Lane:
    return (None, delivery_id) if case_id is None else (case_id, 0)


@dataclass(frozen=True)
class Due:
    """A delivery whose time has come, with the event it owes. `before` is the event before it in its lane, if any."""

    id: int
    reaction: str
    case_id: int | None
    attempts: int
    next_at: datetime
    event_id: int
    name: str
    data: dict[str, Any]
    actor: str
    at: datetime
    recorded_at: datetime
    archived: bool
    before: int | None

    @property
    def lane(self) -> Lane:
        return _lane(self.case_id, self.id)


@dataclass(frozen=True)
class Head:
    """The first delivery of a lane, locked by us. `free_at` is when it, and so the lane, may be tried next."""

    event_id: int
    case_id: int | None
    free_at: datetime


def run_once(limit: int = 100) -> int:
    """Take up to `limit` due deliveries of each reaction, one transaction for each reaction.

    Returns how many were tried, handled or failed; 0 means that nothing is due that another worker does not have.
    """
    return sum(_run(reaction, limit) for reaction in subscribed() if _is_anything_due(reaction))


def work_off(reaction: str) -> int:
    """Let one reaction catch up with what it is owed and that is due; how many deliveries were tried."""
    total = 0
    while _is_anything_due(reaction) and (tried := _run(reaction, 200)):
        total += tried
    return total


def drain() -> int:
    """Run until nothing is due, and return how many deliveries were tried. Failed ones wait for their next time."""
    total = 0
    while tried := run_once():
        total += tried
    return total


def _due(reaction: str, now: datetime) -> Q:
    return Q(reaction=reaction, parked_at__isnull=True, next_at__lte=now)


def _is_anything_due(reaction: str) -> bool:
    # Asked outside the transaction, so that an idle worker takes no write lock on SQLite.
    return Delivery.objects.filter(_due(reaction, timezone.now())).exists()


def _run(reaction: str, limit: int) -> int:
    claimed: list[Due] = []
    try:
        # Durable: a batch inside somebody else's transaction could be undone after it was counted.
        with transaction.atomic(durable=True):
            if lock_reaction(reaction, wait=False):
                claimed = _claim(reaction, limit)
            return _handle(claimed, handlers_of(reaction)) if claimed else 0
    except IntegrityError as error:
        # Foreign keys are checked at the commit, which undoes the whole batch: halve it until the culprit is alone.
        if len(claimed) > 1:
            return _run(reaction, len(claimed) // 2)
        for due in claimed:
            _put_off(due, error)
        return len(claimed)


def _claim(reaction: str, limit: int) -> list[Due]:
    """The deliveries to try now, in the order of their events, from lanes that are ours until the transaction ends."""
    now = timezone.now()
    others: set[Lane] = set()
    while window := _window(reaction, now, limit, others):
        heads = _lock_heads(_head_ids(reaction, window), now)
        _postpone_blocked(reaction, window, heads)
        if claimed := _in_order(window, {lane for lane, head in heads.items() if head.free_at <= now}):
            return claimed
        others |= {due.lane for due in window} - heads.keys()
        if len(window) < limit:
            break
    return []


def _window(reaction: str, now: datetime, limit: int, without: Collection[Lane]) -> list[Due]:
    """The deliveries that have been due the longest, leaving out some lanes."""
    before = (
        Delivery.objects.filter(
            reaction=reaction, case_id=OuterRef("case_id"), event_id__lt=OuterRef("event_id")
        )
        .order_by("-event_id")
        .values("event_id")[:1]
    )
    rows = Delivery.objects.filter(_due(reaction, now)).annotate(before=Subquery(before))
    if without:
        cases = [case_id for case_id, _ in without if case_id is not None]
        rows = rows.exclude(case_id__in=cases).exclude(id__in=[alone for _, alone in without if alone])
    of_event = [f"event__{name}" for name in ("name", "data", "actor", "at", "recorded_at", "archived")]
    columns = ["id", "reaction", "case_id", "attempts", "next_at", "event_id", *of_event, "before"]
    return [Due(*row) for row in rows.order_by("next_at", "event_id").values_list(*columns)[:limit]]


def _head_ids(reaction: str, window: Sequence[Due]) -> set[int]:
    """The heads of all lanes in the window. They are in it too, but for those that are not due."""
    heads = {due.lane: due.id for due in window if due.before is None}
    headless = {due.lane: due.id for due in window if due.lane not in heads}
    ids = set(heads.values())
    if headless:
        lane = Delivery.objects.filter(reaction=reaction, case_id=OuterRef("case_id"))
        first = Subquery(lane.order_by("event_id").values("id")[:1])
        rows = Delivery.objects.filter(id__in=headless.values())
        ids.update(rows.annotate(head=first).values_list("head", flat=True))
    return ids


def _lock_heads(ids: Collection[int], now: datetime) -> dict[Lane, Head]:
    """The heads that no other worker holds, as they are now."""
    rows = Delivery.objects.filter(id__in=ids).order_by("id").select_for_update(skip_locked=True)
    columns = ("id", "event_id", "case_id", "next_at", "parked_at")
    return {
        _lane(case_id, row_id): Head(event_id, case_id, now + LONGEST_WAIT if parked_at else next_at)
        for row_id, event_id, case_id, next_at, parked_at in rows.values_list(*columns)
    }


def _postpone_blocked(reaction: str, window: Sequence[Due], heads: dict[Lane, Head]) -> None:
    """Let nobody look due before the head of its lane is: else the same blocked rows are read again in every batch."""
    blocked = {due.lane for due in window if due.lane in heads and due.next_at < heads[due.lane].free_at}
    for head in (heads[lane] for lane in blocked):
        Delivery.objects.filter(
            reaction=reaction,
            case_id=head.case_id,
            event_id__gt=head.event_id,
            parked_at__isnull=True,
            next_at__lt=head.free_at,
        ).update(next_at=head.free_at)


def _in_order(window: Sequence[Due], free: Collection[Lane]) -> list[Due]:
    """What of the window can be tried: each lane from its head on, as far as no delivery is missing between."""
    claimed: list[Due] = []
    reached: set[int] = set()
    for due in sorted(window, key=lambda each: each.event_id):
        if due.lane in free and (due.before is None or due.before in reached):
            reached.add(due.event_id)
            claimed.append(due)
    return claimed


def _handle(claimed: Sequence[Due], handlers: Handlers) -> int:
    """Try the deliveries; delete what was handled, put off what failed, and leave what comes behind it."""
    until = monotonic() + LONGEST_BATCH
    handled: list[int] = []
    tried, stopped = 0, set[Lane]()
    for due in claimed:
        if due.lane in stopped:
            continue
        tried += 1
        if _try(due, handlers):
            handled.append(due.id)
        else:
            stopped.add(due.lane)
        if monotonic() > until:
            break
    Delivery.objects.filter(id__in=handled).delete()
    return tried


def _try(due: Due, handlers: Handlers) -> bool:
    """Call the handler in a savepoint of its own; tell whether it succeeded."""
    try:
        event = from_data(due.name, due.data, due.case_id)
        handler = handlers.get(type(event))
        if handler is None:
            raise UnreadableEvent(f"nothing handles {due.name} any more")
        with transaction.atomic():
            known_at = due.at if due.archived else due.recorded_at
            handler(Recorded(due.event_id, event, due.actor, due.at, known_at))
    except Exception as error:
        if connection.needs_rollback:
            raise  # The connection is broken: the whole batch is undone, and the event is not to blame.
        _put_off(due, error)
        return False
    return True


def _put_off(due: Due, error: Exception) -> None:
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
