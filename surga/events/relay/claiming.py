"""Which deliveries a worker takes up: the lanes whose heads it could lock, each from its head on.

A lane is what one reaction is owed of one case. Its oldest delivery is its head, and whoever holds the head's row lock
owns the lane. Deliveries of no case are lanes of one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from surga.events.models import Delivery

LONGEST_WAIT = timedelta(hours=1)

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


def due_now(reaction: str, now: datetime) -> Q:
    """What the reaction is owed and may be tried."""
    return Q(reaction=reaction, parked_at__isnull=True, next_at__lte=now)


def is_anything_due(reaction: str) -> bool:
    """Whether there is any of it. Asked outside the transaction: an idle worker takes no write lock on SQLite."""
    return Delivery.objects.filter(due_now(reaction, timezone.now())).exists()


def claim(reaction: str, limit: int) -> list[Due]:
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
    rows = Delivery.objects.filter(due_now(reaction, now)).annotate(before=Subquery(before))
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
