"""What one of Telegram's messages holds: it has no type, only a field that says what it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from surga.channels.wire import reading
from surga.channels.wire.reading import Thing, identity, mime, part, parts, short, text, whole
from surga.core.intake.heard import Attachment
from surga.core.intake.message import phone_of


@dataclass(frozen=True, slots=True)
class Content:
    """The part of a ``Heard`` that depends on what the message holds."""

    kind: str = "unknown"
    text: str = ""
    phone: str = ""
    lat: float | None = None
    lon: float | None = None
    place: str = ""
    attachments: tuple[Attachment, ...] = field(default=())
    raw_kind: str = ""


def content_of(item: object) -> Content:
    """What a message says; ``unknown`` with its words, where it is not as it should be."""
    if words := text(item, "text"):
        return Content("text", words)
    for name, read in _READERS.items():
        if isinstance(item, dict) and name in item:
            found = read(item)
            if found is not None:
                return found
    return Content(text=text(item, "caption"), raw_kind=_raw_kind(item))


def _raw_kind(item: object) -> str:
    """The field that makes it what it is: the first that not every message has."""
    fields = item if isinstance(item, dict) else {}
    telling = (reading.clean(name).strip()[:40] for name in fields if name not in _EVERYWHERE)
    return next(filter(None, telling), "broken")


def _photo(item: Thing) -> Content | None:
    sizes = [size for size in parts(item, "photo") if identity(size, "file_id")]
    if not sizes:
        return None
    largest = max(sizes, key=lambda size: whole(size, "width") * whole(size, "height"))
    attached = Attachment(identity(largest, "file_id"), "image/jpeg")
    return Content("photo", text(item, "caption"), attachments=(attached,))


def _file(name: str, kind: str, usual: str = "") -> Callable[[Thing], Content | None]:
    def read(item: Thing) -> Content | None:
        thing = part(item, name)
        file_id = identity(thing, "file_id")
        if not file_id:
            return None
        attached = Attachment(file_id, mime(thing) or usual, short(thing, "file_name"))
        # "Send without compression" makes a file of a photo.
        as_photo = kind == "document" and reading.is_picture(attached.mime)
        return Content("photo" if as_photo else kind, text(item, "caption"), attachments=(attached,))

    return read


def _venue(item: Thing) -> Content | None:
    venue = part(item, "venue")
    named = [words for name in ("title", "address") if (words := short(venue, name, 200))]
    return _at(part(venue, "location"), ", ".join(named))


def _location(item: Thing) -> Content | None:
    return _at(part(item, "location"), "")


def _at(thing: Thing, named: str) -> Content | None:
    at = reading.place(thing)
    return Content("location", lat=at[0], lon=at[1], place=named) if at else None


def _contact(item: Thing) -> Content | None:
    card = part(item, "contact")
    number = text(card, "phone_number")
    words = " ".join(word for name in ("first_name", "last_name") if (word := short(card, name)))
    if not (number or words):
        return None
    own = identity(card, "user_id")
    # Telegram itself puts the id there: who shares their own card proves the number.
    proven = own and own == identity(part(item, "from"), "id")
    phone = (phone_of("+" + number.lstrip("+")) or "") if proven else ""
    return Content("card", ", ".join(word for word in (words, number) if word), phone=phone)


def _sticker(_item: Thing) -> Content:
    return Content("sticker")


# A venue has a location beside it and an animation a document: the telling field first.
_READERS: Final[dict[str, Callable[[Thing], Content | None]]] = {
    "photo": _photo,
    "voice": _file("voice", "voice", "audio/ogg"),
    "audio": _file("audio", "voice", "audio/mpeg"),
    "video": _file("video", "video", "video/mp4"),
    "video_note": _file("video_note", "video", "video/mp4"),
    "animation": _file("animation", "video", "video/mp4"),
    "document": _file("document", "document"),
    "venue": _venue,
    "location": _location,
    "contact": _contact,
    "sticker": _sticker,
}
_EVERYWHERE: Final = frozenset(
    "message_id from chat date edit_date text entities caption caption_entities reply_to_message media_group_id "
    "forward_origin forward_from forward_date is_automatic_forward has_protected_content link_preview_options "
    "effect_id via_bot author_signature quote message_thread_id sender_chat reply_markup".split()
)
