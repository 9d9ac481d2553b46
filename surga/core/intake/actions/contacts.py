"""Every touch is written down: calls and visits at the desk, chats as they begin and end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from surga.core.cases.actions import add_note
from surga.core.hotlines.models import Hotline
from surga.core.intake.contacts import IDLE, OUTCOMES, touch_of
from surga.core.intake.message import CHANNELS, MAX_TEXT, Message, MessageRefused, phone_of
from surga.core.intake.models import Contact, Conversation
from surga.core.intake.queries.contacts import contact_of
from surga.core.intake.receive import KeyReused, receive
from surga.core.people import access
from surga.core.people.access import Actor
from surga.core.people.actions import find_or_add_reporter
from surga.core.triage.words import plain
from surga.events.catalogue import ContactEnded
from surga.events.record import record

MAX_PROMISE: Final = 300
#: A clock that ran longer was forgotten; its length says nothing.
_LONGEST: Final = 24 * 3600
_BOT: Final = access.system("dialogue")


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A touch that is over. ``seconds``: its length; None where nobody measured it.

    ``opens_case``: what was said becomes a case of the outcome's kind. ``case_code``: the known case it was about.
    ``hotline``: a slug. ``extra``: the hotline's own fields. ``external_id`` makes it repeatable.
    """

    channel: str
    outcome: str
    external_id: str = ""
    text: str = ""
    seconds: int | None = None
    name: str = ""
    phone: str = ""
    email: str = ""
    topic: str = ""
    region: str = ""
    opens_case: bool = False
    #: What only a case asks: title, anonymous, confidential, address, occurred_on, agency, photos.
    more: Mapping[str, Any] = field(default_factory=dict)
    case_code: str = ""
    hotline: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    answer: str = ""
    promise: str = ""
    promised_on: date | None = None
    article_slug: str = ""
    conversation_id: int | None = None
    published: bool = False


def log_contact(draft: ContactDraft, actor: Actor, *, at: datetime | None = None) -> Contact:
    """Keep a touch that ended ``at``, and the case it opens, in one transaction; once per ``external_id``.

    Raises ``MessageRefused``, ``Refused`` (photos, the case it is about), ``KeyReused``, ``NotAllowed``.
    """
    access.require(actor, "file")
    tidy = _tidy(draft)
    now = at or timezone.now()
    try:
        with transaction.atomic():
            return _again(tidy) or _logged(tidy, actor, now)
    except IntegrityError:
        # The same at the same moment, and the other was first.
        earlier = _again(tidy)
        if earlier is None:
            raise
        return earlier


@transaction.atomic
def correct_outcome(contact_id: int, outcome: str, actor: Actor) -> Contact:
    """Say better what came of a contact that is over; its case, if it has one, stays.

    Raises ``MessageRefused`` for an outcome we do not know, ``Contact.DoesNotExist``.
    """
    access.require(actor, "file")
    if outcome not in OUTCOMES:
        raise MessageRefused({"outcome": ("outcome_unknown", {})})
    contact = Contact.objects.select_for_update().get(pk=contact_id, ended_at__isnull=False)
    if contact.outcome != outcome:
        contact.outcome = outcome
        contact.save(update_fields=["outcome"])
        _record(contact, str(actor), timezone.now())
    return contact


@transaction.atomic
def begin_chat(conversation: Conversation, at: datetime) -> Contact:
    """The running touch of a conversation, opened if there is none. The caller holds the conversation's lock."""
    running = _running(conversation)
    if running is not None:
        return running
    contact = Contact.objects.create(
        touch=touch_of(conversation.channel),
        channel=conversation.channel,
        started_at=at,
        reporter_id=conversation.reporter_id,
        caller_phone=conversation.phone,
        hotline_id=conversation.hotline_id,
        conversation=conversation,
    )
    conversation.contact = contact
    conversation.save(update_fields=["contact"])
    return contact


@transaction.atomic
def end_chat(
    conversation: Conversation,
    outcome: str,
    *,
    at: datetime,
    case: Any = None,
    article_slug: str = "",
    officer_id: int | None = None,
) -> None:
    """The running touch is over; where none runs, nothing happens. The caller holds the conversation's lock.

    ``case``: the case that it opened or was about. Raises ValueError for an outcome we do not know.
    """
    if outcome not in OUTCOMES:
        raise ValueError(f"unknown outcome {outcome!r}")
    contact = _running(conversation)
    if contact is None:
        return
    contact.ended_at = max(at, contact.started_at)
    contact.seconds = int((contact.ended_at - contact.started_at).total_seconds())
    contact.outcome, contact.article_slug = outcome, article_slug
    contact.officer_id = officer_id or contact.officer_id
    contact.reporter_id = contact.reporter_id or conversation.reporter_id
    if case is not None:
        contact.case = case
        contact.topic_code, contact.region_code = case.topic_id or "", case.region_id or ""
    contact.save()
    conversation.contact = None
    conversation.save(update_fields=["contact"])
    _record(contact, f"officer:{officer_id}" if officer_id else str(_BOT), contact.ended_at)


