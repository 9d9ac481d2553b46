"""Points, shapes and the drawing of the city."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.regions.geometry import Atlas, Frame, point_inside, united


def square(west, south, side=0.01):
    east, north = west + side, south + side
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


# Two neighbours with a crack of about eleven metres between them.
WEST, EAST = square(111.99, -7.83), square(112.0001, -7.83)
ATLAS = Atlas({"west": WEST, "east": EAST}, {"both": united([WEST, EAST])})
BOUNDS = (111.95, -7.88, 112.08, -7.77)


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        (-7.825, 111.995, "west"),
        (-7.825, 112.005, "east"),
        (-7.825, 112.00002, "west"),  # in the crack, nearer to the west
        (-7.825, 112.00008, "east"),
        (-7.8201, 112.005, "east"),  # on the inner side of the edge
        (-7.8199, 112.005, "east"),  # eleven metres outside: a telephone errs by more
        (-7.8190, 112.005, None),  # a hundred metres outside
        (0.0, 0.0, None),
        (float("nan"), 112.0, None),
        (float("inf"), 112.0, None),
    ],
)
def test_a_point_lies_in_its_region(lat, lon, code):
    assert ATLAS.region_at(lat, lon) == code


def test_a_union_has_no_cracks():
    assert united([WEST, EAST])["type"] == "Polygon"


def test_no_regions_no_answer():
    assert Atlas({}, {}).region_at(-7.8, 112.0) is None


@given(st.floats(-7.88, -7.77), st.floats(111.95, 112.08))
def test_the_drawing_and_the_earth_agree(lat, lon):
    frame = Frame(BOUNDS)
    x, y = frame.to_svg(lat, lon)
    assert 0 <= x <= 1000
    assert 0 <= y <= frame.height
    back = frame.from_svg(x, y)
    assert back == pytest.approx((lat, lon), abs=2e-5)  # two metres


def test_north_is_up_and_east_is_right():
    frame = Frame(BOUNDS)
    assert frame.to_svg(-7.78, 112.0)[1] < frame.to_svg(-7.87, 112.0)[1]
    assert frame.to_svg(-7.8, 111.96)[0] < frame.to_svg(-7.8, 112.07)[0]


def test_paths_are_whole_and_closed():
    assert set(ATLAS.paths) == {"west", "east", "both"}
    for path in ATLAS.paths.values():
        assert re.fullmatch(r"(M\d+ \d+(l-?\d+ -?\d+)+z)+", path)


def test_a_point_inside_lies_inside_even_a_crescent():
    crescent = {
        "type": "Polygon",
        "coordinates": [[[0, 0], [10, 0], [10, 10], [9, 10], [9, 1], [0, 1], [0, 0]]],
    }
    assert Atlas({"c": crescent}, {}).region_at(*point_inside(crescent)) == "c"
