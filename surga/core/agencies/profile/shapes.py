"""``regions.geojson``: the shape of each region, and whether it is one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape

from surga.core.agencies.profile.problems import Problems
from surga.core.agencies.profile.tables import read_text


def read_shapes(path: Path, problems: Problems) -> dict[str, dict[str, Any]]:
    """The geometry of each feature by its ``code``; one feature a line, so that a fault has a line."""
    text = read_text(path, problems)
    if text is None:
        return {}
    try:
        read = json.loads(text)
        features = read["features"]
        codes = [str(feature["properties"]["code"]) for feature in features]
    except json.JSONDecodeError as error:
        problems.add(path.name, error.lineno, f"is not JSON: {error.msg}")
        return {}
    except (KeyError, TypeError, RecursionError):
        problems.add(path.name, 1, "is not a FeatureCollection whose features have a property code")
        return {}
    shapes: dict[str, dict[str, Any]] = {}
    for code, feature in zip(codes, features, strict=True):
        fault = "is there twice" if code in shapes else fault_of(feature.get("geometry"))
        if fault:
            problems.add(path.name, _line_of(text, code), f"the shape of {code} {fault}")
        shapes[code] = feature.get("geometry")
    return shapes


def _line_of(text: str, code: str) -> int:
    place = text.find(json.dumps(code))
    return text[:place].count("\n") + 1 if place >= 0 else 1


def fault_of(geometry: Any) -> str:
    """Why a GeoJSON geometry is not an area on Earth; empty when it is one."""
    try:
        area = shape(geometry)
        west, south, east, north = area.bounds
    except Exception as error:  # shapely raises many kinds; all mean that this is no shape
        return f"is not a geometry ({type(error).__name__})"
    if area.geom_type not in ("Polygon", "MultiPolygon"):
        return "is not a Polygon or MultiPolygon"
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return "lies outside the range of degrees (longitude comes first)"
    return "" if area.is_valid else f"is not valid: {shapely.is_valid_reason(area)}"
