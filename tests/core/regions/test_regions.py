"""The regions as every room asks for them."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from surga.core.regions import queries
from surga.core.regions.actions import load_regions
from surga.core.regions.models import Region

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Row:
    code: str
    name: str
    kind: str = "kelurahan"
    parent: str = ""
    spellings: tuple[str, ...] = ()
    needs_kind: bool = False
    shape: dict[str, Any] | None = field(default=None)
    population: int | None = None


def square(west):
    ring = [[west, -7.83], [west + 0.01, -7.83], [west + 0.01, -7.82], [west, -7.82], [west, -7.83]]
    return {"type": "Polygon", "coordinates": [ring]}


ROWS = (
    Row("1", "Hulu", "kecamatan"),
    Row("1.1", "Timur", parent="1", spellings=("Wetan",), shape=square(112.01)),
    Row("1.2", "Barat", parent="1", shape=square(112.0)),
)


@pytest.fixture(autouse=True)
def _no_copy():
    queries.forget()


@pytest.fixture
def loaded():
    load_regions(ROWS)


def test_regions_are_known_by_code_name_and_place(loaded):
    assert [each.code for each in queries.regions()] == ["1", "1.1", "1.2"]
    assert queries.region("1.2").parent == "1"
    assert queries.region("9") is None
    assert [each.name for each in queries.regions_of("kelurahan")] == ["Barat", "Timur"]
    assert queries.region_at(-7.825, 112.015) == "1.1"
    assert queries.match_name("kel. wetan") == "1.1"
    assert queries.named_in("rumah di kelurahan Barat") == "1.2"


def test_a_kecamatan_is_the_union_of_its_parts(loaded):
    assert Region.objects.get(code="1").shape["type"] == "Polygon"
    assert [code for code, _name, _path in queries.shapes("kecamatan")] == ["1"]


def test_every_region_s_point_lies_inside_it(loaded):
    for each in queries.regions_of("kelurahan"):
        assert queries.region_at(each.lat, each.lon) == each.code


def test_the_drawing_leads_back_to_the_place(loaded):
    assert queries.viewbox().startswith("0 0 1000 ")
    for each in queries.regions():
        assert queries.from_svg(*queries.to_svg(each.lat, each.lon)) == pytest.approx(
            (each.lat, each.lon), abs=1e-5
        )


def test_the_copy_costs_one_query(loaded, django_assert_num_queries):
    queries.regions()
    with django_assert_num_queries(1):
        queries.region_at(-7.825, 112.015)
    with django_assert_num_queries(0):
        queries.region_at(-7.825, 112.015, fresh=False)


def test_a_region_that_is_gone_stays_for_its_cases(loaded):
    load_regions(ROWS[:2])
    assert queries.region("1.2") is None
    assert Region.objects.get(code="1.2").active is False
    load_regions(ROWS)
    assert queries.region("1.2") is not None


def test_an_empty_city_answers_nothing():
    assert queries.regions() == ()
    assert queries.region_at(-7.8, 112.0) is None
    assert queries.match_name("Pojok") is None


def test_shapes_survive_the_database(loaded):
    assert json.dumps(Region.objects.get(code="1.1").shape) == json.dumps(square(112.01))


def test_a_kecamatan_has_the_people_of_its_parts_if_all_are_known():
    load_regions((ROWS[0], replace(ROWS[1], population=700), replace(ROWS[2], population=300)))
    assert [each.population for each in queries.regions()] == [1000, 700, 300]
    load_regions((ROWS[0], replace(ROWS[1], population=700), ROWS[2]))
    assert [each.population for each in queries.regions()] == [None, 700, None]
