"""What a contact is and what can come of it: plain Python. Contacts are not submissions, nor cases, nor reporters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from surga.core.intake.message import CHANNELS, MAX_TEXT, Message, MessageRefused, phone_of
from surga.core.triage.words import plain

#: How it was: a call, a chat, a visit, a mail.
TOUCHES: Final = ("call", "chat", "visit", "mail")
#: What came of it. The first three concern the city's services; the last four nobody's.
OUTCOMES: Final = (
    "complaint", "aspiration", "information", "emergency", "follow_up", "prank", "silent", "wrong_number", "abusive",
)  # fmt: skip
#: Outcomes that bring no matter: one key each at the desk, never in the figures of complaints.
IDLE: Final = frozenset({"prank", "silent", "wrong_number", "abusive"})
#: Outcomes that warn the next operator of the number.
MARKED: Final = frozenset({"prank", "abusive"})
MAX_PROMISE: Final = 300
#: A clock of this many seconds was forgotten; what it says is not kept.
_LONGEST: Final = 24 * 3600
_TOUCH_OF: Final = {
    "whatsapp": "chat", "telegram": "chat", "phone": "call", "visit": "visit", "email": "mail", "letter": "mail",
    "sms": "chat", "sp4n": "mail", "web": "chat", "api": "chat", "other": "visit",
}  # fmt: skip


def touch_of(channel: str) -> str:
    """The kind of touch a channel brings."""
    return _TOUCH_OF.get(channel, "visit")


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A touch that is over. ``seconds``: its length; None where nobody measured it.

    ``opens_case``: what was said becomes a case of the outcome's kind. ``case_code``: the known case it was about.
    ``hotline``: a slug. ``extra``: the hotline's own fields. ``external_id`` makes it repeatable.
    """

    channel: str
    outcome: str
    external_id: str = ""
    text: str = ""
    seconds: int | None = None
    name: str = ""
    phone: str = ""
    email: str = ""
    topic: str = ""
    region: str = ""
    opens_case: bool = False
    #: What only a case asks: title, anonymous, confidential, address, occurred_on, agency, photos.
    more: Mapping[str, Any] = field(default_factory=dict)
    case_code: str = ""
    #: Whoever spoke of the known case is its reporter: what they said, and showed, is theirs there.
    by_reporter: bool = True
    hotline: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    answer: str = ""
    promise: str = ""
    promised_on: date | None = None
    article_slug: str = ""
    conversation_id: int | None = None
    #: Whether the hotline's page shows it; None: as the hotline and the case's secrecy say.
    published: bool | None = None

    def message(self) -> Message:
        """What becomes a case."""
        return Message(
            text=self.text,
            kind=self.outcome,
            channel=self.channel,
            external_id=self.external_id,
            reporter_name=self.name,
            reporter_phone=self.phone,
            reporter_email=self.email,
            topic=self.topic,
            region=self.region,
            **self.more,
        )


def check(draft: ContactDraft) -> ContactDraft:
    """The draft normalised, or :class:`MessageRefused` with every field that is wrong at once.

    What brings no matter is saved with one key, whatever half a number stands there.
    """
    phone = phone_of(plain(draft.phone))
    tidy = replace(
        draft,
        text=plain(draft.text[: MAX_TEXT * 10], lines=True),
        answer=plain(draft.answer[: MAX_TEXT * 10], lines=True),
        promise=plain(draft.promise),
        name=plain(draft.name),
        email=plain(draft.email).lower(),
        phone=phone or "",
        external_id=plain(draft.external_id)[:200],
        seconds=draft.seconds if draft.seconds is not None and 0 <= draft.seconds <= _LONGEST else None,
    )
    errors: dict[str, tuple[str, dict[str, object]]] = {}
    if tidy.outcome not in OUTCOMES:
        errors["outcome"] = ("outcome_unknown", {})
    if tidy.channel not in CHANNELS:
        errors["channel"] = ("channel_unknown", {})
    for name, limit in (("text", MAX_TEXT), ("answer", MAX_TEXT), ("promise", MAX_PROMISE)):
        if len(getattr(tidy, name)) > limit:
            errors[name] = ("text_too_long", {"max": limit})
    if draft.phone.strip() and phone is None and tidy.outcome not in IDLE:
        errors["reporter_phone"] = ("phone_invalid", {})
    if errors:
        raise MessageRefused(errors)
    return tidy
