"""WhatsApp as a citizen meets it, from the first word to the city's answer, on the telephone of the sandbox.

The telephone is a program of its own; between it and the system there is HTTP only, as with Meta.
"""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.storage import default_storage
from playwright.sync_api import Browser, Locator, Page, expect

from surga.core.cases.queries import case_by_code, photos_of
from surga.core.intake.models import Line
from surga.project.work import Worker
from tests.conftest import PHONE, open_page
from tests.journeys.test_whole_story import act, handle, log_in

pytestmark = pytest.mark.browser
TEXT = "Lampu jalan depan rumah saya mati sejak Senin, gelap sekali kalau malam"


@pytest.fixture
def citizen(browser: Browser, telephone: str) -> Iterator[Page]:
    for page in open_page(browser, telephone, PHONE):
        page.goto("/")
        expect(page.locator("#joined")).to_contain_text("Tersambung")
        yield page


def until(worker: Worker, seen: Locator) -> None:
    """The worker goes on beside, until this is on the telephone's screen."""
    end = time.monotonic() + 60
    while not seen.count():
        worker.round()
        assert time.monotonic() < end, seen.page.inner_text("#log")
        seen.page.wait_for_timeout(50)


def attach(page: Page, name: str) -> None:
    page.get_by_role("button", name="Lampirkan").click()
    page.get_by_role("button", name=name).click()


def tell(page: Page, worker: Worker) -> str:
    """Words, a photo, a place, a press; the code."""
    said = page.locator(".theirs")
    page.fill("#text", TEXT)
    page.press("#text", "Enter")
    until(worker, said)
    attach(page, "Foto lampu")
    until(worker, said.filter(has_text="Fotonya"))
    attach(page, "Kirim lokasi")
    until(worker, said.filter(has_text="Pakelan"))
    page.locator(".choices").last.get_by_role("button", name="Kirim").click()
    until(worker, said.filter(has_text="KDR-"))
    found = re.search(r"KDR-\d{4}-\w{5}", said.filter(has_text="KDR-").last.inner_text())
    assert found is not None
    return found.group()


def test_from_halo_to_the_citys_answer(
    telephone: str, citizen: Page, desktop_page: Page, kediri: str, live_server: Any
) -> None:
    worker = Worker()
    code = tell(citizen, worker)
    assert citizen.locator(".mine").count() <= 5  # turns

    while worker.round():
        pass
    case = case_by_code(code)
    assert case is not None
    assert (case.channel, case.region_id, case.topic_id) == ("whatsapp", "35.71.02.1008", "lampu-jalan")
    assert case.text == TEXT
    (photo,) = photos_of(case)
    with default_storage.open(photo.file) as kept:
        assert b"Telepon percobaan" not in kept.read()  # what the camera wrote into it is gone

    log_in(desktop_page, "verifikator", kediri)
    act(desktop_page, code, "verify")
    case = case_by_code(code)
    assert case is not None
    if case.status == "verified":
        act(desktop_page, code, "forward")
        case = case_by_code(code)
        assert case is not None
    handle(desktop_page, kediri, code, case.agency_id or "")
    until(worker, citizen.locator(".theirs").filter(has_text="Lampu sudah kami ganti dan menyala"))
    while worker.round():
        pass

    out = Line.objects.filter(way=Line.OUT)
    assert not out.exclude(state__in=(Line.SENT, Line.DELIVERED, Line.READ)).exists()
    told = citizen.request.get(f"{telephone}/state").json()
    assert set(told["refs"].values()) == {1}  # nothing was said twice
    assert len(told["refs"]) == out.count()
