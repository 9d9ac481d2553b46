"""A citizen in danger is told whom to call while they type; another finds that their hole is known, and joins it."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people.access import REPORTER, system
from surga.events import relay
from tests.journeys.walking import fits, go_on

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("kediri")]
TEAM = system("test")
WIRE = "Kabel listrik putus dan menjuntai di depan sekolah, keluar percikan api"
HOLE = "Lubang besar di Jalan Hasanudin depan toko roti, banyak motor terperosok"
AGAIN = "Ada lubang besar di Jalan Hasanudin depan toko roti, motor terperosok"


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def hole() -> str:
    """A hole that everybody may read of; its code."""
    code = receive(Message(text=HOLE, region="35.71.02.1001"), REPORTER).code
    actions.verify_case(code, TEAM, topic="jalan-rusak")
    relay.drain()
    return code


def test_a_danger_is_told_while_it_is_typed_and_the_report_goes_on(browser_page: Page) -> None:
    page = browser_page
    page.goto("/lapor")
    story = page.get_by_label("Apa yang terjadi?")
    story.fill("Lampu jalan mati")
    expect(page.locator(".alarm")).to_have_count(0)
    story.fill(WIRE)
    expect(page.get_by_text("Ini terdengar berbahaya. Hubungi 112 sekarang.")).to_be_visible()
    expect(page.get_by_role("link", name="Telepon 112")).to_have_attribute("href", "tel:112")
    expect(story).to_be_focused()
    fits(page)
    story.fill("Lampu jalan mati di depan pasar")
    expect(page.locator(".alarm")).to_have_count(0)
    story.fill(WIRE)
    expect(page.locator(".alarm")).to_be_visible()
    go_on(page)
    expect(page.locator(".alarm")).to_be_visible()
    go_on(page)
    go_on(page, "Periksa dulu")
    go_on(page, "Kirim laporan")
    page.wait_for_url(re.compile("/lapor/terima/"))
    expect(page.get_by_text("sudah kami terima dan kami dahulukan")).to_be_visible()
    assert Case.objects.get().danger


def test_a_known_hole_is_found_joined_and_counted(browser_page: Page, hole: str) -> None:
    page = browser_page
    page.goto("/lapor")
    page.get_by_label("Apa yang terjadi?").fill(AGAIN)
    expect(page.get_by_text("Mungkin sudah dilaporkan")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Ya, ini sama: saya juga mengalami").click()
    expect(page.get_by_role("heading", name="Bagaimana kami menghubungi Anda?")).to_be_visible()
    go_on(page, "Periksa dulu")
    expect(page.get_by_text("Bersama laporan yang sudah ada")).to_be_visible()
    go_on(page, "Kirim laporan")
    page.wait_for_url(re.compile("/lapor/terima/"))
    relay.drain()
    own = Case.objects.exclude(code=hole).get()
    expect(page.locator("#nomor")).to_have_text(own.code)
    page.goto(f"/daftar/{hole}")
    expect(page.get_by_text("2 warga melaporkan hal yang sama")).to_be_visible()
    fits(page)
    page.get_by_role("link", name="Saya juga mengalami").click()
    expect(page.get_by_text("Anda sudah terhitung")).to_be_visible()
    page.get_by_role("link", name="Buka laporan saya").click()
    expect(page.get_by_text("Laporan Anda berjalan bersama laporan ini")).to_be_visible()
    fits(page)


def test_no_takes_it_away_and_it_stays_away(browser_page: Page, hole: str) -> None:
    page = browser_page
    page.goto("/lapor")
    page.get_by_label("Apa yang terjadi?").fill(AGAIN)
    page.get_by_role("button", name=re.compile("^Bukan")).click()
    expect(page.get_by_text("Mungkin sudah dilaporkan")).to_have_count(0)
    page.get_by_label("Apa yang terjadi?").fill(f"{AGAIN}, tiap malam")
    page.wait_for_timeout(1200)
    expect(page.get_by_text("Mungkin sudah dilaporkan")).to_have_count(0)
    go_on(page)
    go_on(page)
    go_on(page, "Periksa dulu")
    expect(page.get_by_text("Mungkin sudah dilaporkan")).to_have_count(0)


def test_without_a_script_all_of_it_is_there(browser, live_server, hole: str) -> None:
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 360, "height": 740},
        java_script_enabled=False,
        locale="id-ID",
    )
    page = context.new_page()
    page.goto("/lapor")
    page.get_by_label("Apa yang terjadi?").fill(AGAIN)
    go_on(page)
    go_on(page)
    go_on(page, "Periksa dulu")
    expect(page.get_by_text("Mungkin sudah dilaporkan")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Ya, ini sama: saya juga mengalami").click()
    expect(page.get_by_text("Bersama laporan yang sudah ada")).to_be_visible()
    go_on(page, "Kirim laporan")
    page.wait_for_url(re.compile("/lapor/terima/"))
    assert Case.objects.get(code=hole).followers == 1
    context.close()
