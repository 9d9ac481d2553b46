"""One piece of news for the city: a message, or a delivery mark."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Item:
    """``body``: one of WhatsApp's messages or statuses, or one of Telegram's updates, whole."""

    channel: str
    person: str
    message_id: str
    body: dict[str, Any]
    #: sent, delivered, read, failed; empty: it is a message.
    mark: str = ""
    contact: dict[str, Any] = field(default_factory=dict)
