"""Telegram's updates, in the form of its Bot API (`Update`, `Message`, `CallbackQuery`)."""

from __future__ import annotations

import re

from sandbox.phone.book.entries import File, Json, Message, Person
from sandbox.phone.credentials import Credentials


def update(number: int, said: Message, person: Person, file: File | None, asked: Json | None) -> Json:
    """One update. ``asked``: the bot's message whose button was pressed, as ``sent`` gives it."""
    if said.kind == "choice":
        query = {
            "id": f"{person.number}{number:010d}", "from": _user(person), "chat_instance": person.number,
            "data": said.data["choice"], **({"message": asked} if asked else {}),
        }  # fmt: skip
        return {"update_id": number, "callback_query": query}
    form: Json = {
        "message_id": int(said.id),
        "from": _user(person),
        "chat": _chat(person),
        "date": int(said.at),
        **_content(said, person, file),
    }
    if said.answers.isdigit():
        form["reply_to_message"] = {
            "message_id": int(said.answers),
            "chat": _chat(person),
            "date": int(said.at),
        }
    return {"update_id": number, "message": form}


def sent(message: Message, person: Person, credentials: Credentials) -> Json:
    """A message of the bot's, as the Bot API gives it back."""
    form: Json = {
        "message_id": int(message.id),
        "from": bot(credentials),
        "chat": _chat(person),
        "date": int(message.at),
        "text": message.text,
    }
    choices = message.data.get("choices")
    if choices:
        form["reply_markup"] = {
            "inline_keyboard": [[{"text": label, "callback_data": key}] for key, label in choices]
        }
    return form


def bot(credentials: Credentials) -> Json:
    return {
        "id": credentials.bot_id, "is_bot": True, "first_name": "Surga", "username": "surga_percobaan_bot",
    }  # fmt: skip


def _user(person: Person) -> Json:
    return {"id": int(person.number), "is_bot": False, "first_name": person.name, "language_code": "id"}


def _chat(person: Person) -> Json:
    return {"id": int(person.number), "first_name": person.name, "type": "private"}


def _content(said: Message, person: Person, file: File | None) -> Json:
    data = said.data
    match said.kind:
        case "text":
            return _text(said.text)
        case "location":
            point = {"latitude": data["lat"], "longitude": data["lon"]}
            if data.get("place"):
                venue = {"location": point, "title": data["place"], "address": data.get("address", "")}
                return {"location": point, "venue": venue}
            return {"location": point}
        case "card":
            return {"contact": {"phone_number": str(data["phone"]), "first_name": str(data["name"])}}
        case "photo" | "voice" | "video" | "document" | "sticker":
            return _media(said, file)
        case _:
            return {"dice": {"emoji": "🎲", "value": 4}}


def _text(text: str) -> Json:
    command = re.match(r"/\w+", text)
    if command is None:
        return {"text": text}
    return {"text": text, "entities": [{"type": "bot_command", "offset": 0, "length": command.end()}]}


def _media(said: Message, file: File | None) -> Json:
    if file is None:
        raise ValueError(f"a {said.kind} has a file")
    about: Json = {
        "file_id": file.id, "file_unique_id": f"u{file.id[-12:]}", "file_size": len(file.data),
    }  # fmt: skip
    form: Json = {}
    if said.kind == "photo":
        small = {
            **about,
            "file_id": f"{file.id}s",
            "file_unique_id": f"{about['file_unique_id']}s",
            "width": 90,
        }
        form["photo"] = [{**small, "height": 60, "file_size": 1200}, {**about, "width": 1280, "height": 853}]
    elif said.kind == "voice":
        form["voice"] = {**about, "duration": 3, "mime_type": file.mime}
    elif said.kind == "video":
        form["video"] = {**about, "duration": 3, "width": 640, "height": 480, "mime_type": file.mime}
    elif said.kind == "sticker":
        size = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
        form["sticker"] = {**about, **size, "type": "regular", "emoji": "🙏"}
    else:
        form["document"] = {**about, "file_name": file.name, "mime_type": file.mime}
    if said.text and said.kind != "sticker":
        form["caption"] = said.text
    if said.data.get("group"):
        form["media_group_id"] = said.data["group"]
    return form
