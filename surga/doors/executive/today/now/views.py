"""The first page of SIE."""

from __future__ import annotations

from django.http import HttpResponse

from surga.core.cases import queries as cases
from surga.doors.executive.frame.page import show
from surga.doors.executive.frame.scope import Scope, scope_of
from surga.doors.executive.today.now.asking import late_open
from surga.doors.executive.today.now.cards import cards_of
from surga.doors.executive.today.now.changes import changes_of
from surga.doors.executive.today.now.saying import said
from surga.doors.executive.today.now.standing import ages_card
from surga.doors.look.pages.officer import Visit, at_desk
from surga.reactions.insight import queries as insight

_OLDEST = 5


@at_desk("see_sie")
def today(request: Visit) -> HttpResponse:
    """What a mayor reads in two minutes."""
    scope = scope_of(request, request.actor, "30")
    late = late_open(scope.ever())
    context = {
        "says": said(scope, sum(late.values())),
        "changes": changes_of(scope),
        "cards": cards_of(scope, late),
        "oldest": _oldest(request, scope),
        "ages": ages_card(scope) if scope.as_of is None else None,
    }
    return show(request, "sie/today/today.html", scope, "today", context)


def _oldest(request: Visit, scope: Scope) -> list[dict[str, object]]:
    """The oldest open cases; what this officer may not see is there without its words."""
    if scope.as_of is not None:
        return []
    waiting = insight.oldest_open(scope.where, _OLDEST)
    seen = cases.lines_of(request.actor, [each.case_id for each in waiting])
    return [{"since": each.since, "case": seen.get(each.case_id)} for each in waiting]
