"""An officer covers more of a photo with the mouse or by four fields, and decides by keys."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from benchmarks.triage.masking.pictures import drawing
from surga.core.cases import queries as cases
from surga.core.cases.actions import look_at_photo
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people.access import REPORTER
from tests.journeys.test_desk_keyboard import log_in

pytestmark = pytest.mark.browser


def photo_of(picture: Image.Image) -> int:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=92)
    code = receive(Message(text="jalan berlubang di depan pasar", photos=(out.getvalue(),)), REPORTER).code
    case = cases.case_by_code(code)
    assert case is not None
    (photo,) = cases.photos_of(case)
    look_at_photo(photo.pk)
    return photo.pk


@pytest.fixture
def held(kediri: str) -> int:
    street = drawing.with_face(drawing.street(), (900, 330), 160)
    return photo_of(drawing.noisy(drawing.laid(street, drawing.card(560), (60, 380), 6)))


def test_a_box_is_drawn_with_the_mouse_and_the_photo_let_go(
    desktop_page: Page, kediri: str, held: int
) -> None:
    page = desktop_page
    log_in(page, "verifikator", kediri)
    page.goto("/meja/foto?daftar=ditahan")
    page.get_by_role("link", name="Kartu identitas").click()
    stage = page.locator("[data-stage]")
    expect(stage).to_have_attribute("data-live", "")  # the script listens to the keys
    page.keyboard.press("s")
    expect(page.get_by_role("alert")).to_contain_text("Buramkan dulu bagiannya")
    expect(stage).to_have_attribute("data-live", "")  # likewise on the page that says so
    page.wait_for_load_state()
    stage.scroll_into_view_if_needed()
    frame = stage.bounding_box()
    assert frame is not None
    page.mouse.move(frame["x"] + frame["width"] * 0.6, frame["y"] + frame["height"] * 0.1)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] * 0.9, frame["y"] + frame["height"] * 0.3)
    page.mouse.up()
    expect(page.locator("input[name=box]")).to_have_count(1)
    page.keyboard.press("b")
    expect(page.get_by_text("Ditandai petugas")).to_be_visible()
    page.wait_for_load_state()
    photo = cases.photo(held)
    assert photo is not None
    (hand,) = [one["box"] for one in photo.found if one["kind"] == "hand"]
    wanted = (0.6 * photo.width, 0.1 * photo.height, 0.3 * photo.width, 0.2 * photo.height)
    assert all(abs(a - b) <= 8 for a, b in zip(hand, wanted, strict=True))
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("s")
    expect(page).to_have_url("/meja/foto")
    photo = cases.photo(held)
    assert photo is not None
    assert (photo.look, photo.public) == ("masked", True)


def test_four_fields_do_the_same(desktop_page: Page, kediri: str, held: int) -> None:
    page = desktop_page
    log_in(page, "verifikator", kediri)
    page.goto(f"/meja/foto/{held}")
    for name, value in (("x", 40), ("y", 50), ("w", 300), ("h", 200)):
        page.fill(f"input[name={name}]", str(value))
    expect(page.locator("svg .new rect")).to_have_attribute("width", "300")
    page.get_by_role("button", name="Buramkan").press("Enter")
    expect(page.get_by_text("Ditandai petugas")).to_be_visible()
    photo = cases.photo(held)
    assert photo is not None
    assert [40, 50, 300, 200] in [one["box"] for one in photo.found]
    page.get_by_role("button", name="Mulai lagi dari foto asli").click()
    expect(page.get_by_text("Ditandai petugas")).to_have_count(0)
