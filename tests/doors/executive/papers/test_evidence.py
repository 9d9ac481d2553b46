"""The evidence pack: everything a jury asks for, each number the figure's own, in an empty city as in a large one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from surga.core.agencies.queries import city as profile
from surga.core.cases.models import Case
from surga.core.people.access import system
from surga.doors.executive.papers.contents import p4
from surga.doors.executive.papers.contents.asking import Asked, number
from surga.doors.executive.papers.contents.p4.gathering import Connected, Operation, operations
from surga.doors.executive.papers.making import book_of, pdf_of, xlsx
from surga.doors.executive.papers.making.paper import Numbers, Table
from surga.reactions.insight.queries import FigureRow, clock_runs, figure
from surga.reactions.insight.queries.planning import Decision, Effect, Evidence
from surga.reactions.surveys import actions as survey
from surga.reactions.sync.queries import SideState

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(city):
    today = profile().calendar.day_of(datetime.now(UTC))
    return Asked(today - timedelta(days=30), today)


@pytest.fixture
def filled(case, officer):
    for status in ("received", "forwarded", "answered", "resolved", "closed", "archived"):
        case(status)
    case("closed", channel="whatsapp")
    officer("liaison", "umum")
    officer("verifier")


def tables_of(paper):
    return {
        block.short: block
        for section in paper.sections
        for block in section.blocks
        if isinstance(block, Table)
    }


def numbers_of(paper):
    return [
        one for section in paper.sections for block in section.blocks if isinstance(block, Numbers)
        for one in block.numbers
    ]  # fmt: skip


def test_the_pack_says_all_that_a_jury_asks_for(filled, asked, read):
    paper = p4.paper_of(p4.pack_of(asked, "188.45/7/2026"))
    _document, text = read(pdf_of(paper))
    for said in ("Tim ditetapkan dengan SK 188.45/7/2026", "Prosedur (SOP)", "Instansi terhubung", "Laporan per kanal",
                 "Tindak lanjut", "Waktu terhadap setiap batas", "Kepuasan", "Kebijakan yang lahir dari aduan",
                 "Catatan integrasi", "uptime", "Panduan, alamat, dan akun peragaan", "/api/v1/cases",
                 "Yang tidak dibuktikan dokumen ini", "Arti setiap angka"):  # fmt: skip
        assert said in text, said


def test_every_number_is_the_figures_own_and_has_its_definition(filled, asked):
    paper = p4.paper_of(p4.pack_of(asked))
    names = {one.name for one in paper.meanings}
    checked = 0
    for one in numbers_of(paper):
        assert one.figure in names
        try:
            rows = figure(one.figure, asked.from_, asked.to, "all").rows
        except LookupError:
            continue
        if rows and "terhubung" not in one.label and "menerima" not in one.label:
            assert (one.value, one.low, one.high) == (rows[0].value, rows[0].low, rows[0].high), one.label
            checked += 1
    assert checked >= 5


def test_team_agencies_and_channels_are_counted_as_they_are(filled, asked):
    paper = p4.paper_of(p4.pack_of(asked))
    tables = tables_of(paper)
    team = {row[0]: row[1:] for row in tables["Tim"].rows}
    assert team["Verifikator"] == (1, 1)
    assert team["Jumlah"] == (2, 2)
    agencies = {row[0]: row for row in tables["Instansi"].rows}
    active = [one for one in profile().agencies.values() if one.active]
    assert len(agencies) == len(active)
    assert agencies[profile().agencies["umum"].name][1:3] == ("ya", 1)
    assert sum(row[1] == "ya" for row in agencies.values()) == 1
    channels = {row[0]: row for row in tables["Kanal"].rows}
    assert channels["Jumlah"][2] == Case.objects.count() == 7
    assert channels["WhatsApp"][2:] == (1, pytest.approx(1 / 7))


def test_the_four_ends_are_told_apart_and_add_up(filled, asked):
    rows = tables_of(p4.paper_of(p4.pack_of(asked)))["Keadaan"].rows
    assert sum(row[1] for row in rows) == 7
    told = {row[0]: row[1] for row in rows}
    assert told["Ditutup: dipastikan pelapor"] == 2
    assert told["Ditutup: pelapor diam"] == 0
    assert told["Diarsipkan tanpa tindak lanjut, dengan alasan"] == 1


def test_each_limit_stands_with_its_source_and_whether_it_is_confirmed(asked):
    rules = profile().deadlines_on(asked.to)
    table = tables_of(p4.paper_of(p4.pack_of(asked)))["Batas waktu"]
    assert len(table.rows) == len(rules)
    assert sum(row[5] == "ya" for row in table.rows) == sum(rule.confirmed for rule in rules)
    assert all(rule.version in " ".join(row[4] for row in table.rows) for rule in rules)


def test_clocks_are_counted_from_the_cases_own(filled, asked):
    runs = clock_runs(asked.from_, asked.to)
    seen = {run.clock: run for run in runs}
    verified = sum(
        bool(clocks["verification"]["stopped"]) for clocks in Case.objects.values_list("clocks", flat=True)
    )
    found = seen["verification"]
    assert found.within.n == verified
    assert found.within.value == 1.0
    assert found.late == 0
    assert found.running == Case.objects.count() - verified
    assert sum(row[2] for row in tables_of(p4.paper_of(p4.pack_of(asked)))["Jam"].rows) == sum(
        run.within.n for run in runs
    )


def test_a_clock_run_over_is_late_and_as_of_before_it_was_not(case, asked):
    made = case("received")
    due = datetime.fromisoformat(made.clocks["verification"]["due"])
    late = clock_runs(asked.from_, asked.to, due + timedelta(days=1))
    assert [(run.clock, run.late, run.within.value) for run in late] == [("verification", 1, 0.0)]
    early = clock_runs(asked.from_, asked.to, due - timedelta(seconds=1))
    assert [(run.late, run.running, run.within.n) for run in early] == [(0, 1, 0)]
    assert clock_runs(asked.from_, asked.to, made.received_at - timedelta(seconds=1)) == []
    where = replace(asked, where=replace(asked.where, agency="umum", topic="jalan")).where
    assert all(run.clock == "verification" for run in clock_runs(asked.from_, asked.to, where=where))


def test_an_empty_city_says_so_and_prints(asked, read):
    paper = p4.paper_of(p4.pack_of(asked))
    _document, text = read(pdf_of(paper))
    assert "Belum ada laporan dalam masa ini" in text
    assert "Nomor SK tim belum diisi" in text
    assert "Belum ada keputusan yang dicatat." in text
    assert xlsx(book_of(paper))


def test_a_city_of_a_hundred_agencies_with_long_names_fits(filled, asked, read):
    pack = p4.pack_of(asked)
    name = "Unit Pelaksana Teknis Dinas Pengelolaan Sampah, Limbah Bahan Berbahaya dan Pertamanan Wilayah"
    many = tuple(Connected(f"a{n}", f"{name} {n}", "dinas", n % 2, n) for n in range(100))
    api = tuple(Operation("GET", f"/api/v1/{'sangat-panjang-' * 6}{n}", name) for n in range(40))
    paper = p4.paper_of(replace(pack, agencies=many, operations=api))
    document, text = read(pdf_of(paper))
    assert all(f"Wilayah {n} " in text for n in range(100))
    assert len(document.pages) < 30
    assert tables_of(paper)["Instansi"].rows[99][3] == 99


def test_in_english_everything_is_said_in_english(filled, asked, read):
    _document, text = read(pdf_of(p4.paper_of(p4.pack_of(replace(asked, language="en")))))
    for said in ("Evidence of how complaints are handled", "Agencies connected", "What this paper does not prove",
                 "Closed: the reporter was silent", "Share of cases"):  # fmt: skip
        assert said in text, said
    for unsaid in ("Belum", "Instansi terhubung", "hari kerja sampai"):
        assert unsaid not in text, unsaid


def test_a_past_date_is_said_and_its_limits_too(filled, asked, read):
    then = replace(asked, moment=datetime(2022, 12, 31, 16, 59, 59, tzinfo=UTC), dated=True)
    _document, text = read(
        pdf_of(p4.paper_of(p4.pack_of(replace(then, from_=date(2022, 1, 1), to=date(2022, 12, 31)))))
    )
    assert "per 31 Des 2022" in text
    assert "akun, integrasi, dan daftar API adalah keadaan sekarang" in text


def test_decisions_are_printed_with_what_they_do_not_prove(asked, read):
    before = Evidence("", "cases", 10, 10)
    decision = Decision(
        1, "Lampu LED di gang", date(2022, 5, 1), "84 laporan", "Wali Kota", "pju", "Lampu", "dishub", "Dishub", "", "",
        ("KDR-1",), 3, 2, 90, (Effect("cases", "cases", before, before, None, False, "Dari 10 menjadi 10."),),
        "Ini belum bukti.", 0, datetime(2022, 6, 1, tzinfo=UTC),
    )  # fmt: skip
    paper = p4.paper_of(replace(p4.pack_of(asked), decisions=(decision,)))
    _document, text = read(pdf_of(paper))
    for said in ("Lampu LED di gang", "Dari 10 menjadi 10.", "Ini belum bukti.", "1 Mei 2022"):
        assert said in text, said
    assert tables_of(paper)["Kebijakan"].rows[0][4] == 3
    unmeasured = replace(decision, effects=())
    rows = tables_of(p4.paper_of(replace(p4.pack_of(asked), decisions=(unmeasured,))))[
        "Sebelum dan sesudah"
    ].rows
    assert rows == ()


def test_the_list_of_the_api_is_the_apis_own(client, city):
    told = {(one.method, one.path) for one in operations("id")}
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert told == {(method.upper(), path) for path, methods in paths.items() for method in methods}


def test_a_city_at_work_names_no_accounts(filled, asked, settings, read):
    settings.DEMONSTRATION = False
    pack = p4.pack_of(asked)
    assert pack.accounts == ()
    _document, text = read(pdf_of(p4.paper_of(pack)))
    assert "Akun peragaan untuk juri dibuat di salinan peragaan" in text


def test_a_figure_that_nobody_counts_is_a_gap_and_no_fault(asked):
    one = number(asked, "exchange_lag")
    assert one.value is None
    assert one.n == 0


def test_months_are_drawn_once_there_are_two(filled, asked, read):
    pack = p4.pack_of(asked)
    came = tuple(FigureRow(f"2026-{month:02d}", 3.0 * month, 9, 2.0, 40.0) for month in (1, 2, 3))
    rows = dict.fromkeys(pack.months, came)
    kept = tuple(FigureRow(f"2026-{month:02d}", month / 10, 9, 0.0, 1.0) for month in (1, 2, 3))
    paper = p4.paper_of(replace(pack, months=rows | {"within_5_working_days": kept}))
    _document, text = read(pdf_of(paper))
    assert "Terbanyak pada Mar 2026: 9 laporan" in text
    assert "Paling rendah pada Jan 2026: 10,0" in text
    assert [row[:2] for row in tables_of(paper)["Bulan"].rows] == [
        ("Jan 2026", 3),
        ("Feb 2026", 6),
        ("Mar 2026", 9),
    ]


def test_integration_says_what_was_told_heard_and_how_long_it_lags(asked, read):
    side = SideState(
        "sp4n", "sp4n", 2, 1, 4, 90, asked.moment - timedelta(hours=5), 60, 31, 0, 0, 7,
        asked.moment - timedelta(minutes=12), None,
    )  # fmt: skip
    never = replace(side, name="provinsi", read_at=None)
    paper = p4.paper_of(replace(p4.pack_of(asked), sides=(side, never)))
    row = tables_of(paper)["Integrasi"].rows[0]
    assert row[:8] == ("SP4N", "sp4n", 60, 31, 90, 3, 4, 7)
    _document, text = read(pdf_of(paper))
    assert (
        "SP4N terakhir dibaca 12 menit sebelum dokumen ini dibuat; yang paling lama menunggu: 5 jam." in text
    )
    assert "PROVINSI terakhir dibaca" not in text


def test_two_surveys_of_a_period_are_two_indices_and_never_one(city, asked, officer):
    for year, score in ((2020, 3), (2021, 4)):
        draft = survey.RoundDraft(unit="", from_on=date(year, 1, 1), to_on=date(year, 12, 31))
        made = survey.open_round(survey.make_round(draft, system("test")).id, system("test"))
        survey.record_many(made.id, [((score,) * 9, datetime(year, 5, 4, 5, tzinfo=UTC))] * 6, system("test"))
    asked = replace(asked, from_=date(2020, 1, 1), to=date(2021, 12, 31))
    paper = p4.paper_of(p4.pack_of(asked))
    rows = tables_of(paper)["IKM"].rows
    assert [(row[2], row[3], row[6], row[7]) for row in rows] == [(6, 3.0, 75.0, "C"), (6, 4.0, 100.0, "A")]
    assert not [one for one in numbers_of(paper) if one.figure == "ikm"]
    one = replace(asked, from_=date(2021, 1, 1))
    paper = p4.paper_of(p4.pack_of(one))
    assert [row[3] for row in tables_of(paper)["IKM"].rows] == [4.0]
    assert [number.value for number in numbers_of(paper) if number.figure == "ikm"] == [4.0]
