"""The page behind every figure, and the sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from surga.doors.executive.frame.page import show
from surga.doors.executive.frame.scope import Scope, scope_of
from surga.doors.executive.today.cases import finding, sheet, telling
from surga.doors.executive.today.cases.finding import Asked, Found
from surga.doors.executive.today.now.asking import meaning
from surga.doors.look.pages.officer import Visit, at_desk

_SIZE = 50
#: Up to so many cases it is counted at once how many of all an officer may not see; beyond, of the page.
_COUNTED = 1_000


@at_desk("see_sie")
def behind(request: Visit) -> HttpResponseBase:
    """The cases that a figure counts, newest first: those that this officer may see with their lines."""
    scope, asked = scope_of(request, request.actor), finding.asked_of(request)
    after = finding.after_of(request)
    row = finding.row_of(asked, scope)
    beyond = asked.is_contacts and bool(scope.bound)
    found = Found(0, [], None) if beyond else finding.page_of(asked, scope, after, _SIZE)
    context = {
        "asked": asked,
        "title": telling.title_of(asked.name),
        "group": telling.told_of(asked),
        "value": "" if asked.among else telling.value_of(asked.name, row),
        "row": row,
        "found": found,
        "beyond": beyond,
        "definition": meaning(asked.name),
        "parts": _parts(scope, asked) if asked.has_hits else [],
        "older": f"?{_words(scope, asked)}&sesudah={found.next}" if found.next is not None else "",
        "newest": f"?{_words(scope, asked)}" if after is not None else "",
        "csv": f"/sie/laporan.csv?{_words(scope, asked)}",
        **_rows(request, asked, scope, found, whole=found.next is None and after is None),
    }
    return show(request, "sie/today/behind.html", scope, "", context)


@at_desk("see_sie")
def download(request: Visit) -> HttpResponseBase:
    """All of them as a sheet: one row for each, empty where this officer may not see the case."""
    scope, asked = scope_of(request, request.actor), finding.asked_of(request)
    if asked.is_contacts and scope.bound:
        return HttpResponse(status=404)
    response = StreamingHttpResponse(
        sheet.lines(asked, scope, request.actor), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{asked.name}.csv"'
    return response


def _rows(request: Visit, asked: Asked, scope: Scope, found: Found, *, whole: bool) -> dict[str, Any]:
    if asked.is_contacts:
        return {"contacts": telling.touched(found.rows, request.actor), "hidden": 0}
    rows = telling.shown(asked.name, found.rows, request.actor)
    on_page = sum(row.case is None for row in rows)
    if whole or found.n > _COUNTED or asked.only:
        return {"rows": rows, "hidden": on_page, "of_page": not whole}
    every = finding.page_of(asked, scope, None, _COUNTED).rows
    return {"rows": rows, "hidden": telling.hidden_among([row.case_id for row in every], request.actor)}


def _parts(scope: Scope, asked: Asked) -> list[dict[str, Any]]:
    """The links that show all, the hits, the others."""
    yes, no = _("Yang memenuhi"), _("Yang tidak")
    if asked.name == "within_5_working_days":
        yes, no = _("Tepat waktu"), _("Tidak tepat waktu")
    elif asked.name == "open_cases":
        yes, no = _("Masih berjalan"), _("Sudah berakhir")
    names = {"": _("Semua"), "ya": yes, "tidak": no}
    if asked.name == "within_5_working_days":
        names["terlambat"] = _("Masih menunggu")
    return [
        {"href": f"?{_words(scope, replace(asked, only=only))}", "label": label, "on": only == asked.only}
        for only, label in names.items()
    ]


def _words(scope: Scope, asked: Asked) -> str:
    by = asked.by if asked.by != "all" else ""
    said = {
        "angka": asked.name, "menurut": by, "nilai": asked.value, "hanya": asked.only, "hasil": asked.outcome,
        "singgah": asked.lay,
    }  # fmt: skip
    return f"{scope.query()}&{urlencode({key: value for key, value in said.items() if value})}"
