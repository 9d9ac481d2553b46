"""The webhooks of the WhatsApp Cloud API, in the form that Meta publishes.

Source: Meta, WhatsApp Business Platform, webhooks reference for `messages` (messages and status).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from sandbox.phone.book.entries import File, Json, Message, Person
from sandbox.phone.credentials import Credentials
from sandbox.phone.post.item import Item


def message(said: Message, credentials: Credentials, file: File | None) -> Json:
    """One entry of ``messages``."""
    form: Json = {
        "from" if said.person.isdigit() else "from_user_id": said.person,
        "id": said.id,
        "timestamp": str(int(said.at)),
        **_content(said, file),
    }
    if said.answers:
        form["context"] = {"from": credentials.display_number, "id": said.answers}
    return form


def _content(said: Message, file: File | None) -> Json:
    data = said.data
    match said.kind:
        case "text":
            return {"type": "text", "text": {"body": said.text}}
        case "photo" | "voice" | "video" | "document" | "sticker":
            return _media(said, file)
        case "location":
            place = {"name": data["place"], "address": data.get("address", "")} if data.get("place") else {}
            return {
                "type": "location",
                "location": {"latitude": data["lat"], "longitude": data["lon"], **place},
            }
        case "choice":
            return _choice(said)
        case "card":
            return {"type": "contacts", "contacts": [_card(data)]}
        case "reaction":
            return {"type": "reaction", "reaction": {"message_id": said.answers, "emoji": said.text}}
        case _:
            details = "Message type is currently not supported."
            error = {"code": 131051, "title": "Message type unknown", "message": "Message type unknown"}
            return {"type": "unsupported", "errors": [{**error, "error_data": {"details": details}}]}


def _media(said: Message, file: File | None) -> Json:
    kind = {"photo": "image", "voice": "audio"}.get(said.kind, said.kind)
    if file is None:
        raise ValueError(f"a {said.kind} has a file")
    form: Json = {"mime_type": file.mime, "sha256": file.sha256, "id": file.id}
    if kind == "audio":
        form["voice"] = True
    elif kind == "sticker":
        form["animated"] = False
    elif said.text:
        form["caption"] = said.text
    if kind == "document":
        form["filename"] = file.name
    return {"type": kind, kind: form}


def _choice(said: Message) -> Json:
    """A button, a row of a list, or a template's button, by what offered it."""
    picked = {"id": said.data["choice"], "title": said.text}
    match said.data.get("from"):
        case "list":
            return {"type": "interactive", "interactive": {"type": "list_reply", "list_reply": picked}}
        case "template":
            return {"type": "button", "button": {"payload": said.data["choice"], "text": said.text}}
        case _:
            return {"type": "interactive", "interactive": {"type": "button_reply", "button_reply": picked}}


def _card(data: Json) -> Json:
    name, phone = str(data["name"]), str(data["phone"])
    digits = "".join(filter(str.isdigit, phone))
    return {
        "name": {"formatted_name": name, "first_name": name.split(" ", maxsplit=1)[0]},
        "phones": [{"phone": phone, "type": "CELL", "wa_id": digits}],
    }


def status(told: Message, mark: str, at: float, error: Json | None = None) -> Json:
    """One entry of ``statuses``: sent, delivered, read or failed."""
    who = "recipient_id" if told.person.isdigit() else "recipient_user_id"
    form: Json = {"id": told.id, "status": mark, "timestamp": str(int(at)), who: told.person}
    if told.ref:
        form["biz_opaque_callback_data"] = told.ref
    if mark in {"sent", "delivered"}:
        kind = "utility" if told.kind == "template" else "service"
        talk = hashlib.sha256(told.person.encode()).hexdigest()[:32]
        form["conversation"] = {"id": talk, "origin": {"type": kind}}
        if mark == "sent":
            form["conversation"]["expiration_timestamp"] = str(int(at) + 86_400)
        form["pricing"] = {
            "billable": kind == "utility",
            "pricing_model": "PMP",
            "category": kind,
            "type": "regular" if kind == "utility" else "free_customer_service",
        }
    if error:
        form["errors"] = [error]
    return form


def contact(person: Person) -> Json:
    """With a number; of somebody who hides it, only Meta's id."""
    who = "wa_id" if person.number.isdigit() else "user_id"
    return {"profile": {"name": person.name}, who: person.number}


def envelope(items: Iterable[Item], credentials: Credentials) -> Json:
    """One webhook. Messages that follow one another share a value; marks have values of their own.

    With more than one value, they are spread over two entries, as Meta's batches are.
    """
    values: list[Json] = []
    kind = ""
    for item in items:
        key = "statuses" if item.mark else "messages"
        if key != kind:
            values.append(_value(credentials))
            kind = key
        value = values[-1]
        value.setdefault(key, []).append(item.body)
        if key == "messages" and item.contact not in value.setdefault("contacts", []):
            value["contacts"].append(item.contact)
    changes: list[dict[str, Any]] = [{"value": value, "field": "messages"} for value in values]
    half = (len(changes) + 1) // 2
    entries = [part for part in (changes[:half], changes[half:]) if part]
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": credentials.account_id, "changes": part} for part in entries],
    }


def _value(credentials: Credentials) -> Json:
    return {
        "messaging_product": "whatsapp",
        "metadata": {
            "display_phone_number": credentials.display_number,
            "phone_number_id": credentials.phone_id,
        },
    }
