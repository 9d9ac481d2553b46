"""The other papers: an agency's report, the week, a brief, a publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from surga.core.agencies.queries import city as profile
from surga.core.people.access import system
from surga.doors.executive.papers.contents import agency, brief, digest, ikm
from surga.doors.executive.papers.contents.agency import Compared
from surga.doors.executive.papers.contents.agency.writing import verdict
from surga.doors.executive.papers.contents.asking import Asked
from surga.doors.executive.papers.making import book_of, pdf_of, xlsx
from surga.doors.executive.papers.making.paper import Numbers, Points, Table
from surga.reactions.insight.queries import FigureRow, Where, figure
from surga.reactions.insight.queries.planning import Acting, Affected, Brief, Evidence, Line, Priority, Step
from surga.reactions.surveys import actions as survey
from surga.reactions.surveys import queries as surveys

pytestmark = pytest.mark.django_db
SETUP = system("setup")


@pytest.fixture
def asked(city):
    today = profile().calendar.day_of(datetime.now(UTC))
    return Asked(today - timedelta(days=60), today)


def blocks(paper, kind):
    return [block for section in paper.sections for block in section.blocks if isinstance(block, kind)]


def test_an_agencys_report_is_of_that_agency_alone(case, asked, read):
    for status in ("forwarded", "answered", "closed"):
        case(status)
    case("forwarded", agency="kel-barat", text="Selokan meluap di gang")
    report = agency.report_of(asked, "umum")
    paper = agency.paper_of(report)
    numbers = {one.figure: one for block in blocks(paper, Numbers) for one in block.numbers}
    counted = figure("cases", asked.from_, asked.to, "all", where=Where(agency="umum")).rows[0]
    assert numbers["cases"].value == counted.value == 3
    _document, text = read(pdf_of(paper))
    assert profile().agencies["umum"].name in text
    assert "3 laporan masuk" in text
    assert report.oldest[0].code in text
    assert f"Mengapa {report.oldest[0].code}" in text
    assert "Tidak ada pembanding." in text
    assert xlsx(book_of(paper))


def test_an_agency_without_cases_is_told_so(asked, read):
    _document, text = read(pdf_of(agency.paper_of(agency.report_of(asked, "umum"))))
    assert "Tidak ada laporan untuk instansi ini dalam masa ini." in text
    assert "Tidak ada laporan yang masih berjalan." in text


def test_as_of_a_past_date_no_open_case_of_today_is_named(case, asked, read):
    made = case("forwarded")
    then = replace(asked, dated=True)
    _document, text = read(pdf_of(agency.paper_of(agency.report_of(then, "umum"))))
    assert made.code not in text
    assert "Hanya ada untuk keadaan sekarang." in text


def compared(name, now, before, told):
    row = lambda value: FigureRow("", value, 50, value, value)  # noqa: E731
    return Compared(name, row(now), row(before), row(before), told)


def test_a_change_is_good_or_bad_by_what_it_measures(city, asked, read):
    assert compared("within_5_working_days", 0.9, 0.5, True).better is True
    assert compared("follow_up_working_days", 9, 5, True).better is False
    assert compared("rating", 4, 4, True).better is None
    assert verdict(compared("rating", 5, 3, False)) == "Dapat terjadi karena kebetulan."
    report = agency.report_of(asked, "umum")
    better, worse = compared("within_5_working_days", 0.9, 0.5, True), compared("reopened", 0.4, 0.1, True)
    took = compared("follow_up_working_days", 3, 3, False)
    paper = agency.paper_of(replace(report, compared=(took, better, worse)))
    table = next(block for block in blocks(paper, Table) if block.short == "Perbandingan")
    assert [row[5] for row in table.rows] == [
        "Dapat terjadi karena kebetulan.", "Membaik, lebih dari kebetulan.", "Memburuk, lebih dari kebetulan.",
    ]  # fmt: skip
    questions = paper.sections[-1].blocks[0].items
    assert any(one.startswith("Apa sebabnya?") and "40,0" in one for one in questions)
    assert any(one.startswith("Apa yang dapat ditiru") for one in questions)


def test_only_active_agencies_have_a_report(city):
    codes = [code for code, _name in agency.every(Where())]
    assert codes
    assert set(codes) == {one.code for one in profile().agencies.values() if one.active}
    assert agency.every(Where(agency="umum")) == [("umum", profile().agencies["umum"].name)]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_week_has_at_most_five_lines_each_with_what_it_rests_on(case, asked, read, language):
    for status in ("received", "answered", "closed", "closed"):
        case(status)
    paper = digest.paper_of(replace(asked, language=language))
    lines = blocks(paper, Points)[0].items
    assert 2 <= len(lines) <= 5
    assert lines[0].startswith("4 ")
    document, text = read(pdf_of(paper))
    assert len(document.pages) <= 2
    assert all(line.split(";")[0].replace("\xa0", " ") in text.replace("\xa0", " ") for line in lines)


def test_every_kind_of_line_of_the_week_is_a_sentence(city, monkeypatch, asked):
    lines = [
        {"what": "cases", "n": 9, "before": 3, "more": "more"},
        {"what": "late", "open": 4, "kept": None, "n": 0},
        {"what": "late", "open": 4, "kept": 0.5, "n": 10},
        {"what": "rising", "topic": "Jalan", "n": 8, "before": 2, "place": "Ngronggo"},
        {"what": "stars", "mean": 4.2, "n": 12, "low": 3.9, "high": 4.5},
    ]
    facts = {"first": "2022-12-25", "last": "2022-12-31", "lines": lines}
    monkeypatch.setattr(digest, "week_facts", lambda last, where: facts)
    said = blocks(digest.paper_of(asked), Points)[0].items
    assert said == (
        "9 laporan masuk; pekan sebelumnya 3, naik lebih dari kebetulan.",
        "4 laporan setahun ini belum ditutup.",
        "4 laporan setahun ini belum ditutup. 50,0\xa0% dijawab dalam 5 hari kerja (n = 10).",
        "Naik lebih dari kebetulan: Jalan, 8 pekan ini; 2 dalam 4 pekan sebelumnya. Terutama di Ngronggo.",
        "Penilaian pelapor 4,20 dari 5 bintang (3 bulan, n = 12, selang 3,90 – 4,50).",
    )


def evidence(sentence, figure_, value, n, low=None, high=None, unit="cases"):
    return Evidence(sentence, figure_, value, n, low, high, unit, {})


def priority(**changed):
    steps = (
        *(Step(f"2022-{m:02d}", m) for m in range(1, 13)),
        *(Step(f"2023-{m:02d}", m, m - 1, m + 1, True) for m in (1, 2)),
    )
    one = Priority(
        1, "Lampu menyala dalam tiga hari", "Ganti LED", "Dishub", "Januari 2023", 1_250_000_000, "Median hari", "3",
        "pju", "Lampu jalan", "x", "Ngronggo", Acting("opd", "Instansi kota", "Dishub"),
        (evidence("84 laporan.", "cases", 84, 84), evidence("", "reopened", 0.12, 84, 0.07, 0.21, "share")),
        (Affected("x", "Ngronggo", "Kota", 31, 84, 0.37, 0.27, 0.48),),
        Line("Naik", "Tiap bulan", "cases", steps), ("KDR-2201-ABC",), 3,
    )  # fmt: skip
    return replace(one, **changed)


def made_brief(**changed):
    one = Brief(
        7, "Terang dan kering 2023", 2023, "Kota Uji", "id", datetime(2022, 12, 31, 16, 59, 59, tzinfo=UTC),
        date(2022, 1, 1), date(2022, 12, 31), True, "Dua hal.\nDengan angkanya.",
        (evidence("1.812 laporan diterima.", "cases", 1812, 1812),), (priority(),),
        (Affected("x", "Ngronggo", "Kota", 31, 84),), (Line("Semua", "", "share", (Step("2022-01", 0.5),)),),
        ("Yang dapat.",), ("Yang tidak dapat.",), ("cases",),
    )  # fmt: skip
    return replace(one, **changed)


def test_a_brief_prints_what_was_written_and_what_was_counted(city, read):
    paper = brief.paper_of(made_brief())
    document, text = read(pdf_of(paper))
    for said in ("Ringkasan kebijakan untuk tahun 2023", "Dua hal.", "1. Lampu menyala dalam tiga hari", "Ganti LED",
                 "Rp 1.250.000.000", "aturannya belum dikonfirmasi", "12,0 %", "7,0 % – 21,0 %", "KDR-2201-ABC",
                 "3 laporan lain tidak", "Yang dapat.", "Yang tidak dapat.", "per 31 Des 2022"):  # fmt: skip
        assert said in text.replace("\xa0", " "), said
    last = next(
        page for page in document.pages if "Apa yang dapat dan tidak dapat dikatakan" in page.extract_text()
    )
    assert "Lampu menyala" not in last.extract_text()
    assert xlsx(book_of(paper))


def test_a_brief_without_anything_says_what_is_missing(city, read):
    empty = made_brief(
        foreword="", priorities=(), intro=(), places=(), lines=(), can=(), cannot=(), ready=False
    )
    _document, text = read(pdf_of(brief.paper_of(empty)))
    for said in (
        "Belum ada prioritas yang dipilih.",
        "rancangan, angkanya masih dapat berubah",
        "belum menyebut batas",
    ):
        assert said in text, said
    bare = priority(budget=None, evidence=(), line=None, places=(), codes=(), unshown=0, topic_name="", region_name="",
                    acting=Acting("opd", "Instansi kota", "Dishub", confirmed=True))  # fmt: skip
    _document, text = read(pdf_of(brief.paper_of(made_brief(foreword="", priorities=(bare,)))))
    assert "aturannya belum" not in text
    assert "1. Lampu menyala dalam tiga hari" in text


def test_a_figure_of_the_brief_that_is_in_no_catalogue_is_named_as_it_is(city, read):
    paper = brief.paper_of(made_brief(intro=(evidence("Biaya.", "unheard_of", 2.5, 4, unit="people"),)))
    assert blocks(paper, Numbers)[0].numbers[0].label == "unheard_of"
    assert "unheard_of" not in {one.name for one in paper.meanings}


@pytest.fixture
def rounds(city):
    made = []
    for year, score in ((2024, 3), (2025, 4)):
        draft = survey.RoundDraft(unit="umum", from_on=date(year, 1, 1), to_on=date(year, 6, 30), population=100,
                                  follow_up="Loket buka lebih lama." if year == 2025 else "")  # fmt: skip
        info = survey.make_round(draft, SETUP)
        survey.open_round(info.id, SETUP)
        at = datetime(year, 2, 1, 5, tzinfo=UTC)
        given = [((score,) * 8 + (3,), at), ((3,) * 9, at), ((4,) * 8 + (None,), at)] * 20
        survey.record_many(info.id, given, SETUP)
        survey.close_round(info.id, SETUP)
        made.append(survey.publish_round(info.id, SETUP))
    return made


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_publication_says_index_n_band_elements_and_plan(rounds, read, language):
    told = surveys.publication(rounds[1])
    paper = ikm.paper_of(told, language)
    _document, text = read(pdf_of(paper))
    converted = f"{told.index.converted:.2f}".replace(".", "," if language == "id" else ".")
    for said in (converted, "60", "1/9", "Loket buka lebih lama."):
        assert said in text, said
    table = next(block for block in blocks(paper, Table) if block.columns[2].head == "NRR")
    assert [row[2] for row in table.rows] == [float(one.nrr) for one in told.index.elements]
    assert [row[8] for row in table.rows][-1] == 20
    assert ("3,24" if language == "id" else "from") in text or told.change is not None


def test_a_publication_without_plan_or_round_before_says_so(rounds, read):
    _document, text = read(pdf_of(ikm.paper_of(surveys.publication(rounds[0]), "id")))
    assert "Belum ada survei sebelumnya yang dapat dibandingkan." in text
    assert "Unit ini belum menulis rencana tindak lanjutnya." in text


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("up", "Naik dari"),
        ("down", "Turun dari"),
        ("noise", "kebetulan saja"),
        ("unknown", "terlalu sedikit"),
    ],
)
def test_a_change_of_the_index_is_told_in_one_honest_sentence(rounds, verdict, said, read):
    told = surveys.publication(rounds[1])
    changed = replace(
        told, change=replace(told.change, verdict=verdict), comments=tuple(f"Baik {n}" for n in range(14))
    )
    _document, text = read(pdf_of(ikm.paper_of(changed, "id")))
    assert said in text
    assert "Baik 11" in text
    assert "Baik 12" not in text
    assert "Masih ada 2 komentar lain." in text


def test_an_agencys_months_and_changes_are_told(case, asked, read):
    case("closed")
    report = agency.report_of(asked, "umum")
    months = tuple(FigureRow(f"2026-{month:02d}", float(month), month) for month in (8, 9))
    took, kept = (
        compared("follow_up_working_days", 3, 3, False),
        compared("within_5_working_days", 0.9, 0.5, True),
    )
    paper = agency.paper_of(replace(report, months=months, compared=(took, kept)))
    _document, text = read(pdf_of(paper))
    assert "Sep 2026: 9 laporan" in text
    assert "membaik dari 50,0 % menjadi 90,0 %" in text.replace("\xa0", " ")


def test_too_few_answers_make_no_index(rounds, read):
    told = surveys.publication(rounds[0])
    nothing = replace(told.index, value=None, n=0, low=None, high=None)
    _document, text = read(pdf_of(ikm.paper_of(replace(told, index=nothing), "id")))
    assert "Jawabannya belum cukup untuk satu indeks." in text


def test_a_week_of_the_past_says_that_it_is_told_as_known_now(case, asked):
    case("closed")
    then = datetime(2021, 1, 10, 16, 59, 59, tzinfo=UTC)
    paper = digest.paper_of(replace(asked, moment=then, dated=True))
    assert paper.as_of.year > 2021
    assert "2021" not in dict(paper.facts)["Seperti diketahui pada"]
