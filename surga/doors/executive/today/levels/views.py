"""The page of the levels."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from surga.doors.executive.frame.page import show
from surga.doors.executive.frame.scope import scope_of
from surga.doors.executive.today.levels.cards import cards_of, outcome_table, share_said
from surga.doors.executive.today.levels.counting import Counted, counted
from surga.doors.executive.today.levels.exchange import sides_of
from surga.doors.executive.today.now.drawing import percent
from surga.doors.look.pages.officer import Visit, at_desk


@at_desk("see_sie")
def levels(request: Visit) -> HttpResponse:
    """Where matters are solved, and how long they lie at each level."""
    scope = scope_of(request, request.actor)
    found = counted(scope)
    context = {
        "says": _says(found),
        "interval": share_said(found.in_city),
        "cards": cards_of(scope, found),
        "outcomes": outcome_table(scope, found) if found.levels else None,
        "sides": [] if scope.bound else sides_of(scope),
    }
    return show(request, "sie/today/levels.html", scope, "levels", context)


def _says(found: Counted) -> str:
    city, near = found.in_city, found.nearest
    if city.value is None or near.value is None:
        return _("Belum ada laporan yang selesai pada masa ini.")
    values = {"city": percent(city.value), "near": percent(near.value)}
    return _("%(city)s laporan selesai di kota sendiri, %(near)s di kelurahan atau kecamatan.") % values
