"""Rows of a CSV, XLSX or JSONL file as plain dictionaries, with the line each stands in.

A fault of one row is that row's (``Record.fault``); a file that cannot be trusted as a whole,
because it ends in the middle or is no such file at all, is refused as a whole.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

#: Longer cells are no records of complaints.
_LONGEST_CELL = 5_000_000
_MORE_CELLS = "more cells than the header"


class FileUnreadable(ValueError):
    """The file as a whole cannot be read; the text is one sentence that names it and the place."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row. ``fault`` is set, and ``values`` empty, when this row alone cannot be read."""

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    fault: str = ""


def read(path: Path) -> list[Record]:
    """Every row of the file; its kind is told by the ending. Raises :class:`FileUnreadable`."""
    readers = {".csv": _csv, ".xlsx": _xlsx, ".jsonl": _jsonl}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise FileUnreadable(f"{path.name}: the ending must be .csv, .xlsx or .jsonl.")
    try:
        return list(reader(path))
    except FileNotFoundError:
        raise FileUnreadable(f"{path.name}: there is no such file.") from None
    except IsADirectoryError:
        raise FileUnreadable(f"{path.name}: this is a folder, not a file.") from None
    except UnicodeDecodeError as error:
        raise FileUnreadable(f"{path.name}: the text is not UTF-8 (at byte {error.start}).") from None
    except OSError as error:
        raise FileUnreadable(f"{path.name}: it cannot be read ({error.strerror or error}).") from None


def _csv(path: Path) -> Iterator[Record]:
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline(_LONGEST_CELL)
        file.seek(0)
        delimiter = max(",;\t|", key=first.count)
        # NUL ends a C string: a reader that meets one may lose the rest of the row.
        # Strict: a file that ends inside quotes was cut off, and its last cell would swallow what is missing.
        rows = csv.reader((line.replace("\x00", "") for line in file), delimiter=delimiter, strict=True)
        try:
            header = _header(path, next(rows, []))
            for row in rows:
                if len(row) > len(header):
                    yield Record(rows.line_num, fault=_MORE_CELLS)
                elif any(row):
                    yield Record(rows.line_num, dict(zip(header, row, strict=False)))
        except csv.Error as error:
            raise FileUnreadable(
                f"{path.name}: line {rows.line_num}: the table is damaged or only half written ({error})."
            ) from None


def _xlsx(path: Path) -> Iterator[Record]:
    with path.open("rb") as file:  # says "no such file" and the like as the others do
        if not file.read(1):
            raise FileUnreadable(f"{path.name}: the file is empty.")
    try:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, ValueError):
        raise FileUnreadable(f"{path.name}: the workbook is damaged or only half written.") from None
    header = _header(path, rows[0] if rows else [])
    for line, row in enumerate(rows[1:], start=2):
        cells = dict(zip(header, map(_cell, row), strict=False))
        if cells.pop("", ""):
            yield Record(line, fault=_MORE_CELLS)
        elif any(cell not in ("", None) for cell in cells.values()):
            yield Record(line, cells)


def _header(path: Path, cells: Sequence[object]) -> list[str]:
    """The names of the columns; a name that stands twice could be either, so it is refused."""
    names = [str(cell).strip() for cell in cells]
    if not any(names):
        raise FileUnreadable(f"{path.name}: the file is empty, or its first line names no columns.")
    twice = [name for name, times in Counter(names).items() if name and times > 1]
    if twice:
        raise FileUnreadable(f"{path.name}: line 1: the column {twice[0]!r} is there twice.")
    return names


def _cell(cell: object) -> object:
    """Numbers without a fraction are ids and years, not 12.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return cell


def _jsonl(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                values = json.loads(line)
            except (ValueError, RecursionError):
                yield Record(number, fault="not JSON")
                continue
            if isinstance(values, dict):
                yield Record(number, values)
            else:
                yield Record(number, fault="not a JSON object")
