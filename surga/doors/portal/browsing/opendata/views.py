"""`/data`: what there is, how it was masked, and the files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from surga.core.agencies import queries as agencies
from surga.doors.look.pages.mistakes import problem_page
from surga.doors.portal.browsing.opendata import catalogue, files
from surga.doors.portal.browsing.opendata.datasets import CASES, DATASETS, FORMATS, LICENCE
from surga.doors.portal.gate import pace
from surga.doors.portal.gate.ready import needs_city
from surga.reactions.insight.rules.statistics.suppression import K

#: A view with the files.
type Made = Callable[..., HttpResponseBase]


def _with_files(view: Made) -> Callable[..., HttpResponseBase]:
    """The view with the files; 503 for a moment where they are being made."""

    @require_safe
    @wraps(view)
    def asked(request: HttpRequest, **more: Any) -> HttpResponseBase:
        try:
            made = files.ready()
        except files.NotReady:
            page = problem_page(request, 503, _("Berkasnya sedang disiapkan. Coba lagi sebentar lagi."))
            page["Retry-After"] = "10"
            return page
        return view(request, made, **more)

    return needs_city(asked)


@_with_files
def overview(request: HttpRequest, made: files.Files) -> HttpResponse:
    """What there is, how it was made, under which licence, as of when."""
    language = get_language()
    tables = [
        {
            "name": one.name,
            "title": one.titled(language),
            "about": one.said(language),
            "rows": made.rows[one.name],
            "files": [
                {"ending": ending, "size": (made.folder / f"{one.name}.{ending}").stat().st_size}
                for ending in FORMATS
            ],
        }
        for one in DATASETS.values()
    ]
    context = {
        "tables": tables,
        "as_of": made.as_of,
        "n": made.rows[CASES.name],
        "licence": LICENCE,
        "k": K,
        "city_name": agencies.city().name,
    }
    return render(request, "portal/browsing/data/overview.html", context)


@require_safe
@needs_city
def dictionary(request: HttpRequest) -> HttpResponse:
    """What every column and every figure means."""
    language = get_language()
    tables = [
        {
            "name": one.name,
            "title": one.titled(language),
            "columns": [(column.name, column.kind, column.said(language)) for column in one.columns],
        }
        for one in DATASETS.values()
    ]
    figures = [
        {
            "name": one.name,
            "title": one.titled(language),
            "said": one.said(language),
            "formula": one.formula,
            "unit": one.counted_in(language),
            "source": one.source,
        }
        for one in catalogue.public_figures()
    ]
    return render(request, "portal/browsing/data/dictionary.html", {"tables": tables, "figures": figures})


@require_safe
def dictionary_csv(request: HttpRequest) -> HttpResponse:
    """The same for a spreadsheet."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(catalogue.DICTIONARY_COLUMNS)
    writer.writerows(catalogue.dictionary())
    return _open(HttpResponse(lines.getvalue(), content_type=FORMATS["csv"]), "kamus.csv")


@_with_files
def dcat(request: HttpRequest, made: files.Files) -> HttpResponse:
    """The catalogue for other portals (DCAT-AP)."""
    told = catalogue.dcat(agencies.city(), made.folder, made.as_of)
    answer = JsonResponse(
        told, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    return _open(answer, "katalog.jsonld")


@_with_files
def download(request: HttpRequest, made: files.Files, name: str, ending: str) -> HttpResponseBase:
    """One file, as it lies there."""
    if name not in DATASETS or ending not in FORMATS:
        return problem_page(request, 404, _("Berkas itu tidak ada. Daftarnya ada di halaman data terbuka."))
    try:
        pace.count(request, "download")
    except pace.TooOften as error:
        return pace.too_often(request, error)
    answer = FileResponse((made.folder / f"{name}.{ending}").open("rb"), content_type=FORMATS[ending])
    answer["Last-Modified"] = http_date(made.as_of.timestamp())
    return _open(answer, f"{name}.{ending}")


def _open[Answer: HttpResponseBase](answer: Answer, name: str) -> Answer:
    """For any page and program to fetch; for a browser to save under this name."""
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
