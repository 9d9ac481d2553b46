"""Every address of SIE: who may come in, what is never kept, and that an agency reads of itself alone."""

import re
from importlib import import_module

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

ROOMS = ("frame", "today", "findings", "places", "satisfaction", "future", "papers", "keeping")
PATTERNS = [
    pattern
    for room in ROOMS
    for pattern in import_module(f"surga.doors.executive.{room}.urls").urlpatterns
    if isinstance(pattern, URLPattern)
]
#: Published for everybody.
PUBLIC = ("ikm",)
PAGES = sorted(
    {f"/{p.pattern}" for p in PATTERNS if "<" not in str(p.pattern) and not str(p.pattern).startswith(PUBLIC)}
)
SECRET = "dari=1990-01-01&instansi=pengawas"


def test_there_are_pages():
    assert {"/sie", "/sie/tingkat", "/sie/ruang", "/sie/laporan"} <= set(PAGES)
    assert get_resolver().resolve("/sie").func.__name__ == "today"


@pytest.mark.parametrize("path", PAGES)
def test_nobody_comes_in_without_logging_in(city, path):
    found = Client().get(path)
    assert found.status_code in (302, 405)
    if found.status_code == 302:
        assert found.headers["Location"].startswith("/masuk")


@pytest.mark.parametrize("path", PAGES)
def test_an_operator_is_refused(at, path):
    assert at("operator").get(path).status_code in (403, 405)


@pytest.mark.parametrize("path", PAGES)
def test_a_mayor_is_shown_it_and_no_browser_keeps_it(at, path):
    found = at("executive").get(path)
    # What needs a name in its address (whose report?) is not found without one.
    assert found.status_code in (200, 302, 404, 405)
    if found.status_code in (200, 302):
        assert "no-store" in found.headers["Cache-Control"]


@pytest.mark.parametrize("path", PAGES)
def test_a_liaison_reads_of_the_own_agency_alone(at, case, path):
    """Whatever the address asks for: nothing of a case that lies elsewhere, nor that agency's name as one chosen."""
    theirs = case("forwarded", agency="kel-timur", text="Pagar balai Timur roboh menimpa jalan")
    found = at("liaison").get(f"{path}?{SECRET}&instansi=kel-timur")
    if found.status_code != 200 or not found.headers["Content-Type"].startswith("text/"):
        assert found.status_code in (200, 302, 403, 404, 405)
        return
    said = b"".join(found.streaming_content if found.streaming else [found.content]).decode()
    assert theirs.code not in said
    assert "Pagar balai" not in said
    assert not re.search(r'<option value="kel-timur" selected', said)
