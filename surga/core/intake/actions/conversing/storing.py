"""Keeping what was heard: the conversation it belongs to, and its lines, once each."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction

from surga.core.cases.states import Refused
from surga.core.intake.actions.saying import locked
from surga.core.intake.actions.traffic.fetching import stored
from surga.core.intake.heard import KINDS, Attachment, Heard
from surga.core.intake.message import phone_of
from surga.core.intake.models import Conversation, Line
from surga.core.triage.words import plain

#: A channel's time that is further from ours is not believed.
_BELIEVED: Final = timedelta(days=7)
#: Files of one message; nobody needs more, and a mail may bring hundreds.
_MOST_FILES: Final = 20
#: What a list shows of a message without words.
_SIGNS: Final = {
    "photo": "📷", "voice": "🎤", "video": "🎬", "document": "📎", "location": "📍", "card": "👤", "sticker": "🙂",
}  # fmt: skip


def tidy(heard: Heard, now: datetime) -> Heard:
    """The same, fit to be kept: no control characters, a place that is on earth, a time that can be."""
    at = heard.at if now - _BELIEVED <= heard.at <= now else now
    there = (
        heard.lat is not None
        and heard.lon is not None
        and math.isfinite(heard.lat)
        and math.isfinite(heard.lon)
        and abs(heard.lat) <= 90
        and abs(heard.lon) <= 180
    )
    return replace(
        heard,
        at=at,
        kind=heard.kind if heard.kind in KINDS else "unknown",
        text=plain(heard.text, lines=True),
        choice=plain(heard.choice)[:200],
        name=plain(heard.name)[:120],
        phone=phone_of(heard.phone) or "",
        lat=heard.lat if there else None,
        lon=heard.lon if there else None,
        place=plain(heard.place)[:300],
        attachments=heard.attachments[:_MOST_FILES],
        group=plain(heard.group)[:120],
    )


def conversation_with(heard: Heard, now: datetime) -> Conversation:
    """The sender's conversation, with its lock, begun if there is none."""
    them = {"channel": heard.channel, "sender": heard.sender}
    known = Conversation.objects.select_for_update().filter(**them).first()
    if known is not None:
        return known
    begun, _new = Conversation.objects.get_or_create(**them, defaults={"changed_at": now})
    return locked(begun.pk)


def store(conversation: Conversation, heard: Heard) -> list[Line]:
    """The lines of a message, the first with its words; none when it was heard before."""
    if Line.objects.filter(channel=heard.channel, external_id=heard.external_id).exists():
        return []
    first, *others = heard.attachments or (Attachment(),)
    try:
        with transaction.atomic():
            line = _line(conversation, heard, first)
            line.text, line.external_id, line.data = heard.text, heard.external_id, _data(heard)
            line.save(force_insert=True)
    except IntegrityError:  # another sender's message has the same id: it cannot be told from a repeat
        return []
    more = [_line(conversation, heard, attachment) for attachment in others]
    for each in more:
        each.save(force_insert=True)
    return [line, *more]


def note(conversation: Conversation, heard: Heard) -> None:
    """Let the conversation know who wrote, when, and what its list shows. The caller saves what ``FIELDS`` names."""
    conversation.name = heard.name or conversation.name
    conversation.phone = heard.phone or conversation.phone
    conversation.last_in_at = max(heard.at, conversation.last_in_at or heard.at)
    conversation.preview = (
        " ".join(heard.text.split())[:160] or heard.place[:160] or _SIGNS.get(heard.kind, "")
    )
    conversation.snoozed_until = None


#: What ``note`` and the turn after it change.
FIELDS: Final = (
    "name", "phone", "last_in_at", "snoozed_until", "mode", "waiting_since", "unread", "memory", "language", "case",
    "reporter",
)  # fmt: skip


def _line(conversation: Conversation, heard: Heard, attachment: Attachment) -> Line:
    line = Line(
        conversation=conversation,
        channel=conversation.channel,
        way=Line.IN,
        author="reporter",
        kind=heard.kind,
        group=heard.group,
        at=heard.at,
        media_id=attachment.media_id[:254],
        media_type=attachment.mime[:100],
    )
    if attachment.data:
        _keep(line, attachment)
    elif attachment.media_id:
        line.media_state = Line.WANTED
    return line


def _keep(line: Line, attachment: Attachment) -> None:
    """A mail brings its files along."""
    mime = attachment.mime.partition(";")[0].strip().lower()
    if line.kind == "text":
        line.kind = "photo" if mime.startswith("image/") else "document"
    try:
        line.file, _is_picture = stored(attachment.data, mime, line.kind)
        line.media_state = Line.KEPT
    except Refused as refused:
        line.media_state, line.error = Line.REFUSED, refused.code


def _data(heard: Heard) -> dict[str, Any]:
    found: dict[str, Any] = {
        "choice": heard.choice,
        "place": heard.place,
        "raw_kind": plain(heard.raw_kind)[:40],
        "subject": plain(heard.subject)[:180],
    }
    if heard.lat is not None:
        found |= {"lat": heard.lat, "lon": heard.lon}
    return {name: value for name, value in found.items() if value not in ("", None)}
