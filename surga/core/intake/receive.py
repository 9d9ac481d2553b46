"""The one way in: a message becomes a submission, finds its reporter, and opens a case."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from surga.core.agencies import queries as agencies
from surga.core.cases import codes, photos
from surga.core.cases.actions import Draft, open_case
from surga.core.intake.message import Message, MessageRefused, check
from surga.core.intake.models import Submission
from surga.core.people.access import Actor
from surga.core.people.actions import find_or_add_reporter
from surga.core.regions import queries as regions

_TRIES = 3


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender is told. ``created`` is False when the same message had come before.

    ``danger``: the kind of danger that the case tells of, empty where it tells of none. Who tells of one is told to
    call 112 now.
    """

    code: str
    token: str
    case_id: int
    status: str = "received"
    created: bool = True
    danger: str = ""


class KeyReused(Exception):
    """Another message came earlier under the same id of the same channel."""

    code = "key_reused"


def receive(
    message: Message, actor: Actor, *, at: datetime | None = None, conversation_id: int | None = None
) -> Receipt:
    """Take a message in, once. Raises ``MessageRefused``, ``Refused`` (photos) or ``KeyReused``.

    ``external_id`` makes it repeatable: the same again answers as the first time.
    News of the case goes to the conversation, where there is one.
    """
    now = at or timezone.now()
    where = agencies.city()
    tidy = check(message, where.calendar.day_of(max(now, timezone.now())))
    digest = tidy.digest()
    earlier = _earlier(tidy, digest)
    if earlier is not None:
        return earlier
    cleaned = tuple(photos.clean_photos(list(tidy.photos)))
    draft = _draft(tidy, cleaned)
    for attempt in range(_TRIES):
        try:
            with transaction.atomic():
                receipt = _taken(tidy, draft, actor, now)
                _keep(tidy, receipt, digest, conversation_id, now)
                return receipt
        except IntegrityError:
            # Two of the same at the same moment, the other was first; or a code that was taken.
            earlier = _earlier(tidy, digest)
            if earlier is not None:
                return earlier
            if attempt == _TRIES - 1:
                raise
    raise AssertionError  # the last try returned or raised


def _taken(message: Message, draft: Draft, actor: Actor, now: datetime) -> Receipt:
    reporter = find_or_add_reporter(
        message.reporter_name,
        message.reporter_phone,
        message.reporter_email,
        language=message.language,
        at=now,
    )
    if reporter is not None:
        draft = replace(draft, reporter_id=reporter.pk)
    case = open_case(draft, actor, at=now)
    return Receipt(case.code, codes.token_for(case.code), case.pk, danger=case.danger)


def _keep(
    message: Message, receipt: Receipt, digest: str, conversation_id: int | None, now: datetime
) -> None:
    Submission.objects.create(
        channel=message.inbox or message.channel,
        external_id=message.external_id or None,
        digest=digest,
        case_id=receipt.case_id,
        conversation_id=conversation_id,
        received_at=now,
    )


def _earlier(message: Message, digest: str) -> Receipt | None:
    if not message.external_id:
        return None
    found = (
        Submission.objects.filter(channel=message.inbox or message.channel, external_id=message.external_id)
        .values_list("digest", "case_id", "case__code", "case__danger")
        .first()
    )
    if found is None:
        return None
    if found[0] != digest:
        raise KeyReused
    return Receipt(found[2], codes.token_for(found[2]), found[1], created=False, danger=found[3])


def _draft(message: Message, cleaned: tuple[photos.CleanPhoto, ...]) -> Draft:
    region = _region(message)
    topic = message.topic or agencies.topic_of(f"{message.title} {message.text}", fresh=False)
    where = agencies.city(fresh=False)
    wrong: dict[str, tuple[str, dict[str, object]]] = {}
    if message.topic and message.topic not in where.topics:
        wrong["topic"] = ("topic_unknown", {})
    if message.agency and message.agency not in where.agencies:
        wrong["agency"] = ("agency_unknown", {})
    if wrong:
        raise MessageRefused(wrong)
    return Draft(
        text=message.text,
        kind=message.kind,
        channel=message.channel,
        title=message.title,
        anonymous=message.anonymous,
        confidential=message.confidential,
        topic=topic,
        region=region,
        lat=message.lat,
        lon=message.lon,
        address=message.address,
        occurred_on=message.occurred_on,
        accused=message.agency,
        route=_route(topic, region, message),
        photos=cleaned,
    )


def _region(message: Message) -> str:
    """As chosen; else from the point on the map, else as the address names it. Never guessed."""
    if message.region:
        if regions.region(message.region) is None:
            raise MessageRefused({"region": ("region_unknown", {})})
        return message.region
    if message.lat is not None and message.lon is not None:
        at_point = regions.region_at(message.lat, message.lon)
        if at_point:
            return at_point
    return regions.named_in(f"{message.address} {message.text}") or ""


def _route(topic: str, region: str, message: Message) -> dict[str, Any]:
    return asdict(agencies.route(topic, region, f"{message.text} {message.address}", fresh=False))
