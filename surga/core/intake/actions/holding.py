"""What officers do with a conversation: take it, hand it over, put it off, answer in it, end it.

Each act locks the conversation first, so of two officers who take it at once one has it and the other is told who.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from surga.core.cases.states import Refused
from surga.core.intake.actions import contacts, saying
from surga.core.intake.contacts import OUTCOMES
from surga.core.intake.models import Conversation, Line
from surga.core.intake.queries.conversations import window_open
from surga.core.people import access
from surga.core.people import queries as people
from surga.core.people.access import Actor
from surga.core.triage.words import plain
from surga.events.catalogue import ConversationPassed
from surga.events.record import record

#: What a messenger takes in one message.
MAX_ANSWER: Final = 4000
LONGEST_SNOOZE: Final = timedelta(days=31)
#: Outcomes that speak of a case.
_OF_A_CASE: Final = frozenset({"complaint", "aspiration", "follow_up"})
#: What of the dialogue's memory outlives a talk with an officer.
_REMEMBERED: Final = ("language", "filed", "filed_at")
_HELD: Final = ("mode", "holder", "waiting_since", "snoozed_until", "unread")


class ConversationUnknown(Refused):
    """There is no such conversation."""

    def __init__(self) -> None:
        super().__init__("conversation_unknown")


@transaction.atomic
def take(conversation_id: int, actor: Actor, *, known_holder: int | None = None) -> Conversation:
    """Have it oneself, from the bot, from those who wait, or again. The bot is quiet from now on.

    A coordinator may take it from the officer who held it on their page (``known_holder``), nobody else.
    Raises ``Refused("held_by_other")`` with the ``name`` of who has it.
    """
    conversation = _locked(conversation_id, actor)
    me = int(actor.id)
    other = conversation.holder_id if conversation.holder_id != me else None
    if other is not None and not (_leads(actor) and known_holder == other):
        raise _held_by(other)
    conversation.unread = 0
    if conversation.mode != Conversation.HELD or conversation.holder_id != me:
        now = timezone.now()
        contacts.begin_chat(conversation, now)
        _pass(conversation, Conversation.HELD, me, actor, now)
    elif conversation.snoozed_until is not None:
        conversation.snoozed_until = None
        _keep(conversation, timezone.now())
    return conversation


@transaction.atomic
def hand_over(conversation_id: int, actor: Actor, officer_id: int) -> Conversation:
    """Give it to a colleague who may converse. Raises ``Refused("officer_unknown")``."""
    conversation = _own(conversation_id, actor)
    officer = people.officer(officer_id)
    if officer is None or not officer.is_active or not access.may(people.actor_of(officer), "converse"):
        raise Refused("officer_unknown", "officer")
    now = timezone.now()
    # Whoever gets it has not read it: it comes to them as something that waits.
    conversation.waiting_since = conversation.waiting_since or now
    _pass(conversation, Conversation.HELD, officer.pk, actor, now)
    return conversation


@transaction.atomic
def release(conversation_id: int, actor: Actor) -> Conversation:
    """Give it back to the bot, which begins afresh."""
    conversation = _own(conversation_id, actor)
    _let_go(conversation, actor, timezone.now())
    return conversation


@transaction.atomic
def snooze(conversation_id: int, actor: Actor, until: datetime) -> Conversation:
    """Put it out of sight until then, or until the person writes again. It stays the officer's."""
    conversation = _own(conversation_id, actor)
    now = timezone.now()
    if not now < until <= now + LONGEST_SNOOZE:
        raise Refused("snooze_invalid", "until")
    conversation.snoozed_until, conversation.unread = until, 0
    _keep(conversation, now)
    return conversation


