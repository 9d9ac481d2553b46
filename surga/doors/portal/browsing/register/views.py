"""`/daftar`: the public register and one public case, both from the register's read model."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from surga.core.agencies import queries as agencies
from surga.core.cases.codes import tidy_code
from surga.doors.look.pages.mistakes import problem_page
from surga.doors.look.sentences import sentence
from surga.doors.portal.browsing.register import atlas
from surga.doors.portal.browsing.register.filters import Filter, sentence_of
from surga.doors.portal.browsing.rows import rows_of
from surga.doors.portal.following.public import public_context
from surga.doors.portal.gate.ready import needs_city
from surga.reactions.register import queries

PAGE: Final = 20


@needs_city
@require_http_methods(["GET", "HEAD"])
def register(request: HttpRequest) -> HttpResponse:
    """The list, the sentence that sums it up, and the map. A wrong filter is said beside its field, 422."""
    where = agencies.city()
    form = Filter(request.GET, where)
    right = form.is_valid()
    asked = form.question()
    found = queries.summary(**asked)
    page = queries.search(**asked, cursor=request.GET.get("cursor", "")[:40], limit=PAGE)
    counts = queries.counts_by_region(**{name: value for name, value in asked.items() if name != "region"})
    link = form.address(region="", lihat="")
    context = {
        "form": form,
        "said": sentence_of(form, found, where),
        "rows": rows_of(page.items, where, get_language() or "id"),
        "older": form.address(cursor=page.next) if page.next else "",
        "first": form.address() if "cursor" in request.GET else "",
        "narrowed": bool(asked),
        "map": atlas.drawn(counts, f"{link}&region=" if link != "?" else "?region=", asked.get("region", "")),
        "as_map": request.GET.get("lihat") == "peta",
        "list_address": form.address(),
        "map_address": form.address(lihat="peta"),
    }
    return render(request, "portal/browsing/daftar.html", context, status=200 if right else 422)


@needs_city
@require_http_methods(["GET", "HEAD"])
def public_case(request: HttpRequest, code: str) -> HttpResponse:
    """One published case, masked; 404 for every other."""
    where = agencies.city()
    tidy = tidy_code(code[:40])
    case = queries.public_case(tidy) if tidy else None
    if case is None and (lead := queries.lead_of(tidy)):
        return redirect("daftar_laporan", lead)
    if case is None:
        return problem_page(request, 404, sentence("code_unknown"))
    if tidy != code:
        return redirect("daftar_laporan", tidy)
    return render(
        request, "portal/browsing/laporan.html", public_context(case, where, get_language() or "id")
    )
