"""What stands around every page of SIE."""

import re

import pytest
from django.test import Client

from surga.doors.executive.frame.page import PAGES, Card
from surga.doors.look.charts import Point, bars


def page(client, query="", path="/sie"):
    found = client.get(f"{path}?{query}")
    assert found.status_code == 200, found
    return found.content.decode()


def test_nobody_comes_in_without_logging_in(city):
    found = Client().get("/sie")
    assert found.status_code == 302
    assert found.headers["Location"] == "/masuk?next=/sie"


def test_an_operator_has_no_business_here(at):
    assert at("operator").get("/sie").status_code == 403


def test_the_pages_stand_in_one_line_and_keep_what_was_asked(at):
    said = page(at("executive"), "periode=7&topik=jalan")
    for href, _label, _name in PAGES:
        assert f'href="{href}?periode=7&amp;topik=jalan"' in said
    assert said.count('aria-current="page"') == 1
    plain = page(at("verifier"))
    assert 'href="/sie/temuan"' in plain


def test_nothing_is_kept_by_a_browser(at):
    assert "no-store" in at("executive").get("/sie").headers["Cache-Control"]


def test_a_filter_says_its_name_and_can_be_taken_away(at):
    said = page(at("executive"), "instansi=umum&kanal=web&wilayah=99.01.1002")
    assert "Dinum <svg" in said
    assert 'href="?instansi=umum&amp;wilayah=99.01.1002"' in said
    assert "Barat <svg" in said
    assert '<option value="umum" selected>Dinum</option>' in said
    assert '<option value="99.01">' not in said


def test_a_liaison_cannot_choose_another_agency(at):
    said = page(at("liaison"), "instansi=pengawas")
    assert 'name="instansi"' not in said
    assert re.search(r'<span class="chip chip-on">.*Dinum</span>', said)


def test_what_was_known_on_a_day_is_said_above_everything(at):
    said = page(at("executive"), "per=2025-12-31&periode=30")
    assert "apa yang diketahui pada akhir <strong>Rabu, 31 Desember 2025</strong>" in said
    assert 'href="?periode=30">Kembali ke sekarang' in said
    assert "Seperti yang diketahui pada akhir Rabu, 31 Desember 2025." in said
    assert "diketahui pada akhir" not in page(at("verifier"))


def test_the_form_keeps_a_rolling_period_and_the_words_of_the_page(at):
    said = page(at("executive"), "periode=7&angka=cases&menurut=topic&nilai=jalan&sesudah=12", "/sie/laporan")
    assert '<input type="hidden" name="periode" value="7">' in said
    assert '<input type="hidden" name="nilai" value="jalan">' in said
    assert 'name="sesudah"' not in said
    assert 'id="sie-dari" type="date" name="dari" value=""' in said
    own = page(at("verifier"), "dari=2026-01-01&sampai=2026-01-31")
    assert 'name="dari" value="2026-01-01"' in own
    assert "1 Jan 2026 – 31 Jan 2026" in own
    assert "Semua sampai 31 Jan 2026" in page(at("verifier"), "dari=1990-01-01&sampai=2026-01-31")


def test_it_speaks_english(at):
    client = at("executive")
    client.cookies["bahasa"] = "en"
    said = page(client, "per=2025-12-31")
    assert "You see what was known at the end of" in said
    assert "Weak and strong" in said


def test_a_card_says_its_finding_then_its_proof():
    from django.template.loader import render_to_string

    drawn = bars("Naik", "Menurut topik", [Point("Jalan", 3, href="/x")])
    card = Card(
        "Laporan naik.",
        "3",
        "laporan",
        (("Median", "2 hari"),),
        drawn,
        "n = 3.",
        "/sie/laporan",
        definition="Semua.",
    )
    said = render_to_string("sie/frame/card.html", {"card": card})
    at = [
        said.index(each)
        for each in (
            "Laporan naik.",
            'sie-number">3<',
            "2 hari",
            "<svg",
            "n = 3.",
            "Lihat laporannya",
            "Semua.",
        )
    ]
    assert at == sorted(at)
    bare = render_to_string("sie/frame/card.html", {"card": Card("Belum ada.")})
    assert "<svg" not in bare
    assert "<a " not in bare
    assert "<details" not in bare


@pytest.mark.parametrize(
    ("role", "begins"), [("executive", "/sie"), ("verifier", "/meja"), ("liaison", "/meja")]
)
def test_after_login_each_begins_where_their_work_is(officer, role, begins):
    from tests.doors.desk.conftest import PASSWORD

    someone = officer(role)
    found = Client().post("/masuk", {"username": someone.username, "password": PASSWORD})
    assert found.headers["Location"] == begins
    asked = Client().post("/masuk?next=/meja/baru", {"username": someone.username, "password": PASSWORD})
    assert asked.headers["Location"] == "/meja/baru"


def test_the_desk_leads_here_whoever_may_see_it(at):
    assert 'href="/sie"' in at("verifier").get("/meja", follow=True).content.decode()
    assert 'href="/sie"' not in at("operator").get("/meja", follow=True).content.decode()
