"""The page around every page of SIE, and the cards on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext_lazy

from surga.doors.executive.frame.period import mistakes
from surga.doors.executive.frame.period.filters import filters_of
from surga.doors.executive.frame.scope import Scope
from surga.doors.look.charts.chart import Chart

#: Address, name, sign: the pages in the order a mayor asks.
PAGES = (
    ("/sie", pgettext_lazy("sie", "Hari ini"), "today"),
    ("/sie/temuan", pgettext_lazy("sie", "Kurang dan unggul"), "findings"),
    ("/sie/peta", pgettext_lazy("sie", "Peta"), "map"),
    ("/sie/kanal", pgettext_lazy("sie", "Kanal dan layanan"), "channels"),
    ("/sie/instansi", pgettext_lazy("sie", "Instansi"), "agencies"),
    ("/sie/tingkat", pgettext_lazy("sie", "Tingkat"), "levels"),
    ("/sie/kepuasan", pgettext_lazy("sie", "Kepuasan"), "satisfaction"),
    ("/sie/depan", pgettext_lazy("sie", "Tahun depan"), "future"),
    ("/sie/kertas", pgettext_lazy("sie", "Dokumen"), "papers"),
)


@dataclass(frozen=True, slots=True)
class Card:
    """``{% include "sie/frame/card.html" with card=card %}``; everything is said in the reader's language already.

    ``finding``: a sentence a person would say. ``value`` with ``unit``: the number, large. ``beside``: (name, value)
    pairs that belong to it, small. ``note``: n and as-of. ``href`` with ``link``: the cases behind, and the words that
    lead there. ``definition``: what is counted. ``chart``: its title is not shown, the finding stands above it.
    ``tone``: "brick" only for over the limit. ``wide``: over two columns.
    """

    finding: str
    value: str = ""
    unit: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    chart: Chart | None = None
    note: str = ""
    href: str = ""
    link: str = ""
    definition: str = ""
    tone: str = ""
    wide: bool = False


def show(
    request: HttpRequest,
    template: str,
    scope: Scope,
    on: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
    form: bool = True,
) -> HttpResponse:
    """A page of SIE, in ``sie/frame/base.html``; ``on``: which of ``PAGES`` it belongs to, empty for none.

    The template fills ``title`` and ``main``. ``form``: whether the period and the filters can be changed on it.
    What was not understood of the address stands at the top; then the status says so, unless it says worse already.
    """
    words = scope.address()
    pages = [
        {"href": f"{href}?{words}" if words else href, "label": label, "on": name == on}
        for href, label, name in PAGES
    ]
    filters = filters_of(request, scope)
    wrong = mistakes.told(request, filters.fields if form else ())
    around = {"sie_pages": pages, "scope": scope, "sie": filters, "with_form": form, "mistakes": wrong}
    status = mistakes.STATUS if wrong and status == 200 else status
    return render(request, template, {**around, **(context or {})}, status=status)


def behind(scope: Scope, figure: str, by: str = "", value: str = "", **part: str) -> str:
    """The address of exactly the cases behind a figure, or behind one row of it.

    ``part``: which of them, by the words of that page (``hanya``, ``hasil``, ``singgah``).
    """
    more = {"angka": figure, "menurut": by, "nilai": value, **part}
    return f"/sie/laporan?{_asked(scope)}&{urlencode({key: said for key, said in more.items() if said})}"


@lru_cache(512)
def _asked(scope: Scope) -> str:
    """A page leads to cases from every point that it draws: its scope is written out once."""
    return scope.query()
