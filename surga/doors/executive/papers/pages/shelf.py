"""What lies ready to be handed out."""

from __future__ import annotations

from urllib.parse import parse_qsl

from django.utils.translation import get_language

from surga.doors.executive.frame.scope import Scope
from surga.doors.executive.papers.contents.asking import Asked, taken
from surga.reactions.insight.queries.planning import plans
from surga.reactions.surveys import queries as surveys

_MOST = 24


def carried(scope: Scope) -> list[tuple[str, str]]:
    """The scope as hidden fields: a form's own address forgets the query it stands on."""
    return parse_qsl(scope.address())


def rounds() -> list[tuple[str, str]]:
    """Published rounds of the survey: address and name, the latest first."""
    said = get_language()
    return [
        (f"/ikm/{one.slug}/{one.period}.pdf", f"{one.unit_name}, {one.period_name(said)}")
        for one in surveys.rounds(published_only=True)[:_MOST]
    ]


def briefs() -> list[tuple[str, str]]:
    """Policy briefs: address without its ending, and title; the one last written on first."""
    found = plans()[:_MOST]
    return [(f"/sie/kertas/rencana/{one.id}", one.text.title or f"{one.text.year}") for one in found]


def has_cases(asked: Asked) -> bool:
    return any(row.value for row in taken(asked, "cases"))
