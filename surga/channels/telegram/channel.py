"""Telegram as a channel: our lines in the Bot API's forms."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import timedelta
from typing import Final

from surga.channels.port.channel import Media, NotSent, Unsure
from surga.channels.telegram import inbound
from surga.channels.telegram.client import Account, Client
from surga.channels.wire.outside import Outside
from surga.channels.wire.reading import Thing, identity, part
from surga.core.intake.heard import Heard, Mark, Outgoing

_TEXT: Final = 4096  # characters
_DATA: Final = 64  # bytes of a button's data
_CHAT: Final = re.compile(r"[0-9]{1,18}")
_MESSAGE: Final = re.compile(r"[0-9]{1,18}:([0-9]{1,18})")


class TelegramChannel:
    """One bot."""

    name = inbound.CHANNEL
    window: timedelta | None = None

    def __init__(self, account: Account, outside: Outside | None = None) -> None:
        self._client = Client(account, outside)

    def announce(self, public_url: str) -> None:
        """Tell Telegram where to call. Raises ``NotSent`` or ``Unsure``."""
        self._client.set_webhook(public_url)

    def walk(self, body: bytes) -> list[Heard | Mark]:
        return inbound.walk(body)

    def send(self, out: Outgoing) -> str:
        """Raises ``NotSent`` or ``Unsure``."""
        sent = part(self._client.ask("sendMessage", message_of(out)), "result")
        message_id = identity(sent, "message_id")
        if not message_id:
            raise Unsure("no id")
        return f"{out.to}:{message_id}"

    def fetch(self, media_id: str) -> Media:
        """Raises ``Expired`` or ``NotSent``. Telegram serves files without their type."""
        return Media(self._client.file(media_id))

    def typing(self, to: str, answers: str) -> None:
        """A pressed button turns until it is answered; so it is, before the dots appear."""
        _, _, pressed = answers.partition(f":{inbound.PRESSED}")
        with suppress(NotSent, Unsure):
            if pressed:
                self._client.ask("answerCallbackQuery", {"callback_query_id": pressed})
            self._client.ask("sendChatAction", {"chat_id": _chat(to), "action": "typing"})


def message_of(out: Outgoing) -> Thing:
    """A line as the Bot API takes it. Raises ``NotSent`` for what it would never take."""
    if not out.text.strip():
        raise NotSent("empty")
    as_buttons = all(0 < len(key.encode()) <= _DATA and label.strip() for key, label in out.choices)
    told = () if as_buttons else out.choices
    body = "\n".join([out.text, *(f"• {label}" for _, label in told)])
    if len(body) > _TEXT:
        raise NotSent("too_long")
    message: Thing = {"chat_id": _chat(out.to), "text": body, "link_preview_options": {"is_disabled": True}}
    if out.choices and as_buttons:
        rows = [[{"text": label, "callback_data": key}] for key, label in out.choices]
        message["reply_markup"] = {"inline_keyboard": rows}
    if answered := _MESSAGE.fullmatch(out.answers):
        message["reply_parameters"] = {
            "message_id": int(answered[1]),
            "allow_sending_without_reply": True,
        }
    return message


def _chat(to: str) -> int:
    if _CHAT.fullmatch(to) is None:
        raise NotSent("recipient")
    return int(to)
