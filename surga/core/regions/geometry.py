"""Shapes: where a point lies, and the city as an SVG drawing. Plain Python with shapely, no Django.

Degrees are WGS 84, latitude and longitude. The drawing is ``WIDTH`` units wide, north up; one unit
is as long to the east as to the north at the middle of the city (an equirectangular projection,
exact enough for the few kilometres of a city).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

WIDTH = 1000.0
MARGIN = 8.0
# In units of the drawing; one is about fourteen metres in a city of fourteen kilometres.
SIMPLER_BY = 1.0
WIDEST_CRACK = 3.0
METRES_PER_DEGREE = 111_320.0
# Neighbours' borders do not meet to the metre, and a telephone errs by more: a point in the crack
# between two shapes, or a step outside, belongs to the nearest.
CRACK_METRES = 30.0


class Frame:
    """The drawing's frame around the city, and the way between degrees and its units."""

    def __init__(self, bounds: tuple[float, float, float, float]) -> None:
        self._west, south, east, self._north = bounds
        self._squeeze = math.cos(math.radians((south + self._north) / 2))
        wide = max((east - self._west) * self._squeeze, 1e-9)
        self._scale = (WIDTH - 2 * MARGIN) / wide
        self.height = round((self._north - south) * self._scale + 2 * MARGIN, 1)

    @property
    def viewbox(self) -> str:
        return f"0 0 {WIDTH:g} {self.height:g}"

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """The point of the drawing, unrounded."""
        x = (lon - self._west) * self._squeeze * self._scale + MARGIN
        return x, (self._north - lat) * self._scale + MARGIN

    def to_svg(self, lat: float, lon: float) -> tuple[float, float]:
        x, y = self.place(lat, lon)
        return round(x, 1), round(y, 1)

    def from_svg(self, x: float, y: float) -> tuple[float, float]:
        """Latitude and longitude of a point of the drawing."""
        lon = (x - MARGIN) / (self._squeeze * self._scale) + self._west
        lat = self._north - (y - MARGIN) / self._scale
        return round(lat, 6), round(lon, 6)


class Atlas:
    """The shapes of all regions, ready to be asked and drawn.

    ``smallest``: code and GeoJSON geometry of the regions without parts (kelurahan); a point is
    sought among these. ``larger``: the ones made of them (kecamatan), for drawing only.
    """

    def __init__(self, smallest: Mapping[str, Any], larger: Mapping[str, Any]) -> None:
        self._codes = list(smallest)
        self._shapes = [shape(each) for each in smallest.values()]
        self._tree = shapely.STRtree(self._shapes)
        shapely.prepare(self._shapes)
        outline = shapely.total_bounds(self._shapes) if self._shapes else (0.0, 0.0, 1.0, 1.0)
        self.frame = Frame((float(outline[0]), float(outline[1]), float(outline[2]), float(outline[3])))
        self.paths = self._draw(smallest, self._shapes)
        self.paths |= self._draw(larger, [shape(each) for each in larger.values()])

    def region_at(self, lat: float, lon: float) -> str | None:
        """The code of the region at a point, or None outside the city."""
        if not self._codes or not (math.isfinite(lat) and math.isfinite(lon)):
            return None
        point = shapely.Point(lon, lat)
        inside = self._tree.query(point, predicate="intersects")
        if len(inside):
            return self._codes[int(min(inside))]
        reach = CRACK_METRES / METRES_PER_DEGREE
        near = self._tree.query_nearest(point, max_distance=reach)
        return self._codes[int(near[0])] if len(near) else None

    def _draw(self, codes: Mapping[str, Any], shapes: Sequence[BaseGeometry]) -> dict[str, str]:
        flat = [shapely.transform(each, self._project) for each in shapes]
        # Cracks closed and simplified together, so that neighbours keep one common border.
        if not flat:
            return {}
        clean = shapely.coverage_clean  # type: ignore[attr-defined] # newer than its stubs
        simpler = list(shapely.coverage_simplify(clean(flat, gap_width=WIDEST_CRACK), SIMPLER_BY))
        return {code: svg_path(each) for code, each in zip(codes, simpler, strict=True)}

    def _project(self, points: Any) -> Any:
        return [self.frame.place(lat, lon) for lon, lat in points]


def svg_path(drawn: BaseGeometry) -> str:
    """The ``d`` of an SVG path for a shape in drawing units, whole units, holes included."""
    rings: list[str] = []
    for part in getattr(drawn, "geoms", [drawn]):
        if part.geom_type == "Polygon":
            rings += [_ring(ring.coords) for ring in (part.exterior, *part.interiors)]
    return "".join(rings)


def _ring(points: Any) -> str:
    """One closed ring: an absolute start, then steps, which are shorter to write."""
    whole = [(round(x), round(y)) for x, y in points]
    steps = "".join(f"l{to[0] - at[0]} {to[1] - at[1]}" for at, to in pairwise(whole[:-1]) if to != at)
    return f"M{whole[0][0]} {whole[0][1]}{steps}z"


def point_inside(geometry: Any) -> tuple[float, float]:
    """Latitude and longitude of a point that surely lies inside (a centroid may not)."""
    point = shape(geometry).representative_point()
    return round(point.y, 6), round(point.x, 6)


def united(geometries: Sequence[Any]) -> dict[str, Any]:
    """The GeoJSON geometry of several regions as one, the cracks between them closed."""
    crack = CRACK_METRES / METRES_PER_DEGREE
    whole = shapely.union_all([shape(each) for each in geometries]).buffer(crack).buffer(-crack)
    return dict(mapping(shapely.set_precision(whole, 1e-6)))