def _running(conversation: Conversation) -> Contact | None:
    if conversation.contact_id is None:
        return None
    found: Contact | None = (
        Contact.objects.select_related("case").filter(pk=conversation.contact_id, ended_at=None).first()
    )
    return found


def _tidy(draft: ContactDraft) -> ContactDraft:
    errors: dict[str, tuple[str, dict[str, object]]] = {}
    tidy = replace(
        draft,
        text=plain(draft.text[: MAX_TEXT * 10], lines=True),
        answer=plain(draft.answer[: MAX_TEXT * 10], lines=True),
        promise=plain(draft.promise),
        name=plain(draft.name),
        phone=plain(draft.phone),
        external_id=plain(draft.external_id)[:200],
        seconds=draft.seconds if draft.seconds is not None and 0 <= draft.seconds <= _LONGEST else None,
    )
    if tidy.outcome not in OUTCOMES:
        errors["outcome"] = ("outcome_unknown", {})
    if tidy.channel not in CHANNELS:
        errors["channel"] = ("channel_unknown", {})
    for name, limit in (("text", MAX_TEXT), ("answer", MAX_TEXT), ("promise", MAX_PROMISE)):
        if len(getattr(tidy, name)) > limit:
            errors[name] = ("text_too_long", {"max": limit})
    phone = phone_of(tidy.phone)
    # A prank is saved with one key, whatever half a number stands there.
    if tidy.phone and phone is None and tidy.outcome not in IDLE:
        errors["reporter_phone"] = ("phone_invalid", {})
    if errors:
        raise MessageRefused(errors)
    return replace(tidy, phone=phone or "")


def _again(draft: ContactDraft) -> Contact | None:
    """The contact that was kept under this id before. Raises ``KeyReused`` if it is another one."""
    earlier = contact_of(draft.external_id) if draft.external_id else None
    if earlier is None:
        return None
    if (earlier.outcome, earlier.text) != (draft.outcome, draft.text):
        raise KeyReused
    return earlier


def _logged(draft: ContactDraft, actor: Actor, now: datetime) -> Contact:
    case_id = _case(draft, actor, now)
    reporter = None
    if draft.outcome not in IDLE:
        reporter = find_or_add_reporter(draft.name, draft.phone, draft.email.lower(), at=now)
    contact = Contact.objects.create(
        touch=touch_of(draft.channel),
        channel=draft.channel,
        officer_id=int(actor.id) if actor.kind == "officer" else None,
        started_at=now - timedelta(seconds=draft.seconds or 0),
        ended_at=now,
        seconds=draft.seconds,
        outcome=draft.outcome,
        hotline=Hotline.objects.filter(slug=draft.hotline).first() if draft.hotline else None,
        topic_code=draft.topic,
        region_code=draft.region,
        reporter=reporter,
        caller_phone=draft.phone,
        case_id=case_id,
        conversation_id=draft.conversation_id,
        text=draft.text,
        answer=draft.answer,
        promise=draft.promise,
        promised_on=draft.promised_on,
        article_slug=draft.article_slug,
        extra=dict(draft.extra),
        published=draft.published,
        external_id=draft.external_id or None,
    )
    _record(contact, str(actor), now)
    return contact


def _case(draft: ContactDraft, actor: Actor, now: datetime) -> int | None:
    """The case it opens, or speaks of: then what was said is a note there."""
    if draft.opens_case:
        receipt = receive(_message(draft), actor, at=now, conversation_id=draft.conversation_id)
        return receipt.case_id
    if not draft.case_code:
        return None
    return add_note(draft.case_code, actor, text=draft.text, at=now).pk


def _message(draft: ContactDraft) -> Message:
    return Message(
        text=draft.text,
        kind=draft.outcome,
        channel=draft.channel,
        external_id=draft.external_id,
        reporter_name=draft.name,
        reporter_phone=draft.phone,
        reporter_email=draft.email,
        topic=draft.topic,
        region=draft.region,
        **draft.more,
    )


def _record(contact: Contact, actor: str, now: datetime) -> None:
    event = ContactEnded(
        contact_id=contact.pk,
        touch=contact.touch,
        channel=contact.channel,
        outcome=contact.outcome,
        hotline=contact.hotline.slug if contact.hotline is not None else None,
        case_code=contact.case.code if contact.case is not None else None,
    )
    record(event, actor, now)
