"""Persons, messages and files, as the book keeps them."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Any, Literal

Channel = Literal["whatsapp", "telegram"]
Json = dict[str, Any]


@dataclass(slots=True)
class Person:
    """Somebody with a telephone. ``number``: digits with the country on WhatsApp, the chat's id on Telegram.

    Somebody on WhatsApp who hides the number has Meta's id for them in its place ("ID.1349…").
    """

    channel: str
    number: str
    name: str
    #: When they last wrote (seconds since 1970): WhatsApp's 24 hours run from here.
    last_wrote: float | None = None
    #: Until when the other side seems to be typing.
    typing_until: float = 0.0
    #: They blocked the city: nothing gets through.
    blocked: bool = False


@dataclass(slots=True)
class File:
    """A file that somebody sent."""

    id: str
    data: bytes
    mime: str
    name: str = ""

    @property
    def sha256(self) -> str:
        return base64.b64encode(hashlib.sha256(self.data).digest()).decode()


@dataclass(slots=True)
class Message:
    """One message, either way. ``way``: "in" from a person to the city, "out" from the city to a person.

    ``state`` of one that goes in: waiting, handed, read, dropped; of one that goes out: sent, delivered, read,
    failed. ``tries`` and ``handed`` count the webhooks that carried it and those that were answered with 200.
    """

    id: str
    channel: str
    person: str
    way: str
    kind: str
    text: str
    at: float
    data: Json = field(default_factory=dict)
    #: The sender's own reference (biz_opaque_callback_data).
    ref: str = ""
    #: The id of the message it answers.
    answers: str = ""
    state: str = ""
    tries: int = 0
    handed: int = 0
    #: How often each delivery mark of it was handed over.
    marks: dict[str, int] = field(default_factory=dict)
    #: Which choice of it was pressed, so that the page shows the buttons once.
    pressed: str = ""

    def told(self) -> Json:
        """As ``/state`` and the page read it."""
        return {
            "id": self.id, "channel": self.channel, "person": self.person, "way": self.way, "kind": self.kind,
            "text": self.text, "at": self.at, "data": self.data, "ref": self.ref, "answers": self.answers,
            "state": self.state, "tries": self.tries, "handed": self.handed, "marks": self.marks,
            "pressed": self.pressed,
        }  # fmt: skip
