"""A paper as a spreadsheet: read back by another program, it is what went in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from surga.doors.executive.papers.making import book_of, xlsx
from surga.doors.executive.papers.making.book import Book, Sheet, Typed
from surga.doors.executive.papers.making.letters import clean
from surga.doors.executive.papers.making.paper import Column, Section, Table
from surga.doors.executive.papers.making.setting import set_out
from tests.doors.executive.papers.conftest import AS_OF, WORST

pytestmark = pytest.mark.django_db


def sheets_of(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def row_with(rows, first):
    return next(row for row in rows if row and row[0] == first)


def test_numbers_stay_numbers_and_days_stay_days(sample):
    sheets = sheets_of(xlsx(book_of(sample())))
    assert list(sheets) == ["Ringkasan", "Uji", "Kosong", "Definisi"]
    assert row_with(sheets["Uji"], "Jalan berlubang 2") == [
        "Jalan berlubang 2", 1002, pytest.approx(2 / 7), date(2022, 1, 1), 2_500_000
    ]  # fmt: skip
    row = next(row for row in sheets["Ringkasan"] if row[1] == "Dalam 5 hari kerja")
    assert row[2:7] == [0.7463, "bagian dari 1", 800, 0.7151, 0.7752]
    assert row[8] == "within_5_working_days"


def test_each_sheet_says_what_it_is_of_and_when_known(sample):
    for name, rows in sheets_of(xlsx(book_of(sample()))).items():
        above = " ".join(str(row[0]) for row in rows[:6])
        assert "Masa: 2022" in above, name
        assert "Saringan: Semua" in above, name


def test_every_definition_stands_on_the_last_sheet(sample):
    rows = sheets_of(xlsx(book_of(sample(language="en"))))["Definition"]
    assert {row[0] for row in rows} >= {"cases", "within_5_working_days", "follow_up_days"}
    assert row_with(rows, "cases")[2] == "Cases received."


def test_an_empty_table_says_so_in_one_sentence(sample):
    assert any("Tidak ada." in map(str, row) for row in sheets_of(xlsx(book_of(sample())))["Kosong"])


def test_nothing_that_people_wrote_is_a_formula(sample):
    content = xlsx(book_of(sample(word="=1+2")))
    assert any(row[0] == "=1+2 1" for row in sheets_of(content)["Uji"])
    with ZipFile(BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in parts.read(name), name
    content = xlsx(book_of(sample(word=WORST)))
    assert any(row[0] == f"{clean(WORST)} 1" for row in sheets_of(content)["Uji"])


def test_the_same_values_give_the_same_bytes(sample):
    assert xlsx(book_of(sample())) == xlsx(book_of(sample()))


def test_a_table_that_asks_for_it_is_drawn(sample):
    with ZipFile(BytesIO(xlsx(book_of(sample(rows=3))))) as parts:
        assert "xl/charts/chart1.xml" in parts.namelist()
    with ZipFile(BytesIO(xlsx(book_of(sample(rows=1))))) as parts:
        assert "xl/charts/chart1.xml" not in parts.namelist()


def test_two_tables_of_one_name_are_two_sheets_and_long_names_are_cut(sample):
    paper = sample()
    twice = type(paper)(**{**{f: getattr(paper, f) for f in paper.__slots__}, "sections": paper.sections * 2})
    names = [sheet.name for sheet in book_of(twice).sheets]
    assert len({name.casefold() for name in names}) == len(names)
    assert "Uji 2" in names


def test_times_are_the_citys_and_blanks_are_blank():
    sheet = Sheet(
        "Lembar", ("Judul",), (Column("Waktu", "moment"), Column("Nilai", "number"), Column("Kata")),
        ((datetime(2022, 12, 31, 20, 0, tzinfo=UTC), Typed(0.5, "share"), ""), (None, Typed(None, "share"), "x")),
    )  # fmt: skip
    rows = sheets_of(xlsx(Book("B", "Kota", AS_OF, (sheet,))))["Lembar"]
    assert rows[-2] == [datetime(2023, 1, 1, 3, 0), 0.5, ""]
    assert rows[-1] == ["", "", "x"]


def test_what_is_compared_is_a_number_on_the_sheet_with_its_interval_beside_it(sample):
    table = Table(
        "Perbandingan", "Banding", (Column("Ukuran"), Column("Masa ini"), Column("Sebelumnya"), Column("Kata")),
        (
            ("Tepat waktu", Typed(0.75, "share", 0.5, 0.9), Typed(0.5, "share"), "Membaik."),
            ("Lama", Typed(4.6, "working_days", 4.0, 5.2), Typed(None, "working_days"), "Tetap."),
            ("Baru", Typed(None, "days"), None, ""),
        ),
    )  # fmt: skip
    paper = replace(sample(), sections=(Section("Banding", (table,)),))
    rows = sheets_of(xlsx(book_of(paper)))["Banding"]
    assert row_with(rows, "Ukuran")[1:5] == ["Masa ini", "dari", "sampai", "Sebelumnya"]
    assert row_with(rows, "Tepat waktu") == ["Tepat waktu", 0.75, 0.5, 0.9, 0.5, "Membaik."]
    assert row_with(rows, "Lama") == ["Lama", 4.6, 4.0, 5.2, "", "Tetap."]
    printed = next(block for block in set_out(paper)["sections"][0]["blocks"] if block["kind"] == "table")
    assert [row[1] for row in printed["rows"]] == [
        "75,0\N{NO-BREAK SPACE}% (50,0\N{NO-BREAK SPACE}% – 90,0\N{NO-BREAK SPACE}%)",
        "4,6 hari kerja (4,0 – 5,2)",
        "–",
    ]
