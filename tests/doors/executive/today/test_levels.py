"""The levels of government, and the screen of the situation room."""

import re
from datetime import timedelta

import pytest

from surga.core.cases import actions
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people.access import system
from surga.doors.executive.today.levels.counting import Share
from surga.doors.executive.today.levels.exchange import lasted

EVER = "dari=1990-01-01"


def heading(said):
    return re.sub(r"<[^>]+>", "", re.search(r"<h1>(.*?)</h1>", said, re.DOTALL).group(1)).strip()


@pytest.fixture
def climbed(live, settle):
    """Three solved by the agency, one by a kelurahan, one given to the province."""
    codes = [live("surat", 30, answered=0.1) for _ in range(3)]
    route = {"agency": "kel-timur", "level": "kelurahan"}
    codes.append(live("surat", 30, answered=0.1, agency="kel-timur", route=route))
    up = live("jalan", 30)
    actions.escalate_case(
        up, system("import"), level="province", body="Dinas PU Provinsi", reason="Jalan provinsi"
    )
    settle()
    return codes


def test_the_levels_say_where_it_was_solved(at, climbed):
    said = at("executive").get(f"/sie/tingkat?{EVER}").content.decode()
    assert heading(said) == "100% laporan selesai di kota sendiri, 25% di kelurahan atau kecamatan."
    assert "80% dari yang masuk sudah selesai." in said
    for word in ("Kelurahan", "Instansi kota", "Provinsi", "Dijawab", "Masih berjalan"):
        assert word in said
    assert "menurut=level&amp;nilai=province" in said


def test_the_exchange_stands_there_both_ways_but_not_for_an_agency(at, climbed, settings):
    assert "Pertukaran dengan pemerintah lain" in at("executive").get("/sie/tingkat").content.decode()
    assert "Pertukaran dengan pemerintah lain" not in at("liaison").get("/sie/tingkat").content.decode()


def test_without_cases_the_levels_say_so(at):
    said = at("executive").get("/sie/tingkat").content.decode()
    assert heading(said) == "Belum ada laporan yang selesai pada masa ini."
    assert "Tidak ada laporan pada masa ini." in said


def test_a_share_has_its_interval():
    assert Share(0, 0).value is None
    assert Share(0, 0).interval == (None, None)
    low, high = Share(5, 10).interval
    assert low < 0.5 < high


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, "–"),
        (0, "0 detik"),
        (59, "59 detik"),
        (60, "1 menit"),
        (3_600, "1,0 jam"),
        (86_400, "24,0 jam"),
        (172_800, "2,0 hari"),
    ],
)
def test_how_long_it_lasted(seconds, said):
    assert lasted(seconds) == said


def test_the_screen_tells_dangers_before_what_is_late(at, lived):
    receive(Message(text="Ada kebakaran rumah di gang sebelah pasar, api besar"), system("setup"))
    said = at("executive").get("/sie/ruang").content.decode()
    assert heading(said) == "1 bahaya menunggu"
    assert said.index('class="wall-danger"') < said.index("</ol>")
    assert "Kebakaran" in said
    assert "gang sebelah pasar" not in said
    assert re.search(r"<strong>2</strong><span>lewat 5 hari kerja", said)
    assert 'content="60"' in said
    assert "data-wall" in said


def test_a_quiet_room(at):
    said = at("executive").get("/sie/ruang").content.decode()
    assert heading(said) == "Tidak ada bahaya yang menunggu"
    assert "wall-late" not in said
    assert "<strong>–</strong>" in said


def test_what_is_late_by_its_clock_stands_on_the_screen_once(at, case, monkeypatch):
    from django.utils import timezone

    from surga.core.cases.actions import sweep_clocks

    late = case("forwarded")
    sweep_clocks(timezone.now() + timedelta(days=60))
    said = at("executive").get("/sie/ruang").content.decode()
    assert said.count(late.code) in (1, 2)
    assert "Jalan" in said


def test_the_screen_asks_a_bounded_number_of_questions(at, lived, django_assert_max_num_queries):
    client = at("executive")
    client.get("/sie/ruang")
    with django_assert_max_num_queries(60):
        client.get("/sie/ruang")


def test_each_number_leads_to_what_came_of_the_cases_there(at, climbed):
    client = at("executive")
    for asked, n in (
        ("menurut=level&nilai=province&hasil=open", 1),
        ("menurut=level&nilai=kelurahan&hasil=answered", 1),
        ("menurut=level&nilai=opd&hasil=solved", 3),
        ("menurut=level&nilai=province&hasil=solved", 0),
        ("singgah=opd", 1),
        ("singgah=centre", 0),
    ):
        said = client.get(f"/sie/laporan?{EVER}&{asked}")
        assert said.status_code == 200
        assert f"<strong>{n} laporan</strong>" in said.content.decode(), asked
    assert (
        "Laporan: Provinsi, Masih berjalan"
        in client.get(f"/sie/laporan?{EVER}&menurut=level&nilai=province&hasil=open").content.decode()
    )
    assert client.get(f"/sie/laporan?{EVER}&hasil=bagus").status_code == 422
    assert client.get(f"/sie/laporan?{EVER}&angka=rating&hasil=open").status_code == 422


def test_what_is_of_now_says_so_as_of_a_past_day(at, climbed):
    client = at("executive")
    assert "adalah keadaan sekarang" in client.get("/sie/tingkat?per=2026-01-31").content.decode()
    assert "adalah keadaan sekarang" not in client.get("/sie/tingkat").content.decode()
    assert "menurut keadaan sekarang" in client.get("/sie/kanal?per=2026-01-31").content.decode()
    assert "menurut keadaan sekarang" not in client.get("/sie/kanal").content.decode()


def test_of_a_period_that_is_over_what_is_of_today_says_so(at, climbed):
    said = at("executive").get(f"/sie?{EVER}&sampai=2021-12-31").content.decode()
    assert "Pada akhir 31 Desember 2021 terbuka 0 laporan; hari ini masih 0." in said
    assert "masih terbuka hari ini" in said
    assert "Terlama menunggu hari ini" in said
    assert "Dalam 7 hari sampai 31 Desember 2021 tidak ada laporan masuk." in said
