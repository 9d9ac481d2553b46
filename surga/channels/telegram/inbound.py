"""Telegram's words → ours. An arrival is one update; only private chats are heard.

Fields as in the Bot API 10 (core.telegram.org/bots/api). An id of ours is ``chat:message``, for Telegram counts
messages by chat; an edit and a pressed button get one of their own.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from surga.channels.telegram import kinds
from surga.channels.wire.reading import Thing, digest, identity, moment, part, parts, short, text, thing_of
from surga.core.intake.heard import Heard, Mark

CHANNEL: Final = "telegram"
#: Stands before the id of a pressed button in its external id.
PRESSED: Final = "press-"


def walk(body: bytes) -> list[Heard | Mark]:
    """What the update says, if anything. Raises ``Unreadable`` only when it is no JSON object."""
    update = thing_of(body)
    found: list[Heard | None] = []
    if "message" in update:
        found.append(_message(update["message"]))
    if "edited_message" in update:
        found.append(_edited(update["edited_message"]))
    if "callback_query" in update:
        found.append(_pressed(update["callback_query"]))
    return [heard for heard in found if heard is not None]


def _message(item: object) -> Heard | None:
    if not _private(item):
        return None
    chat, message_id = _chat(item), identity(item, "message_id")
    content = kinds.content_of(item)
    answered = identity(part(item, "reply_to_message"), "message_id")
    return Heard(
        channel=CHANNEL,
        sender=chat,
        external_id=f"{chat}:{message_id}" if message_id else digest(item),
        at=moment(item, "date"),
        kind=content.kind,
        text=content.text,
        name=_name(item),
        phone=content.phone,
        lat=content.lat,
        lon=content.lon,
        place=content.place,
        attachments=content.attachments,
        group=short(item, "media_group_id"),
        answers=f"{chat}:{answered}" if answered else "",
        raw_kind=content.raw_kind,
    )


def _edited(item: object) -> Heard | None:
    """The new words. A live location moves by edits: that is no message."""
    if not _private(item) or part(item, "location"):
        return None
    words = text(item, "text") or text(item, "caption")
    chat, message_id = _chat(item), identity(item, "message_id")
    first = f"{chat}:{message_id}" if message_id else digest(item)
    return Heard(
        channel=CHANNEL,
        sender=chat,
        external_id=f"{first}:{identity(item, 'edit_date') or digest(item)}",
        at=moment(item, "edit_date"),
        kind="text" if words else "unknown",
        text=words,
        name=_name(item),
        raw_kind="edited",
    )


def _pressed(item: object) -> Heard | None:
    """A button under a message of ours. Telegram does not say when it was pressed."""
    under = part(item, "message")
    if not _private(under):
        return None
    # In a private chat the chat has the person's own id.
    chat = identity(part(under, "chat"), "id") or identity(part(item, "from"), "id") or digest(item)
    message_id, choice = identity(under, "message_id"), identity(item, "data")
    return Heard(
        channel=CHANNEL,
        sender=chat,
        external_id=f"{chat}:{PRESSED}{identity(item, 'id') or digest(item)}",
        at=datetime.now(UTC),
        kind="choice" if choice else "unknown",
        text=_label(under, choice),
        choice=choice,
        name=_name(item),
        answers=f"{chat}:{message_id}" if message_id else "",
        raw_kind="" if choice else "callback_query",
    )


def _private(item: object) -> bool:
    return text(part(item, "chat"), "type") in {"private", ""}


def _chat(item: object) -> str:
    return identity(part(item, "chat"), "id") or identity(part(item, "from"), "id") or digest(item)


def _name(item: object) -> str:
    who = part(item, "from") or part(item, "chat")
    return " ".join(word for name in ("first_name", "last_name") if (word := short(who, name, 60)))[:120]


def _label(under: Thing, choice: str) -> str:
    """What stood on the button; the list under the message is a list of rows."""
    rows = part(under, "reply_markup").get("inline_keyboard")
    for row in rows if isinstance(rows, list) else []:
        for button in parts({"row": row}, "row"):
            if choice and text(button, "callback_data") == choice:
                return text(button, "text")
    return ""
