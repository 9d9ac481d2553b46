"""SIE as it is read: by a mayor on a telephone, by keyboard, by a screen reader, without scripts, on a wall."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from surga.core.cases import actions
from surga.core.cases.actions import Draft
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people.access import system
from surga.doors.executive.frame.page import PAGES
from surga.events import relay
from surga.events.record import archived
from surga.reactions.insight.actions.folding import fold
from tests.journeys.walking import fits

pytestmark = pytest.mark.browser
SETUP = system("setup")
WALL = {"width": 1920, "height": 1080}

#: What a checker of accessibility would say of a page: each a fault with what it is about.
FAULTS = """() => {
  const faults = [];
  const all = (what) => [...document.querySelectorAll(what)];
  const words = (e, what) => (e.getAttribute(what) || "").split(" ").filter(Boolean);
  const name = (e) => (e.getAttribute("aria-label") || e.textContent || e.title || "").trim()
    || [...e.querySelectorAll("img[alt]")].map((i) => i.alt).join("");
  const seen = (e) => e.checkVisibility?.() ?? true;
  const named = (e) => e.labels?.length || e.getAttribute("aria-label") || e.getAttribute("aria-labelledby");
  const ids = all("[id]").map((e) => e.id);
  for (const id of ids) if (ids.filter((each) => each === id).length > 1) faults.push(`id twice: ${id}`);
  for (const e of all("a[href], button"))
    // Inside of a drawing a link is for the mouse alone: the table below has it too.
    if (seen(e) && !e.closest("svg[role=img]") && !name(e)) faults.push(`no name: ${e.outerHTML.slice(0, 90)}`);
  for (const e of all("input:not([type=hidden]), select, textarea"))
    if (!named(e)) faults.push(`no label: ${e.outerHTML.slice(0, 90)}`);
  for (const e of all("svg[role=img]")) if (!named(e)) faults.push("a drawing without words");
  for (const e of all("[aria-labelledby], [aria-describedby]"))
    for (const id of [...words(e, "aria-labelledby"), ...words(e, "aria-describedby")])
      if (!document.getElementById(id)) faults.push(`told by nothing: ${id}`);
  for (const e of all("table")) {
    if (!e.querySelector("th[scope]")) faults.push("a table without heads");
    if (!e.caption && !e.closest("[aria-label], [aria-labelledby]")) faults.push("a table without a name");
  }
  for (const e of all("img:not([alt])")) faults.push(`no alt: ${e.src}`);
  const levels = all("h1, h2, h3, h4").filter(seen).map((h) => Number(h.tagName[1]));
  const first = levels.filter((n) => n === 1).length;
  if (first !== 1) faults.push(`headings of level 1: ${first}`);
  levels.reduce((before, n) => {
    if (n > before + 1) faults.push(`heading ${n} after ${before}`);
    return n;
  }, 1);
  for (const what of ["main", "header", "nav"]) if (!document.querySelector(what)) faults.push(`no ${what}`);
  if (!document.documentElement.lang) faults.push("no language");
  return faults;
}"""


@pytest.fixture
def lived(kediri: str) -> str:
    """Some months of Kediri; the password."""
    for ago in (2, 3, 4, 12, 20, 33, 45, 60):
        at = timezone.now() - timedelta(days=ago)
        with archived():
            text = "Lampu jalan mati di depan pasar"
            draft = Draft(text=text, kind="complaint", channel="whatsapp", topic="lampu-jalan", region="")
            case = actions.open_case(draft, SETUP, at=at)
            actions.verify_case(case.code, SETUP, topic="lampu-jalan", agency="dishub", at=at)
            actions.forward_case(case.code, SETUP, agency="dishub", at=at)
            if ago % 2 == 0:
                actions.answer_case(case.code, SETUP, text="Sudah.", at=at + timedelta(hours=20))
    settle()
    return kediri


def settle() -> None:
    relay.drain()
    while fold():
        pass


def log_in(page: Page, password: str, username: str = "walikota") -> None:
    page.goto("/masuk")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/sie$"))
    page.wait_for_load_state()


@pytest.fixture
def phone(browser_page: Page, lived: str) -> Page:
    log_in(browser_page, lived)
    return browser_page


@pytest.fixture
def desk(desktop_page: Page, lived: str) -> Page:
    log_in(desktop_page, lived)
    return desktop_page


@pytest.fixture
def opened(browser: Browser, live_server: LiveServer, lived: str) -> Iterator[Callable[..., Page]]:
    """A page of one's own making, logged in."""
    contexts = []

    def one(**how: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url, locale="id-ID", reduced_motion="reduce", **how
        )
        contexts.append(context)
        page = context.new_page()
        log_in(page, lived)
        return page

    yield one
    for context in contexts:
        context.close()


def test_a_mayor_reads_it_in_two_minutes_and_gets_to_the_cases(phone: Page) -> None:
    first = phone.get_by_role("heading", level=1)
    expect(first).to_contain_text("Dalam 7 hari terakhir masuk 3 laporan, terbanyak lampu penerangan jalan.")
    expect(first).to_be_in_viewport(ratio=1)
    fits(phone)
    first.get_by_role("link").last.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Dalam 5 hari kerja")
    expect(phone.locator("[aria-current=true]")).to_contain_text("Masih menunggu")
    fits(phone)
    phone.locator(".list-row a").first.click()
    expect(phone).to_have_url(re.compile("/meja/laporan/"))


