"""The page of the map."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from surga.core.cases import queries as cases
from surga.doors.executive.frame.page import behind, show
from surga.doors.executive.frame.period.mistakes import chosen, note, typed, unknown
from surga.doors.executive.frame.scope import Scope, scope_of
from surga.doors.executive.places.map import drawing, telling
from surga.doors.executive.places.map.shades import scale_of
from surga.doors.executive.places.map.tiles import tiles
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.templatetags import moments
from surga.reactions.insight.queries import places as insight
from surga.reactions.insight.queries.places import Months, Places

#: So many months the slider has, the newest.
MONTHS = 24
#: So many matters of one cell are listed.
SHOWN = 100
_FINE = 9
_MONTH = re.compile(r"\d{4}-\d\d", re.ASCII)


@at_desk("see_sie")
def map_page(request: Visit) -> HttpResponse:
    """Cases per kelurahan over the period or one of its months (``bulan``), per resident or as a number (``ukuran``),
    and hot spots of points in cells of about 0.7 or 0.1 km² (``petak=kecil``)."""
    scope = scope_of(request, request.actor)
    everywhere = scope.of(region="")
    found = insight.by_month(everywhere.from_, everywhere.to, everywhere.moment, everywhere.where)
    month = _asked_month(request, scope)
    whole, months = insight.placed(found.whole), _months(found, month)
    by_number = chosen(request, "ukuran", ("jumlah",), _("ukuran"), _("per 1.000 penduduk"))
    rates = whole.rate is not None and not by_number
    fine = bool(chosen(request, "petak", ("kecil",), _("petak"), _("petak 0,7 km²")))
    context = _choropleth(scope, whole, months, month, rates=rates) | _hot_spots(
        _of_month(scope, month), fine=fine
    )
    own = {
        "bulan": month,
        "ukuran": "" if rates or whole.rate is None else "jumlah",
        "petak": "kecil" if fine else "",
    }
    context |= {
        "rates": rates,
        "fine": fine,
        "by_rate": _address(scope, own, ukuran="") if whole.rate is not None else "",
        "by_number": _address(scope, own, ukuran="jumlah"),
        "coarser": _address(scope, own, petak=""),
        "finer": _address(scope, own, petak="kecil"),
        "tiles": tiles(),
        "attribution": settings.TILES.attribution if settings.TILES else "",
        **_ways(scope, own, ["", *months], month),
    }
    return show(request, "sie/places/map.html", scope, "map", context)


@at_desk("see_sie")
def cell_page(request: Visit, cell: str) -> HttpResponse:
    """The matters in one cell of the hot spots: those this officer may see, and how many more there are."""
    scope = scope_of(request, request.actor)
    ids = insight.cases_in(cell, scope.from_, scope.to, scope.moment, scope.where)
    if ids is None:
        raise Http404
    seen = cases.lines_of(request.actor, ids[:SHOWN])
    shown = [seen[pk] for pk in ids[:SHOWN] if pk in seen]
    context = {
        "n": len(ids),
        "lines": shown,
        "hidden": len(ids[:SHOWN]) - len(shown),
        "rest": len(ids[SHOWN:]),
        "place": drawing.place_of(cell),
        "back": f"/sie/peta?{scope.query()}#titik",
    }
    return show(request, "sie/places/cell.html", scope, "map", context)


def _choropleth(
    scope: Scope, whole: Places, months: Mapping[str, Places], month: str, *, rates: bool
) -> dict[str, Any]:
    found = insight.placed(months[month].counts) if month else whole
    of_months = scale_of((place for each in months.values() for place in each.kelurahan), rates=rates)
    of_whole = scale_of(whole.kelurahan, rates=rates)
    scale = of_months if month else of_whole
    mine = _of_month(scope, month)
    names = {"": telling.period_of(scope)} | {key: _month_name(key) for key in months}
    drawn = drawing.areas(found, scale, mine)
    hrefs = {area.code: area.href for area in drawn}
    return {
        "finding": telling.finding(found, rates=rates),
        "areas": drawn,
        "outlines": drawing.outlines(),
        "labels": drawing.labels(found, scale),
        "viewbox": drawing.viewbox(),
        "legend": scale.legend(),
        "month_legend": of_months.legend(),
        "first": telling.first_kelurahan(found, mine, rates=rates),
        "kecamatan": telling.kecamatan(found, mine, rates=rates),
        "rows": [(place, hrefs[place.code]) for place in sorted(found.kelurahan, key=lambda each: each.name)],
        "unplaced": behind(mine.of(region=""), "cases", "region", "") if found.unplaced else "",
        "found": found,
        "residents": telling.residents() if rates else "",
        "no_residents": whole.rate is None,
        "definition": telling.meaning("cases_per_1000" if rates else "cases"),
        "note": telling.note_of(mine, found),
        "month": month,
        "shown": names[month],
        "slides": drawing.slides(months, of_months, names, whole, of_whole),
        "place_of_month": [*names].index(month),
    }


def _hot_spots(scope: Scope, *, fine: bool) -> dict[str, Any]:
    size = {"size": _FINE} if fine else {}
    found = insight.hot_spots(scope.from_, scope.to, scope.moment, scope.where, **size)
    cells = drawing.hexagons(found, scope)
    return {
        "hot": found,
        "newest": found.n + found.kept_back,
        "hot_finding": telling.hot(found, scope),
        "hexagons": cells,
        "cells": sorted(cells, key=lambda each: -each.cell.n),
        "hot_viewbox": drawing.viewbox(cells),
        "hot_definition": telling.meaning("hot_spot"),
    }


def _asked_month(request: Visit, scope: Scope) -> str:
    """A month of the period, also one in which nothing came; empty for all of them."""
    said = typed(request, "bulan")
    try:
        day = date.fromisoformat(f"{said}-01") if _MONTH.fullmatch(said) else None
    except ValueError:
        day = None
    if day is not None and scope.from_.replace(day=1) <= day <= scope.to:
        return said
    if day is not None:
        words = {"month": _month_name(said)}
        note(request, "bulan", _("%(month)s tidak ada di dalam masa ini.") % words, _month_name(""))
    elif said:
        unknown(request, "bulan", _("bulan"), _month_name(""))
    return ""


def _months(found: Months, asked: str) -> dict[str, Places]:
    """The places of each month of the period that has any case, and of the one asked for; oldest first."""
    return {
        month: insight.placed(
            {code: counts[month] for code, counts in found.counts.items() if month in counts}, plain=True
        )
        for month in sorted({*found.months[-MONTHS:], asked} - {""})
    }


def _of_month(scope: Scope, month: str) -> Scope:
    """The scope within one of its months; itself without one."""
    if not month:
        return scope
    first = date.fromisoformat(f"{month}-01")
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return replace(scope, from_=max(first, scope.from_), to=min(last, scope.to), period="", asked=True)


def _ways(scope: Scope, own: dict[str, str], steps: list[str], month: str) -> dict[str, Any]:
    """To the month before and the one after; the whole period stands before the first."""
    at = steps.index(month)
    before = steps[at - 1] if at else None
    after = steps[at + 1] if at + 1 < len(steps) else None
    return {
        "before": None if before is None else (_address(scope, own, bulan=before), _month_name(before)),
        "after": None if after is None else (_address(scope, own, bulan=after), _month_name(after)),
    }


def _month_name(month: str) -> str:
    return moments.day(date.fromisoformat(f"{month}-01"), "MMMM y") if month else _("seluruh masa")


def _address(scope: Scope, own: dict[str, str], **more: str) -> str:
    words = scope.address(**(own | more))
    return f"?{words}" if words else "/sie/peta"