@transaction.atomic
def answer(
    conversation_id: int, actor: Actor, text: str, *, once: str, template: dict[str, Any] | None = None
) -> Line:
    """Say something to the person, once for the form's own id ``once``; sent again, it is the same line.

    ``template``: {"template", "language", "params"} of an approved one whose words are ``text``; outside the
    24-hour window nothing else goes through. Only the holder answers.
    Raises ``Refused``: ``not_holder``, ``held_by_other``, ``answer_empty``, ``text_too_long``, ``window_closed``.
    """
    conversation = _locked(conversation_id, actor)
    key = f"answer:{conversation.pk}:{once[:40]}"
    earlier = Line.objects.filter(key=key).first()
    if earlier is not None:
        return earlier
    if conversation.holder_id != int(actor.id):
        raise _held_by(conversation.holder_id) if conversation.holder_id else Refused("not_holder")
    now = timezone.now()
    said = plain(text, lines=True)
    if not said:
        raise Refused("answer_empty", "text")
    if len(said) > MAX_ANSWER:
        raise Refused("text_too_long", "text", max=MAX_ANSWER)
    if template is None and not window_open(conversation, now):
        raise Refused("window_closed", "text")
    return _answered(conversation, said, key, int(actor.id), template, now)


@transaction.atomic
def end(conversation_id: int, actor: Actor, outcome: str) -> Conversation:
    """The chat is over, and this came of it (``contacts.OUTCOMES``); the bot has the conversation again."""
    conversation = _own(conversation_id, actor)
    if outcome not in OUTCOMES:
        raise Refused("outcome_unknown", "outcome")
    now = timezone.now()
    contacts.begin_chat(conversation, conversation.last_in_at or now)
    case = conversation.case if outcome in _OF_A_CASE else None
    contacts.end_chat(conversation, outcome, at=now, case=case, officer_id=int(actor.id))
    _let_go(conversation, actor, now)
    return conversation


@transaction.atomic
def read(conversation_id: int, actor: Actor) -> None:
    """The holder has seen what came: nothing is unread any more. For anybody else nothing happens."""
    conversation = _locked(conversation_id, actor)
    if conversation.holder_id == int(actor.id) and conversation.unread:
        conversation.unread = 0
        _keep(conversation, timezone.now())


def _locked(conversation_id: int, actor: Actor) -> Conversation:
    access.require(actor, "converse")
    if actor.kind != "officer":
        raise access.NotAllowed("converse")
    try:
        return saying.locked(conversation_id)
    except Conversation.DoesNotExist:
        raise ConversationUnknown from None


def _own(conversation_id: int, actor: Actor) -> Conversation:
    """The same, for its holder; a coordinator may act for an absent one."""
    conversation = _locked(conversation_id, actor)
    if conversation.holder_id == int(actor.id) or (conversation.holder_id and _leads(actor)):
        return conversation
    raise _held_by(conversation.holder_id) if conversation.holder_id else Refused("not_holder")


def _leads(actor: Actor) -> bool:
    return access.may(actor, "supervise")


def _held_by(officer_id: int) -> Refused:
    name = people.names_of({officer_id}).get(officer_id)
    return Refused("held_by_other", **({"name": name} if name else {}))


def _answered(
    conversation: Conversation, said: str, key: str, me: int, template: dict[str, Any] | None, now: datetime
) -> Line:
    contacts.begin_chat(conversation, now)
    conversation.waiting_since = conversation.snoozed_until = None
    conversation.unread = 0
    conversation.save(update_fields=_HELD)
    line = saying.say(
        conversation,
        said,
        author="officer",
        key=key,
        officer_id=me,
        kind="template" if template else "text",
        data=template,
        at=now,
    )
    assert line is not None  # noqa: S101  # the key was free, and the lock is ours
    return line


def _let_go(conversation: Conversation, actor: Actor, now: datetime) -> None:
    conversation.waiting_since, conversation.unread = None, 0
    # What was being told is no longer so; what was filed is still remembered.
    kept = conversation.memory or {}
    conversation.memory = {name: kept[name] for name in _REMEMBERED if name in kept}
    conversation.save(update_fields=("memory",))
    _pass(conversation, Conversation.BOT, None, actor, now)


def _pass(conversation: Conversation, mode: str, holder_id: int | None, actor: Actor, now: datetime) -> None:
    conversation.mode, conversation.holder_id, conversation.snoozed_until = mode, holder_id, None
    _keep(conversation, now)
    passed = ConversationPassed(conversation_id=conversation.pk, mode=mode, officer_id=holder_id)
    record(passed, str(actor), now)


def _keep(conversation: Conversation, now: datetime) -> None:
    conversation.save(update_fields=_HELD)
    saying.touch(conversation, now)
