"""One row for each: bars that start at nothing, and dots on a common scale."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from surga.doors.look.charts import drawing as pen
from surga.doors.look.charts.chart import Chart, Point
from surga.doors.look.charts.scale import Scale, reach, said, told
from surga.doors.look.charts.tables import charted

_BAR, _LABEL, _GAP = 11.0, 18.0, 13.0
_EDGE = 1.0


def bars(
    title: str,
    subtitle: str,
    points: Sequence[Point],
    *,
    unit: str = "",
    limit: float | None = None,
    note: str = "",
) -> Chart:
    """Lying bars from nothing, the label above each, its value at the end of the line, its interval as a thin band.

    ``limit``: a line through all; what is above it is drawn in brick with a ``!`` (so is ``mark="over"``).
    """
    if not points:
        return charted(_nothing(title), title, subtitle, points, unit, note)
    scale = Scale(0, reach(points, limit) or 1, _EDGE, pen.WIDTH - _EDGE)
    drawn: list[str] = []
    lines: list[tuple[float, float]] = []
    y = 24.0 if limit is not None else 0.0
    for point in points:
        shape, y = _bar(point, scale, y, unit, limit)
        lines.append((y - _GAP - _BAR - 3, y - _GAP + 3))
        drawn.append(pen.linked(shape, point.href))
    if limit is not None:
        drawn.append(_limit(scale.at(limit), lines, _("batas %(value)s") % {"value": said(limit, unit)}))
    return charted(
        pen.svg("bars", y - _GAP + 4, drawn, title, told(points, unit)), title, subtitle, points, unit, note
    )


def _bar(point: Point, scale: Scale, y: float, unit: str, limit: float | None) -> tuple[str, float]:
    """One bar and where the next begins."""
    over = is_over(point, limit)
    shapes, y = _heading(point, y, unit, over)
    shapes += pen.rect(_EDGE, y, pen.WIDTH - 2 * _EDGE, _BAR, "sunken", round_=3)
    if point.value is not None:
        ink = "brick" if over else "edge" if point.mark == "muted" else "river"
        shapes += pen.rect(_EDGE, y, scale.at(point.value) - _EDGE, _BAR, ink, round_=3)
        shapes += _whisker(point, scale, y + _BAR / 2)
    return shapes, y + _BAR + _GAP


def _heading(point: Point, y: float, unit: str, over: bool) -> tuple[str, float]:
    """The label on the left, the value (and n) on the right, above the row; and where the row begins."""
    value = ("! " if over else "") + said(point.value, unit, short=True)
    n = f"n {said(point.n)}" if point.n is not None and point.n != point.value else ""
    side = pen.width_of(n, pen.SMALL) + 6 if n else 0
    right = pen.WIDTH - _EDGE - side
    shapes = pen.words(right, y + 14, value, "brick" if over else "ink", anchor="end", strong=True)
    if n:
        shapes += pen.words(pen.WIDTH - _EDGE, y + 14, n, "muted", size=pen.SMALL, anchor="end")
    room = right - pen.width_of(value, strong=True) - 10
    lines = pen.wrapped(point.label, room)
    for line in lines:
        shapes += pen.words(_EDGE, y + 14, line)
        y += _LABEL
    return shapes, y + 1


def _whisker(point: Point, scale: Scale, y: float) -> str:
    """The interval: a thin band with an end at each side, dark on the light and light on the dark."""
    if point.low is None or point.high is None:
        return ""
    low, high = scale.at(point.low), scale.at(point.high)
    halo = pen.rect(low - 1, y - 2.5, high - low + 2, 5, "card", opacity=0.75)
    return halo + pen.rect(low, y - 1, high - low, 2, "ink") + _end(low, y) + _end(high, y)


def _end(x: float, y: float) -> str:
    return pen.rule(x, y - 3.5, x, y + 3.5, "ink", width=1.5)


def _limit(x: float, rows: Sequence[tuple[float, float]], name: str) -> str:
    """A line across each row (top, bottom), never through a row's words, and its name above all."""
    half = pen.width_of(name, pen.SMALL) / 2
    middle = min(max(x, half + _EDGE), pen.WIDTH - half - _EDGE)
    tip = min(max(x, 4.0), pen.WIDTH - 4)
    mark = pen.area([(tip - 4, 16), (tip + 4, 16), (x, 21)], "ink", opacity=1)
    lines = "".join(pen.rule(x, top, x, bottom, "ink", width=2) for top, bottom in rows)
    return mark + lines + pen.words(middle, 12, name, "muted", size=pen.SMALL, anchor="middle")


