"""What a form needs to know of the case it is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from surga.core.agencies.city import City
from surga.core.agencies.routing import Rung
from surga.core.cases.actions.beyond.raising import reasons_for, way_up
from surga.core.cases.queries import facts_of
from surga.core.cases.timeline import Held
from surga.core.people.access import Actor, CaseFacts
from surga.doors.look import words

#: Texts of the profile that are ready-made replies begin so.
CANNED = ("reply_", "balasan.")


@dataclass(frozen=True)
class Scene:
    """One case in its city, before one officer, in the language of their screen."""

    case: Any
    city: City
    actor: Actor
    language: str

    @property
    def facts(self) -> CaseFacts:
        return facts_of(self.case)

    def agency_name(self, code: str | None) -> str:
        known = self.city.agencies.get(code or "")
        return known.name if known is not None else (code or "")

    def rung_name(self, rung: Rung | Held) -> str:
        """Who that is: an agency by its name, beyond the city the body or its level, else the verifiers."""
        if rung.agency:
            return self.agency_name(rung.agency)
        return rung.body or (words.label("level", rung.level) if rung.level else _("Verifikator"))

    @cached_property
    def ways_up(self) -> dict[str, Rung]:
        """Where it would go for each reason that holds now; nothing where the ladder ends."""
        ways = (
            (reason, way_up(self.case, reason, self.city)) for reason in reasons_for(self.case, self.actor)
        )
        return {reason: rung for reason, rung in ways if rung is not None}

    @cached_property
    def canned(self) -> dict[str, str]:
        """The city's ready-made replies by their keys, filled in for this case, in the reporter's language."""
        reporter = self.case.reporter
        language = reporter.language if reporter is not None else "id"
        agency = self.case.agency_id or self.case.proposed_agency
        filled = {"code": self.case.code, "agency": self.agency_name(agency) or self.city.name}
        keys = sorted(key for key in self.city.texts if key.startswith(CANNED))
        return {key: self.city.text(key, language, **filled) for key in keys}

    @cached_property
    def canned_options(self) -> SafeString:
        """The same as ``<option>`` tags, each with its whole text for the script; drawn once for all forms."""
        told = ((key, text, shortened(text)) for key, text in self.canned.items())
        return format_html_join("", '<option value="{}" data-text="{}">{}</option>', told)


def shortened(text: str, length: int = 70) -> str:
    """The beginning of a text, to choose it from a list by."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0] + " …"
