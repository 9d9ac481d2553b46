"""Reading conversations and what was said in them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from surga.core.intake.models import Conversation, Line, Submission

#: How long after a person's last word free text may be sent; a channel that is not named has no such limit.
WINDOWS: Final = {"whatsapp": timedelta(hours=24)}


def conversation(pk: int) -> Conversation | None:
    """The conversation with whoever holds it and the case spoken of last."""
    return Conversation.objects.select_related("holder", "case", "reporter").filter(pk=pk).first()


def conversation_of_case(case_id: int) -> Conversation | None:
    """The conversation a case came from: news of the case returns there."""
    found = Submission.objects.select_related("conversation").filter(case=case_id, conversation__isnull=False)
    first = found.order_by("id").first()
    return first.conversation if first is not None else None


def lines_of(conversation_id: int, limit: int = 60, before: int | None = None) -> list[Line]:
    """The latest lines in the order they were said; ``before``: only those with a smaller id."""
    lines = Line.objects.select_related("officer", "case").filter(conversation=conversation_id)
    if before is not None:
        lines = lines.filter(pk__lt=before)
    return list(lines.order_by("-id")[:limit])[::-1]


def window_open(conversation: Conversation, now: datetime) -> bool:
    """Whether free text may be sent now; else only an approved template goes through."""
    window = WINDOWS.get(conversation.channel)
    if window is None:
        return True
    return conversation.last_in_at is not None and now < conversation.last_in_at + window


def trouble(limit: int = 100) -> list[Line]:
    """Lines of ours that failed, or of which nobody knows whether they went out; the latest first."""
    stuck = Line.objects.filter(state__written=(Line.FAILED, Line.UNSURE), way=Line.OUT)
    return list(stuck.select_related("conversation", "case").order_by("-id")[:limit])
