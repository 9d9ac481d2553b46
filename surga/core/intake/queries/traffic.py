"""How what passes between us and the channels fares. Nothing here gives a person or a text away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from surga.core.intake.models import Arrival, Line


@dataclass(frozen=True, slots=True)
class Waiting:
    """Arrivals of one channel: how many wait, since when the oldest does, how many were set aside."""

    channel: str
    waiting: int
    parked: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class SetAside:
    """An arrival that a person has to look at. ``error``: the kind of mistake."""

    id: int
    channel: str
    received_at: datetime
    attempts: int
    error: str


@dataclass(frozen=True, slots=True)
class Outward:
    """Lines of ours and files of theirs. ``late``: to be sent, and due for more than five minutes."""

    late: int
    failed: int
    unsure: int
    wanted: int


def arrivals() -> list[Waiting]:
    """Channel by channel, those of which something waits or was set aside."""
    new = Q(state=Arrival.NEW)
    rows = Arrival.objects.filter(state__in=(Arrival.NEW, Arrival.PARKED)).values("channel")
    counted = rows.annotate(
        waiting=Count("id", filter=new),
        parked=Count("id", filter=~new),
        oldest=Min("received_at", filter=new),
    )
    return [Waiting(**row) for row in counted.order_by("channel")]


def set_aside(limit: int = 100) -> list[SetAside]:
    """Arrivals that were set aside, the latest first."""
    rows = Arrival.objects.filter(state=Arrival.PARKED).order_by("-done_at")
    return [
        SetAside(*row)
        for row in rows.values_list("id", "channel", "received_at", "attempts", "error")[:limit]
    ]


def outward() -> Outward:
    """What is late, failed or unsure, and how many files are still to be fetched."""
    since = timezone.now() - timedelta(minutes=5)
    under_way = Line.objects.filter(state__written=(Line.DUE, Line.SENDING))
    stuck = Line.objects.filter(state__written=(Line.FAILED, Line.UNSURE), way=Line.OUT).aggregate(
        failed=Count("id", filter=Q(state=Line.FAILED)), unsure=Count("id", filter=Q(state=Line.UNSURE))
    )
    wanted = Line.objects.filter(media_state__written=(Line.WANTED,)).count()
    late = under_way.filter(state=Line.DUE, next_at__lt=since).count()
    return Outward(late=late, wanted=wanted, **stuck)
