"""Every touch is written down: calls and visits at the desk, chats as they begin and end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from surga.core.agencies import queries as agencies
from surga.core.cases.actions import add_note, reply_to_case
from surga.core.cases.models import Case
from surga.core.cases.queries import case_by_code, case_by_id, facts_of
from surga.core.cases.states import MoveRefused, Refused
from surga.core.hotlines.fields import MAX_TEXT, check_extra
from surga.core.hotlines.queries import hotline
from surga.core.intake.contacts import IDLE, OUTCOMES, check, touch_of
from surga.core.intake.contacts import ContactDraft as ContactDraft
from surga.core.intake.message import MessageRefused
from surga.core.intake.models import Contact, Conversation
from surga.core.intake.queries.contacts import contact_of
from surga.core.intake.receive import KeyReused, receive
from surga.core.people import access
from surga.core.people.access import REPORTER, Actor
from surga.core.people.actions import find_or_add_reporter
from surga.core.triage.flags.sensitive import sensitive
from surga.core.triage.mask import MaskingFailed
from surga.events.catalogue import ContactEnded
from surga.events.record import record

_BOT: Final = access.system("dialogue")


def log_contact(draft: ContactDraft, actor: Actor, *, at: datetime | None = None) -> Contact:
    """Keep a touch that ended ``at``, and the case it opens, in one transaction; once per ``external_id``.

    Raises ``MessageRefused``, ``Refused`` (photos, the case it is about), ``KeyReused``, ``NotAllowed``.
    """
    access.require(actor, "file")
    tidy = check(draft)
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

    One's own; a supervisor anybody's. Raises ``NotAllowed``, ``MessageRefused`` for an outcome we do not know,
    ``Contact.DoesNotExist``.
    """
    access.require(actor, "file")
    if outcome not in OUTCOMES:
        raise MessageRefused({"outcome": ("outcome_unknown", {})})
    contact = Contact.objects.select_for_update().get(pk=contact_id, ended_at__isnull=False)
    if str(contact.officer_id) != actor.id:
        access.require(actor, "supervise")
    if contact.outcome != outcome:
        contact.outcome = outcome
        contact.published = contact.published and outcome not in IDLE
        contact.save(update_fields=["outcome", "published"])
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


def _again(draft: ContactDraft) -> Contact | None:
    """The contact that was kept under this id before. Raises ``KeyReused`` if it is another one."""
    earlier = contact_of(draft.external_id) if draft.external_id else None
    if earlier is None:
        return None
    if (earlier.outcome, earlier.text) != (draft.outcome, draft.text):
        raise KeyReused
    return earlier


def _logged(draft: ContactDraft, actor: Actor, now: datetime) -> Contact:
    conversation = _conversation(draft)
    contact = (_running(conversation) if conversation is not None else None) or _new(draft, now)
    contact.case = _case(draft, actor, now)
    contact.hotline_id, contact.extra = _extra(draft)
    if draft.outcome not in IDLE:
        contact.reporter = find_or_add_reporter(draft.name, draft.phone, draft.email, at=now)
    _fill(contact, draft, actor)
    if conversation is None or not _goes_on(conversation, contact):
        contact.ended_at = now
    contact.save()
    if contact.ended_at is not None:
        _record(contact, str(actor), now)
    return contact


def _fill(contact: Contact, draft: ContactDraft, actor: Actor) -> None:
    contact.officer_id = int(actor.id) if actor.kind == "officer" else None
    contact.outcome, contact.external_id = draft.outcome, draft.external_id or None
    contact.topic_code, contact.region_code = draft.topic, draft.region
    if contact.case is not None:
        contact.topic_code, contact.region_code = contact.case.topic_id or "", contact.case.region_id or ""
    contact.caller_phone = draft.phone or contact.caller_phone
    contact.text, contact.answer = draft.text, draft.answer
    contact.promise, contact.promised_on = draft.promise, draft.promised_on
    contact.article_slug = draft.article_slug
    contact.published = _public(draft, contact)


