"""What the map's template draws: regions with their shades, the months of the slider, the hexagons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import h3
from django.utils.translation import get_language, npgettext
from django.utils.translation import gettext as _

from surga.core.regions import queries as regions
from surga.doors.executive.frame.page import behind
from surga.doors.executive.frame.scope import Scope
from surga.doors.executive.places.map.shades import Scale
from surga.doors.look.charts.scale import said
from surga.reactions.insight.queries.places import Hexagon as Cell
from surga.reactions.insight.queries.places import HotSpots, Place, Places

#: So many regions bear their name on the map: the darkest.
NAMED = 3
#: How much room a name takes, in units of the drawing.
_WIDE, _HIGH = 260.0, 38.0


@dataclass(frozen=True, slots=True)
class Area:
    """A kelurahan on the map: ``shade`` see ``Scale.shade``; ``told``: what it says when pointed at."""

    code: str
    path: str
    shade: str
    told: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map, in the drawing's units."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class Hexagon:
    """A cell: the kelurahan at its middle, its corners as SVG points, its middle, what it says, where it leads."""

    place: str
    cell: Cell
    href: str
    points: str
    x: float
    y: float
    n: str
    told: str
    hot: bool


def areas(found: Places, scale: Scale, scope: Scope) -> list[Area]:
    """Every kelurahan, the chosen one last so that its edge lies on top."""
    paths = {code: path for code, _name, path in regions.shapes(fresh=False)}
    drawn = [
        Area(
            code=place.code,
            path=paths.get(place.code, ""),
            shade=scale.shade(place),
            told=told_of(place, rates=scale.rates),
            href=behind(scope.of(region=""), "cases", "region", place.code) if place.n else "",
            chosen=place.code == scope.where.region,
        )
        for place in found.kelurahan
    ]
    return sorted(drawn, key=lambda each: each.chosen)


def told_of(place: Place, *, rates: bool) -> str:
    """'Pojok: 45 laporan, 12,3 per 1.000 penduduk (9,8 – 15,4)', or that there are too few."""
    return _told(place, rates, get_language() or "")


@lru_cache(8192)
def _told(place: Place, rates: bool, _language: str) -> str:
    """The months that are over are asked for again and again: each is said once."""
    counted = npgettext("sie", "%(n)s laporan", "%(n)s laporan", place.n) % {"n": said(place.n)}
    if not rates or place.rate is None:
        return f"{place.name}: {counted}"
    if place.few:
        return f"{place.name}: {counted}, {_('belum cukup data')}"
    if place.low is None:
        return _("%(name)s: %(cases)s, %(rate)s per 1.000 penduduk") % {
            "name": place.name, "cases": counted, "rate": said(place.rate),
        }  # fmt: skip
    values = {
        "name": place.name,
        "cases": counted,
        "rate": said(place.rate),
        "low": said(place.low),
        "high": said(place.high),
    }
    return _("%(name)s: %(cases)s, %(rate)s per 1.000 penduduk (%(low)s – %(high)s)") % values


def labels(found: Places, scale: Scale) -> list[Label]:
    """The names of the kelurahan that are darkest, pushed apart so that none lies on another."""
    where = {each.code: each for each in regions.regions(fresh=False)}
    dark = sorted((p for p in found.kelurahan if not p.few), key=scale.value, reverse=True)[:NAMED]
    wanted = [(*regions.to_svg(where[p.code].lat, where[p.code].lon, fresh=False), p.name) for p in dark]
    placed: list[Label] = []
    for x, y, name in sorted(wanted, key=lambda each: each[1]):
        near = [other.y + _HIGH for other in placed if abs(other.x - x) < _WIDE]
        placed.append(Label(x, max([y, *near]), name))
    return placed


def outlines() -> list[str]:
    """The kecamatan's edges, as SVG paths."""
    return [path for _code, _name, path in regions.shapes("kecamatan", fresh=False)]


def hexagons(found: HotSpots, scope: Scope) -> list[Hexagon]:
    """The cells in drawing order: hot ones last, on top."""
    drawn, query, pattern = [], scope.query(), _pattern()
    for cell in found.cells:
        corners = [regions.to_svg(lat, lon, fresh=False) for lat, lon in cell.outline]
        x = sum(at[0] for at in corners) / len(corners)
        y = sum(at[1] for at in corners) / len(corners)
        points = " ".join(f"{at[0]:g},{at[1]:g}" for at in corners)
        place = place_of(cell.cell)
        href = f"/sie/peta/petak/{cell.cell}?{query}"
        told = f"{place}: {_spoken(cell, pattern)}"
        drawn.append(
            Hexagon(place, cell, href, points, round(x, 1), round(y, 1), said(cell.n), told, cell.hot)
        )
    return sorted(drawn, key=lambda each: each.hot)


def _pattern() -> str:
    return _("%(n)s laporan; di petak ini dan sekelilingnya %(around)s, yang wajar sekitar %(expected)s")


def _spoken(cell: Cell, pattern: str) -> str:
    return pattern % {"n": said(cell.n), "around": said(cell.around), "expected": said(cell.expected)}


def viewbox(found: Iterable[Hexagon] = ()) -> str:
    """The city's own; hexagons may reach over its edge by a little, so the map has a margin."""
    _left, _top, width, height = (float(each) for each in regions.viewbox(fresh=False).split())
    xs = [float(corner.split(",")[0]) for each in found for corner in each.points.split()]
    ys = [float(corner.split(",")[1]) for each in found for corner in each.points.split()]
    left, top = min([0.0, *xs]), min([0.0, *ys])
    right, bottom = max([width, *xs]), max([height, *ys])
    return f"{left:g} {top:g} {right - left:g} {bottom - top:g}"


def slides(
    months: Mapping[str, Places], scale: Scale, shown: Mapping[str, str], whole: Places, all_scale: Scale
) -> dict[str, object]:
    """What the slider's script needs: the regions' names, and for each step its name and, of the regions that have any
    case, the shade and what it says."""
    steps = [{"key": "", "name": shown[""], "shades": _by_code(whole, all_scale)}]
    steps += [
        {"key": key, "name": shown[key], "shades": _by_code(found, scale)} for key, found in months.items()
    ]
    return {"names": {place.code: place.name for place in whole.kelurahan}, "steps": steps}


def _by_code(found: Places, scale: Scale) -> dict[str, list[str]]:
    return {
        place.code: [scale.shade(place), told_of(place, rates=scale.rates)]
        for place in found.kelurahan
        if place.n
    }


def place_of(cell: str) -> str:
    """The kelurahan at the middle of a cell."""
    lat, lon = h3.cell_to_latlng(cell)
    inside = regions.region_at(lat, lon, fresh=False)
    known = regions.region(inside, fresh=False) if inside else None
    return known.name if known is not None else _("tepi kota")
