"""LAPOR!'s export as reports: the spreadsheet that its admin page gives, 21 columns, through the same table of words.

The columns are those of a real export of 2024. Times are WIB. It says nothing of when a row was changed, so
``updated_at`` is when the report came in: whoever pulls from this tells changes by comparing, not by time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, BinaryIO, Final

from surga.channels.port.gateway import Report
from surga.channels.sp4n import words
from surga.channels.sp4n.reading import WIB, Fields, is_tracking_id
from surga.channels.spreadsheet.readers import FileUnreadable, Record, read, read_upload
from surga.core.intake.message import MAX_NAME, MAX_TEXT

#: Without these a row is no report; without Tipe nobody would know who asked for secrecy.
_NEEDED: Final = ("Tracking ID", "Tanggal Laporan Masuk", "Isi Laporan Awal", "Tipe", "Status")
COLUMNS: Final = (
    "Tracking ID", "Tanggal Laporan Masuk", "Waktu Laporan Masuk", "Nama Pelapor", "Klasifikasi Laporan",
    "ID Kategori", "Kategori", "Judul", "Isi Laporan Awal", "Isi Laporan Akhir", "Tipe", "Sumber", "Instansi Induk",
    "ID Instansi Terdisposisi", "Instansi Terdisposisi", "Status", "Alasan Tunda/Arsip", "Provinsi", "Kota",
    "Kecamatan", "Kelurahan",
)  # fmt: skip
_MONTHS: Final = (
    "januari februari maret april mei juni juli agustus september oktober november desember".split()
)
#: Day one of a spreadsheet's count of days.
_DAY_NOUGHT: Final = date(1899, 12, 30)


#: Before the line that has the same id.
SAME_AS: Final = "the same as line "


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that is no report, by its line in the file. ``column``: "" for the row as a whole."""

    line: int
    column: str
    why: str


@dataclass(frozen=True, slots=True)
class Exported:
    """What a file holds. ``lines``: tracking id → line; ``missing``: columns of the export that it lacks."""

    reports: tuple[Report, ...]
    faults: tuple[Fault, ...]
    lines: dict[str, int]
    missing: tuple[str, ...]
    #: How many names were dropped at the door, because Tipe asks for it.
    dropped: int = 0


class _RowFault(Exception):
    def __init__(self, column: str, why: str) -> None:
        super().__init__(column)
        self.column, self.why = column, why


def read_export(path: Path, now: datetime | None = None) -> Exported:
    """Every row of a CSV or XLSX file. Raises ``FileUnreadable`` with one sentence for the file as a whole."""
    return _exported(path.name, read(path), now)


def read_uploaded(name: str, file: BinaryIO, now: datetime | None = None) -> Exported:
    """The same of a file that somebody sent: never put down anywhere, for it names people who asked for secrecy."""
    return _exported(name, read_upload(name, file), now)


def _exported(name: str, records: list[Record], now: datetime | None) -> Exported:
    names = _columns(name, records)
    now = now or datetime.now(UTC)
    reports: dict[str, Report] = {}
    lines: dict[str, int] = {}
    faults: list[Fault] = []
    dropped = 0
    for record in records:
        try:
            report = _report(record, names, now)
        except _RowFault as fault:
            faults.append(Fault(record.line, fault.column, fault.why))
            continue
        if report.id in reports:
            faults.append(Fault(record.line, "Tracking ID", f"{SAME_AS}{lines[report.id]}"))
            continue
        reports[report.id], lines[report.id] = report, record.line
        dropped += _is_named(record, names) and not report.reporter_name
    missing = tuple(column for column in COLUMNS if column not in names.values())
    return Exported(tuple(reports.values()), tuple(faults), lines, missing, dropped)


def _is_named(record: Record, names: Mapping[str, str]) -> bool:
    """Whether a name stands there, whatever Tipe says."""
    columns = [name for name, column in names.items() if column == "Nama Pelapor"]
    return any(_cell(record.values.get(name)).strip() for name in columns)


def _columns(file: str, records: list[Record]) -> dict[str, str]:
    """The file's own name of a column → the export's, in any spelling of case and spaces."""
    header = {name for record in records for name in record.values}
    if not header:
        raise FileUnreadable(f"{file}: there are no rows to read.", "file_no_rows")
    known = {words.fold(column): column for column in COLUMNS}
    names = {name: known[words.fold(name)] for name in header if words.fold(name) in known}
    absent = [column for column in _NEEDED if column not in names.values()]
    if absent:
        said = f"{file}: this is no export of LAPOR!: it has no column {', '.join(absent)}."
        raise FileUnreadable(said, "file_no_export", columns=", ".join(absent))
    return names


