"""Reading the regions, from the process's own copy.

Each call asks the database for the copy's version, one tiny query, and nothing else while the
regions are unchanged; ``fresh=False`` trusts the copy, for the second look within one request.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from surga.core.regions import models
from surga.core.regions.geometry import Atlas
from surga.core.regions.names import Gazetteer, RegionInfo


@dataclass(frozen=True)
class _Snapshot:
    version: int
    regions: tuple[RegionInfo, ...]
    by_code: dict[str, RegionInfo]
    atlas: Atlas
    names: Gazetteer


class _Kept:
    lock = Lock()
    snapshot: _Snapshot | None = None


def forget() -> None:
    """Drop the process's copy: the next look reads everything anew."""
    _Kept.snapshot = None


def regions(fresh: bool = True) -> tuple[RegionInfo, ...]:
    """All regions in order of their codes."""
    return _snapshot(fresh).regions


def region(code: str, fresh: bool = True) -> RegionInfo | None:
    return _snapshot(fresh).by_code.get(code)


def regions_of(kind: str) -> tuple[RegionInfo, ...]:
    """The regions of one kind by name, for a list to choose from."""
    return tuple(sorted((each for each in regions() if each.kind == kind), key=lambda each: each.name))


def region_at(lat: float, lon: float, fresh: bool = True) -> str | None:
    """The code of the kelurahan at a point (degrees, WGS 84), None outside the city."""
    return _snapshot(fresh).atlas.region_at(lat, lon)


def match_name(text: str, fresh: bool = True) -> str | None:
    """The code of the region that ``text`` names, whatever its case, spaces or "kel."; never a guess."""
    return _snapshot(fresh).names.match(text)


def named_in(text: str, fresh: bool = True) -> str | None:
    """The one region that a longer text names with its kind in front, else None."""
    return _snapshot(fresh).names.named_in(text)


def shapes(kind: str = "kelurahan", fresh: bool = True) -> list[tuple[str, str, str]]:
    """Code, name and SVG path of each region of one kind, to be drawn in ``viewbox()``."""
    return [(each.code, each.name, each.path) for each in regions(fresh) if each.kind == kind]


def viewbox(fresh: bool = True) -> str:
    """The SVG ``viewBox`` of the city's drawing, 1000 units wide."""
    return _snapshot(fresh).atlas.frame.viewbox


def to_svg(lat: float, lon: float, fresh: bool = True) -> tuple[float, float]:
    """The point of the drawing for a place in degrees."""
    return _snapshot(fresh).atlas.frame.to_svg(lat, lon)


def from_svg(x: float, y: float, fresh: bool = True) -> tuple[float, float]:
    """Latitude and longitude of a point of the drawing."""
    return _snapshot(fresh).atlas.frame.from_svg(x, y)


def _snapshot(fresh: bool) -> _Snapshot:
    kept = _Kept.snapshot
    if kept is not None and not fresh:
        return kept
    version = models.RegionState.objects.values_list("version", flat=True).first() or 0
    if kept is not None and kept.version == version:
        return kept
    with _Kept.lock:
        _Kept.snapshot = _read(version)
        return _Kept.snapshot


def _read(version: int) -> _Snapshot:
    rows = list(models.Region.objects.filter(active=True))
    small = {row.code: row.shape for row in rows if row.kind == "kelurahan"}
    large = {row.code: row.shape for row in rows if row.kind != "kelurahan"}
    atlas = Atlas(small, large)
    people = _populations(rows)
    infos = tuple(_info(row, atlas.paths[row.code], people[row.code]) for row in rows)
    return _Snapshot(version, infos, {each.code: each for each in infos}, atlas, Gazetteer(infos))


def _populations(rows: list[models.Region]) -> dict[str, int | None]:
    """Each region's residents; a larger one has those of its parts, if all of them are known."""
    people = {row.code: row.population for row in rows}
    for row in rows:
        parts = [part.population for part in rows if part.parent_code == row.code]
        known = [part for part in parts if part is not None]
        if parts:
            people[row.code] = sum(known) if len(known) == len(parts) else None
    return people


def _info(row: models.Region, path: str, population: int | None) -> RegionInfo:
    return RegionInfo(
        row.code, row.name, row.kind, row.parent_code, tuple(row.spellings), row.lat, row.lon, path,
        row.needs_kind, population,
    )  # fmt: skip
