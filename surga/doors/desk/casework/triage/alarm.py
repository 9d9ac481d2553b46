"""Dangers as they come in, for pages that are open: cheap to ask every few seconds, and nothing is drawn anew."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from surga.core.cases.queries.danger import dangers_since, newest_mark
from surga.doors.desk.frame.rows import place_label
from surga.doors.look import words
from surga.doors.look.pages.officer import Visit, at_desk


@require_safe
@at_desk("see")
def dangers(request: Visit) -> HttpResponse:
    """What came since the mark ``sejak`` and this officer may see; 204 where nothing did. The new mark is the ETag."""
    asked = request.GET.get("sejak", "")
    since = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else newest_mark()
    mark, cases = dangers_since(request.actor, since)
    if not cases:
        answer = HttpResponse(status=204)
        answer["ETag"] = f'"{mark}"'
        return answer
    told = [
        {"code": case.code, "said": _sentence(case), "href": f"/meja/laporan/{case.code}"} for case in cases
    ]
    return JsonResponse({"mark": str(mark), "dangers": told})


def _sentence(case: object) -> str:
    """ "Bahaya: Listrik, Kelurahan Pojok". Without the words of the text: it is read aloud, and others may stand by."""
    kind = words.label("danger", case.danger)  # type: ignore[attr-defined]  # a case, whose model no door knows
    place = place_label(case)
    return f"{_('Bahaya')}: {kind}, {place}" if place else f"{_('Bahaya')}: {kind}"
