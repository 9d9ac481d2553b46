"""What is ready to be said: canned replies filled in for this conversation, and the approved templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from surga.core.agencies.city import City
from surga.doors.desk.casework.handling.scene import CANNED, shortened

#: Those for conversations alone, beside the ones that cases have too.
_SPOKEN = ("chat_", *CANNED)
#: A reply that names a case cannot be used before there is one.
_OF_A_CASE = ("{kode}", "{code}")
#: ``[chat.templates.<use>]`` that an officer may send → what stands in its places, in their order.
_USES: Mapping[str, tuple[str, ...]] = {"go_on": ("name", "city"), "ask_about": ("code",)}


@dataclass(frozen=True, slots=True)
class Template:
    """An approved template, ready for this person: what WhatsApp calls it, and the words they will read."""

    name: str
    text: str
    data: Mapping[str, Any]


def canned_for(conversation: Any, officer: str, city: City) -> dict[str, str]:
    """The city's ready-made replies by their keys, filled in, in the person's language."""
    case = conversation.case
    agency = city.agencies.get((case.agency_id or case.proposed_agency) if case is not None else "")
    code = case.code if case is not None else ""
    filled = {
        "nama": conversation.name or "Bapak/Ibu",
        "kode": code,
        "petugas": officer,
        "kota": city.name,
        "code": code,
        "agency": agency.name if agency is not None else city.name,
    }
    language = conversation.language
    found = {}
    for key in sorted(key for key in city.texts if key.startswith(_SPOKEN)):
        plain = city.text(key, language)
        if case is not None or not any(place in plain for place in _OF_A_CASE):
            found[key] = city.text(key, language, **filled)
    return found


def canned_options(canned: Mapping[str, str]) -> SafeString:
    """The same as ``<option>`` tags, each with its whole text for the script."""
    told = ((key, text, shortened(text)) for key, text in canned.items())
    return format_html_join("", '<option value="{}" data-text="{}">{}</option>', told)


def templates_for(conversation: Any, city: City) -> list[Template]:
    """The approved templates of the city that an officer may choose from, filled in for this person.

    One that names a case is offered only where there is one.
    """
    values = {
        "name": conversation.name or "Bapak/Ibu",
        "city": city.name,
        "code": conversation.case.code if conversation.case is not None else "",
    }
    known = city.settings.get("chat", {}).get("templates", {})
    found = []
    for use, names in _USES.items():
        params = [values[name] for name in names]
        if use in known and all(params):
            found.append(_template(known[use], conversation.language, params))
    return found


def _template(known: Mapping[str, str], language: str, params: list[str]) -> Template:
    spoken = language if known.get(language) else "id"
    text = known[spoken]
    for place, value in enumerate(params, 1):
        text = text.replace("{{%d}}" % place, value)  # noqa: UP031  # braces within braces read worse
    return Template(known["name"], text, {"template": known["name"], "language": spoken, "params": params})
