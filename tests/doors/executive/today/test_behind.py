"""Exactly the cases behind a figure; those that may not be seen are counted and not shown."""

import csv
import io
import re

import pytest

from surga.core.agencies.queries import city as city_now
from surga.core.cases.queries import case_by_code
from surga.core.intake.actions.contacts import log_contact
from surga.core.intake.contacts import ContactDraft
from surga.core.people.actions import find_or_add_reporter
from surga.core.people.queries import actor_of
from surga.doors.executive.today.cases import views
from surga.reactions.insight.queries import figure
from surga.reactions.insight.rules.measures import MEASURES

EVER = "dari=1990-01-01"


def page(client, query, status=200):
    found = client.get(f"/sie/laporan?{query}")
    assert found.status_code == status
    return found.content.decode()


def codes(said):
    return set(re.findall(r"/meja/laporan/([A-Z]+-\d+-\w+)", said))


def sheet(client, query):
    found = client.get(f"/sie/laporan.csv?{query}")
    assert found.status_code == 200
    assert found.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(found.getvalue().decode())))


def test_all_are_counted_and_the_hidden_ones_not_shown(at, lived):
    said = page(at("executive"), EVER)
    assert "<strong>6 laporan</strong>" in said
    assert codes(said) == {*lived["week"], lived["answered"], lived["late"]}
    assert "1 laporan lain tidak boleh Anda lihat" in said
    assert "Cases received" not in said
    assert "Laporan yang diterima." in said


def test_who_may_see_oversight_sees_it(at, lived):
    said = page(at("inspectorate"), EVER)
    assert lived["hidden"] in codes(said)
    assert "5 laporan lain tidak boleh Anda lihat" in said


def test_a_liaison_finds_the_own_cases_and_no_trace_of_others(at, lived):
    client = at("liaison", "pengawas")
    said = page(client, f"{EVER}&instansi=umum")
    assert "<strong>1 laporan</strong>" in said
    assert codes(said) == set()
    assert len(sheet(client, f"{EVER}&instansi=umum")) == 1


def test_one_row_of_a_figure(at, lived):
    client = at("executive")
    said = page(client, f"{EVER}&angka=cases&menurut=topic*region&nilai=jalan*99.01.1002")
    assert "<h1>Laporan: Jalan, Barat</h1>" in said
    assert codes(said) == set(lived["week"])
    assert codes(page(client, f"{EVER}&menurut=region&nilai=")) == {lived["answered"], lived["late"]}
    assert "belum ditentukan" in page(client, f"{EVER}&menurut=region&nilai=")


def test_of_a_share_the_hits_the_others_and_those_that_wait(at, lived, live, settle):
    slow = live("surat", 90, answered=50)
    settle()
    client = at("coordinator", oversight=True)
    asked = f"{EVER}&angka=within_5_working_days"
    assert codes(page(client, asked)) == {lived["answered"], lived["late"], lived["hidden"], slow}
    assert codes(page(client, f"{asked}&hanya=ya")) == {lived["answered"]}
    assert codes(page(client, f"{asked}&hanya=tidak")) == {lived["late"], lived["hidden"], slow}
    waiting = page(client, f"{asked}&hanya=terlambat")
    assert codes(waiting) == {lived["late"], lived["hidden"]}
    assert "<strong>2 laporan</strong>; angkanya <strong>25,0%</strong> dari 4" in waiting
    assert "hari kerja" in waiting
    assert {row["kode"] for row in sheet(client, f"{asked}&hanya=tidak")} == {
        lived["late"],
        lived["hidden"],
        slow,
    }


def test_what_is_open(at, lived, live, settle):
    live("surat", 30, ended=1, forwarded=False)
    settle()
    client = at("executive")
    assert codes(page(client, f"{EVER}&angka=open_cases&hanya=ya")) == {
        *lived["week"],
        lived["answered"],
        lived["late"],
    }
    assert "<strong>1 laporan</strong>" in page(client, f"{EVER}&angka=open_cases&hanya=tidak")


def test_a_topic_that_the_city_has_no_more_still_filters(at, lived, monkeypatch):
    client = at("executive")
    rest = {code: topic for code, topic in city_now().topics.items() if code != "jalan"}
    monkeypatch.setitem(vars(city_now()), "topics", rest)
    assert "<strong>3 laporan</strong>" in page(client, f"{EVER}&topik=jalan")
    assert "<strong>3 laporan</strong>" in page(client, f"{EVER}&menurut=topic&nilai=jalan")
    for path in ("/sie", "/sie/temuan", "/sie/peta", "/sie/kanal"):
        said = client.get(f"{path}?topik=jalan")
        assert said.status_code == 200
        assert '<option value="jalan" selected>jalan</option>' in said.content.decode()


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_every_figure_has_its_page(at, lived, name):
    assert at("executive").get(f"/sie/laporan?{EVER}&angka={name}").status_code == 200
    assert at("verifier").get(f"/sie/laporan.csv?{EVER}&angka={name}").status_code == 200


