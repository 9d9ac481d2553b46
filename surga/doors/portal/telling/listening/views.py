"""`/lapor/dengar`: asked by the page itself while somebody types. Nothing of it is kept, and nothing is noted down."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from surga.core.intake.message import MAX_TEXT
from surga.doors.look.words.dangers import alarm_in
from surga.doors.portal.gate import pace
from surga.doors.portal.gate.ready import needs_city
from surga.doors.portal.telling.keeping import drafts


@needs_city
@never_cache
@require_POST
def listen(request: HttpRequest) -> HttpResponse:
    """A part of a page with what there is to say of the words so far; 204 where it is asked too often."""
    try:
        pace.count(request, "listen")
    except pace.TooOften:
        return HttpResponse(status=204)
    draft = drafts.find(request, request.POST.get("draft", ""))
    text = request.POST.get("text", draft.text if draft is not None else "")[:MAX_TEXT]
    return render(request, "portal/telling/didengar.html", {"alarm": alarm_in(text)})
