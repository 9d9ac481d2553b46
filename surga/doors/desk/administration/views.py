"""The sheets as pages: a list, and a form to add or change a row."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from surga.core.agencies import queries as agencies
from surga.core.agencies.actions import RefusedError
from surga.core.people.access import Actor, may
from surga.doors.desk.administration.sheets import SHEETS, Line, Sheet
from surga.doors.desk.frame.page import city_now, frame
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.sentences import sentence


def tabs_of(actor: Actor, on: str) -> list[dict[str, Any]]:
    """The pages of the administration that this officer may open."""
    found: list[tuple[str, Any]] = []
    if may(actor, "administer"):
        found = [("petugas", _("Para petugas")), *((sheet.slug, sheet.title) for sheet in SHEETS.values())]
    if may(actor, "see_parked"):
        found.append(("antrian", _("Kiriman")))
    return [{"href": f"/meja/kelola/{slug}", "label": label, "on": slug == on} for slug, label in found]


@require_safe
@at_desk("administer", "see_parked")
def index(request: Visit) -> HttpResponse:
    return redirect(tabs_of(request.actor, "")[0]["href"])


@require_safe
@at_desk("administer")
def sheet(request: Visit, slug: str) -> HttpResponse:
    """All rows of one sheet, narrowed by words."""
    found, city = _sheet(slug), city_now()
    q = request.GET.get("q", "")[:80].strip()
    lines = [line for line in found.lines(city, get_language() or "id") if _speaks_of(line, q)]
    context = {
        **frame(request.actor),
        "tabs": tabs_of(request.actor, slug),
        "sheet": found,
        "lines": lines,
        "q": q,
        "warning": agencies.calendar_warning(timezone.localdate()) if slug == "hari-libur" else "",
    }
    return render(request, "desk/administration/sheet.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("administer")
def row(request: Visit, slug: str, code: str = "") -> HttpResponse:
    """Add a row (no ``code``) or change one."""
    found, city = _sheet(slug), city_now()
    first = found.first(city, code) if code else {}
    if found.form is None or found.save is None or first is None:
        raise Http404
    form = found.form(city, code, request.POST if request.method == "POST" else None, first or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                saved = found.save(form, request.actor)
            except RefusedError as refused:
                form.add_error(refused.field if refused.field in form.fields else None, _said(refused.code))
            else:
                messages.success(request, _("Tersimpan: %(code)s.") % {"code": saved})
                return redirect(f"/meja/kelola/{slug}")
    context = {
        **frame(request.actor),
        "tabs": tabs_of(request.actor, slug),
        "sheet": found,
        "form": form,
        "code": code,
    }
    return render(request, "desk/administration/row.html", context, status=status)


def _sheet(slug: str) -> Sheet:
    found = SHEETS.get(slug)
    if found is None:
        raise Http404
    return found


def _speaks_of(line: Line, q: str) -> bool:
    told = " ".join((line.code, *line.cells, *line.marks)).lower()
    return all(word in told for word in q.lower().split())


def _said(code: str) -> str:
    """Words for what the profile refuses; a text left empty is not a complaint without words."""
    return _("Bagian ini harus diisi.") if code == "text_empty" else sentence(code)
