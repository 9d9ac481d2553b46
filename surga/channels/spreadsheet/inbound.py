"""Their records become our cases, through the same door and the same actions as any other.

Repeatable: a row is known by its source and id, and each step is taken only if
the case still needs it; so an import that was killed goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from surga.channels.spreadsheet.mapping import (
    ColumnMapping,
    MappingBroken,
    by_name,
    check_columns,
    key_of,
)
from surga.channels.spreadsheet.readers import Record, read
from surga.core.agencies.queries import city
from surga.core.cases import actions, queries
from surga.core.cases.states import Refused
from surga.core.intake.message import Message, MessageRefused
from surga.core.intake.receive import KeyReused, Receipt, receive
from surga.core.people.access import system
from surga.core.regions import queries as regions

ACTOR = system("import")
_AT_A_TIME = 50
type Progress = Callable[[str, int, int], None]


class Skipped(Exception):
    """A row that becomes no case, with the reason's name."""


@dataclass(slots=True)
class Report:
    """What an import did. ``skipped``: reason → rows; ``remarks``: became a case, but …"""

    read: int = 0
    created: int = 0
    known: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Codes:
    """The city's codes by the names people write."""

    topics: dict[str, str]
    agencies: dict[str, str]

    @classmethod
    def of_city(cls) -> Codes:
        where = city()
        topics = {topic.name: code for code, topic in where.topics.items()} | {c: c for c in where.topics}
        agencies = {a.name: code for code, a in where.agencies.items()} | {c: c for c in where.agencies}
        return cls(by_name(topics), by_name(agencies))


def import_file(path: Path, mapping: ColumnMapping, progress: Progress | None = None) -> Report:
    """Import every row. Raises ``FileUnreadable`` or ``MappingBroken`` before anything is changed."""
    records = read(path)
    header = {name for record in records for name in record.values}
    if not header:
        raise MappingBroken(f"{path.name}: there are no rows to read.")
    check_columns(mapping, header)
    report, codes = Report(), Codes.of_city()
    for some in _portions(records):
        # One commit for some rows: what is kept in the end is the same, with fewer waits for the disk.
        with transaction.atomic():
            for record in some:
                _take(record, mapping, codes, report)
        if progress is not None:
            progress("import", report.read, len(records))
    return report


def _portions(records: list[Record]) -> Iterator[list[Record]]:
    for start in range(0, len(records), _AT_A_TIME):
        yield records[start : start + _AT_A_TIME]


def _take(record: Record, mapping: ColumnMapping, codes: Codes, report: Report) -> None:
    report.read += 1
    try:
        with transaction.atomic():
            receipt = _import(record, mapping, codes, report)
    except Skipped as reason:
        report.skipped[str(reason)] += 1
    except MessageRefused as refused:
        report.skipped[
            ", ".join(f"{name}: {code}" for name, (code, _) in sorted(refused.errors.items()))
        ] += 1
    except Refused as refused:
        report.skipped[f"{refused.field}: {refused.code}"] += 1
    except KeyReused:
        report.skipped["changed since it was imported"] += 1
    else:
        report.created += receipt.created
        report.known += not receipt.created


def _import(record: Record, mapping: ColumnMapping, codes: Codes, report: Report) -> Receipt:
    if record.fault:
        raise Skipped(record.fault)
    values = record.values
    received, verified, answered = (
        _moment(mapping, values, n) for n in ("received_at", "verified_at", "answered_at")
    )
    if received is None:
        raise Skipped("received_at: missing")
    if answered is not None and answered < received:
        raise Skipped("answered before it was received")
    topic = codes.topics.get(key_of(mapping.get(values, "topic")), "")
    agency = codes.agencies.get(key_of(mapping.get(values, "agency")), "")
    receipt = receive(_message(mapping, values, topic), ACTOR, at=received)
    if not agency:
        report.remarks["agency not in the city's profile: left to the verifiers"] += receipt.created
    _follow(receipt.code, values, mapping, topic, agency, (verified or received, answered))
    return receipt


def _message(mapping: ColumnMapping, values: dict[str, Any], topic: str) -> Message:
    external_id = mapping.get(values, "external_id")
    if not external_id:
        raise Skipped("external_id: missing")
    lat, lon = _degrees(mapping.get(values, "lat")), _degrees(mapping.get(values, "lon"))
    return Message(
        text=mapping.get(values, "text"),
        title=mapping.get(values, "title"),
        kind=mapping.get(values, "kind") or "complaint",
        channel=mapping.get(values, "channel") or "other",
        external_id=f"{mapping.source}:{external_id}",
        reporter_name=mapping.get(values, "reporter_name"),
        reporter_phone=mapping.get(values, "reporter_phone"),
        reporter_email=mapping.get(values, "reporter_email"),
        anonymous=bool(mapping.constants.get("anonymous", False)),
        confidential=bool(mapping.constants.get("confidential", False)),
        region=_region(mapping, values),
        address=mapping.get(values, "address")[:300],
        topic=topic,
        lat=lat if lon is not None else None,
        lon=lon if lat is not None else None,
    )


def _region(mapping: ColumnMapping, values: dict[str, Any]) -> str:
    """The first of the mapped columns that names one region of the city and no other."""
    for column in mapping.columns.get("region", ()):
        name = str(values.get(column) or "").strip()
        name = mapping.values.get("region", {}).get(name, name)
        if name and regions.region(name, fresh=False) is not None:
            return name
        found = regions.match_name(f"{column} {name}", fresh=False) or regions.match_name(name, fresh=False)
        if name and found:
            return found
    return ""


def _follow(
    code: str,
    values: dict[str, Any],
    mapping: ColumnMapping,
    topic: str,
    agency: str,
    times: tuple[datetime, datetime | None],
) -> None:
    """The steps that the source says were taken, at its times; each only if it is still to be taken."""
    case = queries.case_by_code(code)
    status = case.status if case is not None else ""
    verified, answered = times
    if status == "received":
        publish = bool(mapping.constants.get("publish", False))
        status = actions.verify_case(
            code, ACTOR, topic=topic, agency=agency, publish=publish, at=verified
        ).status
    if status == "verified" and agency:
        status = actions.forward_case(code, ACTOR, agency=agency, at=verified).status
    if status == "forwarded" and answered is not None:
        words = mapping.get(values, "answer") or "Answered in the source."
        actions.answer_case(code, ACTOR, text=words, at=answered)


def _moment(mapping: ColumnMapping, values: dict[str, Any], name: str) -> datetime | None:
    try:
        return mapping.moment(values, name)
    except (ValueError, OverflowError):
        raise Skipped(f"{name}: not a time") from None


def _degrees(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
