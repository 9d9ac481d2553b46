"""Officers and citizens in conversation, in a real browser: by keyboard, live, and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from surga.core.intake.actions import holding
from surga.core.intake.actions.saying import locked, touch
from surga.core.intake.models import Contact, Conversation, Line
from surga.core.people import queries as people

pytestmark = pytest.mark.browser
INBOX = "/meja/percakapan"


def new_talk(name: str = "Sumarni", **more: object) -> Conversation:
    """Somebody on WhatsApp waits for a person."""
    now = timezone.now()
    told = {"mode": "waiting", "waiting_since": now, "last_in_at": now, "changed_at": now, "unread": 1}
    sender = f"628120000{Conversation.objects.count():04}"
    told |= {"channel": "whatsapp", "sender": sender, "phone": f"+{sender}", "preview": "mau tanya"}
    conversation = Conversation.objects.create(**{**told, "name": name, **more})
    hear(conversation, "mau tanya")
    return conversation


def hear(conversation: Conversation, text: str) -> Line:
    """The citizen says something, as the way in leaves it."""
    with transaction.atomic():
        fresh = locked(conversation.pk)
        line = Line.objects.create(
            conversation=fresh, channel="whatsapp", way="in", author="reporter", kind="text", text=text,
            at=timezone.now(),
        )  # fmt: skip
        fresh.preview = text
        touch(fresh, timezone.now())
    return line


def officer(name: str):
    found = people.officer_named(name)
    assert found is not None
    return people.actor_of(found)


def log_in(page: Page, username: str, password: str) -> None:
    page.goto("/masuk")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/meja/"))
    page.wait_for_load_state()


@pytest.fixture
def operator(desktop_page: Page, kediri: str) -> Page:
    log_in(desktop_page, "operator", kediri)
    return desktop_page


def come_to(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state()


def test_from_the_list_to_the_end_without_a_mouse(operator: Page) -> None:
    first, second = new_talk("Sumarni"), new_talk("Budi", waiting_since=timezone.now() + timedelta(seconds=1))
    come_to(operator, INBOX)
    operator.keyboard.press("j")
    operator.keyboard.press("j")
    expect(operator.locator(".talk-row a").nth(1)).to_be_focused()
    operator.keyboard.press("k")
    operator.keyboard.press("Enter")
    expect(operator.locator("#who")).to_have_text("Sumarni")
    operator.wait_for_load_state()
    operator.keyboard.press("t")
    expect(operator.locator("#text")).to_be_focused()
    operator.wait_for_load_state()
    operator.keyboard.type("Baik, kami bantu. jkte?")
    operator.keyboard.press("Control+Enter")
    expect(operator.locator(".from-officer .said")).to_have_text("Baik, kami bantu. jkte?")
    operator.wait_for_load_state()
    operator.keyboard.press("Escape")
    operator.keyboard.press("?")
    expect(operator.locator("#keys")).to_be_visible()
    operator.keyboard.press("Escape")
    operator.keyboard.press("s")
    expect(operator.locator("#act-snooze button").first).to_be_focused()
    operator.keyboard.press("Escape")
    operator.keyboard.press("b")
    expect(operator.locator("#text")).to_be_focused()
    operator.keyboard.press("Escape")
    operator.keyboard.press("e")
    for _ in range(2):
        operator.keyboard.press("ArrowDown")
    operator.keyboard.press("Enter")
    expect(operator.locator(".flash")).to_contain_text("Informasi")
    expect(operator.locator(".talk-row a")).to_have_text(["Budi"])
    assert Contact.objects.get().outcome == "information"
    first.refresh_from_db()
    assert (first.mode, Line.objects.get(author="officer").state) == ("bot", "due")
    assert second.pk


def test_what_comes_appears_by_itself_and_what_is_typed_stays(operator: Page) -> None:
    one = new_talk()
    holding.take(one.pk, officer("operator"))
    come_to(operator, f"{INBOX}/{one.pk}?saring=mine")
    operator.locator("#text").fill("Sedang saya tulis")
    hear(one, "satu lagi ya bu, jalannya gelap")
    expect(operator.locator(".bubble").last).to_contain_text("satu lagi ya bu, jalannya gelap")
    expect(operator.locator("#told")).to_contain_text("satu lagi ya bu, jalannya gelap")
    expect(operator.locator(".talk-row .preview")).to_have_text("satu lagi ya bu, jalannya gelap")
    expect(operator.locator("#text")).to_have_value("Sedang saya tulis")
    expect(operator.locator("#text")).to_be_focused()
    # A colleague in charge takes it over: the words are still there, and the page says what happened.
    holding.take(one.pk, officer("koordinator"), known_holder=int(officer("operator").id))
    expect(operator.locator("#moved")).to_be_visible()
    expect(operator.locator("#head")).to_contain_text("Koordinator yang menangani")
    operator.keyboard.press("Control+Enter")
    expect(operator.locator("[role=alert]")).to_contain_text("Koordinator sedang menangani percakapan ini.")
    expect(operator.locator("[role=alert]")).to_contain_text("Sedang saya tulis")
    assert not Line.objects.filter(author="officer").exists()


def test_two_who_take_at_once(operator: Page) -> None:
    one = new_talk()
    operator.route("**/baru?**", lambda route: route.abort())  # this page hears of nothing
    come_to(operator, f"{INBOX}/{one.pk}")
    holding.take(one.pk, officer("verifikator"))
    operator.locator("#take button").click()
    expect(operator.locator("[role=alert]")).to_contain_text("Verifikator sedang menangani percakapan ini.")
    expect(operator.locator("#take")).to_have_count(0)


def test_a_lost_connection_is_said_and_mends(operator: Page) -> None:
    one = new_talk()
    holding.take(one.pk, officer("operator"))
    operator.clock.install()
    come_to(operator, f"{INBOX}/{one.pk}")
    operator.route("**/baru?**", lambda route: route.abort())
    for _ in range(3):
        with operator.expect_event("requestfailed"):
            operator.clock.run_for(30_000)
    expect(operator.locator("#lost")).to_be_visible()
    operator.unroute("**/baru?**")
    operator.clock.run_for(60_000)
    expect(operator.locator("#lost")).to_be_hidden()


def test_all_of_it_without_javascript(browser: Browser, live_server, kediri: str) -> None:
    one = new_talk()
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        locale="id-ID",
        viewport={"width": 360, "height": 740},
    )
    page = context.new_page()
    log_in(page, "operator", kediri)
    page.goto(INBOX)
    page.get_by_role("link", name="Sumarni").click()
    page.get_by_role("button", name="Ambil percakapan").click()
    page.get_by_label("Jawaban siap pakai").select_option(index=1)
    page.get_by_role("button", name="Sisipkan").click()
    expect(page.locator("#text")).not_to_have_value("")
    page.locator("#text").fill("Baik, kami bantu.")
    page.get_by_role("button", name="Kirim", exact=False).first.click()
    expect(page.locator(".from-officer .said")).to_have_text("Baik, kami bantu.")
    # The newest words are in sight without anything that scrolls.
    expect(page.locator(".from-officer .said")).to_be_in_viewport()
    page.locator("#act-end summary").click()
    page.get_by_role("button", name="Iseng").click()
    expect(page.locator(".flash")).to_contain_text("Iseng")
    assert Contact.objects.get().outcome == "prank"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
    assert one.pk