def test_the_period_is_changed_with_a_thumb_and_taken_along(phone: Page) -> None:
    phone.locator("[data-sie-filter] > summary").click()
    phone.get_by_role("link", name="Tahun ini").click()
    phone.locator("[data-sie-filter] > summary").click()
    phone.get_by_label("Instansi").select_option("dishub")
    phone.get_by_role("button", name="Terapkan").click()
    expect(phone).to_have_url(re.compile("periode=tahun-ini.*instansi=dishub"))
    fits(phone)
    phone.get_by_role("navigation", name="Halaman SIE").get_by_role("link", name="Tingkat").click()
    expect(phone).to_have_url(re.compile(r"/sie/tingkat\?periode=tahun-ini&instansi=dishub"))
    phone.get_by_role("link", name="Hapus saringan Instansi").click()
    expect(phone).to_have_url(re.compile(r"/sie/tingkat\?periode=tahun-ini$"))


def test_what_an_address_says_wrongly_is_told_and_mended_with_a_thumb(phone: Page) -> None:
    answer = phone.goto("/sie/tingkat?dari=2099-01-01&topik=lampu-jalan&kanal=fax")
    assert answer is not None
    assert answer.status == 422
    told = phone.get_by_role("alert")
    expect(told).to_be_focused()
    expect(told).to_contain_text("Kami tidak mengenal kanal “fax”. Yang tampil: semua kanal.")
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    fits(phone)
    assert phone.evaluate(FAULTS) == []
    told.get_by_role("link", name="Tanggal 1 Jan 2099 belum tiba.").click()
    first = phone.get_by_label("Dari", exact=True)
    expect(first).to_be_focused()
    expect(first).to_have_value("2099-01-01")
    first.fill("2026-01-01")
    phone.get_by_role("button", name="Terapkan").click()
    expect(phone).to_have_url(re.compile("dari=2026-01-01.*topik=lampu-jalan"))
    expect(phone.get_by_role("alert")).to_have_count(0)


def test_the_pages_by_their_numbers_the_period_by_its_key(desk: Page) -> None:
    desk.keyboard.press("6")
    expect(desk).to_have_url(re.compile("/sie/tingkat"))
    desk.wait_for_load_state()
    desk.keyboard.press("/")
    expect(desk.locator(".sie-presets a").first).to_be_focused()
    desk.keyboard.press("Escape")
    expect(desk.locator("[data-sie-filter] > summary")).to_be_focused()
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog")).to_contain_text("Masa dan saringan")
    desk.keyboard.press("1")
    expect(desk.get_by_role("dialog")).to_be_visible()
    desk.keyboard.press("Escape")
    desk.keyboard.press("1")
    expect(desk).to_have_url(re.compile("/sie$"))


def test_the_skip_link_leads_past_the_pages(desk: Page) -> None:
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator("main")).to_be_focused()


def test_without_scripts_everything_is_reached(opened: Callable[..., Page]) -> None:
    page = opened(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.locator("[data-sie-filter] > summary").click()
    page.get_by_label("Seperti diketahui pada").fill("2026-01-31")
    page.get_by_role("button", name="Terapkan").click()
    expect(page.get_by_role("status")).to_contain_text("31 Januari 2026")
    page.get_by_role("link", name="Kembali ke sekarang").click()
    expect(page.get_by_role("status")).to_have_count(0)
    page.locator("details.chart-table").first.locator("summary").click()
    expect(page.locator("details.chart-table table").first).to_be_visible()


def test_what_is_printed_has_its_period_and_no_menus(desk: Page) -> None:
    desk.emulate_media(media="print")
    expect(desk.get_by_role("heading", level=1)).to_be_visible()
    expect(desk.locator(".sie-span")).to_be_visible()
    expect(desk.locator(".sie-header")).to_be_hidden()
    expect(desk.locator(".sie-change")).to_be_hidden()


@pytest.mark.parametrize(
    "path", [*(href for href, _label, _name in PAGES), "/sie/laporan", "/sie/laporan?angka=contacts"]
)
def test_every_page_fits_a_telephone_and_speaks_to_a_screen_reader(phone: Page, path: str) -> None:
    answer = phone.goto(path)
    assert answer is not None
    assert answer.status == 200
    fits(phone)
    assert phone.evaluate(FAULTS) == []


def test_a_wide_table_moves_by_itself_and_not_the_page(desk: Page) -> None:
    desk.goto("/sie/temuan")
    widened = """() => {
      const table = document.querySelector(".table-wrap table");
      table.style.width = "4000px";
      table.rows[1].lastElementChild.insertAdjacentHTML("beforeend", '<span class="unseen">kata</span>');
    }"""
    desk.evaluate(widened)
    assert desk.evaluate("document.querySelector('.table-wrap').scrollWidth") >= 4000
    fits(desk)


def test_the_screen_of_the_room_fits_and_can_be_read_from_afar(opened: Callable[..., Page]) -> None:
    page = opened(viewport=WALL)
    page.goto("/sie/ruang")
    assert page.evaluate("document.documentElement.scrollHeight") <= WALL["height"]
    fits(page)
    small = page.evaluate(
        "Math.min(...[...document.querySelectorAll('main *')].filter((e) => e.checkVisibility() &&"
        " !e.closest('svg') && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))"
        ".map((e) => parseFloat(getComputedStyle(e).fontSize)))"
    )
    assert small >= 30
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(15, 26, 32)"


def test_the_screen_of_the_room_renews_itself(opened: Callable[..., Page]) -> None:
    page = opened(viewport=WALL)
    page.clock.install()
    page.goto("/sie/ruang")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tidak ada bahaya yang menunggu")
    receive(Message(text="Ada kebakaran rumah di belakang pasar, api besar"), SETUP)
    page.clock.fast_forward(16_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("1 bahaya menunggu")
    page.context.set_offline(True)
    page.clock.fast_forward(16_000)
    expect(page.locator("[data-wall-lost]")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 bahaya menunggu")
