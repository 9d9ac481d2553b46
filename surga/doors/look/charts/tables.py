"""The table behind a drawing: every value that is drawn, with its interval and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from surga.doors.look.charts.chart import Chart, Point, Series
from surga.doors.look.charts.scale import interval, said


def of_points(points: Sequence[Point], unit: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Head and rows: label, value, and interval and n where any point has them."""
    ranged = any(p.low is not None and p.high is not None for p in points)
    counted = any(p.n is not None for p in points)
    head = ["", _("Nilai")] + [_("Selang 95%")] * ranged + ["n"] * counted
    rows = [
        [p.label, said(p.value, unit)]
        + [interval(p, unit)] * ranged
        + [said(p.n) if p.n is not None else ""] * counted
        for p in points
    ]
    return tuple(head), tuple(tuple(row) for row in rows)


def of_series(series: Sequence[Series], unit: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Head and rows: the moment, then each line's value with its interval in brackets."""
    if len(series) == 1:
        return of_points(series[0].points, unit)
    kept = [{p.label: p for p in each.points} for each in series]
    rows = [(at, *(_cell(points.get(at), unit) for points in kept)) for at in moments(series)]
    return ("", *(each.label for each in series)), tuple(rows)


def moments(series: Sequence[Series]) -> list[str]:
    """The labels along the time axis, in the order in which they are first met."""
    return list(dict.fromkeys(p.label for each in series for p in each.points))


def _cell(point: Point | None, unit: str) -> str:
    if point is None:
        return "–"
    ends = interval(point, unit)
    return f"{said(point.value, unit)} ({ends})" if ends else said(point.value, unit)


def charted(
    svg: SafeString, title: str, subtitle: str, points: Sequence[Point], unit: str, note: str
) -> Chart:
    """A chart of one row of points."""
    head, rows = of_points(points, unit)
    return Chart(title, subtitle, svg, head, rows, note, tuple(p.href for p in points))
