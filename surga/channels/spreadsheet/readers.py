"""Rows of a CSV, XLSX or JSONL file as plain dictionaries, with the line each stands in.

A fault of one row is that row's (``Record.fault``); a file that cannot be trusted as a whole,
because it ends in the middle or is no such file at all, is refused as a whole.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, Final

from python_calamine import CalamineError, CalamineWorkbook

from surga.channels.spreadsheet import workbook

#: Longer cells are no records of complaints.
_LONGEST_CELL = 5_000_000
_MORE_CELLS = "more cells than the header"
_ZIP = b"PK\x03\x04"
_OLD_WORKBOOK = bytes.fromhex("d0cf11e0a1b11ae1")
#: A page, a document or a picture under the name of a table.
_NO_TABLES = (b"<", b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"PK")


class FileUnreadable(ValueError):
    """The file as a whole cannot be read; the text is one sentence that names it and the place.

    ``code`` and ``params`` say the same to whoever has words of their own for it.
    """

    def __init__(self, said: str, code: str = "file_damaged", **params: object) -> None:
        super().__init__(said)
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class Record:
    """One row. ``fault`` is set, and ``values`` empty, when this row alone cannot be read."""

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    fault: str = ""


def read(path: Path) -> list[Record]:
    """Every row of the file; its kind is told by the ending. Raises :class:`FileUnreadable`."""
    try:
        with path.open("rb") as file:
            return _read(path.name, path.suffix.lower(), file)
    except FileNotFoundError:
        raise FileUnreadable(f"{path.name}: there is no such file.") from None
    except IsADirectoryError:
        raise FileUnreadable(f"{path.name}: this is a folder, not a file.") from None
    except OSError as error:
        raise FileUnreadable(f"{path.name}: it cannot be read ({error.strerror or error}).") from None


def read_upload(name: str, file: BinaryIO) -> list[Record]:
    """Every row of what somebody sent; its kind is told by its first bytes, for endings lie.

    A workbook that would unfold to more than the memory holds is refused before it is opened. Raises
    :class:`FileUnreadable`.
    """
    first = file.read(8)
    file.seek(0)
    if first.startswith(_OLD_WORKBOOK):
        raise FileUnreadable(f"{name}: a workbook of before 2007; save it as .xlsx.", "file_old")
    if first.startswith(_ZIP):
        try:
            workbook.check(file)
        except workbook.TooLarge:
            raise FileUnreadable(
                f"{name}: the workbook unfolds to more than is read.", "file_large"
            ) from None
        except workbook.Damaged:
            raise _damaged(name) from None
        file.seek(0)
        return _read(name, ".xlsx", file)
    if first.lstrip().startswith(_NO_TABLES):
        raise FileUnreadable(f"{name}: this is no table.", "file_kind")
    return _read(name, ".csv", file)


def _read(name: str, ending: str, file: BinaryIO) -> list[Record]:
    reader = _READERS.get(ending)
    if reader is None:
        raise FileUnreadable(f"{name}: the ending must be .csv, .xlsx or .jsonl.", "file_kind")
    try:
        return list(reader(name, file))
    except UnicodeDecodeError as error:
        raise FileUnreadable(f"{name}: the text is not UTF-8 (at byte {error.start}).", "file_utf8") from None


def _csv(name: str, file: BinaryIO) -> Iterator[Record]:
    csv.field_size_limit(_LONGEST_CELL)
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    first = text.readline(_LONGEST_CELL)
    text.seek(0)
    delimiter = max(",;\t|", key=first.count)
    # NUL ends a C string: a reader that meets one may lose the rest of the row.
    # Strict: a file that ends inside quotes was cut off, and its last cell would swallow what is missing.
    rows = csv.reader((line.replace("\x00", "") for line in text), delimiter=delimiter, strict=True)
    try:
        header = _header(name, next(rows, []))
        for row in rows:
            if len(row) > len(header):
                yield Record(rows.line_num, fault=_MORE_CELLS)
            elif any(row):
                yield Record(rows.line_num, dict(zip(header, row, strict=False)))
    except csv.Error as error:
        said = f"{name}: line {rows.line_num}: the table is damaged or only half written ({error})."
        raise FileUnreadable(said, "file_cut", line=rows.line_num) from None
    finally:
        text.detach()  # whoever opened the file closes it


def _xlsx(name: str, file: BinaryIO) -> Iterator[Record]:
    if not file.read(1):
        raise FileUnreadable(f"{name}: the file is empty.", "file_empty")
    file.seek(0)
    try:
        sheet = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, ValueError):
        raise _damaged(name) from None
    header = _header(name, rows[0] if rows else [])
    for line, row in enumerate(rows[1:], start=2):
        cells = dict(zip(header, map(_cell, row), strict=False))
        if cells.pop("", ""):
            yield Record(line, fault=_MORE_CELLS)
        elif any(cell not in ("", None) for cell in cells.values()):
            yield Record(line, cells)


def _header(name: str, cells: Sequence[object]) -> list[str]:
    """The names of the columns; a name that stands twice could be either, so it is refused."""
    names = [str(cell).strip() for cell in cells]
    if not any(names):
        raise FileUnreadable(f"{name}: the file is empty, or its first line names no columns.", "file_empty")
    twice = [each for each, times in Counter(names).items() if each and times > 1]
    if twice:
        said = f"{name}: line 1: the column {twice[0]!r} is there twice."
        raise FileUnreadable(said, "column_twice", column=twice[0][:40])
    return names


def _cell(cell: object) -> object:
    """Numbers without a fraction are ids and years, not 12.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return cell


def _jsonl(_name: str, file: BinaryIO) -> Iterator[Record]:
    text = TextIOWrapper(file, encoding="utf-8-sig")
    try:
        for number, line in enumerate(text, start=1):
            if line.strip():
                yield _of_json(number, line)
    finally:
        text.detach()


def _of_json(number: int, line: str) -> Record:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return Record(number, fault="not JSON")
    return Record(number, values) if isinstance(values, dict) else Record(number, fault="not a JSON object")


def _damaged(name: str) -> FileUnreadable:
    return FileUnreadable(f"{name}: the workbook is damaged or only half written.")


_READERS: Final[dict[str, Callable[[str, BinaryIO], Iterator[Record]]]] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".jsonl": _jsonl,
}
