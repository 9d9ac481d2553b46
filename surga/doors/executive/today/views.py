"""The first page of SIE."""

from __future__ import annotations

from django.http import HttpResponse

from surga.doors.executive.frame.page import show
from surga.doors.executive.frame.scope import scope_of
from surga.doors.look.pages.officer import Visit, at_desk


@at_desk("see_sie")
def today(request: Visit) -> HttpResponse:
    """What a mayor reads in two minutes."""
    scope = scope_of(request, request.actor, "30")
    return show(request, "sie/today/today.html", scope, "today", {"cards": []})
