"""How often the pages ask the database: a bounded number of times, and no more for more cases."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

LATE = "/sie/laporan?angka=within_5_working_days"
PAGES = {
    "/sie": 45,
    "/sie?instansi=umum": 40,
    "/sie/ruang": 25,
    "/sie/tingkat": 25,
    f"{LATE}&menurut=agency&nilai=umum": 22,
    f"{LATE}&hanya=terlambat&dari=1990-01-01": 22,
    "/sie/kanal": 30,
    "/sie/peta": 20,
    "/sie/pantau": 35,
    "/sie/depan": 15,
    "/sie/depan/rencana": 30,
}


def asked(client, address):
    """How many questions a page asks that keeps nothing from the one before."""
    client.get(address)
    cache.clear()
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize(("address", "most"), PAGES.items())
def test_pages_ask_a_bounded_number_of_questions(at, lived, live, settle, address, most):
    few = asked(at("executive"), address)
    assert few <= most, few
    for n in range(12):
        live("surat" if n % 2 else "jalan", 5 * n, answered=2, region="99.01.1001")
    settle()
    many = asked(at("executive"), address)
    assert many <= few + 4, (few, many)
