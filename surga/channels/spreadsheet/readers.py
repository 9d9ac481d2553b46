"""Rows of a CSV, XLSX or JSONL file as plain dictionaries, with the line each stands in."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

#: Longer lines are no records of complaints.
_LONGEST_CELL = 5_000_000


class FileUnreadable(ValueError):
    """The file as a whole cannot be read; the text is one sentence."""


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
    except UnicodeDecodeError:
        raise FileUnreadable(f"{path.name}: the text is not UTF-8.") from None
    except (CalamineError, OSError, ValueError, csv.Error) as error:
        if isinstance(error, FileUnreadable):
            raise
        raise FileUnreadable(f"{path.name}: the file is damaged or only half written.") from None


def _csv(path: Path) -> Iterator[Record]:
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as file:
        sample = file.read(8_192)
        file.seek(0)
        first = sample.partition("\n")[0]
        delimiter = max(",;\t|", key=first.count)
        # NUL ends a C string: a reader that meets one may lose the rest of the row.
        rows = csv.reader((line.replace("\x00", "") for line in file), delimiter=delimiter)
        header = next(rows, None)
        if not header:
            raise FileUnreadable(f"{path.name}: the file is empty.")
        for row in rows:
            if len(row) > len(header):
                yield Record(rows.line_num, fault="more cells than the header")
            elif any(row):
                yield Record(rows.line_num, dict(zip(header, row, strict=False)))


def _xlsx(path: Path) -> Iterator[Record]:
    with path.open("rb"):  # says "no such file" as the others do
        pass
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    rows = sheet.to_python()
    if not rows:
        raise FileUnreadable(f"{path.name}: the first sheet is empty.")
    header = [str(cell).strip() for cell in rows[0]]
    for line, row in enumerate(rows[1:], start=2):
        if any(cell not in ("", None) for cell in row):
            yield Record(line, {name: _cell(cell) for name, cell in zip(header, row, strict=False)})


def _cell(cell: object) -> object:
    """Numbers without a fraction are ids and years, not 12.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
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