@pytest.mark.parametrize("query", ["angka=rahasia", "angka=cases&menurut=bintang", "menurut=__class__"])
def test_no_such_figure(at, query):
    assert "Kami tidak mengenal" in page(at("executive"), query, 422)
    file = at("verifier").get(f"/sie/laporan.csv?{query}")
    assert file.status_code == 422
    assert "Berkasnya belum dibuat." in file.content.decode()
    assert "no-store" in file.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("menurut=month&nilai=kemarin", "kelompok “kemarin”. Yang tampil: semua kelompok."),
        ("menurut=topic*month&nilai=x", "kelompok “x”"),
        ("menurut=topic*month&nilai=jalan*2026-13", "kelompok “jalan*2026-13”"),
        ("menurut=topic&nilai=x", "kelompok “x”"),
        ("nilai=jalan", "kelompok “jalan”"),
        ("nilai=%00", "kelompok “?”"),
        ("menurut=day&nilai=2026-02-30", "kelompok “2026-02-30”"),
        ("sesudah=x", "tempat dalam daftar “x”. Yang tampil: yang terbaru."),
        ("sesudah=99999999999999999999", "tempat dalam daftar “99999999999999999999”"),
        ("hanya=semua", "bagian “semua”. Yang tampil: semuanya."),
        ("angka=cases&hanya=ya", "bagian “ya”"),
        ("angka=open_cases&hanya=terlambat", "bagian “terlambat”"),
    ],
)
def test_what_is_not_understood_is_said_above_all_cases(at, lived, query, said):
    found = page(at("executive"), f"{EVER}&{query}", 422)
    assert f"Kami tidak mengenal {said}" in found
    assert lived["late"] in found


@pytest.mark.parametrize(
    "query",
    [
        "menurut=week&nilai=2026-02-02",
        "menurut=level&nilai=opd",
        "menurut=topic*agency&nilai=jalan*",
        "menurut=topic&nilai=",
        "angka=within_5_working_days&hanya=terlambat",
        "angka=contacts&menurut=kind&nilai=prank",
        "sesudah=12",
    ],
)
def test_a_group_without_cases_is_understood(at, lived, query):
    assert at("executive").get(f"/sie/laporan?{EVER}&{query}").status_code == 200


def test_page_after_page_shows_every_case_once(at, lived, monkeypatch):
    monkeypatch.setattr(views, "_SIZE", 2)
    client = at("coordinator", oversight=True)
    seen, query = [], EVER
    for _ in range(5):
        said = page(client, query)
        seen += re.findall(r"/meja/laporan/([A-Z]+-\d+-\w+)", said)
        older = re.search(r'rel="next" href="\?([^"]+)"', said)
        if older is None:
            break
        query = older.group(1).replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 6


def test_page_after_page_of_the_hits(at, live, settle, monkeypatch):
    monkeypatch.setattr(views, "_SIZE", 2)
    hits = {live("surat", 60, answered=0.1) for _ in range(5)}
    settle()
    client, seen = at("executive"), set()
    query = f"{EVER}&angka=within_5_working_days&hanya=ya"
    for _ in range(4):
        said = page(client, query)
        seen |= codes(said)
        older = re.search(r'rel="next" href="\?([^"]+)"', said)
        if older is None:
            break
        query = older.group(1).replace("&amp;", "&")
    assert seen == hits


def test_how_many_are_hidden_is_counted_of_all_while_that_is_cheap(at, lived, monkeypatch):
    monkeypatch.setattr(views, "_SIZE", 2)
    client = at("executive")
    assert "1 laporan lain tidak boleh" in page(client, EVER)
    monkeypatch.setattr(views, "_COUNTED", 3)
    assert "tidak boleh Anda lihat" in page(client, f"{EVER}&menurut=topic&nilai=pungli")


def test_the_sheet_has_a_row_for_each_and_no_words_of_a_citizen(at, lived):
    rows = sheet(at("executive"), EVER)
    assert len(rows) == figure("cases", by="all").n == 6
    known = [row for row in rows if row["kode"]]
    assert {row["kode"] for row in known} == {*lived["week"], lived["answered"], lived["late"]}
    (hidden,) = [row for row in rows if row["tersembunyi"] == "1"]
    assert {key for key, value in hidden.items() if value} == {"tersembunyi", "angka", "per"}
    assert {row["topik"] for row in known} == {"jalan", "surat"}
    assert "Lubang besar" not in str(rows)


def test_contacts_are_shown_without_whoever_it_was_with(at, settle, officer):
    someone = officer("operator")
    draft = ContactDraft("phone", "prank", name="Sumarni", phone="081234567890", text="Halo halo")
    log_contact(draft, actor_of(someone))
    settle()
    client = at("executive")
    said = page(client, f"{EVER}&angka=contacts&menurut=kind&nilai=prank")
    assert "<h1>Kontak: Iseng</h1>" in said
    assert "<strong>1 kontak</strong>" in said
    assert "Telepon" in said
    for word in ("Sumarni", "81234567890", "Halo halo"):
        assert word not in said
    (row,) = sheet(client, f"{EVER}&angka=contacts")
    assert (row["kanal"], row["hasil"]) == ("phone", "prank")
    liaison = at("liaison")
    assert "Kontak tidak dimiliki satu instansi" in page(liaison, f"{EVER}&angka=contacts")
    assert liaison.get("/sie/laporan.csv?angka=contacts").status_code == 404


def test_a_secret_name_in_a_title_is_veiled(at, live, settle):
    who = find_or_add_reporter("Wulan Prameswari", "081234567890", "")
    code = live(text="Saya Wulan Prameswari, lubang di depan pasar", anonymous=True, reporter_id=who.pk)
    settle()
    assert "Wulan" in case_by_code(code).text
    said = page(at("executive"), EVER)
    assert code in said
    assert "Wulan" not in said


def test_it_asks_a_bounded_number_of_questions(at, live, settle, django_assert_max_num_queries):
    for _ in range(30):
        live()
    settle()
    client = at("executive")
    page(client, EVER)
    with django_assert_max_num_queries(25):
        page(client, EVER)
