"""The map of the city's regions, prepared for its template."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


def map_of(
    shapes: Sequence[tuple[str, str, str]],
    selected: str,
    pin: tuple[float, float] | None,
    options: Mapping[str, Any],
) -> dict[str, Any]:
    """The template's values: regions in drawing order, the chosen one last so that its edge lies on top."""
    shades = options.get("shades") or {}
    regions = [
        {"code": code, "name": name, "path": path, "on": code == selected, "shade": shades.get(code, 0)}
        for code, name, path in shapes
    ]
    regions.sort(key=lambda region: bool(region["on"]))
    box = str(options.get("viewbox") or box_of([path for _code, _name, path in shapes]))
    width = float(box.split()[2] or 1)
    return {
        "regions": regions,
        "viewbox": box,
        "link": options.get("link", ""),
        "title": options.get("title", ""),
        "chosen": next((region["name"] for region in regions if region["on"]), ""),
        "pin": {"x": f"{pin[0]:.2f}", "y": f"{pin[1]:.2f}", "scale": f"{width / 320:.4f}"} if pin else None,
    }


def box_of(paths: Sequence[str]) -> str:
    """A viewBox around paths of absolute M, L and Z commands, with a small margin."""
    numbers = [float(each) for path in paths for each in _NUMBER.findall(path)]
    xs, ys = numbers[0::2], numbers[1::2]
    if not xs or not ys:
        return "0 0 100 100"
    margin = (max(xs) - min(xs) or 1) * 0.02
    left, top = min(xs) - margin, min(ys) - margin
    return f"{left:g} {top:g} {max(xs) - left + margin:g} {max(ys) - top + margin:g}"
