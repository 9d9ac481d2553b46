"""The two kinds of file in a city's folder, CSV and TOML, with the line of everything read."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from surga.core.agencies.profile.problems import Problems

LARGEST_FILE = 20 * 1024 * 1024
YES = {"yes": True, "no": False, "": False}
CODE = re.compile(r"[a-z0-9][a-z0-9.-]{0,58}[a-z0-9]|[a-z0-9]")


def read_text(path: Path, problems: Problems) -> str | None:
    """The file's text, or None with a problem noted."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            problems.add(path.name, 0, "is larger than 20 MB")
            return None
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        problems.add(path.name, 0, "is missing")
        return None
    except (OSError, UnicodeDecodeError) as error:
        problems.add(path.name, 0, f"cannot be read as UTF-8 text ({type(error).__name__})")
        return None
    if "\0" in text:
        problems.add(path.name, text[: text.index("\0")].count("\n") + 1, "contains a NUL character")
        return None
    return text


class Row:
    """One line of a table. Each reading names its column, and notes what is wrong with it."""

    def __init__(self, file: str, line: int, values: dict[str, str], problems: Problems) -> None:
        self.file = file
        self.line = line
        self._values = values
        self._problems = problems

    def fault(self, message: str) -> None:
        self._problems.add(self.file, self.line, message)

    def text(self, column: str, *, needed: bool = False, longest: int = 300) -> str:
        value = " ".join(self._values[column].split())
        if needed and not value:
            self.fault(f"{column} is empty")
        if len(value) > longest:
            self.fault(f"{column} is longer than {longest} characters")
        return value

    def code(self, column: str = "code") -> str:
        value = self.text(column, needed=True, longest=60)
        if value and not CODE.fullmatch(value):
            self.fault(f"{column} {value!r} may hold only a-z, 0-9, dots and hyphens")
        return value

    def choice(self, column: str, choices: Collection[str]) -> str:
        value = self.text(column)
        if value not in choices:
            self.fault(f"{column} {value!r} is none of {', '.join(choices)}")
        return value

    def flag(self, column: str) -> bool:
        value = self.text(column)
        if value not in YES:
            self.fault(f"{column} {value!r} is neither yes nor no")
        return YES.get(value, False)

    def number(self, column: str, *, least: int = 0) -> int:
        value = self.text(column)
        if not re.fullmatch(r"[0-9]{1,6}", value) or int(value) < least:
            self.fault(f"{column} {value!r} is not a whole number from {least}")
            return least
        return int(value)

    def day(self, column: str, *, needed: bool = True) -> date | None:
        value = self.text(column, needed=needed)
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fault(f"{column} {value!r} is not a date such as 2025-01-31")
            return None

    def items(self, column: str, *, longest: int = 4000) -> tuple[str, ...]:
        """Parts between semicolons, each once, in their order."""
        parts = (" ".join(part.split()) for part in self.text(column, longest=longest).split(";"))
        return tuple(dict.fromkeys(part for part in parts if part))


def read_table(
    path: Path, columns: Sequence[str], problems: Problems, optional: Sequence[str] = ()
) -> list[Row]:
    """The rows of a CSV file that has exactly ``columns``, in any order; the ``optional`` may be missing, as empty."""
    text = read_text(path, problems)
    if text is None:
        return []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        missing = [name for name in optional if name not in header]
        if not _header_fits(path.name, [*header, *missing], (*columns, *optional), problems):
            return []
        return list(_rows(path.name, reader, header, dict.fromkeys(missing, ""), problems))
    except csv.Error as error:
        problems.add(path.name, reader.line_num, f"is not a CSV table: {error}")
        return []


def _header_fits(file: str, header: list[str], columns: Sequence[str], problems: Problems) -> bool:
    for name in columns:
        if name not in header:
            problems.add(file, 1, f"column {name} is missing")
    for place, name in enumerate(header):
        if name not in columns:
            problems.add(file, 1, f"column {name!r} is not known")
        elif name in header[:place]:
            problems.add(file, 1, f"column {name} is there twice")
    return sorted(header) == sorted(columns)


def _rows(
    file: str, reader: Any, header: list[str], missing: dict[str, str], problems: Problems
) -> Iterator[Row]:
    line = reader.line_num + 1
    for values in reader:
        if values:
            if len(values) == len(header):
                yield Row(file, line, missing | dict(zip(header, values, strict=True)), problems)
            else:
                problems.add(file, line, f"has {len(values)} fields, the header has {len(header)}")
        line = reader.line_num + 1


class Toml:
    """A TOML file: its values, and the line where a key stands."""

    def __init__(self, path: Path, problems: Problems) -> None:
        self.file = path.name
        self._problems = problems
        self._lines: list[str] = []
        self.values: dict[str, Any] = {}
        text = read_text(path, problems)
        if text is None:
            return
        self._lines = text.splitlines()
        try:
            self.values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"at line (\d+)", str(error))
            problems.add(self.file, int(place[1]) if place else len(self._lines), f"is not TOML: {error}")

    def line_of(self, *keys: str, turn: int = 0) -> int:
        """The line of the last of ``keys``, sought inside the tables named by those before it.

        ``turn``: the how-many-th table of that name, for lists of tables. 0 when it is not there.
        """
        *tables, key = keys
        header = ".".join(tables)
        inside, seen = not tables, -1
        for number, line in enumerate(self._lines, start=1):
            if line.lstrip().startswith("["):
                name = line.strip().strip("[]").strip()
                seen += name == header
                inside = name == header and seen == turn
                if name == ".".join(keys) and not inside:
                    return number
            elif inside and re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", line):
                return number
        return 0

    def fault(self, message: str, *keys: str, turn: int = 0) -> None:
        line = self.line_of(*keys, turn=turn) if keys else 0
        if not line and keys[1:]:
            line = self.line_of(*keys[:-1], turn=turn)
        self._problems.add(self.file, line, message)

    def value(self, kind: type, *keys: str, needed: bool = True) -> Any:
        """The value at ``keys`` if it is of ``kind``; else None, and a problem where it is needed."""
        found: Any = self.values
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        if found is None:
            if needed:
                self.fault(f"{'.'.join(keys)} is missing", *keys)
            return None
        # A date-time is a date to Python, and a truth is a number: neither is meant.
        if not isinstance(found, kind) or type(found) is bool is not kind:
            self.fault(f"{'.'.join(keys)} is not a {kind.__name__}", *keys)
            return None
        return found

    def text(self, *keys: str, needed: bool = True) -> str:
        value = self.value(str, *keys, needed=needed)
        if needed and value is not None and not value.strip():
            self.fault(f"{'.'.join(keys)} is empty", *keys)
        return (value or "").strip()
