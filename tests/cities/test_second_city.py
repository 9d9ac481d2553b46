"""Another city is other data: nothing of Kediri is in the code."""

import ast
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from surga.core.agencies import queries
from surga.core.agencies.actions import load_city
from surga.core.regions import queries as places
from surga.core.regions.actions import load_regions

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "rawajaya"
# The only place that names a city: which folder is taken when nobody says.
DEFAULTS = ("SURGA_CITY = env.text('SURGA_CITY', 'kediri')",)
# The example in the published contract of the JSON API, and in comments of scripts.
CONTRACT = re.compile(r"KDR-2206-7Q4KX|//.*")
NAME = re.compile(r"kediri|\bKDR\b|35\.71", re.IGNORECASE)


@pytest.fixture
def city(db):
    places.forget()
    load_city(FOLDER, "system:setup", load_regions)
    return queries.city()


def test_it_lives_on_its_own_clock_and_week(city):
    friday_night = datetime(2025, 3, 7, 16, 30, tzinfo=UTC)  # half past midnight on Saturday there
    due = city.calendar.add_working_days(friday_night, 1)
    assert due.isoformat() == "2025-03-11T23:59:59+08:00"  # Monday is its own holiday
    assert city.calendar.is_working_day(date(2025, 3, 8))


def test_its_cases_find_their_way(city):
    assert queries.topic_of("aspal berlubang") == "jalan"
    assert queries.route("jalan", "", "di jalan negara").body == "Balai Jalan"
    assert queries.route("surat", "99.01.1002", "").agency == "kel-barat"
    assert places.region_at(-2.995, 120.005) == "99.01.1001"
    assert places.match_name("Kel. Wetan") == "99.01.1001"
    assert places.match_name("Timur") is None


def code_files():
    """What the system runs and shows; the examples of the style guide and of the API's description are neither."""
    kinds = {".py", ".html", ".txt", ".js", ".css", ".po", ".svg"}
    found = (path for path in sorted((ROOT / "surga").rglob("*")) if path.suffix in kinds)
    return [path for path in found if "styleguide" not in path.parts and path.name != "examples.py"]


def spoken(path):
    """The lines of a file that do something: without a Python file's comments and docstrings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        tree = ast.parse(text)
        for node in ast.walk(tree):
            first = node.body[0] if isinstance(getattr(node, "body", None), list) and node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                first.value.value = ""
        text = ast.unparse(tree)
    return text.splitlines()


def test_no_file_of_the_code_names_kediri():
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in code_files()
        for line in spoken(path)
        if NAME.search(CONTRACT.sub("", line)) and line.strip() not in DEFAULTS
    ]
    assert not found, "\n".join(found)