def _report(record: Record, names: Mapping[str, str], now: datetime) -> Report:
    if record.fault:
        raise _RowFault("", record.fault)
    cells = {column: _cell(record.values.get(name)) for name, column in names.items()}
    row = Fields({column: cells.get(column, "") for column in COLUMNS}, now)
    tracking_id = _tracking_id(row.short("Tracking ID"))
    text = row.text("Isi Laporan Akhir", MAX_TEXT).strip() or row.text("Isi Laporan Awal", MAX_TEXT).strip()
    if not text:
        raise _RowFault("Isi Laporan Awal", "empty")
    anonymous, secret = _hidden(row)
    at = _received(row)
    class_ = words.fold(row.short("Klasifikasi Laporan"))
    named = "" if anonymous or secret else row.short("Nama Pelapor", MAX_NAME)
    return Report(
        id=tracking_id,
        second_id="",
        text=text,
        standing=row.word("Status", words.STANDINGS),
        created_at=at,
        updated_at=at,
        title=row.short("Judul", 300),
        kind=row.word("Klasifikasi Laporan", words.KINDS, absent="complaint"),
        topic_id=row.short("ID Kategori"),
        body_id=row.short("ID Instansi Terdisposisi"),
        anonymous=anonymous,
        secret=secret,
        oversight=class_ in words.OVERSIGHT,
        reporter_name=named,
        channel=row.short("Sumber"),
        place=", ".join(filter(None, map(row.short, ("Kelurahan", "Kecamatan", "Kota", "Provinsi")))),
        odd=tuple(row.odd),
        raw=_raw(cells),
    )


def _tracking_id(told: str) -> str:
    """Seven to ten digits; "9165816.0" too, as some programs write a whole number. None is ever made up."""
    found = re.sub(r"\.0+$", "", told.removeprefix("#").strip())
    if is_tracking_id(found):
        return found
    if not found:
        raise _RowFault("Tracking ID", "empty")
    if re.fullmatch(r"[0-9]{1,6}", found):
        raise _RowFault("Tracking ID", "noughts may be lost")
    rounded = re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+", found)
    raise _RowFault("Tracking ID", "rounded" if rounded else "not 7 to 10 digits")


def _hidden(row: Fields) -> tuple[bool, bool]:
    """Anonymous and secret. A word that is neither hides as both would: it may be a new way of asking for that."""
    said = {words.fold(part) for part in re.split(r"[|,;/]", row.short("Tipe"))} - {""}
    strange = said - {words.ANONYMOUS, words.SECRET}
    if strange:
        row.note("Tipe", f"unknown word {min(strange)[:40]!r}, taken for anonim and rahasia")
    return words.ANONYMOUS in said or bool(strange), words.SECRET in said or bool(strange)


def _received(row: Fields) -> datetime:
    day, moment = row.short("Tanggal Laporan Masuk"), row.short("Waktu Laporan Masuk")
    try:
        found = _day(day)
    except (ValueError, OverflowError):
        raise _RowFault("Tanggal Laporan Masuk", "not a date" if day else "empty") from None
    try:
        # A cell may hold both, as a spreadsheet keeps them.
        at = _time(moment or (day[11:] if "T" in day else ""))
    except (ValueError, OverflowError):
        raise _RowFault("Waktu Laporan Masuk", "not a time") from None
    if at is None:
        row.note("Waktu Laporan Masuk", "empty")
    received = datetime.combine(found, at or time(0), WIB)
    if received.year < 2011 or received > row.now + timedelta(hours=1):
        raise _RowFault("Tanggal Laporan Masuk", "a date that cannot be")
    return received


def _day(told: str) -> date:
    """2024-01-05, 05/01/2024, 05-01-24, 5 Januari 2024, or a spreadsheet's count of days. Raises ``ValueError``."""
    if re.match(r"\d{4}-\d{2}-\d{2}(?:[T ]|$)", told):
        return date.fromisoformat(told[:10])
    if re.fullmatch(r"\d{5}(?:\.\d+)?", told):
        return _DAY_NOUGHT + timedelta(days=int(float(told)))
    parts = re.fullmatch(r"(\d{1,2})[\s/.-]+(\d{1,2}|[a-z]{3,})[\s/.-]+(\d{4}|\d{2})", words.fold(told))
    if parts is None:
        raise ValueError(told)
    day, month, year = parts.groups()
    number = int(month) if month.isdigit() else _month(month)
    return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))


def _month(name: str) -> int:
    """Also by its first three letters. Raises ``ValueError``."""
    return [month[:3] for month in _MONTHS].index(name[:3]) + 1


def _time(told: str) -> time | None:
    """10:11, 10.11, 10:11:12, with "WIB", a date before it, or a part of a day as a spreadsheet counts. None: none."""
    if not told:
        return None
    if re.fullmatch(r"0?\.\d+(?:[eE]-\d+)?|0", told):
        seconds = round(float(told) * 86400)
        return time(seconds // 3600 % 24, seconds // 60 % 60, seconds % 60)
    bare = re.sub(r"\s*wib$", "", told.rpartition("T")[2], flags=re.IGNORECASE)
    parts = re.fullmatch(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?", bare)
    if parts is None:
        raise ValueError(told)
    hour, minute, second = (int(part or 0) for part in parts.groups())
    return time(hour, minute, second)


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def _raw(cells: Mapping[str, str]) -> str:
    """The row as it came, without the name: that is kept once, or dropped."""
    return json.dumps({column: cell for column, cell in cells.items() if column != "Nama Pelapor"})
