"""Which of their columns is which of ours, and what their values mean: a TOML file.

.. code-block:: toml

    source = "wargaku"                     # part of every external id: two sources never collide

    [columns]                              # ours = theirs; a list is tried in order
    external_id = "id"
    text = "text"
    received_at = "date"
    answered_at = "responded_at"
    region = ["kelurahan", "kecamatan"]

    [times]
    zone = "UTC"                           # of times without an offset
    format = "%d/%m/%Y %H:%M"              # left out: ISO 8601

    [constants]                            # what holds for every row
    channel = "other"
    answer = "Answered in the source."     # the words of an answer whose text is not there

    [values.topic]                         # their value = our code; a name that equals ours needs no line
    "PJU" = "lampu-jalan"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from surga.core.intake.message import CHANNELS, KINDS

COLUMNS = frozenset(
    "external_id text title kind channel received_at verified_at answered_at answer topic agency region address "
    "lat lon reporter_name reporter_phone reporter_email".split()
)
_REQUIRED = ("external_id", "text", "received_at")
_TABLES = ("columns", "times", "constants", "values")
_WORDS = {"channel": CHANNELS, "kind": KINDS}
_FLAGS = ("anonymous", "confidential", "publish")
_VALUES = ("topic", "agency", "region", "kind", "channel")


class MappingBroken(ValueError):
    """The mapping file cannot be used; the text names the file, the place, and what is expected."""


@dataclass(frozen=True)
class ColumnMapping:
    """A mapping file that was read and checked. ``file``: its name, for what is said of it later."""

    source: str
    columns: dict[str, tuple[str, ...]]
    zone: ZoneInfo
    format: str = ""
    constants: dict[str, Any] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    file: str = ""

    def get(self, record: Mapping[str, Any], name: str) -> str:
        """Our field of their record, as text; "" when it is not there."""
        for column in self.columns.get(name, ()):
            value = record.get(column)
            if value not in (None, ""):
                text = str(value).strip()
                return self.values.get(name, {}).get(text, text)
        return str(self.constants.get(name, ""))

    def says(self, name: str) -> bool:
        """A yes or no that holds for every row."""
        return bool(self.constants.get(name, False))

    def moment(self, record: Mapping[str, Any], name: str) -> datetime | None:
        """Our time of their record, aware. Raises ``ValueError`` when it is there but no time."""
        text = self.get(record, name)
        if not text:
            return None
        read = datetime.strptime(text, self.format) if self.format else datetime.fromisoformat(text)  # noqa: DTZ007  # the zone follows
        return read if read.tzinfo is not None else read.replace(tzinfo=self.zone)


def read_mapping(path: Path) -> ColumnMapping:
    """Read and check a mapping file; every fault at once in :class:`MappingBroken`."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise MappingBroken(f"{path.name}: there is no such file.") from None
    except OSError as error:
        raise MappingBroken(f"{path.name}: it cannot be read ({error.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MappingBroken(f"{path.name}: it is not TOML ({error}).") from None
    return mapping_of(raw, path.name)


def mapping_of(raw: dict[str, Any], file: str) -> ColumnMapping:
    """The mapping that these values make, or :class:`MappingBroken`."""
    faults = list(_faults(raw))
    if faults:
        raise MappingBroken(f"{file}: " + "; ".join(faults) + ".")
    times = raw.get("times", {})
    return ColumnMapping(
        source=raw["source"],
        columns={ours: _listed(theirs) for ours, theirs in raw["columns"].items()},
        zone=ZoneInfo(times.get("zone", "Asia/Jakarta")),
        format=times.get("format", ""),
        constants=dict(raw.get("constants", {})),
        values={name: dict(table) for name, table in raw.get("values", {}).items()},
        file=file,
    )


def columns_missing(mapping: ColumnMapping, header: set[str]) -> list[str]:
    """Our fields for which the file has no column, with the names that were looked for.

    Raises :class:`MappingBroken` when one of them is needed.
    """
    named = {ours: f"{ours} ({' or '.join(theirs)})" for ours, theirs in mapping.columns.items()
             if header.isdisjoint(theirs)}  # fmt: skip
    needed = [named[ours] for ours in _REQUIRED if ours in named]
    if needed:
        raise MappingBroken(f"{mapping.file}: columns: the file has no column for {', '.join(needed)}.")
    return list(named.values())


def _faults(raw: dict[str, Any]) -> Iterator[str]:
    source = raw.get("source")
    if not isinstance(source, str) or not re.fullmatch(r"[a-z0-9-]{1,40}", source):
        yield "source must be a short name of small letters, digits and dashes"
    yield from (f"{name} is not known" for name in raw if name not in (*_TABLES, "source"))
    tables = {name: raw.get(name, {}) for name in _TABLES}
    wrong = [name for name, table in tables.items() if not isinstance(table, dict)]
    if wrong:
        yield from (f"{name} must be a table" for name in wrong)
        return
    yield from _column_faults(tables["columns"])
    yield from _time_faults(tables["times"])
    yield from _constant_faults(tables["constants"])
    yield from _value_faults(tables["values"])


def _column_faults(columns: dict[str, Any]) -> Iterator[str]:
    yield from (f"columns.{name} is missing" for name in _REQUIRED if name not in columns)
    for name, theirs in columns.items():
        if name not in COLUMNS:
            yield f"columns.{name} is not a field of ours"
        names = theirs if isinstance(theirs, list) else [theirs]
        if not names or not all(isinstance(each, str) and each for each in names):
            yield f"columns.{name} must be the name of a column, or a list of names"


def _time_faults(times: dict[str, Any]) -> Iterator[str]:
    yield from (f"times.{name} is not known" for name in times if name not in {"zone", "format"})
    try:
        ZoneInfo(times.get("zone", "Asia/Jakarta"))
    except (ZoneInfoNotFoundError, ValueError, AttributeError, TypeError, OSError):
        yield "times.zone is no time zone"
    try:
        form = times.get("format", "%Y")
        datetime.strptime(datetime(2022, 1, 31, tzinfo=UTC).strftime(form), form)  # noqa: DTZ007  # only a trial
    except (ValueError, TypeError, re.error):
        yield "times.format is no form of a time, such as %d/%m/%Y %H:%M"


def _constant_faults(constants: dict[str, Any]) -> Iterator[str]:
    for name, value in constants.items():
        if name in _FLAGS:
            if not isinstance(value, bool):
                yield f"constants.{name} must be true or false"
        elif name in _WORDS:
            if value not in _WORDS[name]:
                yield f"constants.{name} must be one of {', '.join(_WORDS[name])}"
        elif name != "answer":
            yield f"constants.{name} is not known"
        elif not isinstance(value, str) or not value.strip():
            yield "constants.answer must be words"


def _value_faults(values: dict[str, Any]) -> Iterator[str]:
    for name, table in values.items():
        if name not in _VALUES:
            yield f"values.{name} is not known"
        elif not isinstance(table, dict) or not all(isinstance(ours, str) for ours in table.values()):
            yield f"values.{name} must be a table of their words and ours"
        elif name in _WORDS:
            wrong = [theirs for theirs, ours in table.items() if ours not in _WORDS[name]]
            yield from (f"values.{name}.{theirs!r} is none of {', '.join(_WORDS[name])}" for theirs in wrong)


def _listed(theirs: str | list[str]) -> tuple[str, ...]:
    return tuple(theirs) if isinstance(theirs, list) else (theirs,)
