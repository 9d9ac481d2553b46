"""Dialogues that somebody left: nothing that was told is lost, and no touch goes on for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from surga.core.intake.actions import contacts
from surga.core.intake.actions.conversing.performing import pass_to
from surga.core.intake.actions.saying import locked, say
from surga.core.intake.dialogue import speech
from surga.core.intake.dialogue.memory import OPEN, from_dict, to_dict
from surga.core.intake.models import Conversation
from surga.core.intake.queries.conversations import window_open

#: After this an officer is told of a story that was not sent.
LEFT_AFTER: Final = timedelta(hours=1)
#: After this a touch is over.
OVER_AFTER: Final = timedelta(hours=24)


def sweep_unfinished(now: datetime | None = None, limit: int = 500) -> int:
    """Hand stories that were left for an hour to an officer, end touches that were left for a day; how many."""
    now = now or timezone.now()
    touched = Conversation.objects.filter(contact__isnull=False, mode=Conversation.BOT)
    told = Q(memory__step__in=sorted(OPEN), last_in_at__lt=now - LEFT_AFTER)
    left = touched.filter(told | Q(last_in_at__lt=now - OVER_AFTER))
    found = left.order_by("last_in_at").values_list("pk", flat=True)[:limit]
    return sum(_look_at(pk, now) for pk in list(found))


@transaction.atomic
def _look_at(pk: int, now: datetime) -> bool:
    conversation = locked(pk)
    last = conversation.last_in_at
    if conversation.mode != Conversation.BOT or last is None or last >= now - LEFT_AFTER:
        return False  # they went on meanwhile
    memory = from_dict(conversation.memory)
    if memory.is_open:
        _hand_over(conversation, now)
        return True
    if last >= now - OVER_AFTER:
        return False
    outcome = "information" if memory.step == "offered" else "silent"
    contacts.end_chat(conversation, outcome, at=last)
    return True


def _hand_over(conversation: Conversation, now: datetime) -> None:
    memory = from_dict(conversation.memory)
    conversation.memory = to_dict(replace(memory, unfinished=True))
    pass_to(conversation, Conversation.WAITING, now)
    conversation.save(update_fields=("memory", "mode", "waiting_since", "unread"))
    if window_open(conversation, now):
        words = speech.sentence("unfinished", memory.language)
        say(conversation, words, author="bot", key=f"unfinished:{conversation.pk}:{memory.first}", at=now)
