"""Reading what others wrote: every reader has an answer for whatever stands there, so none of them can fail."""

from __future__ import annotations

import hashlib
import json
import math
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from surga.channels.port.channel import Unreadable

type Thing = dict[str, Any]

#: What a conversation's columns take.
_LONGEST_NAME: Final = 120
_LONGEST_ID: Final = 254
_LONGEST_MIME: Final = 100
#: The pictures that a report takes as photos, also when they come as files.
_PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/webp"})


def thing_of(body: bytes) -> Thing:
    """The JSON object that a body is. Raises ``Unreadable``."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable("no JSON") from None
    if not isinstance(found, dict):
        raise Unreadable("no JSON object")
    return found


def part(thing: object, name: str) -> Thing:
    """The object under a name, an empty one where there is none."""
    found = thing.get(name) if isinstance(thing, dict) else None
    return found if isinstance(found, dict) else {}


def parts(thing: object, name: str) -> list[object]:
    """The list under a name; a lone object is a list of one."""
    found = thing.get(name) if isinstance(thing, dict) else None
    if isinstance(found, dict):
        return [found]
    return found if isinstance(found, list) else []


def text(thing: object, name: str) -> str:
    """The words under a name; a number as its digits."""
    found = thing.get(name) if isinstance(thing, dict) else None
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found) if abs(found) < 10**20 else ""
    return clean(found) if isinstance(found, str) else ""


def clean(words: str) -> str:
    """Words without what no database takes: halves of characters, and NUL."""
    return words.encode("utf-8", "replace").decode().replace("\x00", "")


def short(thing: object, name: str, longest: int = _LONGEST_NAME) -> str:
    """Words that fit a column."""
    return text(thing, name).strip()[:longest]


def identity(thing: object, name: str) -> str:
    """An id of the channel's, or nothing where it is too long to be one."""
    found = text(thing, name).strip()
    return found if len(found) <= _LONGEST_ID else ""


def mime(thing: object, name: str = "mime_type") -> str:
    """A media type without its parameters ("audio/ogg; codecs=opus")."""
    return text(thing, name).split(";")[0].strip().lower()[:_LONGEST_MIME]


def is_picture(mime_type: str) -> bool:
    return mime_type in _PICTURES


def moment(thing: object, name: str) -> datetime:
    """Unix seconds as an aware time; now, where no sensible one is given."""
    now = datetime.now(UTC)
    try:
        at = datetime.fromtimestamp(int(text(thing, name)), UTC)
    except (ValueError, OverflowError, OSError):
        return now
    return at if datetime(2009, 1, 1, tzinfo=UTC) <= at <= now + timedelta(days=1) else now


def whole(thing: object, name: str) -> int:
    """A count that is written as digits, 0 where none is."""
    found = text(thing, name)
    return int(found) if found.isascii() and found.isdigit() and len(found) <= 18 else 0


def place(thing: object) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, if the two are on earth."""
    lat, lon = _number(thing, "latitude"), _number(thing, "longitude")
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    return lat, lon


def digest(item: object) -> str:
    """A name for what has none: the same item has the same one."""
    return "?" + hashlib.sha256(json.dumps(item, sort_keys=True).encode()).hexdigest()[:32]


def _number(thing: object, name: str) -> float | None:
    found = thing.get(name) if isinstance(thing, dict) else None
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    try:
        value = float(found)
    except OverflowError:
        return None
    return value if math.isfinite(value) else None