def _new(draft: ContactDraft, now: datetime) -> Contact:
    return Contact(
        touch=touch_of(draft.channel),
        channel=draft.channel,
        started_at=now - timedelta(seconds=draft.seconds or 0),
        seconds=draft.seconds,
        conversation_id=draft.conversation_id,
    )


def _conversation(draft: ContactDraft) -> Conversation | None:
    if draft.conversation_id is None:
        return None
    return Conversation.objects.select_for_update().get(pk=draft.conversation_id)


def _goes_on(conversation: Conversation, contact: Contact) -> bool:
    """Typed from a conversation it is the touch that runs there, and it goes on while an officer holds it."""
    if contact.case is not None:
        conversation.case = contact.case
    held = conversation.mode == Conversation.HELD and contact.pk is not None
    conversation.contact = contact if held else None
    conversation.save(update_fields=["case", "contact"])
    return held


def _case(draft: ContactDraft, actor: Actor, now: datetime) -> Case | None:
    """The case it opens, or speaks of: then what was said is kept there."""
    if draft.opens_case:
        receipt = receive(draft.message(), actor, at=now, conversation_id=draft.conversation_id)
        return case_by_id(receipt.case_id)
    if not draft.case_code:
        return None
    case = case_by_code(draft.case_code)
    if case is None:
        raise Refused("code_unknown", "code")
    access.require(actor, "see", facts_of(case))
    shown = tuple(draft.more.get("photos") or ())
    return _said(draft, case, shown, actor, now) if draft.text or shown else case


def _said(draft: ContactDraft, case: Case, shown: Sequence[bytes], actor: Actor, now: datetime) -> Case:
    """What the reporter said are their own words there, so a case that waited for them goes on; who typed them stands
    in the contact. What somebody else said, or came after the end, is a note among officers.
    """
    if draft.by_reporter:
        try:
            return reply_to_case(case.code, REPORTER, text=draft.text, photos=shown, at=now)
        except MoveRefused:
            pass
    return add_note(case.code, actor, text=draft.text, at=now)


def _extra(draft: ContactDraft) -> tuple[int | None, dict[str, Any]]:
    """The hotline's id, and what it asked beside the text."""
    if not draft.hotline:
        return None, {}
    info = hotline(draft.hotline)
    if info is None:
        raise MessageRefused({"hotline": ("choice_unknown", {})})
    checked = check_extra(info.fields, draft.extra)
    if checked.errors and draft.outcome not in IDLE:
        raise MessageRefused(
            {f"extra_{key}": (code, {"max": MAX_TEXT}) for key, code in checked.errors.items()}
        )
    return info.id, checked.cleaned


def _public(draft: ContactDraft, contact: Contact) -> bool:
    """Whether the hotline's page may show it, masked: never what the public register would keep back."""
    wanted = contact.hotline is not None and contact.hotline.publishes and draft.outcome not in IDLE
    if not (wanted if draft.published is None else draft.published):
        return False
    case = contact.case
    if case is not None and (case.confidential or case.oversight or case.protected):
        return False
    if _keeps_back({contact.topic_code, *agencies.topics_in(contact.text)}):
        return False
    try:
        return not sensitive(f"{contact.text}\n{contact.answer}")
    except MaskingFailed:
        return False


def _keeps_back(topics: Collection[str]) -> bool:
    """Whether one of them is never published: violence, a bribe. A word of it is enough, for nobody reads it before."""
    known = agencies.city(fresh=False).topics
    found = (known[code] for code in topics if code in known)
    return any(topic.protected or topic.oversight for topic in found)


def _record(contact: Contact, actor: str, now: datetime) -> None:
    event = ContactEnded(
        contact_id=contact.pk,
        touch=contact.touch,
        channel=contact.channel,
        outcome=contact.outcome,
        hotline=contact.hotline.slug if contact.hotline is not None else None,
        case_code=contact.case.code if contact.case is not None else None,
        topic=contact.topic_code,
        region=contact.region_code,
        started=contact.started_at.isoformat(),
        article=contact.article_slug,
    )
    record(event, actor, now)
