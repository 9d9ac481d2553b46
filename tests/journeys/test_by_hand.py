"""An officer types a case into SP4N-LAPOR! and hands in its export, in a real browser; once more without script."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from surga.core.cases import actions as cases
from surga.core.cases.models import Case
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people.access import system
from surga.doors.desk.exchange.byhand import keeping
from surga.events import relay
from surga.project.configuration.national import Sp4n
from surga.reactions.sync.models import Link
from tests.channels.sp4n.test_export import ROW, written
from tests.journeys.test_desk_keyboard import log_in

pytestmark = pytest.mark.browser
SETUP = system("setup")


@pytest.fixture
def by_hand(settings: Any, kediri: str) -> Callable[[str], str]:
    settings.SP4N = Sp4n("manual")

    def told(text: str) -> str:
        code = receive(Message(text=text), SETUP).code
        cases.verify_case(code, SETUP, topic="jalan-rusak")
        return code

    return told


def table(folder: Path, count: int) -> Path:
    return written(
        folder, *({**ROW, "Tracking ID": f"{9165800 + n}", "Judul": f"Lubang {n}"} for n in range(count))
    )


def test_a_task_is_copied_and_ended_without_a_mouse(
    desktop_page: Page, by_hand: Callable[[str], str], kediri: str
) -> None:
    first, second = by_hand("Jalan berlubang di depan pasar"), by_hand("Jalan ambles di depan sekolah")
    relay.drain()
    page = desktop_page
    log_in(page, "verifikator", kediri)
    page.goto("/meja/pertukaran/tugas")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 tugas menunggu")
    expect(page.locator("#c-text")).to_contain_text(f"[Ref {first}]")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Salin Isi").click()
    # The browser writes it a moment after the press.
    copied = page.wait_for_function("navigator.clipboard.readText()").json_value()
    assert copied.splitlines()[-1] == f"[Ref {first}]"
    page.locator("#id_report_id").focus()
    page.keyboard.type("12a")
    page.keyboard.press("Enter")
    expect(page.locator("#e-report_id")).to_contain_text("hanya angka")
    page.locator("#id_report_id").fill("0916581")
    page.keyboard.press("Enter")
    expect(page.locator("#c-text")).to_contain_text(f"[Ref {second}]")
    assert Link.objects.get().report_id == "0916581"


def test_an_export_goes_in_by_itself(
    desktop_page: Page,
    by_hand: Callable[[str], str],
    kediri: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeping, "PIECE", 3)
    monkeypatch.setattr("surga.doors.desk.exchange.byhand.exported._ENOUGH", 0.0)
    page = desktop_page
    log_in(page, "verifikator", kediri)
    page.goto("/meja/pertukaran/ekspor")
    page.set_input_files("#id_file", table(tmp_path, 8))
    page.get_by_role("button", name="Lihat isinya").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("8 laporan dalam berkas ini")
    page.get_by_role("button", name="Masukkan ke Surga").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Selesai: ekspor sudah masuk")
    assert Case.objects.filter(channel="sp4n").count() == 8


def test_an_export_goes_in_without_script(
    browser: Browser, live_server: Any, by_hand: Callable[[str], str], kediri: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(keeping, "PIECE", 3)
    monkeypatch.setattr("surga.doors.desk.exchange.byhand.exported._ENOUGH", 0.0)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="id-ID")
    page = context.new_page()
    log_in(page, "verifikator", kediri)
    page.goto("/meja/pertukaran/ekspor")
    page.set_input_files("#id_file", table(tmp_path, 5))
    page.get_by_role("button", name="Lihat isinya").click()
    page.get_by_role("button", name="Masukkan ke Surga").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 dari 5 laporan sudah masuk")
    page.get_by_role("button", name="Lanjutkan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Selesai: ekspor sudah masuk")
    context.close()
