"""Contacts that were kept elsewhere until now, many at once: an old application's, a demonstration's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import batched
from typing import Any, Final

from django.db import transaction

from surga.core.hotlines.models import Hotline
from surga.core.intake.contacts import OUTCOMES, touch_of
from surga.core.intake.message import CHANNELS
from surga.core.intake.models import Contact
from surga.core.people import access
from surga.core.people.access import Actor
from surga.core.triage.words import plain
from surga.events.catalogue import ContactEnded
from surga.events.record import record_many

_AT_A_TIME: Final = 1000


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact that is over. ``external_id`` makes it repeatable; ``hotline``: a slug; ``phone``: E.164 or empty.

    ``case``: (id, code) of the case that it opened; the case is there already.
    """

    external_id: str
    channel: str
    outcome: str
    started_at: datetime
    seconds: int | None = None
    text: str = ""
    answer: str = ""
    topic: str = ""
    region: str = ""
    hotline: str = ""
    published: bool = False
    phone: str = ""
    officer_id: int | None = None
    reporter_id: int | None = None
    case: tuple[int, str] | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ended_at(self) -> datetime:
        return self.started_at + timedelta(seconds=self.seconds or 0)


def import_contacts(rows: Iterable[ContactRow], actor: Actor) -> int:
    """Keep those that are not there yet, a thousand in a transaction; how many they were.

    Raises ValueError for an outcome, a channel or a hotline that we do not know, ``NotAllowed``.
    """
    access.require(actor, "file")
    hotlines = dict(Hotline.objects.values_list("slug", "pk"))
    return sum(_kept(portion, hotlines, str(actor)) for portion in batched(rows, _AT_A_TIME))


@transaction.atomic
def _kept(rows: Sequence[ContactRow], hotlines: Mapping[str, int], actor: str) -> int:
    ids = [row.external_id for row in rows]
    known = set(Contact.objects.filter(external_id__in=ids).values_list("external_id", flat=True))
    new = [row for row in rows if row.external_id not in known]
    made = Contact.objects.bulk_create([_contact(row, hotlines) for row in new])
    ended = ((_ended(row, contact.pk), row.ended_at) for row, contact in zip(new, made, strict=True))
    record_many(ended, actor)
    return len(made)


def _contact(row: ContactRow, hotlines: Mapping[str, int]) -> Contact:
    if (
        row.outcome not in OUTCOMES
        or row.channel not in CHANNELS
        or (row.hotline and row.hotline not in hotlines)
    ):
        raise ValueError(f"unknown outcome, channel or hotline in {row.external_id!r}")
    return Contact(
        touch=touch_of(row.channel),
        channel=row.channel,
        officer_id=row.officer_id,
        started_at=row.started_at,
        ended_at=row.ended_at,
        seconds=row.seconds,
        outcome=row.outcome,
        hotline_id=hotlines.get(row.hotline),
        topic_code=row.topic,
        region_code=row.region,
        reporter_id=row.reporter_id,
        caller_phone=row.phone,
        case_id=row.case[0] if row.case else None,
        text=plain(row.text, lines=True),
        answer=plain(row.answer, lines=True),
        extra=dict(row.extra),
        published=row.published,
        external_id=row.external_id,
    )


def _ended(row: ContactRow, contact_id: int) -> ContactEnded:
    return ContactEnded(
        contact_id=contact_id,
        touch=touch_of(row.channel),
        channel=row.channel,
        outcome=row.outcome,
        hotline=row.hotline or None,
        case_code=row.case[1] if row.case else None,
        topic=row.topic,
        region=row.region,
        started=row.started_at.isoformat(),
        article="",
    )
