"""An officer's morning by keyboard alone, in a real browser; and the same page without JavaScript."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from surga.core.cases.queries import case_by_code
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people.access import system
from surga.doors.desk.casework.handling.deeds import DEEDS

pytestmark = pytest.mark.browser
SETUP = system("setup")
KEYS = Path(__file__).parents[2] / "surga/doors/desk/templates/desk/frame/keys.html"


def new_case(text: str = "Jalan berlubang di depan pasar") -> str:
    return receive(Message(text=text), SETUP).code


def log_in(page: Page, username: str, password: str) -> None:
    page.goto("/masuk")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/meja/antrean/"))
    page.wait_for_load_state()  # the script that listens to the keys has run


@pytest.fixture
def verifier(desktop_page: Page, kediri: str) -> Callable[[], Page]:
    """Logs the verifier in, at their queue."""

    def come() -> Page:
        log_in(desktop_page, "verifikator", kediri)
        return desktop_page

    return come


def test_from_the_queue_to_the_next_case_without_a_mouse(verifier: Callable[[], Page]) -> None:
    first, second = new_case(), new_case("Jalan bergelombang di depan sekolah")
    page = verifier()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".queue-row a").nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator("#code")).to_have_text(first)
    page.wait_for_load_state()
    page.keyboard.press("v")
    expect(page.locator("#verify_topic")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".about")).to_contain_text("Diteruskan")
    page.wait_for_load_state()
    assert case_by_code(first).status == "forwarded"  # type: ignore[union-attr]
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#code")).to_have_text(second)
    page.wait_for_load_state()
    page.keyboard.press("u")
    expect(page).to_have_url(re.compile("/meja/antrean/verify"))


def test_a_letter_on_the_queue_opens_the_form_and_another_is_typed_as_a_letter(
    verifier: Callable[[], Page],
) -> None:
    code = new_case()
    page = verifier()
    page.keyboard.press("j")
    page.keyboard.press("q")
    expect(page.locator("#ask_text")).to_be_focused()
    page.keyboard.type("Di mana persisnya? jkx/")
    expect(page.locator("#ask_text")).to_have_value("Di mana persisnya? jkx/")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.locator("#ask_text").focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".about")).to_contain_text("Perlu dilengkapi")
    assert case_by_code(code).status == "waiting_reporter"  # type: ignore[union-attr]


def test_a_ready_made_reply_goes_where_the_cursor_is(verifier: Callable[[], Page]) -> None:
    new_case()
    page = verifier()
    page.keyboard.press("q")
    expect(page.locator("#ask_text")).to_be_focused()
    page.keyboard.type("Selamat pagi.")
    page.select_option("#ask_reply", "reply_photo")
    page.locator("#deed-ask [name=insert]").click()
    expect(page.locator("#ask_text")).to_have_value(re.compile(r"^Selamat pagi\.\n\nBila memungkinkan"))
    expect(page.locator("#ask_text")).to_be_focused()


def test_rows_are_marked_and_handled_together(verifier: Callable[[], Page]) -> None:
    codes = {new_case(), new_case("Lampu jalan mati di gang")}
    page = verifier()
    button = page.get_by_role("button", name="Arsipkan")
    expect(button).to_be_disabled()
    page.keyboard.press("j")
    page.keyboard.press("m")
    expect(page.locator("[data-marked]")).to_have_text("1 ditandai")
    page.locator("[data-mark-all]").check()
    expect(page.locator("[data-marked]")).to_have_text("2 ditandai")
    button.click()
    page.select_option("[name=reason]", "spam")
    page.get_by_role("button", name="Arsipkan").click()
    expect(page.locator("main")).to_contain_text("Berhasil: 2 laporan")
    assert {case_by_code(code).status for code in codes} == {"archived"}  # type: ignore[union-attr]


def test_slash_searches(verifier: Callable[[], Page]) -> None:
    code = new_case()
    page = verifier()
    page.keyboard.press("/")
    page.keyboard.type(code.lower())
    page.keyboard.press("Enter")
    expect(page.locator("#code")).to_have_text(code)


@pytest.mark.parametrize("width", [360, 1024, 1440])
def test_the_pages_fit_their_screens_and_work_without_javascript(
    browser: Browser, live_server, kediri: str, width: int
) -> None:
    code = new_case()
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 800}, java_script_enabled=False
    )
    page = context.new_page()
    log_in(page, "koordinator", kediri)
    for address in ("/meja/antrean/all", f"/meja/laporan/{code}", "/meja/baru", "/meja/kelola/antrian"):
        page.goto(address)
        box = page.locator("main").bounding_box()
        assert box is not None
        assert box["width"] <= width
        assert page.locator("html").evaluate("e => e.scrollWidth") <= width
    page.goto(f"/meja/laporan/{code}")
    page.locator("#deed-note summary").click()
    page.fill("#note_text", "Tanpa skrip pun bisa.")
    page.locator("#deed-note button[type=submit]").click()
    expect(page.locator(".timeline")).to_contain_text("Tanpa skrip pun bisa.")
    context.close()


def test_the_list_of_keys_names_what_the_desk_does() -> None:
    """The dialog is what the script reads its letters from."""
    page = KEYS.read_text()
    told = set(re.findall(r'data-deed="(\w+)" data-letter="(\w)"', page))
    assert told == {(deed.name, deed.key) for deed in DEEDS.values() if deed.key}
