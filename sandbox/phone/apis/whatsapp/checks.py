"""What Meta checks before it takes a message; the limits are those it publishes."""

from __future__ import annotations

from typing import Any

from sandbox.phone.apis.whatsapp.errors import Refused
from sandbox.phone.book.entries import Json

#: Kinds that are taken as they are: nothing of ours sends them today.
OTHERS = {"image", "document", "audio", "video", "sticker", "location", "contacts", "reaction"}


def content(form: Json) -> tuple[str, str, Json]:
    """(kind, text, data) of a message to be sent. Raises ``Refused``."""
    kind = form.get("type", "text")
    if kind == "text":
        return "text", _text(_part(form, "text").get("body"), "text['body']", 4096), {}
    if kind == "interactive":
        return _interactive(_part(form, "interactive"))
    if kind == "template":
        return _template(_part(form, "template"))
    if kind in OTHERS:
        part = _part(form, kind)
        return kind, str(part.get("caption") or part.get("emoji") or ""), part
    raise Refused(100, f"Param type must be one of the message types, not {kind!r}.")


def reference(form: Json) -> str:
    ref = form.get("biz_opaque_callback_data", "")
    if not isinstance(ref, str) or len(ref) > 512:
        raise Refused(100, "Param biz_opaque_callback_data must be at most 512 characters long.")
    return ref


def _part(form: Json, name: str) -> Json:
    part = form.get(name)
    if not isinstance(part, dict):
        raise Refused(131008, f"The parameter {name} is required.")
    return part


def _text(value: Any, name: str, most: int, code: int = 100) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Refused(code, f"The parameter {name} is required.")
    if len(value) > most:
        raise Refused(code, f"Param {name} must be at most {most} characters long.")
    return value


def _interactive(part: Json) -> tuple[str, str, Json]:
    text = _text(_part(part, "body").get("text"), "interactive['body']['text']", 4096, 131009)
    if part.get("type") == "button":
        if len(text) > 1024:
            raise Refused(131009, "Param interactive['body']['text'] must be at most 1024 characters long.")
        return "interactive", text, {"choices": _buttons(part), "from": "button"}
    if part.get("type") == "list":
        action = _part(part, "action")
        label = _text(action.get("button"), "action['button']", 20, 131009)
        return "interactive", text, {"choices": _rows(action), "from": "list", "label": label}
    if part.get("type") == "location_request_message":
        return "interactive", text, {"from": "location"}
    raise Refused(131009, f"interactive['type'] {part.get('type')!r} is not known here.")


def _buttons(part: Json) -> list[list[str]]:
    buttons = _part(part, "action").get("buttons")
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= 3:
        raise Refused(131009, "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3")
    found = []
    for each in buttons:
        if each.get("type") != "reply":
            raise Refused(131009, "A button has the type reply.")
        reply = _part(each, "reply")
        found.append(
            [_text(reply.get("id"), "id", 256, 131009), _text(reply.get("title"), "title", 20, 131009)]
        )
    return _distinct(found, titles=True)


def _rows(action: Json) -> list[list[str]]:
    sections = action.get("sections")
    if not isinstance(sections, list) or not 1 <= len(sections) <= 10:
        raise Refused(131009, "Invalid sections count. Min allowed sections: 1, Max allowed sections: 10")
    found = []
    for section in sections:
        if len(sections) > 1:
            _text(section.get("title"), "section['title']", 24, 131009)
        for row in section.get("rows") or []:
            if row.get("description"):
                _text(row["description"], "row['description']", 72, 131009)
            found.append(
                [_text(row.get("id"), "id", 200, 131009), _text(row.get("title"), "title", 24, 131009)]
            )
    if not 1 <= len(found) <= 10:
        raise Refused(131009, "Total row count exceed max allowed count: 10")
    return _distinct(found)


def _distinct(choices: list[list[str]], titles: bool = False) -> list[list[str]]:
    for place in (0, 1) if titles else (0,):
        if len({each[place] for each in choices}) < len(choices):
            raise Refused(131009, f"Duplicated {'title' if place else 'id'} in the choices.")
    return choices


def _template(part: Json) -> tuple[str, str, Json]:
    name = _text(part.get("name"), "template['name']", 512)
    language = _text(_part(part, "language").get("code"), "template['language']['code']", 15)
    params = [
        _text(each.get("text"), "parameters", 1024)
        for block in part.get("components") or []
        if block.get("type") == "body"
        for each in block.get("parameters") or []
    ]
    if any("\n" in each or "\t" in each or "    " in each for each in params):
        details = "Param text cannot have new-line/tab characters or more than 4 consecutive spaces"
        raise Refused(132000, details)
    return "template", " · ".join(params), {"template": name, "language": language, "params": params}
