"""`/sie/kepuasan/<n>/jawaban`: the answers behind an index, without anything about the people."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from surga.core.people.access import NotAllowed
from surga.doors.executive.frame.page import show
from surga.doors.executive.frame.scope import scope_of
from surga.doors.executive.satisfaction.chosen import may_read
from surga.doors.look.pages.officer import Visit, at_desk
from surga.reactions.surveys import queries
from surga.reactions.surveys.queries import ELEMENTS, WAYS

_MOST = 500


@require_safe
@at_desk("see_sie")
def answers(request: Visit, pk: int) -> HttpResponse:
    """The latest rows that the index counts, as known at the date of the address."""
    scope = scope_of(request, request.actor)
    info = queries.round_by_id(pk)
    if info is None:
        raise Http404
    if not may_read(scope, info):
        raise NotAllowed("see_sie")
    language = get_language()
    found = queries.answers_of(info, scope.moment, limit=_MOST)
    context = {
        "round": info,
        "period": info.period_name(language),
        "heads": [(each.number, each.name(language)) for each in ELEMENTS],
        "rows": [
            {
                "on": row.on,
                "way": WAYS[row.way](language),
                "scores": row.scores.values(),
                "comment": row.comment,
            }
            for row in found
        ],
        "n": queries.index_of(info, scope.moment).n,
        "most": _MOST,
        "back": scope.address(survei=str(pk)),
    }
    return show(request, "sie/satisfaction/answers.html", scope, "satisfaction", context, form=False)
