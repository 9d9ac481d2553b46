"""A danger comes while an officer works: a tone, a line, the title; and what is being typed stays."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from surga.core.cases.actions.opening.judging import Judged, note_judgement
from surga.core.cases.queries import case_by_code
from surga.core.people.access import system
from tests.journeys.test_desk_keyboard import log_in, new_case

pytestmark = pytest.mark.browser
WIRE = "ada kabel listrik putus menjuntai di depan pasar"


@pytest.fixture
def verifier(desktop_page: Page, kediri: str) -> Callable[[], Page]:
    """Logs the verifier in, at their queue, with a clock that a test may turn on."""

    def come() -> Page:
        desktop_page.clock.install()
        log_in(desktop_page, "verifikator", kediri)
        return desktop_page

    return come


def test_a_danger_that_comes_is_heard_and_nothing_is_drawn_anew(verifier: Callable[[], Page]) -> None:
    new_case()
    page = verifier()
    expect(page.locator("[data-mute]")).to_have_text("Tekan agar bunyi bahaya menyala")
    page.locator("[data-search]").click()
    expect(page.locator("[data-mute]")).to_have_text("Bunyi bahaya: menyala")
    page.fill("[data-search]", "sedang dite")
    with page.expect_response(re.compile("/meja/bahaya")):
        page.clock.run_for(10_000)
    code = new_case(WIRE)
    with page.expect_response(re.compile("/meja/bahaya")):
        page.clock.run_for(10_000)
    line = page.locator(".watch-line")
    expect(line).to_contain_text("Bahaya: Listrik")
    expect(page.locator("[data-alarm]")).to_have_attribute("data-rang", "1")
    expect(page.locator("[data-search]")).to_have_value("sedang dite")
    page.clock.run_for(1_000)
    expect(page).to_have_title(re.compile("Bahaya baru"))
    line.click()
    expect(page.locator("#code")).to_have_text(code)
    expect(page.locator(".danger-note")).to_contain_text("Hubungi 112 sekarang")


def test_an_officer_who_wants_no_sound_reads_the_line_and_is_asked_once(verifier: Callable[[], Page]) -> None:
    page = verifier()
    page.locator("h1").click()
    # The browser lets the page make sounds a moment after the press: before that, the button only asks for it.
    expect(page.locator("[data-mute]")).to_have_text("Bunyi bahaya: menyala")
    page.locator("[data-mute]").click()
    expect(page.locator("[data-mute]")).to_have_text("Bunyi bahaya: mati")
    page.reload()
    expect(page.locator("[data-mute]")).to_have_attribute("aria-pressed", "true")
    new_case(WIRE)
    with page.expect_response(re.compile("/meja/bahaya")):
        page.clock.run_for(10_000)
    expect(page.locator(".watch-line")).to_have_count(1)
    expect(page.locator("[data-alarm]")).not_to_have_attribute("data-rang", "1")


def test_one_key_chooses_one_of_three(verifier: Callable[[], Page]) -> None:
    code = new_case()
    note_judgement(
        code,
        system("triage"),
        Judged("dpupr", 0.8, ("dpupr", "dishub", "perkim"), "", "complaint", "opd", "model", "ordinary"),
    )
    page = verifier()
    page.goto(f"/meja/laporan/{code}")
    page.wait_for_load_state()
    page.keyboard.press("2")
    expect(page.locator("[name=best][value=dishub]")).to_be_checked()
    expect(page.locator("#verify_agency")).to_have_value("dishub")
    page.locator("#verify_agency").select_option("perkim")
    expect(page.locator("[name=best][value=perkim]")).to_be_checked()
    page.locator(".deed-verify button[name=then]").click()
    expect(page.locator(".about")).to_contain_text("Diteruskan")
    assert case_by_code(code).agency_id == "perkim"  # type: ignore[union-attr]  # it is there
