"""The real run on invented records, recounted by hand; the real ones are not part of the project."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.real.__main__ import main
from benchmarks.real.derived_city import write_city
from benchmarks.report import BEGIN, END, ROOT, put_between_marks
from surga.channels.spreadsheet.mapping import read_mapping
from surga.channels.spreadsheet.readers import Record
from surga.core.agencies.profile import read_city

pytestmark = pytest.mark.once
MAPPING = ROOT / "benchmarks" / "real" / "surabaya.toml"
LONG = "Topik " + "panjang " * 20
# Times are UTC: seven hours later in the city. 28 April 2022 is a Thursday, and everything from
# 29 April to 8 May was off: joint leave, Idulfitri, weekends.
RECORDS = [
    (
        "1",
        "2022-04-28T02:00:00",
        "2022-04-28T14:00:00",
        "Jalan",
        "Dinas Jalan",
        "Hulu",
        "Timur",
    ),  # 0.5 days, 0 w.d.
    (
        "2",
        "2022-04-28T02:00:00",
        "2022-05-09T02:00:00",
        "Jalan",
        "Dinas Jalan",
        "Hulu",
        "Barat",
    ),  # 11 days, 1 w.d.
    (
        "3",
        "2022-05-10T16:00:00",
        "2022-05-18T16:00:00",
        LONG,
        "Kelurahan Timur",
        "Hulu",
        "Timur",
    ),  # 8 days, 5 w.d.
    ("4", "2022-05-10T17:00:00", None, "Jalan", "Dinas Jalan", "Hilir", "Barat Laut"),  # open
    ("5", "2022-05-11T02:00:00", "2022-05-10T02:00:00", "Jalan", "Dinas Jalan", None, None),  # turned round
    ("6", "2021-12-31T16:59:59", None, "Jalan", "Dinas Jalan", None, None),  # still 2021 in the city
    ("7", "2023-01-31T02:00:00", None, "Jalan", "Dinas Jalan", None, None),  # the last that is told
]
NAMES = ("id", "date", "responded_at", "topic", "agency", "kecamatan", "kelurahan")


def values(record: tuple[str | None, ...]) -> dict[str, str | None]:
    return {
        **dict(zip(NAMES, record, strict=True)),
        "text": f"Laporan contoh {record[0]}",
        "address": "Jl. Contoh",
    }


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--name", "Kota Contoh", "--prefix", "CTH"])


def test_every_row_becomes_a_case_or_a_named_reason(tmp_path: Path) -> None:
    file, page = tmp_path / "records.jsonl", tmp_path / "page.md"
    file.write_text("".join(json.dumps(values(record)) + "\n" for record in RECORDS))
    page.write_text(f"# Before\n{BEGIN}\nold\n{END}\nafter\n")
    year = ("--from", "2022-01-01", "--to", "2022-12-31")
    ran = run(str(file), "--into", str(tmp_path / "made"), *year, "--write", str(page))
    assert ran.exit_code == 0, ran.output
    first, again = re.findall(r"^read .*$", ran.stdout, re.MULTILINE)
    assert first == "read 5  created 4  known 0  skipped 1"
    assert again == "read 5  created 0  known 4  skipped 1"
    assert "  skipped: answered before it was received: 1\n" in ran.stdout
    assert "Kota Contoh: 4 cases received 2022-04-28 to 2022-05-11, as of 2023-01-31." in ran.stdout
    # 0.5, 11 and 8 days; 0, 1 and 5 working days; three of four within five. Groups of less than five stay unnamed.
    assert (
        "| all | 4 | 3 | 1 | 6.50 | 8.00 | 10.40 | 2.00 | 1.00 | 4.20 | 75.0% (30.1%–95.4%) |" in ran.stdout
    )
    assert "Dinas Jalan" not in ran.stdout
    said = page.read_text()
    assert said.startswith("# Before\n")
    assert said.endswith("\nafter\n")
    assert "| all | 4 | 3 | 1 |" in said
    assert "old" not in said


def test_the_derived_city_has_every_name(tmp_path: Path) -> None:
    records = [Record(line, values(record)) for line, record in enumerate(RECORDS, 1)]
    shortened = write_city(
        tmp_path, "Kota Contoh", "CTH", records, read_mapping(MAPPING), ROOT / "cities" / "kediri"
    )
    city = read_city(tmp_path)
    assert [(a.name, a.kind) for a in city.agencies] == [
        ("Dinas Jalan", "dinas"),
        ("Kecamatan Hilir", "kecamatan"),
        ("Kelurahan Barat Laut", "kelurahan"),
        ("Kecamatan Hulu", "kecamatan"),
        ("Kelurahan Barat", "kelurahan"),
        ("Kelurahan Timur", "kelurahan"),
    ]
    assert [(t.name[:5], t.agency) for t in city.topics] == [
        ("Jalan", "dinas-jalan"),
        ("Topik", "kelurahan-timur"),
    ]
    assert shortened == {LONG.strip(): city.topics[1].code}
    # Idulfitri and its joint leave, as decreed for 2022 and 2023.
    days = {day.date.isoformat() for day in city.days}
    assert days >= {"2022-04-29", "2022-05-02", "2022-05-06", "2023-04-21", "2023-12-26"}


def test_absent_records_and_a_place_in_the_checkout(tmp_path: Path) -> None:
    ran = run(str(tmp_path / "none.jsonl"), "--into", str(tmp_path / "made"))
    assert ran.exit_code == 1
    assert (
        "none.jsonl: there is no such file. The records of the real run are not part of the project."
        in ran.output
    )
    ran = run(str(tmp_path / "none.jsonl"), "--into", str(ROOT / "var" / "made"))
    assert ran.exit_code == 1
    assert "real records stay outside" in ran.output
    assert not (ROOT / "var" / "made").exists()


def test_a_page_without_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing")
    with pytest.raises(ValueError, match=r"page\.md has no place"):
        put_between_marks(page, "x")
    assert page.read_text() == "nothing"
