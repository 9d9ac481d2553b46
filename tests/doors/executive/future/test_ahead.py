"""The forecast says its finding first, how sure it is, and to a liaison only of the own agency."""

from dataclasses import asdict

import pytest
from django.utils import timezone

from surga.doors.executive.future.parts import listed
from surga.reactions.insight.models import Outlook
from surga.reactions.insight.rules.planning.forecast import Expected, Forecast, Measured

MONTH = Expected(10, 8, 12, 6, 15)
YEAR = Expected(120, 100, 140, 90, 150)


def keep(kind, code, why="better", method="blend", **more):
    """A forecast as the worker keeps it."""
    measured = (
        Measured(24, 12, 90, 2.0, 3.0, 0.6, 0.9, 0.8, 0.95, 0.01) if why in {"better", "not_better"} else None
    )
    found = Forecast(method, why, 30, (MONTH,) * 12, YEAR, "seasonal_naive", (9.0,) * 12, measured)
    told = {"from": "2024-05", "counts": [10] * 30}
    content = {**asdict(found), **more}
    Outlook.objects.create(
        kind=kind, code=code, begins="2026-11", history=told, content=content, made_at=timezone.now()
    )


def text(client, address="/sie/depan", status=200):
    found = client.get(address)
    assert found.status_code == status
    return found.content.decode()


def test_before_the_first_night_it_says_so(at):
    assert "Perkiraan belum dihitung." in text(at("executive"))


def test_the_finding_stands_first_with_its_proof(at):
    keep("all", "")
    keep("topic", "jalan", why="not_better", method="seasonal_naive")
    keep("region", "99.01")
    keep("region", "99.01.1001")
    keep("agency", "umum")
    keep("topic", "gone")
    said = text(at("executive"))
    assert "12 bulan ke depan kira-kira 120 laporan (90–150); setahun terakhir 120." in said
    assert "Terbanyak kira-kira pada November 2026." in said
    assert "MASE" in said
    assert "80% · 95%" in said
    assert "Kecamatan Hulu" in said
    assert "seperti setahun lalu" in said
    assert "5 lebih tepat dengan model musiman" not in said
    assert "4 lebih tepat dengan model musiman" in said
    assert "sampai akhir Oktober 2026" in said


def test_one_series_is_shown_in_full(at):
    keep("all", "")
    keep("topic", "jalan", why="not_better", method="seasonal_naive")
    keep("topic", "surat", why="empty", method="", months=(), total=None, plain=())
    mayor = at("executive")
    said = text(mayor, "/sie/depan?seri=topic:jalan")
    assert "Jalan: 12 bulan ke depan" in said
    assert "tidak lebih baik dari cara sederhana" in said
    assert "belum ada laporan untuk diperkirakan" in text(mayor, "/sie/depan?seri=topic:surat")
    wrong = text(mayor, "/sie/depan?seri=topic:nichts", 422)
    assert "Belum ada perkiraan untuk “topic:nichts”. Yang tampil: semua laporan kota." in wrong
    assert "12 bulan ke depan kira-kira" in wrong


def test_it_speaks_english(at):
    keep("all", "")
    mayor = at("executive")
    mayor.cookies["bahasa"] = "en"
    assert "About 120 cases in the next 12 months (90–150); 120 in the last year." in text(mayor)


def test_a_liaison_sees_the_own_agency_and_no_other(at):
    keep("all", "")
    keep("topic", "jalan")
    keep("agency", "pengawas")
    liaison = at("liaison")
    said = text(liaison, "/sie/depan?seri=agency:pengawas")
    assert "Belum ada perkiraan untuk instansi Anda." in said
    keep("agency", "umum")
    said = text(liaison, "/sie/depan?seri=agency:pengawas")
    assert "Dinum: 12 bulan ke depan" in said
    assert "Inspektorat" not in said
    assert "Rencana program" not in said


def test_the_page_asks_the_database_little(at, django_assert_max_num_queries):
    keep("all", "")
    for n in range(20):
        keep("topic", f"t{n}")
    mayor = at("executive")
    mayor.get("/sie/depan")
    with django_assert_max_num_queries(20):
        mayor.get("/sie/depan")


@pytest.mark.parametrize(("names", "said"), [([], ""), (["A"], "A"), (["A", "", "B", "C"], "A, B dan C")])
def test_names_are_listed_as_people_say_them(city, names, said):
    assert listed(names) == said
