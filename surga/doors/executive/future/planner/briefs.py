"""The policy brief as a page; as a paper it is at /sie/kertas."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from surga.doors.executive.frame.page import behind, show
from surga.doors.executive.frame.scope import Scope, scope_of
from surga.doors.executive.future.parts import drawn, ways
from surga.doors.executive.future.planner.money import rupiah
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.templatetags import moments
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.queries import Where
from surga.reactions.insight.queries.planning import Affected, Brief, Evidence, Priority
from surga.reactions.insight.queries.planning import brief as brief_of


@require_safe
@at_desk("plan")
def brief(request: Visit, plan: int) -> HttpResponse:
    """What was written, with the numbers behind it; each leads to its cases."""
    language = "en" if (get_language() or "").startswith("en") else "id"
    found = brief_of(plan, language=language)
    if found is None:
        raise Http404
    scope = scope_of(request, request.actor)
    context: dict[str, Any] = {
        "ways": ways(request.actor, scope, "/sie/depan/rencana"),
        "brief": found,
        "intro": [_number(found, each, language) for each in found.intro],
        "priorities": [_priority(found, each, language) for each in found.priorities],
        "lines": [drawn(each) for each in found.lines],
        "pdf": f"/sie/kertas/rencana/{found.id}.pdf?dalam={language}",
    }
    return show(request, "sie/future/planner/brief.html", scope, "future", context, form=False)


def _priority(found: Brief, one: Priority, language: str) -> dict[str, Any]:
    return {
        "one": one,
        "budget": rupiah(one.budget),
        "evidence": [_number(found, each, language) for each in one.evidence],
        "chart": drawn(one.line) if one.line is not None else None,
        "places": [{"one": each, "part": _part(each)} for each in one.places],
    }


def _part(each: Affected) -> str:
    """ "12% (9–15%)"."""
    if each.share is None or each.low is None or each.high is None:
        return ""
    share, low, high = (moments.number(value * 100, 0) for value in (each.share, each.low, each.high))
    return f"{share}% ({low}–{high}%)"


def _number(found: Brief, each: Evidence, language: str) -> dict[str, str]:
    """A sentence, what it counts, and the way to its cases."""
    definition = FIGURES.get(each.figure)
    fields = {key: value for key, value in each.filter.items() if key in {"topic", "region", "agency"}}
    # A finished brief's numbers are those of its day: so are the cases behind them.
    scope = Scope(found.from_, found.to, None, Where(**fields))
    countable = each.figure in {
        "cases",
        "open_cases",
        "within_5_working_days",
        "follow_up_days_median",
        "joined",
        "reopened",
    }
    return {
        "sentence": each.sentence,
        "title": definition.titled(language) if definition is not None else each.figure,
        "definition": definition.sentence[language] if definition is not None else "",
        "href": behind(scope, each.figure) if countable and not found.ready else "",
    }
