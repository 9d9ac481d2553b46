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
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

COLUMNS = frozenset(
    "external_id text title kind channel received_at verified_at answered_at answer topic agency region address "
    "lat lon reporter_name reporter_phone reporter_email".split()
)
CONSTANTS = frozenset({"channel", "kind", "answer", "anonymous", "confidential", "publish"})
_VALUES = frozenset({"topic", "agency", "region", "kind", "channel"})
_REQUIRED = ("external_id", "text", "received_at")


class MappingBroken(ValueError):
    """The mapping file cannot be used; the text names the file, the place, and what is expected."""


@dataclass(frozen=True)
class ColumnMapping:
    """A mapping file that was read and checked."""

    source: str
    columns: dict[str, tuple[str, ...]]
    zone: ZoneInfo
    format: str = ""
    constants: dict[str, Any] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)

    def get(self, record: Mapping[str, Any], name: str) -> str:
        """Our field of their record, as text; "" when it is not there."""
        for column in self.columns.get(name, ()):
            value = record.get(column)
            if value not in (None, ""):
                text = str(value).strip()
                return self.values.get(name, {}).get(text, text)
        return str(self.constants.get(name, ""))

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
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise MappingBroken(f"{path.name}: there is no such file.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingBroken(f"{path.name}: {error}") from None
    faults = _faults(raw)
    try:
        zone = ZoneInfo(str(raw.get("times", {}).get("zone", "Asia/Jakarta")))
    except (ZoneInfoNotFoundError, ValueError, AttributeError):
        faults.append("times.zone is no time zone")
        zone = ZoneInfo("UTC")
    if faults:
        raise MappingBroken(f"{path.name}: " + "; ".join(faults) + ".")
    return ColumnMapping(
        source=str(raw["source"]),
        columns={ours: _listed(theirs) for ours, theirs in raw["columns"].items()},
        zone=zone,
        format=str(raw.get("times", {}).get("format", "")),
        constants=dict(raw.get("constants", {})),
        values={
            name: {str(k): str(v) for k, v in table.items()} for name, table in raw.get("values", {}).items()
        },
    )


def check_columns(mapping: ColumnMapping, header: set[str]) -> None:
    """Each of our required fields must have a column that the file has."""
    missing = [ours for ours in _REQUIRED if not header.intersection(mapping.columns[ours])]
    if missing:
        named = ", ".join(f"{ours} ({' or '.join(mapping.columns[ours])})" for ours in missing)
        raise MappingBroken(f"The file has no column for {named}.")


def by_name(names: Mapping[str, str]) -> dict[str, str]:
    """Lookup of codes by a name in any spelling of case, spaces and punctuation."""
    return {key_of(name): code for name, code in names.items()}


def key_of(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _faults(raw: dict[str, Any]) -> list[str]:
    faults = [] if re.fullmatch(r"[a-z0-9-]{1,40}", str(raw.get("source", ""))) else [
        "source must be a short name of small letters, digits and dashes"
    ]  # fmt: skip
    columns = raw.get("columns")
    if not isinstance(columns, dict):
        return [*faults, "the table [columns] is missing"]
    faults += [f"columns.{name} is missing" for name in _REQUIRED if name not in columns]
    faults += [f"columns.{name} is not a field of ours" for name in columns if name not in COLUMNS]
    for table, known in (("constants", CONSTANTS), ("values", _VALUES)):
        given = raw.get(table, {})
        faults += [f"{table}.{name} is not known" for name in given if name not in known]
    faults += [
        f"values.{n} must be a table" for n, t in raw.get("values", {}).items() if not isinstance(t, dict)
    ]
    return faults


def _listed(theirs: object) -> tuple[str, ...]:
    return tuple(map(str, theirs)) if isinstance(theirs, list) else (str(theirs),)
