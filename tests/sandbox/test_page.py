"""The page with the telephone, alone with a city that only listens."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import DESKTOP, PHONE, open_page
from tests.sandbox.conftest import DIMAS, SRI
from tests.sandbox.conftest import City as Listener
from tests.sandbox.conftest import Phone as Telephone

pytestmark = pytest.mark.browser
#: Where the page leads itself once it listens to its buttons: before, a press is lost.
BEGUN = re.compile("#whatsapp/")


@pytest.fixture
def page(browser: Browser, phone: Telephone) -> Iterator[Page]:
    yield from open_page(browser, phone.address, PHONE)


@pytest.fixture
def wide(browser: Browser, phone: Telephone) -> Iterator[Page]:
    yield from open_page(browser, phone.address, DESKTOP)


def test_what_is_typed_reaches_the_city_and_its_ticks_turn(
    page: Page, phone: Telephone, city: Listener
) -> None:
    page.goto("/")
    expect(page.locator("#log")).to_contain_text("Belum ada percakapan")
    page.get_by_label("Pesan", exact=True).fill("Halo, *penting*")
    page.get_by_label("Pesan", exact=True).press("Enter")
    mine = page.locator(".mine")
    expect(mine).to_have_attribute("data-state", "handed")
    expect(mine.locator("strong")).to_have_text("penting")
    (message,) = city.messages(city.wait(bool))
    assert (message["from"], message["text"]["body"]) == (SRI, "Halo, *penting*")
    form = {"messaging_product": "whatsapp", "status": "read", "message_id": message["id"]}
    phone.ask("/v23.0/555/messages", {**form, "typing_indicator": {"type": "text"}}, "meta-token")
    expect(mine).to_have_attribute("data-state", "read")
    expect(page.locator("#presence")).to_have_text("sedang mengetik…")
    expect(page.locator(".typing")).to_be_visible()


def test_buttons_and_lists_are_pressed_by_keyboard(page: Page, phone: Telephone, city: Listener) -> None:
    phone.say()
    offered = [{"type": "reply", "reply": {"id": key, "title": key.title()}} for key in ("ya", "tidak")]
    form = {"type": "button", "body": {"text": "Betul?"}, "action": {"buttons": offered}}
    phone.whatsapp("interactive", interactive=form)
    rows = {"button": "Pilih topik", "sections": [{"rows": [{"id": "air", "title": "Air"}]}]}
    phone.whatsapp("interactive", interactive={"type": "list", "body": {"text": "Apa?"}, "action": rows})
    page.goto("/")
    page.get_by_role("button", name="Ya", exact=True).press("Enter")
    expect(page.get_by_role("button", name="Ya", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_text("Pilih topik").press("Enter")
    page.get_by_role("button", name="Air", exact=True).press("Enter")
    messages = city.messages(city.wait(lambda calls: len(city.messages(calls)) == 3))
    assert [m["interactive"]["type"] for m in messages[1:]] == ["button_reply", "list_reply"]


def test_everything_that_can_be_attached_is_sent(page: Page, city: Listener) -> None:
    page.goto("/")
    expect(page).to_have_url(BEGUN)
    for name in ("Foto lampu", "Pesan suara", "Stiker", "Kartu kontak", "Kirim lokasi"):
        page.get_by_role("button", name="Lampirkan").click()
        page.get_by_role("button", name=name).click()
        expect(page.locator("#tray")).to_be_hidden()
    page.get_by_role("button", name="Lampirkan").click()
    photo = {"name": "sendiri.png", "mimeType": "image/png", "buffer": b"\x89PNG own"}
    page.fill("#text", "dari rumah")
    page.set_input_files("#file", [photo])  # type: ignore[list-item]  # a file's payload
    messages = city.messages(city.wait(lambda calls: len(calls) == 6))
    kinds = ["image", "audio", "sticker", "contacts", "location", "image"]
    assert [m["type"] for m in messages] == kinds
    assert (messages[5]["image"]["caption"], messages[5]["image"]["mime_type"]) == ("dari rumah", "image/png")
    expect(page.locator(".mine")).to_have_count(6)


def test_telegram_another_person_and_english(wide: Page, city: Listener) -> None:
    wide.goto("/")
    expect(wide).to_have_url(BEGUN)
    wide.get_by_role("button", name="Telegram").click()
    wide.get_by_role("button", name="English").click()
    expect(wide.get_by_role("heading", level=1)).to_have_text("Practice telephone")
    expect(wide.get_by_role("button", name="Telegram")).to_have_attribute("aria-pressed", "true")
    wide.fill("#text", "/start")
    wide.get_by_role("button", name="Send", exact=True).click()
    assert city.wait(bool)[0].form["message"]["from"]["id"] == int(DIMAS)
    wide.get_by_label("Somebody else").fill("Pak RT")
    wide.get_by_role("button", name="Add").click()
    expect(wide.get_by_role("button", name="Pak RT")).to_have_attribute("aria-pressed", "true")
    expect(wide.locator(".mine")).to_have_count(0)
    wide.reload()  # whose telephone it was is not forgotten
    expect(wide.get_by_role("button", name="Pak RT")).to_have_attribute("aria-pressed", "true")


def test_faults_are_set_on_the_page_and_all_is_forgotten(wide: Page, phone: Telephone) -> None:
    wide.goto("/")
    phone.say()
    expect(wide.locator(".mine")).to_have_count(1)
    wide.get_by_text("Gangguan buatan").click()
    wide.get_by_label("Setiap webhook dikirim").fill("3")
    wide.get_by_label("Berkas sudah tidak ada").check()
    expect(wide.locator("#faults-told")).to_have_text("Tersimpan.")
    wide.get_by_label("Bagian webhook yang hilang").fill("0.5")
    wide.get_by_label("Bagian webhook yang hilang").press("Tab")
    expect(wide.locator("#faults-told")).to_have_text("Tersimpan.")
    for _ in range(1200):
        if phone.house.chance.now.drop == 0.5:
            break
        wide.wait_for_timeout(50)
    now = phone.house.chance.now
    assert (now.repeat, now.media_gone, now.drop) == (3, True, 0.5)
    wide.get_by_role("button", name=re.compile("Lupakan")).click()
    expect(wide.locator("#log")).to_contain_text("Belum ada percakapan")
    assert phone.house.chance.now.repeat == 1


@pytest.mark.parametrize("size", ["page", "wide"])
def test_nothing_is_wider_than_the_screen(
    size: str, request: pytest.FixtureRequest, phone: Telephone
) -> None:
    phone.say(text="panjang" * 60)
    page: Page = request.getfixturevalue(size)
    page.goto("/")
    expect(page.locator(".mine")).to_have_count(1)
    page.get_by_role("button", name="Lampirkan").click()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_both_languages_say_everything(page: Page) -> None:
    page.goto("/")
    missing = """async () => {
        const words = await import('/page/script/words.js'), missing = [];
        for (const language of ['en', 'id']) {
            words.speak(language);
            for (const e of document.querySelectorAll('[data-word], [data-hint]'))
                if (!(e.dataset.word ? e.textContent : e.placeholder).trim()) missing.push([language, e.outerHTML]);
        }
        return missing;
    }"""
    assert page.evaluate(missing) == []
    spoken = "async language => { const w = await import('/page/script/words.js'); w.speak(language);"
    keys = f"{spoken} return Object.keys(w.faultWords()); }}"
    assert page.evaluate(keys, "id") == page.evaluate(keys, "en")
