"""Putting down what we say. These are the only ways to add a line of ours."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from surga.core.intake.models import Conversation, Line


def locked(conversation_id: int) -> Conversation:
    """The conversation, with its lock until the end of the transaction. Raises ``Conversation.DoesNotExist``."""
    return Conversation.objects.select_for_update().get(pk=conversation_id)


def say(
    conversation: Conversation,
    text: str,
    *,
    author: str,
    key: str,
    officer_id: int | None = None,
    kind: str = "text",
    data: dict[str, Any] | None = None,
    case_id: int | None = None,
    at: datetime | None = None,
) -> Line | None:
    """Put a line down to be sent, once for its ``key``; None when it was said before.

    Inside the transaction in which the caller locked the conversation; ``at`` (aware) is now if not given.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a line is put down inside a transaction, with its conversation locked")
    now = at or timezone.now()
    line = _due(conversation, now, author=author, officer_id=officer_id, kind=kind, case_id=case_id)
    line.text, line.data, line.key = text, data or {}, key
    if not _put_down(line):
        return None
    conversation.preview = text[:160]
    conversation.last_out_at = now
    touch(conversation, now)
    return line


def is_said(conversation: Conversation, key: str, since: datetime) -> bool:
    """Whether a line whose key begins so was put down after ``since``."""
    lines = Line.objects.filter(conversation=conversation, way=Line.OUT, key__startswith=key)
    return lines.filter(at__gt=since).exists()


def touch(conversation: Conversation, now: datetime) -> None:
    """Let the pages that show the conversation know that something changed. The caller holds its lock."""
    conversation.version += 1
    conversation.changed_at = now
    conversation.save(update_fields=("version", "changed_at", "preview", "last_out_at"))


def _due(conversation: Conversation, now: datetime, **said: Any) -> Line:
    return Line(
        conversation=conversation,
        channel=conversation.channel,
        way=Line.OUT,
        at=now,
        state=Line.DUE,
        ref=secrets.token_hex(12),
        next_at=now,
        **said,
    )


def _put_down(line: Line) -> bool:
    if Line.objects.filter(key=line.key).exists():
        return False
    try:
        with transaction.atomic():
            line.save(force_insert=True)
    except IntegrityError:  # another transaction said it meanwhile
        return False
    return True
