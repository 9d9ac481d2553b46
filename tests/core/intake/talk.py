"""A conversation to test with, put into the tables as it would be."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from surga.core.intake.actions.saying import locked, say
from surga.core.intake.models import Conversation, Line


def conversation(sender: str = "6281200000001", channel: str = "whatsapp", **more: Any) -> Conversation:
    """One whose sender wrote a minute ago."""
    now = timezone.now()
    return Conversation.objects.create(
        channel=channel,
        sender=sender,
        changed_at=now,
        **{"last_in_at": now - timedelta(minutes=1), **more},
    )


def told(talk: Conversation, text: str = "Baik.", *, key: str = "", **more: Any) -> Line:
    """A line of ours, put down to be sent."""
    with transaction.atomic():
        line = say(locked(talk.pk), text, author="bot", key=key or f"test:{Line.objects.count()}", **more)
    assert line is not None
    return line


def heard(talk: Conversation, kind: str = "photo", **more: Any) -> Line:
    """A line of theirs, with something to be fetched."""
    number = Line.objects.count()
    return Line.objects.create(
        conversation=talk,
        channel=talk.channel,
        way=Line.IN,
        author="reporter",
        kind=kind,
        at=timezone.now(),
        **{
            "external_id": f"in-{number}",
            "media_id": f"media-{number}",
            "media_state": Line.WANTED,
            **more,
        },
    )


def fresh(line: Line) -> Line:
    return Line.objects.select_related("conversation").get(pk=line.pk)


def later(**more: float) -> datetime:
    return timezone.now() + timedelta(**more)
