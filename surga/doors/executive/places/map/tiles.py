"""Map tiles below the city's own shapes, where a server of them is named."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.conf import settings

from surga.core.agencies.queries import city
from surga.core.regions import queries as regions

#: More tiles than this are not asked for: the server is somebody else's.
MOST = 30


@dataclass(frozen=True, slots=True)
class Tile:
    """A picture and where it lies in the city's drawing."""

    href: str
    x: float
    y: float
    width: float
    height: float


def tiles() -> list[Tile]:
    """The tiles that cover the drawing, by the profile's ``map.zoom``; none where no server is named."""
    if settings.TILES is None:
        return []
    zoom = int(city(fresh=False).settings.get("map", {}).get("zoom", 13))
    width, height = (float(each) for each in regions.viewbox(fresh=False).split()[2:])
    north, west = regions.from_svg(0, 0, fresh=False)
    south, east = regions.from_svg(width, height, fresh=False)
    while zoom > 0 and _count(north, west, south, east, zoom) > MOST:
        zoom -= 1
    left, top = _column(west, zoom), _row(north, zoom)
    right, bottom = _column(east, zoom), _row(south, zoom)
    url = settings.TILES.url
    return [_tile(url, x, y, zoom) for y in range(top, bottom + 1) for x in range(left, right + 1)]


def _count(north: float, west: float, south: float, east: float, zoom: int) -> int:
    across = _column(east, zoom) - _column(west, zoom) + 1
    return across * (_row(south, zoom) - _row(north, zoom) + 1)


def _column(lon: float, zoom: int) -> int:
    return math.floor((lon + 180) / 360 * (1 << zoom))


def _row(lat: float, zoom: int) -> int:
    """The row of a tile (Web Mercator, EPSG:3857, rows counted from the north)."""
    turned = math.asinh(math.tan(math.radians(lat)))
    return math.floor((1 - turned / math.pi) / 2 * (1 << zoom))


def _tile(url: str, x: int, y: int, zoom: int) -> Tile:
    left, top = regions.to_svg(_north(y, zoom), _west(x, zoom), fresh=False)
    right, bottom = regions.to_svg(_north(y + 1, zoom), _west(x + 1, zoom), fresh=False)
    href = url.replace("{z}", str(zoom)).replace("{x}", str(x)).replace("{y}", str(y))
    return Tile(href, left, top, round(right - left, 1), round(bottom - top, 1))


def _west(x: int, zoom: int) -> float:
    return x / (1 << zoom) * 360 - 180


def _north(y: int, zoom: int) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / (1 << zoom)))))
