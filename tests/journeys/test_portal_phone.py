"""A citizen with a telephone: files with a photo, keeps the number, follows the case, answers a question."""

import io
import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from surga.core.cases import actions
from surga.core.cases.models import Case, Photo
from surga.core.people.access import system
from tests.conftest import PHONE
from tests.journeys.walking import fits, go_on

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("kediri")]
TEAM = system("test")
STORY = "Lampu jalan di depan pasar mati sejak Senin. Hubungi saya di 0812-3456-7890."


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def photo() -> dict[str, object]:
    out = io.BytesIO()
    Image.new("RGB", (1200, 900), "#7799bb").save(out, "JPEG")
    return {"name": "lampu.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_from_the_first_page_to_a_reply(browser_page: Page) -> None:
    page = browser_page
    page.goto("/")
    page.get_by_label("Ceritakan di sini").fill(STORY)
    go_on(page)
    expect(page.get_by_label("Apa yang terjadi?")).to_have_value(STORY)
    page.get_by_label("Foto", exact=False).set_input_files(photo())
    go_on(page)

    expect(page.get_by_role("heading", name="Di mana kejadiannya?")).to_be_visible()
    region = page.get_by_label("Kelurahan")
    page.locator(".pin-map .map svg").click(position={"x": 150, "y": 120})
    expect(region).not_to_have_value("")
    expect(page.locator("[data-caption]")).to_contain_text("Titik di")
    chosen = region.input_value()
    page.get_by_label("Alamat atau patokan").fill("Depan pasar")
    go_on(page)

    page.get_by_label("Nama", exact=False).first.fill("Wulan Prameswari")
    page.get_by_label("Surel").fill("wulan@example.org")
    go_on(page, "Periksa dulu")
    public = page.locator(".public-face")
    expect(public).to_contain_text("[telepon]")
    expect(public).not_to_contain_text("7890")
    go_on(page, "Kirim laporan")

    expect(page.get_by_role("heading", name="Terima kasih. Laporan Anda kami terima.")).to_be_visible()
    fits(page)
    case = Case.objects.get()
    expect(page.locator("#nomor")).to_have_text(case.code)
    assert (case.region_id, case.address) == (chosen, "Depan pasar")
    assert case.lat is not None
    assert Photo.objects.filter(case=case).count() == 1

    actions.ask_reporter(case.code, TEAM, text="Lampu yang sebelah mana?")
    page.get_by_role("link", name="Lihat laporan saya").click()
    expect(page.get_by_text("Lampu yang sebelah mana?").first).to_be_visible()
    fits(page)
    page.get_by_label("Tulis di sini").fill("Yang di depan gerbang")
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_text("Tersimpan.")).to_be_visible()
    expect(page.locator(".timeline")).to_contain_text("Yang di depan gerbang")
    fits(page)


def test_settled_or_not_is_the_reporters_word(browser_page: Page) -> None:
    page = browser_page
    page.goto("/lapor")
    page.get_by_label("Apa yang terjadi?").fill("Pohon tumbang di jalan")
    go_on(page)
    go_on(page)
    go_on(page, "Periksa dulu")
    go_on(page, "Kirim laporan")
    page.wait_for_url(re.compile("/lapor/terima/"))
    code = Case.objects.get().code
    actions.verify_case(code, TEAM, topic="jalan-rusak")
    actions.answer_case(code, TEAM, text="Pohonnya sudah kami singkirkan")
    page.goto(f"/lacak/{code}")
    page.get_by_text("Belum", exact=True).click()
    page.get_by_label("Apa yang belum beres?").fill("Batangnya masih di tengah jalan")
    page.get_by_role("button", name="Kirim sanggahan").click()
    expect(page.get_by_text("Laporan dikerjakan lagi.")).to_be_visible()
    assert Case.objects.get().reopened == 1


def test_the_whole_way_without_a_script(browser: Browser, live_server) -> None:
    context = browser.new_context(
        base_url=live_server.url, viewport=PHONE, java_script_enabled=False, locale="id-ID"
    )
    page = context.new_page()
    page.goto("/lapor")
    page.get_by_label("Apa yang terjadi?").fill(STORY)
    go_on(page)
    page.locator("input[type=image]").click(position={"x": 150, "y": 120})
    region = page.get_by_label("Kelurahan")
    expect(region).not_to_have_value("")
    chosen = region.input_value()
    go_on(page)
    go_on(page, "Periksa dulu")
    go_on(page, "Kirim laporan")
    page.wait_for_url(re.compile("/lapor/terima/"))
    fits(page)
    case = Case.objects.get()
    assert (case.text, case.region_id) == (STORY, chosen)
    context.close()


@pytest.mark.parametrize(
    "path", ["/", "/lapor", "/lacak", "/lacak/lupa", "/daftar", "/daftar?lihat=peta", "/daftar?q=x"]
)
def test_no_page_moves_sideways_on_a_small_telephone(browser_page: Page, path: str) -> None:
    for language in ("id", "en"):
        browser_page.goto(path)
        fits(browser_page)
        browser_page.locator(f'.languages button[value="{language}"]').click()
        fits(browser_page)


def test_photos_are_made_smaller_on_the_telephone(browser_page: Page) -> None:
    page = browser_page
    page.goto("/lapor")
    out = io.BytesIO()
    noise = Image.effect_noise((3000, 2250), 90).convert("RGB")
    noise.save(out, "JPEG", quality=95)
    assert len(out.getvalue()) > 3_000_000
    many = [{"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()} for n in range(7)]
    page.locator("input[type=file]").set_input_files(many)
    expect(page.locator("input[type=file][aria-busy]")).to_have_count(0)
    sizes = page.evaluate("[...document.querySelector('input[type=file]').files].map((file) => file.size)")
    assert len(sizes) == 5
    assert max(sizes) < len(out.getvalue()) / 1.5
