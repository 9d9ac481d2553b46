"""The supervisor's page, and the same anew when something changed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from surga.core.intake.queries.centre import centre_mark
from surga.doors.desk.centre.supervision.page import board, today_began
from surga.doors.desk.frame.page import frame
from surga.doors.look.pages.officer import Visit, at_desk


@require_safe
@at_desk("supervise")
def overview(request: Visit) -> HttpResponse:
    """Who waits, who has what, what came today."""
    context = {**frame(request.actor), **board(timezone.now(), request.actor)}
    return render(request, "desk/centre/supervision/overview.html", context)


@require_safe
@at_desk("supervise")
def fresh(request: Visit) -> HttpResponse:
    """The figures anew, or 204 while those with the mark ``v`` are still right."""
    now = timezone.now()
    if centre_mark(now, today_began(now)) == request.GET.get("v", ""):
        return HttpResponse(status=204)
    return render(request, "desk/centre/supervision/board.html", board(now, request.actor))
