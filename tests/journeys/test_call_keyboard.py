"""A morning of calls and visits in a real browser, by keyboard, over a line that breaks."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from surga.core.cases.models import Case, Entry
from surga.core.intake.actions.contacts import ContactDraft, log_contact
from surga.core.intake.message import Message
from surga.core.intake.models import Contact
from surga.core.intake.receive import receive
from surga.core.people.access import system
from surga.core.people.models import Reporter

pytestmark = pytest.mark.browser
SETUP = system("setup")
MOST_KEYS = 12
SAID = "Lampu jalan mati di depan pasar, gelap sekali kalau malam"


class Keys:
    """Presses keys and counts them; a chord is as many as it has. What is heard is typed without being counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed += len(key.split("+"))
            self.page.keyboard.press(key)

    def hear(self, text: str) -> None:
        self.page.keyboard.type(text)


def come_to(page: Page, password: str, address: str = "/meja/baru", username: str = "operator") -> Page:
    page.goto(f"/masuk?next={address}")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
    ready(page)
    return page


def ready(page: Page) -> None:
    expect(page.locator(".call-live [name=text]")).to_be_focused()


def filed(page: Page) -> str:
    expect(page.locator("[data-filed]")).to_be_visible()
    page.wait_for_load_state()
    return page.locator("#code").inner_text()


@pytest.fixture
def desk(desktop_page: Page, kediri: str) -> Callable[[], Page]:
    return lambda: come_to(desktop_page, kediri)


def test_a_call_takes_at_most_twelve_keys_beyond_its_text(desk: Callable[[], Page]) -> None:
    page = desk()
    keys = Keys(page)
    keys.hear(SAID)
    keys.press("Tab", "p", "j", "u", "Enter")
    keys.press("n", "g", "r", "Enter")
    ready(page)
    keys.press("Control+Enter")
    case = Case.objects.get(code=filed(page))
    assert keys.pressed <= MOST_KEYS
    assert (case.text, case.topic_id, case.channel, case.kind) == (SAID, "lampu-jalan", "phone", "complaint")
    assert case.region_id is not None
    assert Contact.objects.get().seconds is not None
    page.keyboard.press("n")
    ready(page)
    expect(page.locator("[name=text]")).to_have_value("")


def test_a_prank_takes_one_key_and_the_next_call_may_come(desk: Callable[[], Page]) -> None:
    page = desk()
    page.evaluate("document.querySelector('[data-call]').dataset.started -= 65000")
    expect(page.locator("[data-clock-shown]")).to_have_text(re.compile("01:"))
    once = page.locator("[name=once]").input_value()
    for n, key in enumerate(("Alt+1", "Alt+2"), 1):
        page.keyboard.press(key)
        expect(page.locator("[name=once]")).not_to_have_value(once)
        expect(page.locator("[data-clock-shown]")).to_have_text(re.compile("00:"))
        once = page.locator("[name=once]").input_value()
        ready(page)
        assert Contact.objects.count() == n
    assert list(Contact.objects.order_by("id").values_list("outcome", "text")) == [
        ("prank", ""),
        ("silent", ""),
    ]
    assert Contact.objects.order_by("id")[0].seconds in range(65, 120)
    assert not Case.objects.exists()


def test_a_caller_is_found_by_number_and_their_marks_come_first(desk: Callable[[], Page]) -> None:
    receive(Message("Jalan berlubang", reporter_name="Sumarni", reporter_phone="081234567890"), SETUP)
    log_contact(ContactDraft("phone", "prank", phone="081234567890"), SETUP)
    page = desk()
    page.keyboard.press("Alt+p")
    page.keyboard.type("0812")
    expect(page.locator("#callers [role=option]")).to_contain_text("Sumarni")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-known]")).to_contain_text("1 kali iseng")
    expect(page.locator("[data-known]")).to_contain_text("Jalan berlubang")
    expect(page.locator("[name=name]")).to_have_value("Sumarni")
    assert "1234567890" not in page.content()
    ready(page)
    page.keyboard.type(SAID)
    page.keyboard.press("Control+Enter")
    case = Case.objects.select_related("reporter").get(code=filed(page))
    assert case.reporter == Reporter.objects.get()


def test_about_a_case_that_is_open_it_becomes_a_follow_up(desk: Callable[[], Page]) -> None:
    code = receive(Message(SAID), SETUP).code
    page = desk()
    page.keyboard.type("Lampu jalan depan pasar masih mati")
    button = page.locator(f"[data-about-case='{code}']")
    before = page.locator("[name=text]").bounding_box()
    expect(button).to_be_visible()
    page.keyboard.press("Alt+t")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    ready(page)
    expect(page.locator("[data-save]")).to_contain_text("Simpan tindak lanjut")
    assert page.locator("[name=text]").bounding_box() == before, "nothing moves under the hands"
    expect(page.locator("[name=not_reporter]")).to_be_checked()
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-state]")).to_contain_text("Tercatat: Tindak lanjut")
    expect(page.locator("[name=not_reporter]")).to_be_hidden()
    assert Entry.objects.get().kind == "note", "who told of a case like it is not its reporter"
    contact = Contact.objects.select_related("case").get()
    assert contact.case is not None
    assert (contact.outcome, contact.case.code) == ("follow_up", code)


