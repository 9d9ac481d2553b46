"""What a messaging channel offers. The engines of this room work with anything that looks like this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from surga.core.intake.heard import Heard, Mark, Outgoing


class Unreadable(Exception):
    """What came is not in a form this channel knows; it is set aside, and the rest goes on."""


class NotSent(Exception):
    """The channel certainly did not take the message. ``wait`` seconds before the next try, None: never again.

    ``code``: the channel's own code of the mistake, without anybody's words.
    """

    def __init__(self, code: str, wait: float | None = None) -> None:
        super().__init__(code)
        self.code, self.wait = code, wait


class Unreachable(NotSent):
    """Nobody was there, or only to say that nothing works today: the next message would fare no better."""


class WindowClosed(NotSent):
    """Too long since the person wrote: only an approved template goes through."""


class Unsure(Exception):
    """The message was handed over and the answer was lost: nobody knows whether it went out."""


class Expired(Exception):
    """The channel no longer has the file."""


@dataclass(frozen=True, slots=True)
class Media:
    """A file that somebody sent."""

    data: bytes
    mime: str = ""


class Channel(Protocol):
    """One messaging channel, set up and ready."""

    #: Its code, as in ``message.CHANNELS``.
    name: str
    #: How long after a person's last message free text may be sent; None: always. For those who ask the channel
    #: itself: the engines go by ``intake.queries.conversations.WINDOWS``, as the officers' page does.
    window: timedelta | None

    def walk(self, body: bytes) -> list[Heard | Mark]:
        """Every message and mark in one arrival, in its order. Raises ``Unreadable``. Touches no network."""

    def send(self, out: Outgoing) -> str:
        """Hand one message over; the channel's id of it. Raises ``NotSent`` or ``Unsure``."""

    def fetch(self, media_id: str) -> Media:
        """A file that somebody sent. Raises ``Expired``, or ``NotSent`` when it may be had later."""

    def typing(self, to: str, answers: str) -> None:
        """Let the person see that somebody reads and writes; best effort, raises nothing."""
