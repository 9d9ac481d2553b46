"""WhatsApp as a channel: our lines in Meta's forms."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import timedelta
from typing import Final

from surga.channels.port.channel import Media, NotSent, Unsure
from surga.channels.whatsapp import inbound
from surga.channels.whatsapp.client import Account, Client
from surga.channels.wire.outside import Outside
from surga.channels.wire.reading import Thing
from surga.core.intake.heard import Heard, Mark, Outgoing

# What Meta takes ("Interactive reply buttons", "Interactive list", "Text messages"): characters, and pieces.
_TEXT: Final = 4096
_BUTTONS_TEXT: Final = 1024
_BUTTONS, _BUTTON_TITLE = 3, 20
_ROWS, _ROW_TITLE, _ROW_TEXT = 10, 24, 72
_BUTTON_ID, _ROW_ID = 256, 200
#: The word that opens a list.
_CHOOSE: Final = {"id": "Pilih", "en": "Choose"}
_NUMBER: Final = re.compile(r"\+?([0-9]{5,20})")
#: A business-scoped id: country, perhaps ENT, and up to 128 letters and digits.
_SCOPED: Final = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")


class WhatsAppChannel:
    """One number on Meta's Cloud API."""

    name = inbound.CHANNEL
    window: timedelta | None = timedelta(hours=24)

    def __init__(self, account: Account, outside: Outside | None = None) -> None:
        self._client = Client(account, outside)

    def walk(self, body: bytes) -> list[Heard | Mark]:
        """Everything in the call. Meta calls one address for every number of an app.

        What was written to another number of the city's is heard too, and answered from ours: set aside, it would be
        a citizen's word that nobody reads.
        """
        return inbound.walk(body)

    def send(self, out: Outgoing) -> str:
        """Raises ``NotSent`` or ``Unsure``."""
        return self._client.send(message_of(out))

    def fetch(self, media_id: str) -> Media:
        """Raises ``Expired`` or ``NotSent``."""
        return self._client.media(media_id)

    def typing(self, to: str, answers: str) -> None:
        """Marks the message as read, too: Meta has the two in one."""
        if answers:
            with suppress(NotSent, Unsure):
                self._client.post(
                    {"status": "read", "message_id": answers, "typing_indicator": {"type": "text"}}
                )


def message_of(out: Outgoing) -> Thing:
    """A line as Meta takes it. Raises ``NotSent`` for what it would never take."""
    message = _recipient(out.to) | {"biz_opaque_callback_data": out.ref}
    if out.answers:
        message["context"] = {"message_id": out.answers}
    if out.template:
        return message | {"type": "template", "template": _template(out)}
    if not out.text.strip():
        raise NotSent("empty")
    if out.choices and _choices_fit(out):
        return message | {"type": "interactive", "interactive": _interactive(out)}
    return message | {"type": "text", "text": {"preview_url": False, "body": _body(out)}}


def _recipient(to: str) -> Thing:
    """A number goes under ``to``, a business-scoped id under ``recipient``."""
    if number := _NUMBER.fullmatch(to):
        return {"recipient_type": "individual", "to": number[1]}
    if _SCOPED.fullmatch(to):
        return {"recipient_type": "individual", "recipient": to}
    raise NotSent("recipient")


def _body(out: Outgoing) -> str:
    """The words, and under them the choices that fit no button."""
    body = "\n".join([out.text, *(f"• {label}" for _, label in out.choices)])
    if len(body) > _TEXT:
        raise NotSent("too_long")
    return body


def _choices_fit(out: Outgoing) -> bool:
    longest = _BUTTON_ID if _as_buttons(out) else _ROW_ID
    keys = [key for key, _ in out.choices]
    return (
        len(set(keys)) == len(keys) <= _ROWS
        and all(0 < len(key) <= longest and label.strip() for key, label in out.choices)
        and len(out.text) <= _TEXT
    )


def _as_buttons(out: Outgoing) -> bool:
    """What buttons would cut or refuse goes into a list, where a label stands whole beneath."""
    labels = [label for _, label in out.choices]
    return (
        len(set(labels)) == len(labels) <= _BUTTONS
        and all(len(label) <= _BUTTON_TITLE for label in labels)
        and len(out.text) <= _BUTTONS_TEXT
    )


def _interactive(out: Outgoing) -> Thing:
    body = {"text": out.text}
    if _as_buttons(out):
        buttons = [{"type": "reply", "reply": {"id": key, "title": label}} for key, label in out.choices]
        return {"type": "button", "body": body, "action": {"buttons": buttons}}
    rows = [_row(key, label) for key, label in out.choices]
    word = _CHOOSE.get(out.language, _CHOOSE["id"])
    return {"type": "list", "body": body, "action": {"button": word, "sections": [{"rows": rows}]}}


def _row(key: str, label: str) -> Thing:
    if len(label) <= _ROW_TITLE:
        return {"id": key, "title": label}
    return {"id": key, "title": label[: _ROW_TITLE - 1] + "…", "description": label[:_ROW_TEXT]}


def _template(out: Outgoing) -> Thing:
    template: Thing = {"name": out.template, "language": {"code": out.language}}
    if out.params:
        # Meta refuses a parameter that is empty, or holds line breaks or many spaces.
        given = [{"type": "text", "text": " ".join(param.split()) or "-"} for param in out.params]
        template["components"] = [{"type": "body", "parameters": given}]
    return template
