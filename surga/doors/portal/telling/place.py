"""The map of the second step: to be pointed at with a finger, with a script or without one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from surga.core.regions import queries as regions
from surga.doors.portal.telling.forms import point_of

#: How wide the picture for browsers without scripts is shown, in CSS pixels: it fits the smallest telephone.
PICTURE_WIDTH: Final = 300


@dataclass(frozen=True, slots=True)
class Map:
    """The city's drawing. ``frame``: two opposite corners as "lat lon lat lon", for the script."""

    shapes: list[tuple[str, str, str]]
    viewbox: str
    width: float
    height: float
    frame: str
    pin: tuple[float, float] | None
    selected: str

    @property
    def picture_height(self) -> int:
        return round(PICTURE_WIDTH * self.height / self.width)


def map_for(location: str, selected: str) -> Map:
    """The map with the pin at ``location`` ("lat,lon" or empty) and one kelurahan coloured."""
    viewbox = regions.viewbox(fresh=False)
    _left, _top, width, height = (float(number) for number in viewbox.split())
    north, west = regions.from_svg(0, 0, fresh=False)
    south, east = regions.from_svg(width, height, fresh=False)
    point = point_of(location)
    return Map(
        shapes=regions.shapes(fresh=False),
        viewbox=viewbox,
        width=width,
        height=height,
        frame=f"{north} {west} {south} {east}",
        pin=regions.to_svg(*point, fresh=False) if point is not None else None,
        selected=selected,
    )


def clicked(posted: Mapping[str, str]) -> str | None:
    """Where the picture was pressed, as "lat,lon"; None when it was not (or not with numbers)."""
    try:
        x, y = int(posted["peta.x"]), int(posted["peta.y"])
    except (KeyError, ValueError):
        return None
    _left, _top, width, _height = (float(number) for number in regions.viewbox(fresh=False).split())
    if not (0 <= x <= PICTURE_WIDTH and 0 <= y <= 10 * PICTURE_WIDTH):
        return None
    scale = width / PICTURE_WIDTH
    lat, lon = regions.from_svg(x * scale, y * scale, fresh=False)
    return f"{lat:.6f},{lon:.6f}"


def region_of(location: str) -> str:
    """The kelurahan at "lat,lon", empty when it is none of ours."""
    point = point_of(location)
    return (regions.region_at(*point, fresh=False) or "") if point is not None else ""
