"""A survey from the desk to a citizen's thumb and back to SIE: by keyboard, without scripts, on a telephone."""

import re
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from surga.core.people.access import system
from surga.reactions.surveys import actions, queries
from surga.reactions.surveys.actions import AnswerDraft, RoundDraft
from tests.journeys.test_sie_pages import FAULTS
from tests.journeys.walking import fits

pytestmark = pytest.mark.browser
TEAM = system("test")


@pytest.fixture
def held(kediri: str) -> tuple[str, int]:
    """An open round of the city with six answers; the password and the round's number."""
    made = actions.make_round(RoundDraft("", date(2026, 1, 1), date(2026, 6, 30), population=100), TEAM)
    actions.open_round(made.id, TEAM)
    actions.type_many(made.id, [AnswerDraft((3,) * 9, "Antreannya lama")] * 6, TEAM)
    return kediri, made.id


def whole(page: Page) -> None:
    """It fits, and a screen reader finds its way."""
    fits(page)
    assert page.evaluate(FAULTS) == []


def log_in(page: Page, name: str, password: str) -> None:
    page.goto("/masuk")
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/(meja|sie)"))


def test_a_citizen_answers_by_keyboard_on_a_telephone(held: tuple[str, int], browser_page: Page) -> None:
    info = queries.rounds()[0]
    browser_page.goto(f"/survei/u/{info.code}?lewat=qr")
    whole(browser_page)
    browser_page.get_by_role("button", name="Kirim penilaian").press("Enter")
    expect(browser_page.locator("[data-error-summary]")).to_be_focused()
    for ask in browser_page.locator(".survey-ask").all():
        ask.locator("input").first.focus()
        browser_page.keyboard.press("Space")
        browser_page.keyboard.press("ArrowDown")
    browser_page.get_by_label("Apa yang perlu kami perbaiki?").fill("Tambah loket")
    browser_page.get_by_role("button", name="Kirim penilaian").press("Enter")
    expect(browser_page.get_by_role("heading", name="Terima kasih")).to_be_visible()
    whole(browser_page)
    assert queries.answers_of(info)[0].scores == dict.fromkeys(queries.CODES, 2)
    browser_page.goto(f"/survei/u/{info.code}")
    expect(browser_page.get_by_role("heading", name="sudah diisi di perangkat ini")).to_be_visible()


def test_it_works_without_scripts(held: tuple[str, int], browser: Browser, live_server: LiveServer) -> None:
    info = queries.rounds()[0]
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="id-ID")
    page = context.new_page()
    page.goto(f"/survei/u/{info.code}")
    page.get_by_label("Sangat mudah").check()
    page.get_by_role("button", name="Kirim penilaian").click()
    expect(page.get_by_role("heading", name="Terima kasih")).to_be_visible()
    context.close()


def test_the_desk_types_closes_and_publishes_and_everybody_reads(
    held: tuple[str, int], browser_page: Page
) -> None:
    password, pk = held
    log_in(browser_page, "koordinator", password)
    browser_page.goto(f"/meja/survei/{pk}/kertas")
    whole(browser_page)
    for typed in (1, 2):
        # The field has the focus of itself: nothing is clicked between two sheets.
        expect(browser_page.get_by_label("Sembilan angka")).to_be_focused()
        browser_page.keyboard.type("444444444")
        browser_page.keyboard.press("Enter")
        expect(browser_page.get_by_text(f"{typed} lembar Anda ketik hari ini")).to_be_visible()
    browser_page.get_by_role("button", name="Batalkan").first.click()
    expect(browser_page.get_by_text("1 lembar Anda ketik hari ini")).to_be_visible()
    for path in ("/meja/survei", "/meja/survei/baru", f"/meja/survei/{pk}"):
        browser_page.goto(path)
        whole(browser_page)
    browser_page.get_by_role("button", name="Tutup survei").click()
    browser_page.get_by_role("button", name="Terbitkan").click()
    browser_page.get_by_role("link", name="Lihat halaman publik").click()
    expect(browser_page.get_by_role("heading", name="Kota Kediri, semester I 2026")).to_be_visible()
    whole(browser_page)
    browser_page.goto("/ikm")
    whole(browser_page)


def test_a_mayor_reads_it_first_as_a_sentence(held: tuple[str, int], browser_page: Page) -> None:
    log_in(browser_page, "walikota", held[0])
    browser_page.goto("/sie/kepuasan?dari=2026-01-01")
    expect(browser_page.get_by_role("heading", level=1)).to_contain_text(
        "6 orang menilai pelayanan Kota Kediri"
    )
    whole(browser_page)
    browser_page.get_by_role("link", name="Lihat jawabannya").click()
    expect(browser_page.get_by_role("heading", level=1)).to_contain_text("6 jawaban untuk Kota Kediri")
    whole(browser_page)
