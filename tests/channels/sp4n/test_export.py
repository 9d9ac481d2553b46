"""LAPOR!'s export: 21 columns, from CSV and from XLSX, with names dropped where secrecy was asked for."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.channels.port.gateway import STANDINGS, Report
from surga.channels.sp4n.export import COLUMNS, Exported, Fault, read_export
from surga.channels.spreadsheet.readers import FileUnreadable
from tests.channels.sp4n.account import WIB
from tests.channels.spreadsheet.test_readers import workbook

NOW = datetime(2024, 12, 1, tzinfo=UTC)
ROW = {
    "Tracking ID": "0165816", "Tanggal Laporan Masuk": "2024-03-05", "Waktu Laporan Masuk": "10:11:12",
    "Nama Pelapor": "Sri Contoh", "Klasifikasi Laporan": "Berkadar Pengawasan", "ID Kategori": "928",
    "Kategori": "Infrastruktur Jalan", "Judul": "Jalan berlubang", "Isi Laporan Awal": "jln berlubang",
    "Isi Laporan Akhir": "Jalan berlubang.", "Tipe": "", "Sumber": "Website",
    "Instansi Induk": "Pemerintah Kota Kediri", "ID Instansi Terdisposisi": "357102",
    "Instansi Terdisposisi": "Dinas PUPR", "Status": "Ditutup oleh Sistem", "Alasan Tunda/Arsip": "",
    "Provinsi": "Jawa Timur", "Kota": "Kota Kediri", "Kecamatan": "Mojoroto", "Kelurahan": "",
}  # fmt: skip


def written(folder: Path, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> Path:
    out = io.StringIO()
    table = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\r\n")
    table.writeheader()
    table.writerows(rows)
    path = folder / "ekspor.csv"
    path.write_text("\ufeff" + out.getvalue(), encoding="utf-8", newline="")
    return path


@pytest.fixture
def reads(tmp_path: Path):
    def one(*changes: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> Exported:
        rows = [{**ROW, "Tracking ID": f"{9165800 + n}", **change} for n, change in enumerate(changes)]
        return read_export(written(tmp_path, *rows, columns=columns), NOW)

    return one


def first(found: Exported) -> Report:
    assert found.faults == ()
    return found.reports[0]


def test_a_row_is_a_report(reads) -> None:
    report = first(reads({"Tracking ID": "0165816"}))
    assert (report.id, report.standing, report.kind, report.oversight) == (
        "0165816",
        "done",
        "complaint",
        True,
    )
    assert report.created_at == report.updated_at == datetime(2024, 3, 5, 10, 11, 12, tzinfo=WIB)
    assert (report.title, report.text) == ("Jalan berlubang", "Jalan berlubang.")
    assert (report.topic_id, report.body_id, report.channel) == ("928", "357102", "Website")
    assert report.place == "Mojoroto, Kota Kediri, Jawa Timur"
    assert (report.reporter_name, report.anonymous, report.secret) == ("Sri Contoh", False, False)
    assert report.steps is None
    assert report.odd == ()
    assert json.loads(report.raw)["Isi Laporan Awal"] == "jln berlubang"


@pytest.mark.parametrize(
    ("told", "anonymous", "secret"),
    [
        ("Anonim", True, False),
        ("Rahasia", False, True),
        ("Anonim|Rahasia", True, True),
        ("rahasia | ANONIM", True, True),
        ("Terbatas", True, True),
        ("Anonim|Terbatas", True, True),
    ],
)
def test_a_name_is_dropped_at_the_door(reads, told, anonymous, secret) -> None:
    report = first(reads({"Tipe": told}))
    assert (report.anonymous, report.secret, report.reporter_name) == (anonymous, secret, "")
    assert "Sri" not in repr(report)
    assert bool(report.odd) == ("Terbatas" in told)


@pytest.mark.parametrize(
    ("told", "standing"),
    [
        ("Ditutup oleh Sistem", "done"),
        ("Ditutup oleh Pelapor", "done"),
        ("Ditutup oleh Admin", "done"),
        ("Diarsipkan oleh Admin", "archived"),
        ("Diarsipkan oleh Sistem", "archived"),
        ("Diarsipkan oleh Pelapor", "archived"),
        ("Menunggu Kelengkapan Informasi", "postponed"),
    ],
)
def test_every_status_of_a_real_export_is_known(reads, told, standing) -> None:
    report = first(reads({"Status": told}))
    assert (report.standing, report.odd) == (standing, ())


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Berkadar Pengawasan", "complaint"),
        ("Tidak Berkadar Pengawasan", "complaint"),
        ("Aspirasi", "aspiration"),
        ("Permintaan Informasi", "information"),
        ("", "complaint"),
    ],
)
def test_every_class_of_a_real_export_is_known(reads, told, kind) -> None:
    report = first(reads({"Klasifikasi Laporan": told}))
    assert (report.kind, report.odd) == (kind, ())


def test_an_unknown_word_is_odd_and_no_fault(reads) -> None:
    report = first(reads({"Status": "Eskalasi", "Klasifikasi Laporan": "Lainnya"}))
    assert (report.standing, report.kind) == ("unknown", "unknown")
    assert report.odd == ("Status: unknown word 'eskalasi'", "Klasifikasi Laporan: unknown word 'lainnya'")


@pytest.mark.parametrize(
    ("day", "time", "expected"),
    [
        ("05/03/2024", "10.11", (3, 5, 10, 11)),
        ("5-3-24", "10:11 WIB", (3, 5, 10, 11)),
        ("5 Maret 2024", "9:05", (3, 5, 9, 5)),
        ("05 Mei 2024", "09:05:00", (5, 5, 9, 5)),
        ("17 Agu 2024", "00:00", (8, 17, 0, 0)),
        ("2024-03-05T10:11:00", "", (3, 5, 10, 11)),
        ("2024-03-05T00:00:00", "10:11:00", (3, 5, 10, 11)),
        ("2024-03-05", "1899-12-31T10:11:00", (3, 5, 10, 11)),
        ("45356", "0.5", (3, 5, 12, 0)),
        ("2024-03-05", "0", (3, 5, 0, 0)),
    ],
)
def test_times_in_the_spellings_of_spreadsheets_are_wib(reads, day, time, expected) -> None:
    report = first(reads({"Tanggal Laporan Masuk": day, "Waktu Laporan Masuk": time}))
    assert report.created_at == datetime(2024, *expected, tzinfo=WIB)


def test_a_row_without_an_hour_begins_the_day_and_says_so(reads) -> None:
    report = first(reads({"Waktu Laporan Masuk": ""}))
    assert report.created_at == datetime(2024, 3, 5, tzinfo=WIB)
    assert report.odd == ("Waktu Laporan Masuk: empty",)


@pytest.mark.parametrize(
    ("change", "column", "why"),
    [
        ({"Tracking ID": ""}, "Tracking ID", "empty"),
        ({"Tracking ID": "LP-123"}, "Tracking ID", "not 7 to 10 digits"),
        ({"Tracking ID": "9,16582E+06"}, "Tracking ID", "rounded"),
        ({"Tracking ID": "9165816.5"}, "Tracking ID", "not 7 to 10 digits"),
        ({"Tracking ID": "123456"}, "Tracking ID", "noughts may be lost"),
        ({"Tanggal Laporan Masuk": "kemarin"}, "Tanggal Laporan Masuk", "not a date"),
        ({"Tanggal Laporan Masuk": ""}, "Tanggal Laporan Masuk", "empty"),
        ({"Tanggal Laporan Masuk": "31/02/2024"}, "Tanggal Laporan Masuk", "not a date"),
        ({"Tanggal Laporan Masuk": "5 Foo 2024"}, "Tanggal Laporan Masuk", "not a date"),
        ({"Tanggal Laporan Masuk": "2025-03-05"}, "Tanggal Laporan Masuk", "a date that cannot be"),
        ({"Tanggal Laporan Masuk": "05/03/1024"}, "Tanggal Laporan Masuk", "a date that cannot be"),
        ({"Waktu Laporan Masuk": "pagi"}, "Waktu Laporan Masuk", "not a time"),
        ({"Waktu Laporan Masuk": "25:00"}, "Waktu Laporan Masuk", "not a time"),
        ({"Isi Laporan Awal": "", "Isi Laporan Akhir": " "}, "Isi Laporan Awal", "empty"),
        ({"Tracking ID": "9165800"}, "Tracking ID", "the same as line 2"),
    ],
)
def test_a_fault_is_named_by_its_line_and_spoils_no_other(reads, change, column, why) -> None:
    found = reads({}, change, {})
    assert found.faults == (Fault(3, column, why),)
    assert [report.id for report in found.reports] == ["9165800", "9165802"]
    assert found.lines == {"9165800": 2, "9165802": 4}


def test_a_whole_number_with_a_fraction_of_nothing_is_an_id(reads) -> None:
    assert first(reads({"Tracking ID": "0165816.0"})).id == "0165816"


def test_dropped_names_are_counted(reads) -> None:
    found = reads({"Tipe": "Rahasia"}, {"Tipe": "Anonim", "Nama Pelapor": ""}, {"Tipe": ""}, {"Tipe": "Baru"})
    assert found.dropped == 2


def test_the_workbook_says_the_same_as_the_table(tmp_path: Path) -> None:
    path = tmp_path / "ekspor.xlsx"
    row = {**ROW, "Tracking ID": "9165800"}
    path.write_bytes(workbook(COLUMNS, tuple(row.values())))
    typed = {**row, "Tracking ID": 9165800, "ID Kategori": 928}
    (tmp_path / "angka.xlsx").write_bytes(workbook(COLUMNS, tuple(typed.values())))
    table = read_export(written(tmp_path, row), NOW).reports
    assert read_export(path, NOW).reports == read_export(tmp_path / "angka.xlsx", NOW).reports == table


def test_the_same_export_again_is_the_same(reads) -> None:
    rows = [{"Judul": str(n)} for n in range(5)]
    assert reads(*rows) == reads(*rows)


def test_columns_may_be_spelled_otherwise_and_stand_anywhere(tmp_path: Path) -> None:
    path = written(tmp_path, {**ROW, "x": "1"}, columns=("x", *reversed(COLUMNS)))
    path.write_text(path.read_text("utf-8-sig").replace("Tracking ID", " TRACKING  id"), "utf-8")
    found = read_export(path, NOW)
    assert first(found).id == "0165816"
    assert found.missing == ()


def test_a_lacking_column_is_told(reads) -> None:
    found = reads({}, columns=tuple(name for name in COLUMNS if name != "Kelurahan"))
    assert found.missing == ("Kelurahan",)
    assert first(found).odd == ()


@pytest.mark.parametrize("name", ["Tracking ID", "Tipe", "Status"])
def test_without_a_needed_column_it_is_no_export(reads, name) -> None:
    with pytest.raises(FileUnreadable) as caught:
        reads({}, columns=tuple(each for each in COLUMNS if each != name))
    assert str(caught.value) == f"ekspor.csv: this is no export of LAPOR!: it has no column {name}."


def test_an_empty_file_is_no_export(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        read_export(written(tmp_path), NOW)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ekspor")


CELL = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(
        [
            "",
            "0",
            "-1",
            "1e999",
            "45356",
            "99999.5",
            "=1+1",
            "Anonim|",
            "x" * 20_000,
            "31/12/9999",
            "0.9999999",
        ]
    ),
)


@given(st.data())
def test_no_cell_crashes_the_reader(folder: Path, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(COLUMNS))
    path = written(folder, {**ROW, column: data.draw(CELL)}, {**ROW, "Tracking ID": "9165801"})
    found = read_export(path, NOW)
    assert len(found.reports) + len(found.faults) == 2
    assert found.reports[-1].id == "9165801"
    for report in found.reports:
        assert report.standing in STANDINGS
        assert report.created_at.tzinfo is not None
        assert not (report.reporter_name and (report.anonymous or report.secret))
        assert "Sri" not in report.raw