def test_at_the_counter_a_slip_is_printed(desk: Callable[[], Page]) -> None:
    page = desk()
    page.select_option("[name=channel]", "visit")
    page.fill("[name=promise]", "Petugas datang memeriksa bersama pengurus lingkungan " * 5)
    page.locator("[name=text]").focus()
    page.keyboard.type(SAID)
    page.keyboard.press("Control+Enter")
    code = filed(page)
    page.keyboard.press("p")
    expect(page.locator(".slip")).to_contain_text(code)
    page.wait_for_load_state()
    box = page.locator(".slip .qr").bounding_box()
    assert box is not None
    assert box["width"] > 100
    for paper in ({"prefer_css_page_size": True}, {"format": "A4"}):
        sheets = re.findall(rb"/Type ?/Page\b", page.pdf(**paper))
        assert len(sheets) == 1, "one sheet, A6 where there is such paper"
    page.evaluate("window.print = () => { document.title = 'dicetak'; }")
    page.keyboard.press("p")
    expect(page).to_have_title("dicetak")
    page.keyboard.press("n")
    ready(page)
    expect(page.locator("[name=channel]")).to_have_value("visit")
    assert Case.objects.get().channel == "visit"


def test_a_draft_outlives_a_reload_and_a_crash(desk: Callable[[], Page], live_server) -> None:
    page = desk()
    page.keyboard.type(SAID)
    page.keyboard.press("Tab")
    page.keyboard.type("pju")
    page.keyboard.press("Enter")
    once = page.locator("[name=once]").input_value()
    page.reload()
    expect(page.locator("[data-state]")).to_contain_text("Rancangan dipulihkan")
    expect(page.locator("[name=text]")).to_have_value(SAID)
    expect(page.locator("#id_topic")).to_have_value("Lampu penerangan jalan")
    expect(page.locator("[name=once]")).to_have_value(once)
    other = page.context.new_page()
    page.close()
    other.goto(f"{live_server.url}/meja/baru")
    expect(other.locator("[name=text]")).to_have_value(SAID)
    other.get_by_role("button", name="Buang rancangan").click()
    expect(other.locator("[name=text]")).to_have_value("")
    other.reload()
    ready(other)
    expect(other.locator("[name=text]")).to_have_value("")


def test_over_a_line_that_breaks_nothing_is_lost_and_nothing_doubled(desk: Callable[[], Page]) -> None:
    page = desk()

    # One route for all calls: a second one, set while the first ends, may be missed.
    lines = iter(["cut", "answer lost"])

    def line(route: Route) -> None:
        how = next(lines, "whole")
        if how == "whole":
            route.continue_()
            return
        if how == "answer lost":
            route.fetch()
        route.abort()

    page.route("**/meja/baru", line)
    page.keyboard.type(SAID)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-state]")).to_contain_text("jaringan putus")
    assert not Case.objects.exists()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Kirim lagi")).to_be_visible()
    expect(page.locator("[name=text]")).to_have_value(SAID)
    page.get_by_role("button", name="Kirim lagi").click()
    code = filed(page)
    assert Case.objects.get().code == code
    assert Contact.objects.count() == 1
    page.keyboard.press("n")
    ready(page)
    expect(page.locator("[name=text]")).to_have_value("")


def test_a_mistake_keeps_everything_and_leads_to_its_field(desk: Callable[[], Page]) -> None:
    page = desk()
    page.keyboard.type(SAID)
    page.fill("[name=phone]", "12")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[name=phone]")).to_be_focused()
    expect(page.locator(".call-who .error")).to_contain_text("belum lengkap")
    expect(page.locator("[name=text]")).to_have_value(SAID)
    page.fill("[name=phone]", "081234567890")
    page.keyboard.press("Control+Enter")
    filed(page)


def test_drafts_leave_with_the_officer(desk: Callable[[], Page]) -> None:
    page = desk()
    page.keyboard.type(SAID)
    page.keyboard.press("Tab")  # leaving the field keeps it at once
    assert page.evaluate("Object.values(localStorage).join().includes('Lampu jalan')") is True
    page.locator(".desk-header .menu summary").last.click()  # the officer's own
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url("**/masuk")
    assert page.evaluate("Object.values(localStorage).join().includes('Lampu jalan')") is False


@pytest.mark.parametrize("width", [360, 1280])
def test_the_screen_fits_and_works_without_javascript(
    browser: Browser, live_server, kediri: str, width: int
) -> None:
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": width, "height": 800},
        locale="id-ID",
        java_script_enabled=False,
    )
    page = context.new_page()
    page.goto("/masuk?next=/meja/baru")
    page.fill("[name=username]", "operator")
    page.fill("[name=password]", kediri)
    page.keyboard.press("Enter")
    page.fill("[name=text]", SAID)
    page.get_by_label("Topik").select_option("lampu-jalan")
    assert page.locator("html").evaluate("e => e.scrollWidth") <= width
    page.get_by_role("button", name="Simpan laporan").click()
    code = page.locator("#code").inner_text()
    for address in (f"/meja/baru/{code}/tanda-terima", "/meja/kontak"):
        page.goto(address)
        expect(page.locator("main")).to_contain_text(code)
        assert page.locator("html").evaluate("e => e.scrollWidth") <= width
    page.goto("/meja/baru")
    page.get_by_role("button", name="Iseng").click()
    expect(page.locator("[data-state] [data-said]")).to_contain_text("Tercatat: Iseng")
    context.close()