def is_over(point: Point, limit: float | None) -> bool:
    """Whether a point is over the limit, or said to be."""
    return point.mark == "over" or (limit is not None and point.value is not None and point.value > limit)


def _nothing(title: str) -> SafeString:
    """The drawing where there is nothing to draw."""
    said_so = _("Belum ada data untuk pilihan ini.")
    return pen.svg("empty", 40, [pen.words(_EDGE, 24, said_so, "muted")], title, said_so)


nothing = _nothing


def dots(
    title: str,
    subtitle: str,
    points: Sequence[Point],
    *,
    unit: str = "",
    whole: float | None = None,
    whole_label: str = "",
    span: tuple[float, float] | None = None,
    note: str = "",
) -> Chart:
    """A dot with its interval in each row on one scale; ``whole``: the city's value, a line through all rows.

    ``span``: the ends of the scale (IKM: 1 to 4); without it the scale fits the values and does not begin at nothing.
    """
    drawable = [p for p in points if p.value is not None]
    if not drawable:
        return charted(_nothing(title), title, subtitle, points, unit, note)
    low, high = span or _fitting(drawable, whole)
    scale = Scale(low, high, 8, pen.WIDTH - 8)
    drawn: list[str] = []
    lines: list[tuple[float, float]] = []
    y = 24.0 if whole is not None else 0.0
    for point in points:
        shape, y = _dotted(point, scale, y, unit)
        lines.append((y - 23, y - 9))
        drawn.append(pen.linked(shape, point.href))
    y -= 4
    if whole is not None:
        name = f"{whole_label or _('kota')} {said(whole, unit)}"
        drawn.insert(0, _limit(scale.at(whole), lines, name))
    drawn.append(pen.words(_EDGE, y + 14, said(low, unit, short=True), "muted", size=pen.SMALL))
    drawn.append(
        pen.words(pen.WIDTH - _EDGE, y + 14, said(high, unit), "muted", size=pen.SMALL, anchor="end")
    )
    return charted(
        pen.svg("dots", y + 19, drawn, title, told(points, unit)), title, subtitle, points, unit, note
    )


def _dotted(point: Point, scale: Scale, y: float, unit: str) -> tuple[str, float]:
    over = point.mark == "over"
    shapes, y = _heading(point, y, unit, over)
    middle = y + 6
    shapes += pen.rule(scale.start, middle, scale.end, middle, "line")
    if point.value is not None:
        ink = "brick" if over else "river"
        if point.low is not None and point.high is not None:
            left, right = scale.at(point.low), scale.at(point.high)
            shapes += pen.rect(left, middle - 3, max(right - left, 1), 6, ink, opacity=0.3, round_=3)
        shapes += pen.dot(scale.at(point.value), middle, 5, ink, hollow=point.mark == "muted")
    return shapes, y + 12 + 10


def _fitting(points: Sequence[Point], whole: float | None) -> tuple[float, float]:
    """Ends of a scale that holds every value and interval, with a little air; shares stay between 0 and 1."""
    found = [x for p in points for x in (p.value, p.low, p.high) if x is not None]
    found += [whole] if whole is not None else []
    low, high = min(found), max(found)
    air = (high - low or abs(high) or 1.0) * 0.08
    return (0.0 if 0 <= low < air else low - air), (1.0 if high <= 1 < high + air else high + air)
