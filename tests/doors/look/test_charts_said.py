"""What charts say: escaped, in the reader's language, without colour too, and in the page's own colours."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils.translation import override

from surga.doors.look import charts
from surga.doors.look.charts import Chart, Point, Series, bars, heat, line, spark
from surga.doors.look.charts.drawing import COLOURS, cut, width_of, wrapped
from surga.doors.look.charts.scale import said
from surga.doors.look.pages.pictures import examples

_SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart: Chart) -> ET.Element:
    return ET.fromstring(str(chart.svg))


@pytest.mark.parametrize("name", ["bars", "columns", "line", "dots", "parts"])
def test_labels_and_addresses_are_escaped(name: str) -> None:
    wild = '<script>alert("1")</script>&'
    points = [Point(wild, 3, n=2, low=1, high=4, href='/x?a="><script>'), Point("b", 4, n=1)]
    make = getattr(charts, name)
    chart = make(
        wild, wild, [Series(wild, points), Series("c", points)] if name == "line" else points, note=wild
    )
    page = Template("{% load charts %}{% chart chart %}").render(Context({"chart": chart}))
    assert "<script" not in page
    ET.fromstring(str(chart.svg))


def test_a_heat_table_is_escaped_too() -> None:
    chart = heat("<b>", "<b>", ["<b>"], ["<b>"], [[Point("", 1, n=3, href='"><b>')]], corner="<b>")
    page = Template("{% load charts %}{% chart chart %}").render(Context({"chart": chart}))
    assert "<b>" not in page
    assert "n 3" in page


def test_numbers_are_in_the_readers_language() -> None:
    points = [Point("a", 1234.5), Point("b", None)]
    with override("id"):
        assert bars("J", "A", points).rows == (
            ("a", "1.234" if round(1234.5) == 1234 else "1.235"),
            ("b", "–"),
        )
        assert said(0.855, "%") == "85,5%"
        assert said(4.61, "hari kerja") == "4,61 hari kerja"
        assert said(float("nan")) == "–"
    with override("en"):
        assert said(0.855, "%") == "85.5%"
        assert bars("T", "S", points, limit=2, unit="days").svg.count("limit 2 days") == 1


def test_what_is_over_is_said_without_colour() -> None:
    chart = bars("J", "A", [Point("a", 3), Point("b", 9)], limit=5)
    texts = [n.text for n in drawn(chart).iter(f"{_SVG}text")]
    assert "! 9" in texts
    assert "3" in texts
    assert chart.svg.count("c-brick") == 2  # the bar and its value


def test_many_points_are_told_in_part_and_stand_whole_in_the_table() -> None:
    points = [Point(f"k{n}", n) for n in range(30)]
    chart = bars("J", "A", points)
    told = drawn(chart).find(f"{_SVG}desc")
    assert told is not None
    assert told.text is not None
    assert "k11" in told.text
    assert "k12" not in told.text
    assert len(chart.rows) == 30


def test_several_lines_have_a_table_with_a_column_each() -> None:
    one = Series("Satu", [Point("Jan", 1, low=0.5, high=2), Point("Feb", 2)])
    two = Series("Dua", [Point("Feb", 3)])
    with override("id"):
        chart = line("J", "A", [one, two])
    assert chart.head == ("", "Satu", "Dua")
    assert chart.rows == (("Jan", "1 (0,5 – 2)", "–"), ("Feb", "2", "3"))
    assert chart.links == ()


def test_the_same_drawing_twice_has_two_names() -> None:
    chart = bars("J", "A", [Point("a", 1, href="/k")])
    page = Template("{% load charts %}{% chart chart %}{% chart chart %}").render(Context({"chart": chart}))
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 4
    named = re.findall(r'aria-labelledby="([^ ]+) ([^"]+)"', page)
    assert {one for pair in named for one in pair} == set(ids)
    assert page.count('href="/k"') == 4  # twice drawn, twice in a table
    assert page.count('tabindex="-1"') == 2


def test_a_spark_without_a_title_is_decoration() -> None:
    chart = spark([Point("a", 1), Point("b", 4, mark="over")])
    assert 'aria-hidden="true"' in chart.svg
    assert "c-brick" in chart.svg
    assert Template("{% load charts %}{% chart chart %}").render(Context({"chart": chart}))


def test_long_words_are_cut_and_wrapped() -> None:
    assert cut("Perumahan", 1000) == "Perumahan"
    assert cut("Perumahan", 30).endswith("…")
    assert wrapped("Dinas Pekerjaan Umum dan Penataan Ruang Kota", 160)[0] == "Dinas Pekerjaan"
    assert len(wrapped("x" * 200, 100)) == 1
    assert all(width_of(each) <= 160 for each in wrapped("Dinas Pekerjaan Umum dan Penataan Ruang Kota", 160))


def test_the_colours_are_the_tokens() -> None:
    path = Path(charts.__file__).parents[1] / "static" / "look" / "css" / "tokens.css"
    light = path.read_text().partition(":root {")[2].partition("}")[0]
    tokens = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", light))
    assert {name: tokens[name] for name in COLOURS} == COLOURS


def test_every_class_of_a_drawing_has_its_colour_on_the_page() -> None:
    css = (Path(charts.__file__).parents[1] / "static" / "look" / "charts" / "charts.css").read_text()
    used = {
        name for chart in examples() for node in drawn(chart).iter() for name in node.get("class", "").split()
    }
    painted = {name for name in used if name.startswith(("c-", "s-"))}
    assert painted
    assert {name for name in painted if f".chart-svg .{name} " not in css} == set()
