"""Meta's words → ours. Meta batches: one arrival may hold many entries, changes, messages and statuses.

What is not understood is still heard, as kind ``unknown`` with Meta's name for it in ``raw_kind``; ``reaction`` and
``system`` among these want no answer. Fields as in "messages webhook reference", developers.facebook.com, August 2026.
"""

from __future__ import annotations

from typing import Final, Literal

from surga.channels.whatsapp import kinds
from surga.channels.wire.reading import Thing, digest, identity, moment, part, parts, short, text, thing_of
from surga.core.intake.heard import Heard, Mark
from surga.core.intake.message import phone_of

CHANNEL: Final = "whatsapp"
_STATES: Final[dict[str, Literal["sent", "delivered", "read", "failed"]]] = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "played": "read",
    "failed": "failed",
}


def walk(body: bytes) -> list[Heard | Mark]:
    """Every message and status, in Meta's order. Raises ``Unreadable`` only when it is no JSON object."""
    found: list[Heard | Mark] = []
    for entry in parts(thing_of(body), "entry"):
        for change in parts(entry, "changes"):
            # Templates, the account, calls and echoes of our own words come under other names.
            if text(change, "field") in {"messages", ""}:
                found += _said(part(change, "value"))
    return found


def _said(value: Thing) -> list[Heard | Mark]:
    number = identity(part(value, "metadata"), "phone_number_id")
    people = parts(value, "contacts")
    messages = parts(value, "messages")
    found: list[Heard | Mark] = [_heard(item, people, number, alone=len(messages) == 1) for item in messages]
    marks = (_mark(item) for item in parts(value, "statuses"))
    return found + [mark for mark in marks if mark is not None]


def _heard(item: object, people: list[object], number: str, *, alone: bool) -> Heard:
    from_, user = identity(item, "from"), identity(item, "from_user_id")
    person = _person(people, from_, user, alone=alone)
    # A person with a username may hide the number; then Meta's id of them is all there is.
    sender = from_ or user or identity(person, "wa_id") or identity(person, "user_id") or digest(item)
    content = kinds.content_of(item)
    return Heard(
        channel=CHANNEL,
        sender=sender,
        external_id=identity(item, "id") or digest(item),
        at=moment(item, "timestamp"),
        kind=content.kind,
        text=content.text,
        choice=content.choice,
        name=short(part(person, "profile"), "name"),
        phone=phone_of_id(sender),
        lat=content.lat,
        lon=content.lon,
        place=content.place,
        attachments=content.attachments,
        answers=content.answers or identity(part(item, "context"), "id"),
        number=number,
        raw_kind=content.raw_kind,
    )


def phone_of_id(sender: str) -> str:
    """E.164, if the id is a telephone number; a business-scoped id ("ID.13491…") is not."""
    return (phone_of("+" + sender) or "") if sender.isascii() and sender.isdigit() else ""


def _person(people: list[object], from_: str, user: str, *, alone: bool) -> object:
    for person in people:
        if (from_ and identity(person, "wa_id") == from_) or (user and identity(person, "user_id") == user):
            return person
    # In some countries Meta writes a number in two ways; one message and one person belong together all the same.
    return people[0] if alone and len(people) == 1 else {}


def _mark(item: object) -> Mark | None:
    state = _STATES.get(text(item, "status"))
    external_id, ref = identity(item, "id"), short(item, "biz_opaque_callback_data")
    if state is None or not (external_id or ref):
        return None
    errors = parts(item, "errors")
    return Mark(
        channel=CHANNEL,
        external_id=external_id,
        state=state,
        at=moment(item, "timestamp"),
        ref=ref,
        error=short(errors[0], "code", 80) if errors else "",
    )
