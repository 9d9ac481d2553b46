"""Their records become our cases, through the same door and the same actions as any other.

Repeatable: a row is known by its source and id, and each step is taken only if
the case still needs it; so an import that was killed goes on where it stopped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from surga.channels.spreadsheet.codes import Codes
from surga.channels.spreadsheet.mapping import ColumnMapping, MappingBroken, columns_missing
from surga.channels.spreadsheet.readers import FileUnreadable, Record, read
from surga.channels.spreadsheet.rows import Reader, Skipped, Wanted
from surga.core.agencies.queries import city
from surga.core.cases import actions, queries
from surga.core.cases.states import Refused
from surga.core.intake.message import MessageRefused
from surga.core.intake.receive import KeyReused, Receipt, receive
from surga.core.people.access import system
from surga.core.regions import queries as regions
from surga.events.record import archived

ACTOR = system("import")
_AT_A_TIME = 50
type Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Source:
    """A file and its mapping, found fit for each other. ``missing``: mapped fields without a column."""

    records: list[Record]
    mapping: ColumnMapping
    missing: list[str]


@dataclass(slots=True)
class Report:
    """What an import did. ``skipped``: reason → lines; ``remarks``: became a case, but … → lines."""

    read: int = 0
    created: int = 0
    known: int = 0
    skipped: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    remarks: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def source_of(path: Path, mapping: ColumnMapping) -> Source:
    """Read the whole file, changing nothing. Raises ``FileUnreadable`` or ``MappingBroken``."""
    records = read(path)
    header = {name for record in records for name in record.values}
    if not header:
        faults = [f"line {record.line}: {record.fault}" for record in records[:1]]
        raise FileUnreadable(f"{path.name}: " + (faults[0] if faults else "there are no rows to read") + ".")
    try:
        return Source(records, mapping, columns_missing(mapping, header))
    except MappingBroken as error:
        raise MappingBroken(f"{path.name}: {error}") from None


def codes_of_city() -> Codes:
    """The words of the city that is loaded."""
    where = city()
    return Codes.of(
        [topic for topic in where.topics.values() if topic.active],
        [agency for agency in where.agencies.values() if agency.active],
        regions.regions(),
    )


def import_source(source: Source, progress: Progress | None = None) -> Report:
    """Take every row in. Raises ``MappingBroken`` before anything is changed."""
    codes = codes_of_city()
    codes.check(source.mapping)
    report, reader = Report(), Reader(source.mapping, codes, _place)
    for some in _portions(source.records):
        # One commit for some rows: what is kept in the end is the same, with fewer waits for the disk.
        # The city whose records they are knew of each when it happened.
        with archived(), transaction.atomic():
            for record in some:
                _take(record, reader, report)
        if progress is not None:
            progress("import", report.read, len(source.records))
    return report


def _portions(records: list[Record]) -> Iterator[list[Record]]:
    for start in range(0, len(records), _AT_A_TIME):
        yield records[start : start + _AT_A_TIME]


def _take(record: Record, reader: Reader, report: Report) -> None:
    report.read += 1
    try:
        wanted = reader.wanted(record, timezone.now())
        with transaction.atomic():
            receipt = _import(wanted, publish=reader.mapping.says("publish"))
    except (Skipped, MessageRefused) as reason:
        report.skipped[str(reason)].append(record.line)
    except Refused as refused:
        report.skipped[f"{refused.field}: {refused.code}"].append(record.line)
    except KeyReused:
        report.skipped["changed since it was imported"].append(record.line)
    else:
        report.created += receipt.created
        report.known += not receipt.created
        for remark in wanted.remarks if receipt.created else ():
            report.remarks[remark].append(record.line)


def _import(wanted: Wanted, *, publish: bool) -> Receipt:
    receipt = receive(wanted.message, ACTOR, at=wanted.received_at)
    status = receipt.status
    if not receipt.created:
        case = queries.case_by_code(receipt.code)
        status = case.status if case is not None else ""
    _follow(receipt.code, status, wanted, publish)
    return receipt


def _follow(code: str, status: str, wanted: Wanted, publish: bool) -> None:
    """The steps that the source says were taken, at its times; each only if it is still to be taken."""
    verified = wanted.verified_at or wanted.received_at
    answered, agency = wanted.answered_at, wanted.agency
    if status == "received" and (agency or wanted.verified_at or answered):
        # A file may keep everything back; it cannot say that somebody read a text and found it fit to be shown.
        shown = None if publish else False
        case = actions.verify_case(
            code, ACTOR, topic=wanted.message.topic, agency=agency, publish=shown, at=verified
        )
        status = case.status
        # What accuses the apparatus goes to the inspectorate, whoever had it before.
        agency = case.proposed_agency if case.oversight else agency
    if status == "verified" and agency:
        status = actions.forward_case(code, ACTOR, agency=agency, at=verified).status
    if status in {"verified", "forwarded"} and answered is not None:
        actions.answer_case(code, ACTOR, text=wanted.answer, at=answered)


def _place(column: str, name: str) -> str:
    if regions.region(name, fresh=False) is not None:
        return name
    found = regions.match_name(f"{column} {name}", fresh=False) or regions.match_name(name, fresh=False)
    return found or ""
