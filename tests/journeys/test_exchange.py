"""The exchange in a real browser: what is parked is tried again, a pair is decided, and the menu opens by itself."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from surga.core.agencies import queries as agencies
from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people.access import system
from surga.project.configuration.national import Sp4n
from surga.reactions.sync.models import Act, Twin
from tests.conftest import DESKTOP, PATIENCE, PHONE
from tests.journeys.test_inbox import log_in

pytestmark = pytest.mark.browser
SETUP = system("setup")


def filed(text: str) -> Case:
    code = receive(Message(text=text), SETUP).code
    actions.verify_case(code, SETUP, topic=min(agencies.city().topics))
    return Case.objects.get(code=code)


@pytest.fixture
def waiting(kediri: str, settings: object) -> str:
    """One act that is parked and one pair; the officers' password."""
    settings.SP4N = Sp4n("sp4n", "http://127.0.0.1:1", "token", "3571")
    made, other = filed("Lampu jalan mati di depan balai kota"), filed("Lampu depan balai kota padam")
    told = {"system": "sp4n", "kind": "submit", "state": "parked", "reason": "token", "attempts": 4}
    Act.objects.create(case_id=other.pk, event_id=1, ref=f"{other.code}.1", **told)
    Twin.objects.create(system="sp4n", report_id="0916581", case_id=made.pk, other_id=other.pk, score=84)
    return kediri


def visit(browser: Browser, address: str, size: dict[str, int], *, script: bool) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address, viewport=size, locale="id-ID", java_script_enabled=script, reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("size", "script"), [(PHONE, True), (DESKTOP, False)])
def test_what_waits_is_tried_and_a_pair_is_decided(
    browser: Browser, live_server, waiting: str, size: dict[str, int], script: bool
) -> None:
    for page in visit(browser, live_server.url, size, script=script):
        log_in(page, "koordinator", waiting)
        page.goto("/meja/pertukaran")
        expect(page.locator("h1")).to_have_text("Ada 2 hal yang perlu Anda lihat.")
        page.get_by_role("link", name="1 kiriman tertahan").click()
        expect(page.locator(".line-item")).to_contain_text("SP4N-LAPOR! menolak kunci kita.")
        page.locator("summary", has_text="Lewati").click()
        expect(page.get_by_label("Mengapa laporan ini tidak dikirim sama sekali?")).to_be_visible()
        page.get_by_role("button", name="Coba lagi", exact=True).click()
        expect(page.locator(".flash")).to_contain_text("Kiriman dicoba lagi.")
        page.get_by_role("link", name="Mungkin sama").click()
        expect(page.locator(".pair-sides > section")).to_have_count(2)
        page.get_by_role("button", name="Sama, gabungkan").click()
        expect(page.locator(".flash")).to_contain_text("Digabung: satu laporan, dengan kedua nomornya.")
        page.locator(".queues-more > summary").click()
        page.get_by_role("link", name="Semua", exact=True).click()
        expect(page.locator(".queues-strip [aria-current]")).to_contain_text("Semua")
        wide = "document.documentElement.scrollWidth <= innerWidth"
        assert not script or page.evaluate(wide)
    assert Twin.objects.get().decided == "same"
    # The joined case has its number there: it is not told again.
    assert Act.objects.get().state == "done"
