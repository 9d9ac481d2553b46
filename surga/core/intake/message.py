"""What a citizen brought, before it is a case: checked and normalised, plain Python.

Every door and channel makes a :class:`Message`; :func:`check` is the one place
that says what may come in. It asks for little: a text is enough.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Final

import phonenumbers

from surga.core.triage.words import plain

KINDS: Final = ("complaint", "aspiration", "information")
CHANNELS: Final = (
    "web",
    "api",
    "whatsapp",
    "telegram",
    "phone",
    "visit",
    "email",
    "sms",
    "sp4n",
    "letter",
    "other",
)
MAX_TEXT: Final = 10_000
MAX_TITLE: Final = 160
MAX_NAME: Final = 120
MAX_ADDRESS: Final = 300
#: Older matters are no longer service complaints; a mistyped year is far more likely.
OLDEST: Final = timedelta(days=366 * 10)
_MAIL = re.compile(
    r"^[^@\s<>\"',;:\\()\[\]]{1,64}@[^@\s<>\"',;:\\()\[\]]{1,185}\.[^@\s<>\"',;:\\()\[\]]{2,63}$"
)


class MessageRefused(Exception):
    """The message cannot be taken; ``errors``: field → (code, parameters)."""

    def __init__(self, errors: dict[str, tuple[str, dict[str, object]]]) -> None:
        super().__init__(", ".join(f"{name}: {code}" for name, (code, _) in errors.items()))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Message:
    """One submission. ``lat``/``lon`` in degrees (WGS 84); ``photos`` are the files as they came."""

    text: str
    title: str = ""
    kind: str = "complaint"
    channel: str = "web"
    external_id: str = ""
    #: Where ``external_id`` is unique: the channel, unless one door takes in for several of them.
    inbox: str = ""
    reporter_name: str = ""
    reporter_phone: str = ""
    reporter_email: str = ""
    language: str = "id"
    anonymous: bool = False
    confidential: bool = False
    region: str = ""
    lat: float | None = None
    lon: float | None = None
    address: str = ""
    occurred_on: date | None = None
    topic: str = ""
    #: The agency complained about, when the reporter names one.
    agency: str = ""
    photos: tuple[bytes, ...] = ()

    def digest(self) -> str:
        """The same for the same message: tells a repeat from another message under the same id."""
        values = asdict(self)
        del values["inbox"], values["language"]  # the language to be spoken to in is not what was said
        values["photos"] = [hashlib.sha256(photo).hexdigest() for photo in self.photos]
        text = json.dumps(values, sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def check(message: Message, today: date) -> Message:
    """The message normalised, or :class:`MessageRefused` with every field that is wrong at once."""
    tidy = replace(
        message,
        # Far beyond the limit there is nothing to tidy; what is left is still too long.
        text=plain(message.text[: MAX_TEXT * 10], lines=True),
        title=plain(message.title),
        reporter_name=plain(message.reporter_name),
        reporter_email=plain(message.reporter_email).lower(),
        reporter_phone=plain(message.reporter_phone),
        address=plain(message.address),
        external_id=plain(message.external_id)[:200],
    )
    errors = {**_wrong_words(tidy), **_wrong_place_and_day(tidy, today)}
    phone = phone_of(tidy.reporter_phone)
    if tidy.reporter_phone and phone is None:
        errors["reporter_phone"] = ("phone_invalid", {})
    if errors:
        raise MessageRefused(errors)
    return replace(tidy, reporter_phone=phone or "")


def phone_of(typed: str, region: str = "ID") -> str | None:
    """A telephone number as E.164 ("+6281234567890"), None if it is not one."""
    if not typed:
        return None
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _wrong_words(m: Message) -> dict[str, tuple[str, dict[str, object]]]:
    errors: dict[str, tuple[str, dict[str, object]]] = {}
    if not m.text:
        errors["text"] = ("text_empty", {})
    for name, value, limit, code in (
        ("text", m.text, MAX_TEXT, "text_too_long"),
        ("title", m.title, MAX_TITLE, "title_too_long"),
        ("reporter_name", m.reporter_name, MAX_NAME, "name_too_long"),
        ("address", m.address, MAX_ADDRESS, "address_too_long"),
    ):
        if len(value) > limit:
            errors[name] = (code, {"max": limit})
    if m.kind not in KINDS:
        errors["kind"] = ("kind_unknown", {})
    if m.channel not in CHANNELS:
        errors["channel"] = ("channel_unknown", {})
    if m.reporter_email and (len(m.reporter_email) > 254 or not _MAIL.match(m.reporter_email)):
        errors["reporter_email"] = ("email_invalid", {})
    return errors


def _wrong_place_and_day(m: Message, today: date) -> dict[str, tuple[str, dict[str, object]]]:
    errors: dict[str, tuple[str, dict[str, object]]] = {}
    if (m.lat is None) != (m.lon is None) or (
        m.lat is not None and m.lon is not None and not _on_earth(m.lat, m.lon)
    ):
        errors["location"] = ("location_invalid", {})
    if m.occurred_on is not None and m.occurred_on > today:
        errors["occurred_on"] = ("date_future", {})
    elif m.occurred_on is not None and m.occurred_on < today - OLDEST:
        errors["occurred_on"] = ("date_too_old", {})
    return errors


def _on_earth(lat: float, lon: float) -> bool:
    return -90 <= lat <= 90 and -180 <= lon <= 180  # also refuses NaN
