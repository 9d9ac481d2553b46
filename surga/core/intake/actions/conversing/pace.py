"""How quickly one sender writes. Only that sender is ever slowed down."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from surga.core.intake.models import Conversation, Line

#: More messages than these within the time are kept, and no longer answered one by one.
MANY: Final = 20
WITHIN: Final = timedelta(minutes=1)
#: So often it is said that we are slower than they are.
SAID_EVERY: Final = timedelta(minutes=15)


def is_too_fast(conversation: Conversation, line: Line) -> bool:
    """Whether ``line`` is one of more than ``MANY`` within a minute. The files of one mail are one message."""
    messages = Line.objects.filter(conversation=conversation, way=Line.IN, external_id__isnull=False)
    latest = list(messages.order_by("-id").values_list("at", flat=True)[: MANY + 1])
    return len(latest) > MANY and latest[-1] > line.at - WITHIN


def key_of(conversation: Conversation, now: datetime) -> str:
    """The reason for which it is said: the same within a quarter of an hour."""
    return f"pace:{conversation.pk}:{int(now.timestamp() // SAID_EVERY.total_seconds())}"
