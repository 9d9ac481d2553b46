"""What a channel hears, in our words: plain values that every messaging channel makes of its own payloads."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, Protocol

KINDS: Final = (
    "text", "photo", "voice", "video", "document", "location", "choice", "card", "sticker", "unknown",
)  # fmt: skip
#: The channels one converses on.
CHATS: Final = ("whatsapp", "telegram", "email")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file with a message. ``media_id`` is to be fetched; a mail brings its ``data`` along."""

    media_id: str = ""
    mime: str = ""
    name: str = ""
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing somebody sent. ``sender`` and ``external_id`` are the channel's own; ``at`` is aware."""

    channel: str
    sender: str
    external_id: str
    at: datetime
    kind: str = "text"
    text: str = ""
    #: The id of the button or list row that was pressed.
    choice: str = ""
    name: str = ""
    #: E.164, when the channel tells it.
    phone: str = ""
    email: str = ""
    lat: float | None = None
    lon: float | None = None
    #: What the sender's map calls the place.
    place: str = ""
    attachments: tuple[Attachment, ...] = ()
    #: Messages of one album carry the same group.
    group: str = ""
    #: The external id of the message of ours it answers.
    answers: str = ""
    #: The number or address of ours it was sent to.
    number: str = ""
    #: A case code that the channel itself proves (a mail to the case's signed address).
    code: str = ""
    #: What the channel calls a kind we do not know.
    raw_kind: str = ""
    #: What a mail goes under.
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the channel says of a message of ours. ``ref`` is our own reference, where it gives it back."""

    channel: str
    external_id: str
    state: Literal["sent", "delivered", "read", "failed"]
    at: datetime
    ref: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A line of ours, ready to be handed to a channel."""

    to: str
    text: str
    ref: str
    #: (id, label) of the choices offered; at most three are buttons, more a list.
    choices: tuple[tuple[str, str], ...] = ()
    #: An approved template's name, language and parameters, instead of the text.
    template: str = ""
    language: str = "id"
    params: tuple[str, ...] = field(default=())
    #: The external id of the message it answers, and (mail) the subject it goes under.
    answers: str = ""
    subject: str = ""


class Listener(Protocol):
    """A model on the city's own machine that makes words of a voice note or a picture. None is shipped, none is asked.

    Its place is behind `actions/traffic/fetching.keep_file`, where every file that was sent is kept once, in the
    worker: there it would be given the file, and its words would be heard as a message of that conversation, marked
    as a machine's, with the file beside them. Nothing before or after that place knows how words came about.
    """

    def words_of(self, data: bytes, mime: str, kind: str, language: str) -> str:
        """What is said or shown, "" where that is not clear. ``kind``: "voice" or "photo"; ``language``: "id", "en".

        Raises nothing: a file that cannot be read is a file without words.
        """
