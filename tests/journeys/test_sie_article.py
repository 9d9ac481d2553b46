"""The figures a jury was told of, read in SIE as a mayor reads them, each followed to exactly its rows."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from surga.core.agencies.queries import city
from surga.core.people import queries as people
from surga.events.record import archived
from surga.events.subscriptions import subscribed_only
from surga.project.demo.calls.centre import open_centre
from surga.project.demo.satisfaction import hold_surveys
from surga.project.demo.years import tell_years
from surga.reactions.insight.actions import rebuilding
from surga.reactions.register import actions as register
from tests.conftest import PATIENCE
from tests.journeys.walking import fits

pytestmark = pytest.mark.browser
SEED = 1
NOW = datetime(2026, 6, 17, 3, tzinfo=UTC)
PHONE, ROOM = {"width": 390, "height": 844}, {"width": 1920, "height": 1080}
PANDEMIC = "dari=2020-03-23&sampai=2021-11-09"
YEAR_2020, YEAR_2021 = "dari=2020-01-01&sampai=2020-12-31", "dari=2021-01-01&sampai=2021-12-31"
BOTH = "dari=2020-01-01&sampai=2021-12-31"

type Opener = Callable[..., Page]


@pytest.fixture
def told(kediri: str) -> str:
    """The call centre, the two years and the surveys, as the demonstration has them; the password."""
    with subscribed_only({}), archived():
        tell_years(SEED)
        open_centre(SEED, NOW)
        hold_surveys(SEED, NOW)
    rebuilding.rebuild()
    register.rebuild()
    return kediri


@pytest.fixture
def opened(browser: Browser, live_server: LiveServer, told: str) -> Iterator[Opener]:
    """A page of somebody's own, logged in."""
    contexts = []

    def one(size: Any = PHONE, username: str = "walikota", **how: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url, locale="id-ID", timezone_id="Asia/Jakarta", reduced_motion="reduce",
            viewport=size, **how,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.goto("/masuk")
        page.fill("[name=username]", username)
        page.fill("[name=password]", told)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/(meja|sie)"))
        return page

    yield one
    for context in contexts:
        context.close()


def card(page: Page, number: str, unit: str) -> Any:
    """The one card that shows this number."""
    found = page.locator(".sie-card").filter(has=page.locator(".sie-value", has_text=f"{number} {unit}"))
    expect(found).to_have_count(1)
    return found


def rows(page: Page) -> list[dict[str, str]]:
    """All rows behind the figure of the page, out of its sheet."""
    href = page.get_by_role("link", name="Unduh semua (CSV)").get_attribute("href")
    text = page.request.get(str(href)).text()
    return list(csv.DictReader(io.StringIO(text)))


def turned(page: Page, line: str) -> int:
    """How many rows are seen when somebody goes through every page behind a figure."""
    seen = 0
    while True:
        seen += page.locator(line).count()
        older = page.get_by_role("link", name="Lebih lama")
        if not older.count():
            return seen
        href = older.get_attribute("href")
        page.goto(page.url.partition("?")[0] + str(href))


@pytest.mark.parametrize("size", [PHONE, ROOM], ids=["phone", "room"])
def test_a_mayor_reads_what_a_jury_was_told_and_gets_to_each_row(
    opened: Opener, size: dict[str, int]
) -> None:
    page = opened(size)
    _contacts(page)
    _cases(page)
    _index(page)


def _contacts(page: Page) -> None:
    page.goto(f"/sie/kanal?{PANDEMIC}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dari 6.496 kontak, 85,5% lewat WhatsApp.")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
    fits(page)
    card(page, "6.496", "").get_by_role("link", name="Lihat kontaknya").click()
    expect(page.locator(".lead")).to_contain_text("6.496 kontak")
    fits(page)
    found = rows(page)
    assert len(found) == 6_496
    by_chat = [row for row in found if row["kanal"] == "whatsapp"]
    assert round(len(by_chat) / len(found), 3) == 0.855
    assert all("2020-03-22" < row["mulai"][:10] < "2021-11-11" for row in found)


def _cases(page: Page) -> None:
    for words, n, days in ((YEAR_2020, 28, "4,6"), (YEAR_2021, 57, "4,6"), (BOTH, 85, "4,6")):
        page.goto(f"/sie?{words}&kanal=sp4n")
        fits(page)
        pace = card(page, days, "hari kerja rata-rata")
        expect(pace).to_contain_text(f"n = {n}")
        card(page, str(n), "laporan").get_by_role("link", name="Lihat laporannya").click()
        expect(page.locator(".lead")).to_contain_text(f"{n} laporan")
        fits(page)
        assert {row["kanal"] for row in rows(page)} == {"sp4n"}
        assert turned(page, "ol.list > li") == n
        page.goto(f"/sie?{words}&kanal=sp4n")
        card(page, days, "hari kerja rata-rata").get_by_role("link", name="Lihat laporannya").click()
        judged = [float(row["nilai"]) for row in rows(page)]
        assert (len(judged), round(sum(judged) / n, 1)) == (n, 4.6)


def _index(page: Page) -> None:
    page.goto(f"/sie/kepuasan?{BOTH}")
    fits(page)
    index = page.locator(".sie-card").first
    expect(index).to_contain_text(
        "Dari 3,48 (tahun 2020) menjadi 3,51: selisih sekecil ini bisa jadi kebetulan."
    )
    expect(index).to_contain_text("n = 400 orang")
    expect(index).to_contain_text("Selang 95%")
    index.get_by_role("link", name="Lihat jawabannya").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("400 jawaban")
    fits(page)
    assert _mean_of_answers(page) == 3.51
    page.goto(f"/sie/kepuasan?{YEAR_2020}")
    expect(page.locator(".sie-card").first).to_contain_text("3,48")
    page.locator(".sie-card").first.get_by_role("link", name="Lihat jawabannya").click()
    assert _mean_of_answers(page) == 3.48


def test_what_was_known_at_the_end_of_2020_stays_so(opened: Opener) -> None:
    page = opened()
    for _again in range(2):
        page.goto(f"/sie?{BOTH}&per=2020-12-31&kanal=sp4n")
        expect(page.get_by_role("status")).to_contain_text("31 Desember 2020")
        fits(page)
        card(page, "28", "laporan").get_by_role("link", name="Lihat laporannya").click()
        found = rows(page)
        assert len(found) == 28
        # The sheet says for ever as of when it is; the codes are 2020's alone.
        assert {row["per"][:10] for row in found} == {"2020-12-31"}
        assert {row["kode"].split("-")[1][:2] for row in found} == {"20"}
        tell_years(SEED)
    page.goto(f"/sie/kepuasan?{BOTH}&per=2020-12-31")
    expect(page.locator(".sie-card").first).to_contain_text("3,48")
    expect(page.locator(".sie-card").first).to_contain_text("n = 400 orang; keadaan 31 Des 2020.")
    expect(page.locator("main")).not_to_contain_text("2021")


def test_a_liaison_has_the_own_figures_and_the_own_paper_and_no_others(opened: Opener) -> None:
    page = opened(username="penghubung")
    own, other = _agencies()
    page.goto(f"/sie?{BOTH}")
    expect(page.locator(".sie-chips")).to_contain_text(re.compile(r"\w"))
    counted = _total(page, f"/sie?{BOTH}")
    mayor = opened()
    assert counted == _total(mayor, f"/sie?{BOTH}&instansi={own}") < _total(mayor, f"/sie?{BOTH}")
    # Asking for another's does not change whose figures they are.
    assert _total(page, f"/sie?{BOTH}&instansi={other}") == counted
    page.goto(f"/sie/kanal?{PANDEMIC}")
    expect(page.locator("main")).not_to_contain_text("6.496")
    paper = page.request.get(f"/sie/kertas/instansi/{own}.pdf?{BOTH}")
    assert (paper.status, paper.body()[:5]) == (200, b"%PDF-")
    assert page.request.get(f"/sie/kertas/instansi/{other}.pdf?{BOTH}").status in (403, 404)
    assert page.request.get("/sie/kertas/p4.pdf").status in (403, 404)
    verifier = opened(username="verifikator")
    verifier.goto(f"/sie?{YEAR_2021}&kanal=sp4n")
    card(verifier, "57", "laporan")


def test_an_analyst_gets_the_numbers_of_the_pages(opened: Opener, tmp_path: Path) -> None:
    page = opened()
    for words, n in (("from=2020-01-01&to=2020-12-31", 28), ("from=2021-01-01&to=2021-12-31", 57)):
        counted = page.request.get(f"/api/v1/figures/cases?{words}&by=all&channel=sp4n").json()
        took = page.request.get(f"/api/v1/figures/follow_up_working_days?{words}&by=all&channel=sp4n").json()
        assert [row["value"] for row in counted["rows"]] == [n]
        assert [(round(row["value"], 1), row["n"]) for row in took["rows"]] == [(4.6, n)]
    asked = "/api/v1/figures/contacts?from=2020-03-23&to=2021-11-09&by=channel"
    contacts = {row["by"]: row["value"] for row in page.request.get(asked).json()["rows"]}
    assert sum(contacts.values()) == 6_496
    assert round(contacts["whatsapp"] / 6_496, 3) == 0.855
    path = tmp_path / "laporan.parquet"
    path.write_bytes(page.request.get("/data/laporan.parquet").body())
    shown = page.request.get("/data/laporan.json").json()["rows"]
    with duckdb.connect() as duck:
        table = duck.read_parquet(str(path))
        found = table.aggregate("year(received_on) AS year, count(*) AS n").order("year").fetchall()
    assert [year for year, _n in found] == [2020, 2021]
    assert sum(n for _year, n in found) == len(shown) <= 85


def test_one_page_by_keys_alone_and_one_without_scripts(opened: Opener) -> None:
    page = opened({"width": 1280, "height": 900})
    page.goto(f"/sie/kanal?{PANDEMIC}")
    _tab_to(page, "Lihat kontaknya")
    page.keyboard.press("Enter")
    expect(page.locator(".lead")).to_contain_text("6.496 kontak")
    _tab_to(page, "Lebih lama")
    page.keyboard.press("Enter")
    expect(page.locator("main tbody tr")).to_have_count(50)
    expect(page.get_by_role("link", name="Terbaru")).to_be_visible()
    plain = opened(java_script_enabled=False)
    plain.goto(f"/sie?{YEAR_2020}&kanal=sp4n")
    pace = card(plain, "4,6", "hari kerja rata-rata")
    pace.locator("details.chart-table summary").click()
    expect(pace.locator("table")).to_be_visible()
    pace.get_by_text("Apa yang dihitung?").click()
    expect(pace).to_contain_text("hari kerja")
    pace.get_by_role("link", name="Lihat laporannya").click()
    expect(plain.locator("ol.list > li")).to_have_count(28)
    fits(plain)


def _tab_to(page: Page, name: str) -> None:
    """Go on by the Tab key until the link of this name has the focus."""
    for _key in range(120):
        page.keyboard.press("Tab")
        if str(page.evaluate("document.activeElement.textContent")).strip().startswith(name):
            return
    raise AssertionError(f"no {name} by keys")


def _agencies() -> tuple[str, str]:
    """The liaison's agency, and another."""
    officer = people.officer_named("penghubung")
    own = people.actor_of(officer).agency if officer else ""
    return own, next(one.code for one in city().offices_of("dinas") if one.code != own)


def _total(page: Page, address: str) -> int:
    """How many cases the first card of a page counts."""
    page.goto(address)
    return int(page.locator(".sie-card .sie-number").first.inner_text().replace(".", ""))


def _mean_of_answers(page: Page) -> float:
    """The index, counted again from the rows that the page shows."""
    sheets = page.locator("main tbody tr")
    expect(sheets).to_have_count(400)
    given = page.evaluate(
        "[...document.querySelectorAll('main tbody tr')].flatMap((tr) => [...tr.cells].map((c) => c.textContent.trim())"
        ".filter((t) => /^[1-4]$/.test(t)).map(Number))"
    )
    assert len(given) == 3_600
    return float(sum(given) / len(given))
