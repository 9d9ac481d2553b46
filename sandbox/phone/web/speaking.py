"""Somebody says something to the city."""

from __future__ import annotations

import base64
import binascii
import re
import time
from typing import Any

from sandbox.phone.apis.telegram import updates
from sandbox.phone.apis.whatsapp import payloads
from sandbox.phone.book.entries import File, Json, Message, Person
from sandbox.phone.book.samples import OF_KIND, SAMPLES, sample
from sandbox.phone.house import House
from sandbox.phone.post.item import Item

FILES = {"photo", "voice", "video", "document", "sticker"}
KINDS = {"text", "location", "choice", "card", "reaction", "unknown", *FILES}
MIMES = {
    "photo": "image/jpeg",
    "voice": "audio/ogg; codecs=opus",
    "sticker": "image/webp",
    "video": "video/mp4",
}
#: Meta's id of somebody who hides the number.
_SCOPED = r"|[A-Z]{2}\.[A-Za-z0-9]{1,128}"


class NotSaid(ValueError):
    """What cannot be said so; the text tells why."""


def say(house: House, said: Json) -> Message:
    """{"channel", "from", "kind", "text", …} as the README lists them. Raises ``NotSaid``."""
    channel, number, kind = (
        said.get("channel", "whatsapp"),
        str(said.get("from", "")),
        said.get("kind", "text"),
    )
    if channel not in {"whatsapp", "telegram"}:
        raise NotSaid("channel is whatsapp or telegram.")
    if not re.fullmatch(r"[0-9]{1,20}" + (_SCOPED if channel == "whatsapp" else ""), number):
        raise NotSaid("from is a number, digits only.")
    if kind not in KINDS:
        raise NotSaid(f"kind is one of {', '.join(sorted(KINDS))}.")
    text, data = str(said.get("text", "")), _data(kind, said)
    if kind in {"text", "reaction"} and not text.strip():
        raise NotSaid("text is empty.")
    file = _file(house, channel, kind, said)
    if file is not None:
        data = {**data, "file": file.id, "mime": file.mime, "name": file.name}
    person = house.book.add_person(channel, number, str(said.get("name", "")))
    message = house.book.add(
        Message(
            id=str(said.get("id") or house.book.new_id(channel, number)), channel=channel, person=number,
            way="in", kind=kind, text=text, at=float(said.get("at") or time.time()), data=data,
            answers=str(said.get("answers", "")), state="waiting",
        )
    )  # fmt: skip
    _press(house, message)
    house.office.hand(_item(house, person, message, file))
    return message


def _item(house: House, person: Person, message: Message, file: File | None) -> Item:
    if message.channel == "whatsapp":
        body = payloads.message(message, house.credentials, file)
        return Item("whatsapp", person.number, message.id, body, contact=payloads.contact(person))
    offered = house.book.message("telegram", message.answers)
    asked = updates.sent(offered, person, house.credentials) if offered is not None else None
    body = updates.update(house.book.next(), message, person, file, asked)
    return Item("telegram", person.number, message.id, body)


def _press(house: House, message: Message) -> None:
    """Remember which choice was taken, and what kind of choice it was."""
    if message.kind != "choice":
        return
    offered = house.book.message(message.channel, message.answers)
    if offered is not None:
        message.data["from"] = offered.data.get("from", "button")
        house.book.press(offered, message.data["choice"])


def _data(kind: str, said: Json) -> Json:
    """What a message has besides its text."""
    if kind == "location":
        try:
            point = {"lat": float(said["lat"]), "lon": float(said["lon"])}
        except (KeyError, TypeError, ValueError):
            raise NotSaid("a location has lat and lon, in degrees.") from None
        if abs(point["lat"]) > 90 or abs(point["lon"]) > 180:
            raise NotSaid("lat is within 90 degrees, lon within 180.")
        return {**point, "place": str(said.get("place", "")), "address": str(said.get("address", ""))}
    if kind == "choice":
        if not said.get("choice"):
            raise NotSaid("a choice has the id of what was pressed.")
        return {"choice": str(said["choice"])}
    if kind == "card":
        return {
            "name": str(said.get("card_name", "Bengkel Las")),
            "phone": str(said.get("card_phone", "+6281200000099")),
        }
    return {"group": str(said["group"])} if said.get("group") else {}


def _file(house: House, channel: str, kind: str, said: Json) -> File | None:
    """The file that goes with it: given as base64, or one of the samples."""
    if kind not in FILES:
        return None
    given: Any = said.get("data")
    if given is None:
        name = str(said.get("sample") or OF_KIND.get(kind, "lampu"))
        if name not in SAMPLES:
            raise NotSaid(f"sample is one of {', '.join(SAMPLES)}.")
        data, mime, called = sample(name)
        return house.book.keep(channel, data, mime, called)
    try:
        data = base64.b64decode(given, validate=True)
    except (binascii.Error, ValueError, TypeError):
        raise NotSaid("data is a file in base64.") from None
    mime = str(said.get("mime") or MIMES.get(kind, "application/octet-stream"))
    return house.book.keep(channel, data, mime, str(said.get("file_name", "")))
