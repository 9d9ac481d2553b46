"""The main job, walked in a real browser by everyone who takes part in it.

A citizen files with a photo on a telephone, a verifier forwards, a liaison answers and resolves,
the citizen is told and confirms, and the register shows it masked.
"""

import io
import re

import pytest
from django.core import mail
from PIL import Image
from playwright.sync_api import Page, expect

from surga.core.cases.queries import case_by_code
from surga.project.work import Worker

pytestmark = pytest.mark.browser
TEXT = "Lampu jalan depan rumah Bu Wulan mati sejak Senin. Hubungi saya di 0812-3456-7890, motor AG 1234 XY."


def photo() -> dict[str, object]:
    out = io.BytesIO()
    Image.new("RGB", (1200, 800), "#345").save(out, "JPEG")
    return {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def work() -> None:
    worker = Worker()
    while worker.round():
        pass


def log_in(page: Page, username: str, password: str) -> None:
    page.goto("/masuk")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.click("main button[type=submit]")
    expect(page).to_have_url(re.compile("/meja"))


def tell(page: Page) -> str:
    """The three steps and the review; the code."""
    page.goto("/")
    page.fill("textarea[name=text]", TEXT)
    page.set_input_files("input[name=photos]", [photo()])  # type: ignore[list-item]  # a file's payload
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url("**/cerita")
    page.get_by_role("button", name="Lanjut").click()
    page.select_option("select[name=region]", "35.71.02.1011")
    page.fill("[name=address]", "Jl. Melati 12")
    page.get_by_role("button", name="Lanjut").click()
    page.fill("[name=name]", "Wulan Lestari")
    page.fill("[name=phone]", "0812 3456 7890")
    page.fill("[name=email]", "wulan@example.org")
    page.get_by_role("button", name=re.compile("Lanjut|Periksa")).click()
    expect(page.locator("main")).to_contain_text("[telepon]")  # what the public will see
    page.get_by_role("button", name="Kirim").click()
    page.wait_for_url("**/lapor/terima/**")
    found = re.search(r"KDR-\d{4}-\w{5}", page.inner_text("main"))
    assert found is not None
    return found.group()


def act(page: Page, code: str, name: str, **fields: str) -> None:
    """One deed on the case page, by its own form."""
    page.goto(f"/meja/laporan/{code}")
    form = page.locator(f"form[action$='/{name}']").first
    if not form.is_visible():
        page.locator(f"details:has(form[action$='/{name}']) > summary").first.click()
    for field, value in fields.items():
        form.locator(f"[name={field}]").fill(value)
    if name == "resolve":
        form.locator("[name=photos]").set_input_files([photo()])  # type: ignore[list-item]
    with page.expect_navigation():
        form.locator("button:not([type=button])").last.click()


def test_from_a_dark_street_to_a_confirmed_light(browser_page: Page, desktop_page: Page, kediri: str) -> None:
    citizen, officer = browser_page, desktop_page
    code = tell(citizen)
    work()
    assert [code in letter.subject for letter in mail.outbox] == [True]

    log_in(officer, "verifikator", kediri)
    expect(officer.locator("main")).to_contain_text("Lampu jalan")
    act(officer, code, "verify")
    case = case_by_code(code)
    assert case is not None
    if case.status == "verified":
        act(officer, code, "forward")
    case = case_by_code(code)
    assert case is not None
    assert (case.status, case.topic_id, case.published) == ("forwarded", "lampu-jalan", True)

    handle(officer, kediri, code, case.agency_id or "")
    work()
    told = [letter for letter in mail.outbox if letter.to == ["wulan@example.org"]]
    assert len(told) == 3  # received, answered, resolved: each once
    link = re.search(r"/lacak/\S+", str(told[-1].body))
    assert link is not None

    citizen.goto(link.group())
    expect(citizen.locator("main")).to_contain_text("Lampu sudah kami ganti")
    with citizen.expect_navigation():
        citizen.get_by_role("button", name=re.compile("Ya")).click()
    expect(citizen.locator("main")).to_contain_text("Selesai")
    work()

    citizen.goto(f"/daftar/{code}")
    shown = citizen.inner_text("main")
    assert "Lampu jalan" in shown
    for private in ("0812", "7890", "AG 1234 XY", "Wulan", "wulan@", "Melati 12"):
        assert private not in shown, private
    ended = case_by_code(code)
    assert ended is not None
    assert (ended.status, ended.close_reason, ended.proof_count) == ("closed", "confirmed", 1)


def handle(officer: Page, password: str, code: str, agency: str) -> None:
    """The liaison of the agency that has it answers, then resolves with a photo."""
    from surga.core.people.access import system
    from surga.core.people.actions import save_officer

    save_officer(
        system("test"),
        username="penghubung2",
        name="Petugas",
        role="liaison",
        agency=agency,
        password=password,
    )
    officer.context.clear_cookies()
    log_in(officer, "penghubung2", password)
    act(
        officer,
        code,
        "answer",
        text="Bu Wulan, petugas kami datang besok pagi. Hubungi 0813-1111-2222 bila perlu.",
    )
    act(officer, code, "resolve", text="Lampu sudah kami ganti dan menyala.")
