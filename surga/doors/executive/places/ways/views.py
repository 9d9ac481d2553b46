"""The page of the channels and the services."""

from __future__ import annotations

from django.http import HttpResponse

from surga.doors.executive.frame.page import show
from surga.doors.executive.frame.scope import scope_of
from surga.doors.look.pages.officer import Visit, at_desk


@at_desk("see_sie")
def channels(request: Visit) -> HttpResponse:
    """Contacts, cases and reporters per channel, what is most sought, and what was asked and not found."""
    scope = scope_of(request, request.actor)
    return show(request, "sie/places/ways.html", scope, "channels", {})
