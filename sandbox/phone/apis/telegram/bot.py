"""What the Bot API answers."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from sandbox.phone.apis.telegram import updates
from sandbox.phone.book.entries import File, Json, Message, Person
from sandbox.phone.house import House

#: Methods that are taken and change nothing here.
NODS = {
    "answerCallbackQuery",
    "setMyCommands",
    "setMyDescription",
    "deleteMyCommands",
    "editMessageReplyMarkup",
}
_SAID = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}


class NotOk(Exception):
    """An answer with ``"ok": false``."""

    def __init__(self, code: int, description: str, retry_after: int = 0) -> None:
        super().__init__(description)
        self.code, self.description, self.retry_after = code, description, retry_after

    def form(self) -> Json:
        form: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after:
            form["parameters"] = {"retry_after": self.retry_after}
        return form


def call(house: House, token: str, method: str, form: Json) -> Any:
    """``result`` of one method. Raises ``NotOk``."""
    if not re.fullmatch(r"\d+:[\w-]{30,}", token):
        raise NotOk(404, "Not Found")
    if token != house.credentials.telegram_token:
        raise NotOk(401, "Unauthorized")
    if method in NODS:
        return True
    known: dict[str, Callable[[House, Json], Any]] = {
        "getme": _get_me, "setwebhook": _set_webhook, "deletewebhook": _delete_webhook,
        "getwebhookinfo": _webhook_info, "sendmessage": _send, "sendchataction": _typing, "getfile": _get_file,
    }  # fmt: skip
    found = known.get(method.lower())
    if found is None:
        raise NotOk(404, "Not Found: method not found")
    return found(house, form)


def _get_me(house: House, _form: Json) -> Json:
    return {**updates.bot(house.credentials), "can_join_groups": False, "supports_inline_queries": False}


def _set_webhook(house: House, form: Json) -> bool:
    address = str(form.get("url", ""))
    if address and not address.startswith(("http://", "https://")):
        raise NotOk(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    secret = str(form.get("secret_token", ""))
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
        raise NotOk(400, "Bad Request: secret token contains unallowed characters")
    house.office.hooks["telegram"] = address
    house.office.telegram_secret = secret
    return True


def _delete_webhook(house: House, _form: Json) -> bool:
    house.office.hooks["telegram"] = ""
    return True


def _webhook_info(house: House, _form: Json) -> Json:
    address = house.office.hooks.get("telegram", "")
    waiting = house.office.waiting() if address else 0
    return {"url": address, "has_custom_certificate": False, "pending_update_count": waiting}


def _recipient(house: House, form: Json) -> Person:
    number = str(form.get("chat_id", ""))
    if not number:
        raise NotOk(400, "Bad Request: chat_id is empty")
    person = house.book.person("telegram", number)
    if person is None:
        raise NotOk(400, "Bad Request: chat not found")
    if person.blocked:
        raise NotOk(403, "Forbidden: bot was blocked by the user")
    return person


def _typing(house: House, form: Json) -> bool:
    house.book.typing(_recipient(house, form), 5)
    return True


def _send(house: House, form: Json) -> Json:
    _refuse_on_demand(house)
    person = _recipient(house, form)
    text = form.get("text")
    if not isinstance(text, str) or not text.strip():
        raise NotOk(400, "Bad Request: message text is empty")
    if len(text) > 4096:
        raise NotOk(400, "Bad Request: message is too long")
    choices = _choices(form.get("reply_markup") or {})
    answers = form.get("reply_parameters") or {}
    message = Message(
        id=house.book.new_id("telegram", person.number), channel="telegram", person=person.number, way="out",
        kind="interactive" if choices else "text", text=text, at=time.time(), state="delivered",
        data={"choices": choices, "from": "button"} if choices else {},
        answers=str(answers.get("message_id", form.get("reply_to_message_id", ""))),
    )  # fmt: skip
    house.book.add(message)
    return updates.sent(message, person, house.credentials)


def _refuse_on_demand(house: House) -> None:
    code = house.chance.refusal()
    if code in {429, 130429}:
        wait = house.chance.now.retry_after
        raise NotOk(429, f"Too Many Requests: retry after {wait}", wait)
    if code:
        status = code if code in range(400, 600) else 400
        raise NotOk(status, _SAID.get(status, "Internal Server Error"))


def _choices(markup: Json) -> list[list[str]]:
    found = []
    rows = markup.get("inline_keyboard")
    if markup and "keyboard" not in markup and "remove_keyboard" not in markup and not isinstance(rows, list):
        raise NotOk(400, "Bad Request: object expected as reply markup")
    for row in rows or []:
        for button in row:
            label, key = button.get("text"), button.get("callback_data", "")
            if not label:
                raise NotOk(
                    400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed"
                )
            if not 1 <= len(str(key).encode()) <= 64:
                raise NotOk(400, "Bad Request: BUTTON_DATA_INVALID")
            found.append([str(key), str(label)])
    return found


def _get_file(house: House, form: Json) -> Json:
    key = str(form.get("file_id", ""))
    file = house.book.files.get(key) or house.book.files.get(key.removesuffix("s"))
    if file is None or house.chance.now.media_gone:
        raise NotOk(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    return {
        "file_id": key, "file_unique_id": f"u{file.id[-12:]}", "file_size": len(file.data),
        "file_path": f"files/{file.id}{ENDINGS.get(file.mime.partition(';')[0], '')}",
    }  # fmt: skip


ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "audio/ogg": ".oga"}


def download(house: House, token: str, path: str) -> File:
    """A file by the path that getFile told. Raises ``NotOk``."""
    if token != house.credentials.telegram_token:
        raise NotOk(401, "Unauthorized")
    now = house.chance.now
    file = house.book.files.get(path.removeprefix("files/").partition(".")[0])
    if file is None or now.media_expired or now.media_gone:
        raise NotOk(404, "Not Found")
    return file
