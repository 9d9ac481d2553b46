"""In time: standing columns from nothing, lines with their bands, and a line small enough for a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from surga.doors.look.charts import drawing as pen
from surga.doors.look.charts.chart import Chart, Point, Series
from surga.doors.look.charts.rows import is_over, nothing
from surga.doors.look.charts.scale import Scale, reach, said, ticks, told, whole_numbers
from surga.doors.look.charts.tables import charted, moments, of_series

_TOP, _FLOOR, _HEIGHT = 22.0, 172.0, 196.0
#: How the lines of one drawing are told apart where no colour is: by their dashes.
_DASHES = ("", "7 4", "2 3", "10 3 2 3", "1 4")
_PAINTS = ("river", "ink", "muted", "sky", "edge")


def columns(
    title: str,
    subtitle: str,
    points: Sequence[Point],
    *,
    unit: str = "",
    limit: float | None = None,
    note: str = "",
) -> Chart:
    """Standing columns from nothing, in time. A few say their value each, many the largest and the last."""
    if not any(p.value is not None for p in points):
        return charted(nothing(title), title, subtitle, points, unit, note)
    scale, drawn, left = _frame(points, unit, limit)
    slot = (pen.WIDTH - left - 2) / len(points)
    thick = max(min(slot * 0.72, 44.0), 0.5)
    spoken = _spoken(points, slot)
    for at, point in enumerate(points):
        if point.value is None:
            continue
        middle = left + slot * (at + 0.5)
        over = is_over(point, limit)
        ink = "brick" if over else "edge" if point.mark == "muted" else "river"
        top = scale.at(point.value)
        shape = pen.rect(middle - thick / 2, top, thick, _FLOOR - top, ink, round_=min(2.0, thick / 4))
        shape += _upright(point, scale, middle)
        if at in spoken:
            shape += _above(
                middle, min(top, scale.at(point.high or 0)) - 5, said(point.value, unit, short=True), over
            )
        drawn.append(pen.linked(shape, point.href))
    drawn += _along([p.label for p in points], left, slot)
    if limit is not None:
        drawn.append(
            _limit(scale.at(limit), left, said(limit, unit), pen.WIDTH, points[: len(points) // 2], limit)
        )
    svg = pen.svg("columns", _HEIGHT, drawn, title, told(points, unit))
    return charted(svg, title, subtitle, points, unit, note)


def _frame(
    points: Sequence[Point], unit: str, limit: float | None, right: float = pen.WIDTH
) -> tuple[Scale, list[str], float]:
    """The scale from nothing, its thin lines with their values, and where the drawing begins beside them."""
    top = reach(points, limit)
    marks = ticks(top, whole=unit != "%" and whole_numbers(points))
    scale = Scale(0, top or 1, _FLOOR, _TOP)
    names = [said(mark, unit, short=True) for mark in marks]
    left = max(pen.width_of(name, pen.SMALL) for name in names) + 6
    drawn: list[str] = []
    for mark, name in zip(marks, names, strict=True):
        y = scale.at(mark)
        drawn.append(pen.rule(left, y, right, y, "line" if mark else "edge"))
        drawn.append(pen.words(left - 6, y + 4.5, name, "muted", size=pen.SMALL, anchor="end"))
    return scale, drawn, left


def _spoken(points: Sequence[Point], slot: float) -> set[int]:
    """Which columns say their value: all that have room, else the largest and the last unless they collide."""
    drawable = [at for at, p in enumerate(points) if p.value is not None]
    if slot >= 34 and len(points) <= 9:
        return set(drawable)
    largest = max(drawable, key=lambda at: points[at].value or 0)
    last = drawable[-1]
    return {largest} if 0 < (last - largest) * slot < 48 else {largest, last}


def _above(x: float, y: float, value: str, over: bool) -> str:
    value = f"! {value}" if over else value
    half = pen.width_of(value, pen.SMALL, strong=True) / 2
    middle = min(max(x, half), pen.WIDTH - half)
    ink = "brick" if over else "ink"
    return pen.words(middle, max(y, 12), value, ink, size=pen.SMALL, anchor="middle", strong=True, halo=True)


def _upright(point: Point, scale: Scale, x: float) -> str:
    """The interval of a column."""
    if point.low is None or point.high is None:
        return ""
    low, high = scale.at(point.low), scale.at(point.high)
    halo = pen.rect(x - 2, high, 4, low - high, "card", opacity=0.75)
    return halo + pen.rule(x, high, x, low, "ink", width=1.5)


def _along(labels: Sequence[str], left: float, slot: float) -> Iterator[str]:
    """Labels below the axis, as many as have room: always the first, then at even steps."""
    widest = max(pen.width_of(label, pen.SMALL) for label in labels) + 10
    every = max(1, -int(-widest // slot))
    for at in range(0, len(labels), every):
        half = pen.width_of(labels[at], pen.SMALL) / 2
        middle = left + slot * (at + 0.5)
        held = min(max(middle, half), pen.WIDTH - half)
        yield pen.words(held, _FLOOR + 18, labels[at], "muted", size=pen.SMALL, anchor="middle")


def _limit(y: float, left: float, value: str, right: float, points: Sequence[Point], limit: float) -> str:
    """The limit as a dashed line, its name at the emptier of its ends, on the side where no values are."""
    name = _("batas %(value)s") % {"value": value}
    half = len(points) // 2
    begin, end = _far(points[:half], limit), _far(points[half:], limit)
    early = abs(begin) >= abs(end)
    below = (begin if early else end) > 0
    x, anchor = (left + 3, "start") if early else (right - 3, "end")
    line = pen.rule(left, y, right, y, "ink", width=1.5, dash="4 3")
    at = y + 15 if below and y + 15 < _FLOOR else y - 5
    return line + pen.words(x, at, name, "ink", size=pen.SMALL, anchor=anchor, halo=True)


def _far(points: Sequence[Point], limit: float) -> float:
    """How far values lie above (or, negative, below) the limit in the mean; nothing drawn: far below."""
    found = [p.value - limit for p in points if p.value is not None]
    return sum(found) / len(found) if found else -limit


def line(
    title: str,
    subtitle: str,
    series: Sequence[Series],
    *,
    unit: str = "",
    limit: float | None = None,
    note: str = "",
) -> Chart:
    """Lines in time from nothing, each with its name at its end; an interval is a band, a missing value a gap."""
    head, rows = of_series(series, unit) if series else (("",), ())
    every = [p for each in series for p in each.points]
    links = tuple(p.href for p in series[0].points) if len(series) == 1 else ()
    if not any(p.value is not None for p in every):
        return Chart(title, subtitle, nothing(title), head, rows, note, links)
    labels = moments(series)
    names = [_name(each, unit, alone=len(series) == 1) for each in series]
    right = pen.WIDTH - min(max(pen.width_of(name, pen.SMALL, strong=True) for name in names) + 10, 128)
    scale, drawn, left = _frame(every, unit, limit, right)
    slot = (right - left) / max(len(labels), 1)
    where = {label: left + slot * (at + 0.5) for at, label in enumerate(labels)}
    ends: list[tuple[float, str, str]] = []
    for at, (each, name) in enumerate(zip(series, names, strict=True)):
        paint = "muted" if each.mark == "muted" else _PAINTS[at % len(_PAINTS)]
        drawn += _traced(each.points, where, scale, paint, _DASHES[at % len(_DASHES)], limit)
        last = next((p for p in reversed(each.points) if p.value is not None), None)
        if last is not None and last.value is not None:
            ends.append((scale.at(last.value), name, paint))
    drawn += _ends(ends, right)
    drawn += _along(labels, left, slot)
    if limit is not None:
        drawn.append(_limit(scale.at(limit), left, said(limit, unit), right, series[0].points, limit))
    told_all = ". ".join(f"{each.label}: {told(each.points, unit)}" for each in series)
    return Chart(title, subtitle, pen.svg("line", _HEIGHT, drawn, title, told_all), head, rows, note, links)


def _name(series: Series, unit: str, *, alone: bool) -> str:
    """What stands at a line's end: its last value, after its name where there are several."""
    last = next((p.value for p in reversed(series.points) if p.value is not None), None)
    value = said(last, unit, short=True)
    return value if alone else f"{series.label} {value}".strip()


