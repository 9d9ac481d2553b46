"""What the Graph API answers: sending, reading, typing, files."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from sandbox.phone.apis.whatsapp import checks, payloads
from sandbox.phone.apis.whatsapp.errors import Refused, unknown_object
from sandbox.phone.book.entries import File, Json, Message, Person
from sandbox.phone.house import House
from sandbox.phone.post.item import Item

WINDOW = 24 * 3600  # seconds after a person's last message in which free text goes through
#: mark → seconds after the message was taken
MARKS = {"sent": 0.02, "delivered": 0.15, "read": 0.9}


def messages(house: House, phone_id: str, form: Json) -> Json:
    """POST /{phone_id}/messages. Raises ``Refused``."""
    if phone_id != house.credentials.phone_id:
        raise unknown_object(phone_id, "post")
    if form.get("messaging_product") != "whatsapp":
        raise Refused(100, "The parameter messaging_product is required.")
    if form.get("status") == "read":
        return _read(house, form)
    return _send(house, form)


def _read(house: House, form: Json) -> Json:
    """The blue ticks on the citizen's side, and the typing mark with them."""
    message = house.book.message("whatsapp", str(form.get("message_id", "")))
    if message is None or message.way != "in":
        raise Refused(100, "The message_id is not that of a message somebody sent to this number.")
    house.book.set_state(message, "read")
    person = house.book.person("whatsapp", message.person)
    if person is not None and "typing_indicator" in form:
        house.book.typing(person, 25)
    return {"success": True}


def _send(house: House, form: Json) -> Json:
    refusal = house.chance.refusal()
    if refusal:
        raise Refused(refusal)
    to, number = _recipient(form)
    kind, text, data = checks.content(form)
    known = house.chance.now.templates
    if kind == "template" and known and data["template"] not in known:
        raise Refused(132001, f"template name ({data['template']}) does not exist in {data['language']}")
    person = house.book.person("whatsapp", number)
    fault = _fault(house, person, kind)
    if fault is not None and not (person and house.chance.now.late_errors):
        raise fault
    taken = Message(
        id=house.book.new_id("whatsapp", number), channel="whatsapp", person=number, way="out", kind=kind,
        text=text, at=time.time(), data=data, ref=checks.reference(form), state="accepted",
        answers=str((form.get("context") or {}).get("message_id", "")),
    )  # fmt: skip
    house.book.add(taken)
    _schedule(house, taken, fault)
    return {
        "messaging_product": "whatsapp",
        "contacts": [{"input": to, "wa_id" if number.isdigit() else "user_id": number}],
        "messages": [{"id": taken.id}],
    }


def _recipient(form: Json) -> tuple[str, str]:
    """(as it was given, as we know it): a number under `to`, or Meta's id of somebody under `recipient`."""
    to = form.get("to") or form.get("recipient")
    if not isinstance(to, str) or not to.strip():
        raise Refused(100, "The parameter to is required.")
    return to, "".join(filter(str.isdigit, to)) if form.get("to") else to


def _fault(house: House, person: Person | None, kind: str) -> Refused | None:
    """Why this person cannot be written to now, if so."""
    if person is None or person.blocked:
        return Refused(131026)
    if kind != "template" and not window_open(house, person):
        return Refused(131047)
    return None


def window_open(house: House, person: Person) -> bool:
    """Whether the person wrote within 24 hours, or would have without the fault that makes it longer ago."""
    if person.last_wrote is None:
        return False
    return time.time() - person.last_wrote + house.chance.now.window_hours * 3600 < WINDOW


def _schedule(house: House, message: Message, fault: Refused | None) -> None:
    """The delivery marks, each in its time."""
    if fault is not None:
        house.office.clock.after(0.1, _mark(house, message, "failed", fault))
        return
    for mark, seconds in MARKS.items():
        house.office.clock.after(seconds, _mark(house, message, mark))


def _mark(house: House, message: Message, mark: str, fault: Refused | None = None) -> Callable[[], None]:
    def tell() -> None:
        house.book.set_state(message, mark)
        if fault is None and mark not in house.chance.now.marks:
            return
        body = payloads.status(message, mark, time.time(), fault.mark() if fault else None)
        house.office.hand(Item("whatsapp", message.person, message.id, body, mark))

    return tell


def media(house: House, key: str) -> Json:
    """GET /{media_id}: where the file can be fetched. Raises ``Refused``."""
    file = house.book.files.get(key)
    if file is None or house.chance.now.media_gone:
        raise unknown_object(key)
    address = f"{house.address}/whatsapp_business/attachments/?mid={file.id}&ext={int(time.time()) + 300}"
    return {
        "messaging_product": "whatsapp",
        "url": address,
        "mime_type": file.mime.partition(";")[0],
        "sha256": file.sha256,
        "file_size": len(file.data),
        "id": file.id,
    }


def download(house: House, query: dict[str, Any]) -> File | None:
    """The file behind such an address; None once it has expired."""
    now = house.chance.now
    fresh = str(query.get("ext", "")).isdigit() and int(query["ext"]) > time.time()
    if not fresh or now.media_expired or now.media_gone:
        return None
    return house.book.files.get(str(query.get("mid", "")))
