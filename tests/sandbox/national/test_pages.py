"""The pages, as somebody who tries the city uses them: without script, on a telephone and on a desk."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import DESKTOP, PHONE
from tests.sandbox.national.conftest import CITY, MINISTRY, PROVINCE, Answer, Caller

WARNING = "Tiruan untuk uji coba, bukan SP4N-LAPOR! yang sebenarnya."
PAGES = ("/", "/lapor", "/gangguan", "/tentang")


def send(national: Caller, path: str, origin: str = "", **fields: str) -> Answer:
    """A page's form."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", **({"Origin": origin} if origin else {})}
    return national.ask("POST", path, urlencode(fields).encode(), headers)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_that_it_is_no_real_thing(national: Caller, path: str) -> None:
    answer = national.get(path)
    assert answer.status == 200
    assert WARNING in answer.body.decode()
    assert "script" not in answer.body.decode()
    assert "script-src" not in answer.headers["content-security-policy"]


def test_it_says_which_calls_are_published_and_which_assumed(national: Caller) -> None:
    page = national.get("/tentang").body.decode()
    published, assumed = page.split("Panggilan yang kami andaikan")
    assert "gettopics" in published
    assert "addstream" in published
    for call in ("getagencies", "getreports", "getreport", "addfollowup", "dispose", "returnreport"):
        assert f"<code>{call}</code>" in assumed


def test_what_people_write_is_never_markup(national: Caller) -> None:
    nasty = "<script>alert(1)</script>\"'&"
    key = national.act("file", note=nasty, title=nasty, place=nasty, agency=CITY)["tracking_id"]
    national.act("reply", key, note=nasty)
    for path in (
        "/",
        f"/laporan/{key}",
        "/?" + urlencode({"q": nasty, "status": nasty, "instansi": nasty, "hal": nasty}),
    ):
        answer = national.get(path)
        assert answer.status == 200
        assert b"<script>" not in answer.body


def test_a_refused_act_says_why_and_keeps_what_was_typed(national: Caller) -> None:
    key = national.act("file", note="Lampu", agency=CITY)["tracking_id"]
    before = national.state()["reports"]
    answer = send(
        national, "/bertindak", move="dispose", trackingid=key, agency=CITY, note="Dari catatan panjang"
    )
    assert answer.status == 422
    page = answer.body.decode()
    assert "Laporan sudah berada di instansi itu." in page
    assert ">Dari catatan panjang</textarea>" in page
    assert national.state()["reports"] == before
    refused = send(national, "/bertindak", move="file", note="Lampu mati", lat="utara")
    assert refused.status == 422
    assert ">Lampu mati</textarea>" in refused.body.decode()
    fault = send(national, "/gangguan", do="add", kind="slow", call="*", percent="banyak", value="77")
    assert fault.status == 422
    assert 'value="77"' in fault.body.decode()


def test_forms_from_pages_elsewhere_are_refused(national: Caller) -> None:
    assert send(national, "/bertindak", "http://lain.invalid", move="file", note="Lampu").status == 403
    assert send(national, "/gangguan", "null", do="reset").status == 403
    here = f"http://{national.host}:{national.port}"
    assert send(national, "/bertindak", here, move="file", note="Lampu").status == 303
    assert len(national.state()["reports"]) == 1


def test_the_list_is_filtered_and_turned(national: Caller) -> None:
    for number in range(35):
        national.act("file", note=f"Laporan ke-{number}", agency=PROVINCE if number % 2 else "")
    page = national.get("/?status=terdisposisi&instansi=35").body.decode()
    assert page.count("<li>") == 17
    assert national.get("/?q=ke-3&instansi=pusat").body.decode().count("<li>") == 3
    assert "Halaman 2 dari 2" in national.get("/?hal=2").body.decode()
    assert national.get("/?hal=99999").status == 200
    assert "Tidak ada laporan yang cocok" in national.get("/?q=xyz").body.decode()


def test_the_door_for_programs_refuses_nonsense_with_a_sentence(national: Caller) -> None:
    for path, form in (
        ("/act", {"move": "fly"}), ("/act", {"move": "reply", "trackingid": "1", "note": "x"}),
        ("/act", {"move": "file", "note": "x", "files": [{}]}), ("/tick", {"seconds": "1"}), ("/act", [1]),
    ):  # fmt: skip
        answer = national.post(path, form)
        assert (answer.status, answer.form["error"][-1]) == (400, "."), path
    assert national.ask("POST", "/faults", b"{").status == 400
    assert national.get("/laporan/1").status == 404
    assert national.get("/berkas/F1/a").status == 404