def _traced(
    points: Sequence[Point], where: dict[str, float], scale: Scale, paint: str, dash: str, limit: float | None
) -> Iterator[str]:
    """One line: its bands first, then the parts between gaps; what is over the limit has a brick dot."""
    for run in _runs(points):
        xs = [where[p.label] for p in run]
        ranged = all(p.low is not None and p.high is not None for p in run)
        if ranged and len(run) > 1:
            upper = [(x, scale.at(p.high or 0)) for x, p in zip(xs, run, strict=True)]
            lower = [(x, scale.at(p.low or 0)) for x, p in zip(xs, run, strict=True)]
            yield pen.area([*upper, *reversed(lower)], paint, opacity=0.18)
        elif ranged:
            yield _upright(run[0], scale, xs[0])
        way = [(x, scale.at(p.value or 0)) for x, p in zip(xs, run, strict=True)]
        if len(way) > 1:
            yield pen.path(way, paint, dash=dash)
        else:
            yield pen.dot(*way[0], 3, paint)
        for (x, y), point in zip(way, run, strict=True):
            if is_over(point, limit):
                yield pen.linked(pen.dot(x, y, 3.5, "brick"), point.href)
            elif point.href and len(run) <= 60:
                yield pen.linked(pen.dot(x, y, 2.5, paint), point.href)


