"""What one of Meta's messages holds, type by type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from surga.channels.wire import reading
from surga.channels.wire.reading import Thing, identity, mime, part, parts, short, text
from surga.core.intake.heard import Attachment

_LONGEST_KIND: Final = 40


@dataclass(frozen=True, slots=True)
class Content:
    """The part of a ``Heard`` that depends on the type of the message."""

    kind: str = "unknown"
    text: str = ""
    choice: str = ""
    lat: float | None = None
    lon: float | None = None
    place: str = ""
    attachments: tuple[Attachment, ...] = field(default=())
    answers: str = ""
    raw_kind: str = ""


def content_of(item: object) -> Content:
    """What a message says; ``unknown`` with its words, where it is not as it should be."""
    kind = text(item, "type").strip()[:_LONGEST_KIND]
    if kind == "contacts":
        found = _cards(item)
    else:
        read = _READERS.get(kind)
        found = read(part(item, kind)) if read is not None else None
    if found is None:
        return Content(text=_words(item, kind), raw_kind=kind or "broken")
    if text(item, "group_id"):
        return replace(found, kind="unknown", raw_kind="group")
    return found


def _words(item: object, kind: str) -> str:
    """Whatever words a message has that we do not know."""
    for thing in (part(item, kind), part(item, "text")):
        for name in ("body", "caption", "text"):
            if words := text(thing, name):
                return words
    return ""


def _text(thing: Thing) -> Content | None:
    words = text(thing, "body")
    return Content("text", words) if words else None


def _media(kind: str) -> Callable[[Thing], Content | None]:
    def read(thing: Thing) -> Content | None:
        media_id = identity(thing, "id")
        if not media_id:
            return None
        attached = Attachment(media_id, mime(thing), short(thing, "filename"))
        as_photo = kind == "document" and reading.is_picture(attached.mime)
        return Content("photo" if as_photo else kind, text(thing, "caption"), attachments=(attached,))

    return read


def _location(thing: Thing) -> Content | None:
    at = reading.place(thing)
    if at is None:
        return None
    named = [words for name in ("name", "address") if (words := short(thing, name, 200))]
    return Content("location", lat=at[0], lon=at[1], place=", ".join(named))


def _interactive(thing: Thing) -> Content | None:
    for name in ("button_reply", "list_reply"):
        pressed = part(thing, name)
        if choice := identity(pressed, "id"):
            return Content("choice", text(pressed, "title"), choice)
    return None


def _button(thing: Thing) -> Content | None:
    """A button of a template: it has a payload instead of an id."""
    words = text(thing, "text")
    choice = identity(thing, "payload") or words
    return Content("choice", words, choice) if choice else None


def _reaction(thing: Thing) -> Content:
    return Content(text=text(thing, "emoji"), answers=identity(thing, "message_id"), raw_kind="reaction")


def _sticker(_thing: Thing) -> Content:
    return Content("sticker")


def _cards(item: object) -> Content | None:
    """Shared contacts: a list beside the type, not an object under its name."""
    lines = []
    for card in parts(item, "contacts"):
        phones = [text(phone, "phone") for phone in parts(card, "phones")]
        lines.append(
            ", ".join(word for word in (text(part(card, "name"), "formatted_name"), *phones) if word)
        )
    words = "\n".join(line for line in lines if line)
    return Content("card", words) if words else None


_READERS: Final[dict[str, Callable[[Thing], Content | None]]] = {
    "text": _text,
    "image": _media("photo"),
    "audio": _media("voice"),
    "voice": _media("voice"),
    "video": _media("video"),
    "document": _media("document"),
    "sticker": _sticker,
    "location": _location,
    "interactive": _interactive,
    "button": _button,
    "reaction": _reaction,
}