@pytest.fixture(params=[PHONE, DESKTOP], ids=["360", "1280"])
def plain(request: pytest.FixtureRequest, browser: Browser, national: Caller) -> Iterator[Page]:
    """A page without script at both widths."""
    context = browser.new_context(
        viewport=request.param, java_script_enabled=False, base_url=f"http://{national.host}:{national.port}"
    )
    page = context.new_page()
    noticed: list[str] = []
    page.on("console", lambda message: noticed.append(message.text))
    yield page
    assert noticed == []
    context.close()


def act(page: Page, title: str, **typed: str) -> None:
    """Open a move, fill it in, send it."""
    form = page.locator("details").filter(has=page.locator("summary", has_text=title))
    if form.get_attribute("open") is None:
        form.locator("summary").click()
    for label, value in typed.items():
        form.get_by_label(label.replace("_", " "), exact=True).fill(value)
    send_off(page, form.get_by_role("button", name=title))


def send_off(page: Page, button: Locator) -> None:
    """Press it and wait for the page that answers."""
    with page.expect_navigation():
        button.click()


@pytest.mark.browser
def test_a_report_goes_from_a_citizen_through_all_hands(plain: Page, national: Caller) -> None:
    plain.goto("/lapor")
    plain.get_by_label("Isi laporan").fill("Tanggul retak di belakang kampung")
    plain.get_by_label("Lampiran").set_input_files(
        {"name": "tanggul.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n"}
    )
    send_off(plain, plain.get_by_role("button", name="Kirim laporan"))
    expect(plain.locator("main .status").first).to_have_text("○ Belum terverifikasi")
    expect(plain.get_by_role("link", name="tanggul.png")).to_be_visible()
    key = plain.url.rpartition("/")[2]
    act(plain, "Verifikasi dan disposisi", Judul="Tanggul retak")
    expect(plain.get_by_role("heading", level=1)).to_have_text("Tanggul retak")
    assert national.report(key)["status"] == "terdisposisi"
    act(plain, "Kembalikan: bukan wewenang", Alasan="Wewenang pusat")
    expect(plain.locator("main .status").first).to_have_text("↑ Bukan wewenang")
    plain.locator("details", has_text="Disposisi ke instansi lain").locator("summary").click()
    plain.get_by_label("Ke instansi").select_option(MINISTRY)
    send_off(plain, plain.get_by_role("button", name="Disposisi ke instansi lain"))
    assert national.call("getreport", trackingid=key).form["code"] == "NOT_FOUND"
    act(plain, "Tindak lanjut", Tindak_lanjut="Sudah ditambal")
    act(plain, "Tanggapi", Tanggapan="Masih bocor")
    expect(plain.locator("main .status").first).to_have_text("↩ Ditanggapi pelapor")
    assert [each["type"] for each in national.report(key, MINISTRY)["streams"]] == [
        "disposisi", "status", "disposisi", "tindak_lanjut", "tanggapan_pelapor",
    ]  # fmt: skip


@pytest.mark.browser
def test_faults_and_the_clock_are_moved_on_the_panel(plain: Page, national: Caller) -> None:
    plain.goto("/gangguan")
    expect(plain.get_by_role("heading", level=1)).to_have_text("Semua berjalan baik: tidak ada gangguan.")
    plain.get_by_label("Gangguan", exact=True).select_option("status_503")
    plain.get_by_label("Hanya n panggilan berikutnya").fill("2")
    send_off(plain, plain.get_by_role("button", name="Nyalakan"))
    expect(plain.get_by_role("heading", level=1)).to_have_text("1 gangguan menyala.")
    assert [national.call("gettopics").status for _ in range(3)] == [503, 503, 200]
    send_off(plain, plain.get_by_role("button", name="Matikan", exact=True))
    plain.get_by_label("Selisih jam, detik").fill("600")
    send_off(plain, plain.get_by_role("button", name="Simpan"))
    before = national.state()["now"]
    send_off(plain, plain.get_by_role("button", name="Maju 10 hari"))
    plain.goto("/gangguan")
    assert national.state()["now"] == before + 864_000
    assert national.state()["faults"]["skew_seconds"] == 600
    send_off(plain, plain.get_by_role("button", name="Kembali ke laporan contoh"))
    assert len(national.state()["reports"]) > 12


@pytest.mark.browser
def test_no_page_is_wider_than_the_screen(browser: Browser, national: Caller) -> None:
    national.post("/reset", {"clock": True})
    key = national.act("file", note="a" * 300, title="b" * 200, agency=CITY)["tracking_id"]
    for size in (PHONE, DESKTOP):
        page = browser.new_page(viewport=size)
        for path in (*PAGES, f"/laporan/{key}"):
            page.goto(f"http://{national.host}:{national.port}{path}")
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
        page.close()
