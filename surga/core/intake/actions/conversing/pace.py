"""How quickly one sender writes. Only that sender is ever slowed down."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from surga.core.intake.actions import saying
from surga.core.intake.models import Conversation, Line

#: More messages than these within the time are kept, and no longer answered one by one. A mail program that answers
#: every letter of ours and does not say that it is one is slower than a person who types.
LIMITS: Final = {"email": (10, timedelta(hours=1))}
OTHERS: Final = (20, timedelta(minutes=1))
#: So often it is said that we are slower than they are.
SAID_EVERY: Final = {"email": timedelta(days=1)}
OTHERS_EVERY: Final = timedelta(minutes=15)
_KEY: Final = "pace:"


def is_too_fast(conversation: Conversation, line: Line) -> bool:
    """Whether ``line`` is one of too many within the time. The files of one mail are one message."""
    many, within = LIMITS.get(conversation.channel, OTHERS)
    messages = Line.objects.filter(conversation=conversation, way=Line.IN, external_id__isnull=False)
    latest = list(messages.order_by("-id").values_list("at", flat=True)[: many + 1])
    return len(latest) > many and latest[-1] > line.at - within


def is_said(conversation: Conversation, now: datetime) -> bool:
    """Whether it was said so lately that it is not said again."""
    every = SAID_EVERY.get(conversation.channel, OTHERS_EVERY)
    return saying.is_said(conversation, _KEY, now - every)


def key_of(line: Line) -> str:
    """The key under which ``line`` is answered so."""
    return f"{_KEY}{line.pk}"
