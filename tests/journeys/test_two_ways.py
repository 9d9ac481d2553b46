"""A matter on both sides, walked in a real browser: filed in one program, read and answered in the other.

The national side is a program of its own; between it and the system there is HTTP only, and the system's own worker.
"""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from sandbox.national.credentials import as_environment, from_environment
from surga.core.cases.queries import case_by_code
from surga.project.configuration.national import Sp4n
from surga.project.work import Worker
from tests.conftest import DESKTOP, open_page
from tests.journeys.conftest import stand_in
from tests.journeys.test_whole_story import act, handle, log_in, tell, work

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
FILED_THERE = "Trotoar di depan taman kota berlubang dan licin, sudah dua orang terpeleset"


@pytest.fixture
def national(settings: Any, tmp_path: Path) -> Iterator[str]:
    """The address of the stand-in for SP4N-LAPOR!, empty; the system is linked with it as with the real one."""
    credentials = from_environment({})
    command = ["sandbox.national", "--data", str(tmp_path / "nation.db")]
    with stand_in(command, as_environment(credentials, ""), says="national side") as address:
        settings.SP4N = Sp4n("sp4n", address, credentials.token, credentials.agency, 5)
        yield address


@pytest.fixture
def nation(browser: Browser, national: str) -> Iterator[Page]:
    """Everybody who works at the national side, at one screen."""
    for page in open_page(browser, national, DESKTOP):
        page.request.post("/reset", data={"seeded": False})
        yield page


def appears(worker: Worker, page: Page, address: str, words: str) -> None:
    """The worker goes on, until these words are on this page."""
    end = time.monotonic() + 60
    while True:
        worker.round()
        page.goto(address)
        if re.search(words, page.inner_text("main"), re.IGNORECASE):
            return
        assert time.monotonic() < end, page.inner_text("main")
        page.wait_for_timeout(100)


def move(page: Page, group: str, title: str, **fields: str) -> None:
    """One move on a report's page at the national side."""
    panel = page.locator(".group", has=page.get_by_role("heading", name=group)).locator(
        "details", has=page.locator("summary", has_text=re.compile(f"^{title}$"))
    )
    panel.locator("summary").click()
    for name, value in fields.items():
        field = panel.locator(f"[name={name}]")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    with page.expect_navigation():
        panel.get_by_role("button", name=title).click()


def open_report(page: Page, words: str) -> str:
    """The page of the report with these words in its row; its address."""
    page.goto("/")
    with page.expect_navigation():
        page.locator("main a", has_text=words).first.click()
    return page.url


def test_filed_here_it_appears_there_is_answered_there_and_seen_here(
    browser_page: Page, desktop_page: Page, nation: Page, kediri: str
) -> None:
    citizen, officer = browser_page, desktop_page
    code = tell(citizen)
    work()
    follow = citizen.url
    log_in(officer, "verifikator", kediri)
    act(officer, code, "verify")
    worker = Worker()

    appears(worker, nation, "/", "Lampu jalan")
    there = open_report(nation, "Lampu jalan")
    shown = nation.inner_text("main")
    assert f"[Ref {code}]" in shown
    for private in ("3456-7890", "Wulan", "wulan@", "AG 1234 XY"):
        assert private not in shown, private

    number = re.search(r"#(\d{7,10})", shown)
    assert number is not None
    appears(worker, officer, f"/meja/laporan/{code}", number.group(1))

    move(nation, "Sebagai admin nasional", "Verifikasi dan disposisi", agency="3571")
    move(nation, "Sebagai pelapor", "Tanggapi", note="Tiangnya juga miring ke jalan.")
    appears(worker, officer, f"/meja/laporan/{code}", "Tiangnya juga miring")

    officer.context.clear_cookies()
    log_in(officer, "verifikator", kediri)
    officer.goto(f"/meja/laporan/{code}")
    officer.locator("details:has(form[action$='/escalate']) > summary").first.click()
    officer.locator("form[action$='/escalate'] [name=level]").select_option("province")
    words = {"body": "Dinas PU Bina Marga Provinsi Jawa Timur", "reason": "Jalan provinsi."}
    for name, said in words.items():
        officer.locator(f"form[action$='/escalate'] [name={name}]").fill(said)
    with officer.expect_navigation():
        officer.locator("form[action$='/escalate'] button:not([type=button])").last.click()
    appears(worker, nation, there, "Berada di\\s+Dinas PU Bina Marga Provinsi")
    move(nation, "Sebagai Dinas PU Bina Marga", "Tindak lanjut", note="Lampu kami ganti hari ini.")
    citizen.goto(follow)
    appears(worker, citizen, f"/daftar/{code}", "Lampu kami ganti hari ini")
    case = case_by_code(code)
    assert case is not None
    assert case.status == "answered"
    nation.goto("/")
    assert len(re.findall(rf"Ref {code}|Lampu jalan depan", nation.inner_text("main"))) == 1


def test_filed_there_it_appears_here_is_answered_here_and_seen_there(
    desktop_page: Page, nation: Page, kediri: str
) -> None:
    officer, worker = desktop_page, Worker()
    nation.goto("/lapor")
    nation.fill("[name=note]", FILED_THERE)
    nation.select_option("[name=agency]", "3571")
    nation.fill("[name=place]", "Taman kota")
    with nation.expect_navigation():
        nation.get_by_role("button", name="Kirim laporan").click()
    there = open_report(nation, "Trotoar")

    log_in(officer, "verifikator", kediri)
    appears(worker, officer, "/meja", "Trotoar")
    with officer.expect_navigation():
        officer.get_by_role("link", name=re.compile("Trotoar")).first.click()
    found = re.search(r"KDR-\d{4}-\w{5}", officer.url)
    assert found is not None
    code = found.group()
    expect(officer.locator("main")).to_contain_text("SP4N-LAPOR!")

    act(officer, code, "verify")
    case = case_by_code(code)
    assert case is not None
    if case.status == "verified":
        act(officer, code, "forward")
    case = case_by_code(code)
    assert case is not None
    handle(officer, kediri, code, case.agency_id or "")
    appears(worker, nation, there, "petugas kami datang besok pagi")
    appears(worker, nation, there, "Lampu sudah kami ganti dan menyala")
    assert "0813-1111-2222" not in nation.inner_text("main")
    expect(nation.locator(".marks")).to_contain_text(re.compile("ditindaklanjuti", re.IGNORECASE))
    nation.goto("/")
    assert len(re.findall("Trotoar", nation.inner_text("main"))) == 1
