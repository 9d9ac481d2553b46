"""How the letters fare. Nothing here gives an address or a text away."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from surga.reactions.notify.models import Notice


@dataclass(frozen=True, slots=True)
class Told:
    """That somebody was written to about a case: which letter, when, and how it fares.

    `state`: "due", "sent", "parked", or after 90 days "emptied". `at`: when it was sent, else when it was written.
    """

    id: int
    case_id: int | None
    template: str
    state: str
    at: datetime
    attempts: int
    error: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many letters are still to be sent, how many were given up, when the oldest of the former was written."""

    due: int
    parked: int
    oldest: datetime | None


def notices_of(case_id: int) -> list[Told]:
    """The letters about a case, oldest first."""
    return [_told(row) for row in Notice.objects.filter(case_id=case_id).order_by("id")]


def parked(limit: int = 100) -> list[Told]:
    """The letters that were given up, the latest first."""
    return [_told(row) for row in Notice.objects.filter(state=Notice.PARKED).order_by("-id")[:limit]]


def waiting() -> Waiting:
    """How far the sending is behind."""
    due = Q(state=Notice.DUE)
    counts = Notice.objects.filter(state__in=(Notice.DUE, Notice.PARKED)).aggregate(
        due=Count("id", filter=due), parked=Count("id", filter=~due), oldest=Min("written_at", filter=due)
    )
    return Waiting(**counts)


def digest_of(address: str) -> str:
    """What stands for an address where it must not be kept."""
    return hashlib.sha256(f"notice:{address.strip().lower()}".encode()).hexdigest()[:32]


def wrote_lately(address: str, template: str, within: timedelta) -> bool:
    """Whether such a letter to the address was written in this last while."""
    return wrote_often(address, template, 1, within)


def wrote_often(address: str, template: str, most: int, within: timedelta) -> bool:
    """Whether so many such letters to the address were written in this last while."""
    since = timezone.now() - within
    lately = Notice.objects.filter(recipient=digest_of(address), template=template, written_at__gte=since)
    return len(lately.values_list("pk")[:most]) >= most


def _told(row: Notice) -> Told:
    return Told(
        row.pk, row.case_id, row.template, row.state, row.sent_at or row.written_at, row.attempts, row.error
    )
