"""Parts of a whole as one bar, and a table whose cells are shaded by their value."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from surga.doors.look.charts import drawing as pen
from surga.doors.look.charts.chart import Chart, Point
from surga.doors.look.charts.rows import nothing
from surga.doors.look.charts.scale import reach, said, told
from surga.doors.look.charts.tables import charted

_BAR = 30.0
#: One colour and its tints, dark to light: the order tells the parts apart, also in grey.
_TINTS = (1.0, 0.72, 0.5, 0.34, 0.22, 0.14)
#: How many shades a heat table has.
SHADES = 5


def parts(title: str, subtitle: str, points: Sequence[Point], *, unit: str = "", note: str = "") -> Chart:
    """One bar that is the whole, its parts in the order given, each with its share and value in a line below."""
    whole = sum(p.value or 0 for p in points if p.value is None or p.value > 0)
    if not whole:
        return charted(nothing(title), title, subtitle, points, unit, note)
    drawn: list[str] = []
    x, y = 1.0, _BAR + 24
    room = pen.WIDTH - 2
    for at, point in enumerate(points):
        share = max(point.value or 0, 0) / whole
        tint, ink = _TINTS[min(at, len(_TINTS) - 1)], "brick" if point.mark == "over" else "river"
        shape = pen.rect(x, 0, share * room - 1.5, _BAR, ink, opacity=tint)
        percent = said(share, "%")
        if pen.width_of(percent, pen.SMALL, strong=True) + 8 < share * room:
            paint = "card" if tint > 0.7 else "ink"
            shape += pen.words(x + 6, _BAR / 2 + 5, percent, paint, size=pen.SMALL, strong=True)
        line, y = _part(point, y, f"{percent} · {said(point.value, unit)}", tint, ink)
        drawn.append(pen.linked(shape + line, point.href))
        x += share * room
    svg = pen.svg("parts", y - 12, drawn, title, told(points, unit))
    return charted(svg, title, subtitle, points, unit, note)


def _part(point: Point, y: float, value: str, tint: float, ink: str) -> tuple[str, float]:
    """The line below the bar: a swatch, the label, the share and the value."""
    shapes = pen.rect(1, y - 11, 12, 12, ink, opacity=tint) + pen.box(1.5, y - 10.5, 11, 11, ink)
    shapes += pen.words(pen.WIDTH - 1, y, value, "ink", anchor="end")
    for line in pen.wrapped(point.label, pen.WIDTH - 22 - pen.width_of(value) - 10):
        shapes += pen.words(20, y, line)
        y += 18
    return shapes, y + 5


def heat(
    title: str,
    subtitle: str,
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[Point | None]],
    *,
    unit: str = "",
    corner: str = "",
    note: str = "",
) -> Chart:
    """A table shaded by value, the value in every cell; None is an empty cell, ``mark="over"`` one in brick with ``!``.

    ``cells[row][column]``. A page shows ``table``; ``svg`` is the same for paper.
    """
    flat = [p for row in cells for p in row if p is not None]
    top = reach(flat) or 1.0
    shown = [[_cell(p, top, unit) for p in row] for row in cells]
    lines = [{"label": label, "cells": row} for label, row in zip(rows, shown, strict=True)]
    context = {"title": title, "corner": corner, "columns": columns, "rows": lines}
    table = render_to_string("look/charts/heat.html", context)
    plain = tuple((label, *(c["said"] for c in row)) for label, row in zip(rows, shown, strict=True))
    svg = _matrix(title, rows, columns, shown) if flat else nothing(title)
    return Chart(title, subtitle, svg, (corner, *columns), plain, note, table=table)


def shade_of(value: float | None, top: float) -> int:
    """0 for nothing, else 1 to 4 by quarters of the largest."""
    if value is None or value <= 0 or top <= 0:
        return 0
    return min(SHADES - 1, 1 + int(value / top * (SHADES - 1) * 0.9999))


def _cell(point: Point | None, top: float, unit: str) -> dict[str, str]:
    if point is None or point.value is None:
        return {"said": "", "shade": "none", "href": "", "n": ""}
    over = point.mark == "over"
    value = ("! " if over else "") + said(point.value, unit, short=True)
    shade = "over" if over else "muted" if point.mark == "muted" else str(shade_of(point.value, top))
    return {
        "said": value,
        "shade": shade,
        "href": point.href,
        "n": said(point.n) if point.n is not None else "",
    }


def _matrix(
    title: str, rows: Sequence[str], columns: Sequence[str], cells: list[list[dict[str, str]]]
) -> SafeString:
    """The same as a drawing, for paper: as wide as its columns ask for."""
    label = min(max(pen.width_of(row, pen.SMALL) for row in rows) + 8, 190)
    inside = [*columns, *(cell["said"] for line in cells for cell in line)]
    wide = max(*(pen.width_of(each, pen.SMALL) for each in inside), 46) + 8
    drawn = [
        pen.words(label + wide * (at + 0.5), 13, column, "muted", size=pen.SMALL, anchor="middle")
        for at, column in enumerate(columns)
    ]
    for down, (row, line) in enumerate(zip(rows, cells, strict=True)):
        y = 20 + down * 26.0
        drawn.append(pen.words(0, y + 17, pen.cut(row, label, pen.SMALL), size=pen.SMALL))
        for at, cell in enumerate(line):
            shade = cell["shade"]
            x, dark = label + at * wide, shade in ("over", "4", "3")
            if shade not in ("none", "muted"):
                tint = 1.0 if shade == "over" else (0.06, 0.16, 0.34, 0.78, 1.0)[int(shade)]
                drawn.append(
                    pen.rect(x, y, wide - 2, 24, "brick" if shade == "over" else "river", opacity=tint)
                )
            ink = "card" if dark else "ink"
            drawn.append(
                pen.words(x + wide / 2 - 1, y + 17, cell["said"], ink, size=pen.SMALL, anchor="middle")
            )
    told_all = "; ".join(
        f"{row}: {', '.join(c['said'] or '–' for c in line)}" for row, line in zip(rows, cells, strict=True)
    )
    return pen.svg("heat", 22 + len(rows) * 26.0, drawn, title, told_all, label + wide * len(columns))
