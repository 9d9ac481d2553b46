"""The other ways to reach the city, as its profile names them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import phonenumbers
from django.utils.translation import gettext as _


class Way(NamedTuple):
    """One way: an icon of the sprite, its name, what to read, where it leads (empty: nowhere)."""

    icon: str
    label: str
    value: str
    href: str = ""


def ways_of(city: Any) -> list[Way]:
    """WhatsApp, telephone, Instagram and SP4N-LAPOR! from the profile's `[contact]`; those not named are left out."""
    contact: Mapping[str, str] = getattr(city, "settings", {}).get("contact", {})
    found = [
        Way(
            "message-circle",
            "WhatsApp",
            contact.get("whatsapp", ""),
            _link("https://wa.me/", contact.get("whatsapp")),
        ),
        Way("phone", _("Telepon"), contact.get("phone", ""), _link("tel:+", contact.get("phone"))),
        Way("mail", _("Surel"), contact.get("email", ""), f"mailto:{contact.get('email', '')}"),
        Way(
            "camera",
            "Instagram",
            _at(contact.get("instagram")),
            f"https://instagram.com/{contact.get('instagram')}",
        ),
        Way(
            "megaphone",
            "SP4N-LAPOR!",
            contact.get("national", "").removeprefix("https://"),
            contact.get("national", ""),
        ),
    ]
    return [way for way in found if way.value]


def _at(name: str | None) -> str:
    return f"@{name}" if name else ""


def _link(start: str, number: str | None) -> str:
    """A link that dials: the number in its international form, without signs."""
    try:
        parsed = phonenumbers.parse(number or "", "ID")
    except phonenumbers.NumberParseException:
        return ""
    return f"{start}{parsed.country_code}{parsed.national_number}"