def _runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    """The stretches without a gap."""
    run: list[Point] = []
    for point in points:
        if point.value is not None:
            run.append(point)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _ends(ends: list[tuple[float, str, str]], right: float) -> Iterator[str]:
    """The names at the lines' ends, pushed apart so that none lies on another."""
    ends.sort()
    room = pen.SMALL + 2
    lowest = _FLOOR - 2 - room * (len(ends) - 1)
    y = 0.0
    for at, (wanted, name, paint) in enumerate(ends):
        y = max(y + room if at else 0.0, min(wanted, lowest + room * at), _TOP - 8)
        short = pen.cut(name, pen.WIDTH - right - 4, pen.SMALL, strong=True)
        yield pen.words(right + 4, y + 4.5, short, paint, size=pen.SMALL, strong=True)


def spark(points: Sequence[Point], title: str = "") -> Chart:
    """A line for the corner of a card, 120 by 32, from nothing to its largest; without a title it is decoration, and
    has no table."""
    head, rows = of_series([Series("", points)], "") if title else ((), ())
    width, height = 120.0, 32.0
    scale = Scale(0, reach(points) or 1, height - 3, 4)
    step = (width - 8) / max(len(points) - 1, 1)
    where = {id(p): 4 + step * at for at, p in enumerate(points)}
    drawn: list[str] = []
    for run in _runs(points):
        way = [(where[id(p)], scale.at(p.value or 0)) for p in run]
        floor = [(way[-1][0], height - 3), (way[0][0], height - 3)]
        drawn.append(pen.area([*way, *floor], "river", opacity=0.15))
        drawn.append(pen.path(way, "river") if len(way) > 1 else "")
    last = next((p for p in reversed(points) if p.value is not None), None)
    if last is not None and last.value is not None:
        ink = "brick" if last.mark == "over" else "river"
        drawn.append(pen.dot(where[id(last)], scale.at(last.value), 3, ink))
    return Chart(
        title, "", pen.svg("spark", height, drawn, title, told(points) if title else "", width), head, rows
    )
