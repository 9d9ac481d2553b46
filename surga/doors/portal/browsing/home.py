"""`/`: one question, a box for the whole answer; under it what others told, and how we are doing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from surga.core.agencies import queries as agencies
from surga.doors.portal.browsing.rows import rows_of
from surga.doors.portal.gate.ready import needs_city
from surga.doors.portal.telling.forms import StoryForm
from surga.doors.portal.telling.keeping import drafts
from surga.reactions.insight import queries as insight
from surga.reactions.register import queries as register

_NEWEST = 5


@needs_city
@require_http_methods(["GET", "HEAD"])
def home(request: HttpRequest) -> HttpResponse:
    """The first page."""
    where = agencies.city()
    language = get_language() or "id"
    context = {
        "form": StoryForm(auto_id="beranda_%s"),
        "waiting": drafts.unsent(request),
        "greeting": where.text("greeting", language),
        "invitation": where.text("invitation", language),
        "figures": insight.home_figures(),
        "rows": rows_of(register.newest(_NEWEST), where, language),
    }
    return render(request, "portal/browsing/beranda.html", context)
