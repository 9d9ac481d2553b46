"""What happened, read back; and how far the reactions are behind."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from surga.events.catalogue import UnreadableEvent, from_data
from surga.events.models import Delivery, Event
from surga.events.subscriptions import Recorded


@dataclass(frozen=True)
class Backlog:
    """What one reaction is owed: how many wait, how many are parked, and when the oldest of them was recorded."""

    reaction: str
    waiting: int
    parked: int
    oldest: datetime


@dataclass(frozen=True)
class Parked:
    """A delivery that the relay gave up on, until a person retries or skips it. `error` names no person."""

    delivery_id: int
    reaction: str
    case_id: int | None
    event_id: int
    event_name: str
    attempts: int
    parked_at: datetime
    error: str


def events_of(case_id: int, after: int = 0) -> list[Recorded]:
    """All that happened to the case, in order; ``after``: only what came after the event of this id.

    What a newer version recorded and this one cannot read is left out.
    """
    rows = Event.objects.filter(case_id=case_id, id__gt=after).order_by("id")
    return [recorded for row in rows if (recorded := _read(row))]


def backlog() -> list[Backlog]:
    """How far each reaction is behind, by name; a reaction that is owed nothing is not listed."""
    rows = (
        Delivery.objects.values_list("reaction")
        .annotate(
            waiting=Count("id", filter=Q(parked_at__isnull=True)),
            parked=Count("id", filter=Q(parked_at__isnull=False)),
            oldest=Min("event__recorded_at"),
        )
        .order_by("reaction")
    )
    return [Backlog(*row) for row in rows]


def is_owed(reaction: str, case_id: int) -> bool:
    """Whether something that happened to the case has not been handed to the reaction yet."""
    return Delivery.objects.filter(reaction=reaction, case_id=case_id).exists()


def parked(limit: int = 100) -> list[Parked]:
    """What the relay gave up on, the latest first."""
    rows = Delivery.objects.filter(parked_at__isnull=False).order_by("-parked_at", "-id")
    columns = ("id", "reaction", "case_id", "event_id", "event__name", "attempts", "parked_at", "error")
    return [Parked(*row) for row in rows.values_list(*columns)[:limit]]


def known_at_of(row: Event) -> datetime:
    """Since when the city knows of it; see ``Recorded``."""
    return row.at if row.archived else row.recorded_at


def _read(row: Event) -> Recorded | None:
    try:
        return Recorded(
            row.pk, from_data(row.name, row.data, row.case_id), row.actor, row.at, known_at_of(row)
        )
    except UnreadableEvent:
        return None
