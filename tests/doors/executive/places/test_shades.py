"""Shades follow the values; tiles lie where the drawing puts their corners."""

import math

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from surga.core.agencies.queries import city as profile
from surga.core.regions import queries as regions
from surga.doors.executive.places.map.shades import scale_of
from surga.doors.executive.places.map.tiles import MOST, tiles
from surga.project.configuration.policy import Tiles
from surga.reactions.insight.queries.places import Place


def place(n, rate=None):
    return Place("1", "Pojok", "", n, 1000 if rate is not None else None, rate)


@given(st.lists(st.integers(0, 10_000), max_size=60))
def test_more_is_never_lighter(numbers):
    places = [place(n) for n in numbers]
    scale = scale_of(places, rates=False)
    for one in places:
        shade = scale.shade(one)
        assert shade == "0" if not one.n else shade == "few" if one.few else shade in "1234"
    shown = sorted((one.n, scale.shade(one)) for one in places if not one.few)
    assert [shade for _n, shade in shown] == sorted(shade for _n, shade in shown)
    assert list(scale.breaks) == sorted(set(scale.breaks))


@given(st.lists(st.floats(0.001, 1e6), min_size=8, max_size=60, unique=True))
def test_rates_have_all_that_the_legend_says(rates):
    places = [place(10, rate) for rate in rates]
    scale = scale_of(places, rates=True)
    named = {shade for shade, _words in scale.legend()}
    assert {scale.shade(one) for one in places} <= named | {"1"}
    assert scale.shade(max(places, key=scale.value)) == ("4" if scale.breaks else "1")


def test_the_legend_says_the_breaks():
    scale = scale_of([place(10, rate) for rate in (1, 2, 3, 4, 5, 6, 7)], rates=True)
    assert scale.breaks == (2, 4, 6)
    assert scale.legend() == [("1", "< 2"), ("2", "2 – 4"), ("3", "4 – 6"), ("4", "≥ 6")]
    assert scale_of([], rates=True).legend() == []
    assert scale_of([place(7)], rates=False).shade(place(7)) == "1"


@pytest.mark.django_db
def test_tiles_cover_the_city_and_are_few(city):
    profile()
    assert tiles() == []
    with override_settings(TILES=Tiles("https://t.example.org/{z}/{x}/{y}", "")):
        found = tiles()
    width, height = (float(each) for each in regions.viewbox().split()[2:])
    assert 1 <= len(found) <= MOST
    assert min(tile.x for tile in found) <= 0
    assert min(tile.y for tile in found) <= 0
    assert max(tile.x + tile.width for tile in found) >= width
    assert max(tile.y + tile.height for tile in found) >= height
    zoom, x, y = (int(each) for each in found[0].href.split("/")[-3:])
    lon = x / 2**zoom * 360 - 180
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / 2**zoom))))
    assert regions.to_svg(lat, lon) == (found[0].x, found[0].y)
