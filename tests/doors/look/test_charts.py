"""The charts: honest lengths, nothing outside the drawing, every value in the table, and nothing unescaped."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from surga.doors.look.charts import Chart, Point, Series, bars, columns, dots, heat, line, parts, spark
from surga.doors.look.charts.drawing import width_of
from surga.doors.look.charts.scale import Scale, said, step_of, ticks
from surga.doors.look.charts.shares import shade_of
from surga.doors.look.pages.pictures import examples

_SVG = "{http://www.w3.org/2000/svg}"
_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))
_LABEL = st.text(_LETTERS, max_size=60)
_VALUE = st.none() | st.floats(0, 1e7) | st.integers(0, 10**7).map(float)


@st.composite
def _point(draw: st.DrawFn, label: str | None = None) -> Point:
    value = draw(_VALUE)
    low = high = None
    if value is not None and draw(st.booleans()):
        low = value * draw(st.floats(0, 1))
        high = value + draw(st.floats(0, 1e6))
    return Point(
        draw(_LABEL) if label is None else label,
        value,
        n=draw(st.none() | st.integers(0, 10**6)),
        low=low,
        high=high,
        href=draw(st.sampled_from(["", "/sie/laporan?a=1&b=2"])),
        mark=draw(st.sampled_from(["", "over", "muted"])),
    )


_POINTS = st.lists(_point(), max_size=40)
_TIMES = st.integers(1, 36).flatmap(
    lambda n: st.tuples(*(_point(label=f"{month % 12 + 1}/{month}") for month in range(n)))
)
_LIMIT = st.none() | st.floats(0.5, 1e6)
_UNIT = st.sampled_from(["", "%", "hari kerja"])


def drawn(chart: Chart) -> ET.Element:
    return ET.fromstring(str(chart.svg))


def held(chart: Chart) -> None:
    """Nothing is drawn outside the viewBox; texts count with the width they are given."""
    root = drawn(chart)
    _x, _y, width, height = (float(each) for each in root.attrib["viewBox"].split())
    for node in root.iter():
        spans = _extents(node)
        for left, top, right, bottom in spans:
            assert left >= -0.6, ET.tostring(node)
            assert right <= width + 0.6, ET.tostring(node)
            assert top >= -0.6, ET.tostring(node)
            assert bottom <= height + 0.6, ET.tostring(node)


def _extents(node: ET.Element) -> list[tuple[float, float, float, float]]:
    at = node.attrib
    match node.tag.removeprefix(_SVG):
        case "rect":
            x, y, width, height = (float(at[key]) for key in ("x", "y", "width", "height"))
            return [(x, y, x + width, y + height)]
        case "line":
            xs, ys = [float(at["x1"]), float(at["x2"])], [float(at["y1"]), float(at["y2"])]
            return [(min(xs), min(ys), max(xs), max(ys))]
        case "circle":
            x, y, r = (float(at[key]) for key in ("cx", "cy", "r"))
            return [(x - r, y - r, x + r, y + r)]
        case "path":
            pairs = re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", at["d"])
            return [(float(x), float(y), float(x), float(y)) for x, y in pairs]
        case "text":
            size = float(at["font-size"])
            width = width_of(node.text or "", size, at.get("font-weight") == "700")
            start = {"start": 0.0, "middle": width / 2, "end": width}[at.get("text-anchor", "start")]
            left = float(at["x"]) - start
            return [(left, float(at["y"]) - size * 0.8, left + width, float(at["y"]) + size * 0.25)]
    return []


@given(_POINTS, _UNIT, _LIMIT)
def test_bars_begin_at_nothing_and_keep_their_proportions(
    points: list[Point], unit: str, limit: float | None
) -> None:
    chart = bars("Judul", "Apa", points, unit=unit, limit=limit)
    held(chart)
    rects = [
        n for n in drawn(chart).iter(f"{_SVG}rect") if n.attrib["class"] in ("c-river", "c-brick", "c-edge")
    ]
    shown = [p.value for p in points if p.value is not None]
    assert len(rects) == len(shown)
    assert {n.attrib["x"] for n in rects} <= {"1"}
    lengths = [float(n.attrib["width"]) for n in rects]
    longest = max([*shown, *(p.high or 0 for p in points if p.value is not None), limit or 0], default=0) or 1
    for value, length in zip(shown, lengths, strict=True):
        assert length == pytest.approx(value / longest * 338, abs=0.02)


@given(_TIMES, _UNIT, _LIMIT)
def test_columns_stand_on_nothing(points: tuple[Point, ...], unit: str, limit: float | None) -> None:
    chart = columns("Judul", "Apa", points, unit=unit, limit=limit)
    held(chart)
    rects = [
        n for n in drawn(chart).iter(f"{_SVG}rect") if n.attrib["class"] in ("c-river", "c-brick", "c-edge")
    ]
    shown = [p.value for p in points if p.value is not None]
    assert len(rects) == len(shown)
    top = max([*shown, *(p.high or 0 for p in points if p.value is not None), limit or 0], default=0) or 1
    for value, node in zip(shown, rects, strict=True):
        y, height = float(node.attrib["y"]), float(node.attrib["height"])
        assert y + height == pytest.approx(172, abs=0.02)
        assert height == pytest.approx(value / top * 150, abs=0.02)


@given(st.lists(_TIMES, min_size=1, max_size=5), _UNIT, _LIMIT)
def test_lines_stay_in_their_frame_and_break_at_gaps(
    lines: list[tuple[Point, ...]], unit: str, limit: float | None
) -> None:
    chart = line(
        "Judul", "Apa", [Series(f"Garis {at}", each) for at, each in enumerate(lines)], unit=unit, limit=limit
    )
    held(chart)
    labels = {p.label for each in lines for p in each}
    assert {row[0] for row in chart.rows} == labels


def test_a_gap_is_not_bridged() -> None:
    points = [Point(str(at), value) for at, value in enumerate((1, 2, None, 4, 5, None, 7))]
    paths = [n.attrib["d"] for n in drawn(line("J", "A", [Series("", points)])).iter(f"{_SVG}path")]
    assert [way.count("L") for way in paths] == [1, 1]
    assert (
        len(list(drawn(line("J", "A", [Series("", points)])).iter(f"{_SVG}circle"))) == 1
    )  # the lonely last


@given(_POINTS, _UNIT, st.none() | st.floats(0, 1e6))
def test_dots_and_their_intervals_stay_on_the_scale(
    points: list[Point], unit: str, whole: float | None
) -> None:
    chart = dots("Judul", "Apa", points, unit=unit, whole=whole)
    held(chart)
    if any(p.value is not None for p in points):
        assert len(list(drawn(chart).iter(f"{_SVG}circle"))) == sum(p.value is not None for p in points)


@given(_POINTS, _UNIT)
def test_parts_fill_the_whole_bar(points: list[Point], unit: str) -> None:
    chart = parts("Judul", "Apa", points, unit=unit)
    held(chart)
    whole = sum(p.value or 0 for p in points)
    if whole:
        segments = [n for n in drawn(chart).iter(f"{_SVG}rect") if n.attrib["height"] == "30"]
        assert len(segments) == len(points)
        for point, node in zip(points, segments, strict=True):
            wanted = max((point.value or 0) / whole * 338 - 1.5, 0)
            assert float(node.attrib["width"]) == pytest.approx(wanted, abs=0.02)


@given(st.lists(_point(label="x"), max_size=60))
def test_sparks_stay_small(points: list[Point]) -> None:
    held(spark(points, "Judul"))


@given(_POINTS, _UNIT)
def test_every_value_stands_in_the_table(points: list[Point], unit: str) -> None:
    for chart in (bars("J", "A", points, unit=unit), parts("J", "A", points, unit=unit)):
        assert [row[:2] for row in chart.rows] == [(p.label, said(p.value, unit)) for p in points]
        assert list(chart.links) == [p.href for p in points]
        assert all(len(row) == len(chart.head) for row in chart.rows)


@given(st.integers(1, 5), st.integers(1, 5), st.data())
def test_heat_holds_every_cell_and_shades_by_value(down: int, across: int, data: st.DataObject) -> None:
    cells = [[data.draw(st.none() | _point(label="")) for _ in range(across)] for _ in range(down)]
    rows, names = [f"Baris {n}" for n in range(down)], [f"Lajur {n}" for n in range(across)]
    chart = heat("J", "A", rows, names, cells)
    held(chart)
    assert len(re.findall("<td", chart.table)) == down * across
    values = [p.value for row in cells for p in row if p is not None and p.value is not None]
    table = [cell for row in chart.rows for cell in row[1:]]
    assert sorted(filter(None, (cell.removeprefix("! ") for cell in table))) == sorted(map(said, values))


@given(st.floats(0, 1e9), st.floats(0.001, 1e9))
def test_shades_are_four_quarters_and_nothing(value: float, top: float) -> None:
    value = min(value, top)
    shade = shade_of(value, top)
    assert (shade == 0) == (value <= 0)
    assert shade <= 4
    assert shade_of(top, top) == 4
    assert shade_of(value / 2, top) <= shade


@given(st.floats(1e-6, 1e9), st.integers(1, 6), st.booleans())
def test_ticks_are_round_and_not_above(high: float, steps: int, whole: bool) -> None:
    found = ticks(high, steps, whole)
    assert found[0] == 0
    assert found[-1] <= high * (1 + 1e-6)
    assert len(found) <= steps + 2
    step = step_of(high, steps, whole)
    assert f"{step:e}"[0] in "125"


def test_ticks_of_nothing() -> None:
    assert ticks(0) == [0.0]
    assert step_of(float("inf")) == 1.0
    assert Scale(3, 3, 0, 10).at(3) == 0


def test_nothing_to_draw_is_said() -> None:
    empty = [
        bars("J", "A", []),
        columns("J", "A", [Point("a", None)]),
        line("J", "A", []),
        parts("J", "A", []),
    ]
    empty += [dots("J", "A", [Point("a", None)]), heat("J", "A", [], [], [])]
    with override("id"):
        for chart in empty:
            held(chart)
            assert "chart-empty" in chart.svg


def test_the_examples_are_all_inside_their_drawing() -> None:
    for chart in examples():
        held(chart)
