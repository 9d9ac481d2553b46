"""`/lapor/dengar`: asked by the page itself while somebody types. Nothing of it is kept, and nothing is noted down."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from surga.core.intake.message import MAX_TEXT
from surga.core.triage.words import plain
from surga.doors.look.words.dangers import alarm_in
from surga.doors.portal.gate import pace
from surga.doors.portal.gate.ready import needs_city
from surga.doors.portal.telling.keeping import drafts
from surga.doors.portal.telling.listening.alike import for_draft

#: What is being typed, by the draft's own names; what is not sent is as the draft has it.
_TYPED: Final = ("text", "region", "location", "address")


@needs_city
@never_cache
@require_POST
def listen(request: HttpRequest) -> HttpResponse:
    """A part of a page with what there is to say of the words so far; 204 where it is asked too often."""
    try:
        pace.count(request, "listen")
    except pace.TooOften:
        return HttpResponse(status=204)
    draft = drafts.find(request, request.POST.get("draft", "")) or drafts.new()
    for name in _TYPED:
        setattr(draft, name, plain(request.POST.get(name, getattr(draft, name))[:MAX_TEXT], lines=True))
    draft.is_other(request.POST.getlist("bukan"))
    context = {"alarm": alarm_in(draft.text), "alike": for_draft(request, draft)}
    return render(request, "portal/telling/didengar.html", context)
