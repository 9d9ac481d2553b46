"""Whose articles and questions an officer keeps: the team all, a liaison those of the own agency."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from surga.core.knowledge import queries
from surga.core.people.access import Actor, CaseFacts, may


def keeps(actor: Actor, agency: str) -> bool:
    """Whether the officer may change what belongs to this agency; "" belongs to nobody yet."""
    return may(actor, "keep_articles", CaseFacts(agency=agency))


def own_agency(actor: Actor) -> str:
    """The agency that the officer is bound to; empty for who keeps them all."""
    return "" if keeps(actor, "") else actor.agency


def tabs_of(actor: Actor, on: str) -> list[dict[str, Any]]:
    waiting = queries.count_open_questions(own_agency(actor))
    return [
        {"href": "/meja/pengetahuan", "label": _("Artikel"), "on": on == "articles"},
        {
            "href": "/meja/pengetahuan/pertanyaan",
            "label": _("Ditanyakan dan tidak ditemukan"),
            "on": on == "questions",
            "count": waiting,
        },
    ]
