"""One of their rows as what we are to do with it: a message, and the steps that were taken when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from surga.channels.spreadsheet.codes import Codes
from surga.channels.spreadsheet.mapping import ColumnMapping
from surga.channels.spreadsheet.readers import Record
from surga.core.intake.message import MAX_ADDRESS, Message

#: The inbox of every file: a record is known again whatever channel it names.
INBOX = "spreadsheet"
#: A date before any such system is a mistyped year.
OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
_LONGEST_ID = 200

NO_AGENCY = "agency is not in the city's profile, left to the verifiers"
NO_TOPIC = "topic is not in the city's profile, read from the text"
NO_REGION = "region is not in the city's profile, read from the text"
SHORTENED = f"address is longer than {MAX_ADDRESS} characters, shortened"


class Skipped(Exception):
    """A row that becomes no case, with the reason."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row asks for. ``agency``: "" when none is known; ``remarks``: what was not as it should be."""

    message: Message
    agency: str
    answer: str
    received_at: datetime
    verified_at: datetime | None
    answered_at: datetime | None
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads rows by one mapping, in one city. ``place``: the region a name means, "" when unsure."""

    mapping: ColumnMapping
    codes: Codes
    place: Callable[[str, str], str]

    def wanted(self, record: Record, now: datetime) -> Wanted:
        """Raises :class:`Skipped` for a row that cannot become a case."""
        if record.fault:
            raise Skipped(record.fault)
        values, mapping = record.values, self.mapping
        received, verified, answered = self._times(values, now)
        remarks: list[str] = []
        topic = self._code(values, "topic", NO_TOPIC, remarks)
        agency = self._code(values, "agency", NO_AGENCY, remarks)
        if not agency and not mapping.get(values, "agency"):
            remarks.append("no agency is named, left to the verifiers")
        return Wanted(
            message=self._message(values, topic, remarks),
            agency=agency,
            answer=mapping.get(values, "answer") or "Answered in the source.",
            received_at=received,
            verified_at=verified,
            answered_at=answered,
            remarks=tuple(remarks),
        )

    def _times(
        self, values: dict[str, Any], now: datetime
    ) -> tuple[datetime, datetime | None, datetime | None]:
        received = self._moment(values, "received_at", now)
        verified = self._moment(values, "verified_at", now)
        answered = self._moment(values, "answered_at", now)
        if received is None:
            raise Skipped("received_at: missing")
        named = (("received", received), ("verified", verified), ("answered", answered))
        known = [(name, at) for name, at in named if at is not None]
        for (earlier, before), (later, after) in pairwise(known):
            if after < before:
                raise Skipped(f"{later} before it was {earlier}")
        return received, verified, answered

    def _moment(self, values: dict[str, Any], name: str, now: datetime) -> datetime | None:
        try:
            at = self.mapping.moment(values, name)
        except (ValueError, OverflowError):
            raise Skipped(f"{name}: not a time") from None
        if at is not None and at < OLDEST:
            raise Skipped(f"{name}: before {OLDEST.year}")
        if at is not None and at > now:
            raise Skipped(f"{name}: in the future")
        return at

    def _code(self, values: dict[str, Any], name: str, unknown: str, remarks: list[str]) -> str:
        written = self.mapping.get(values, name)
        names = self.codes.topics if name == "topic" else self.codes.agencies
        found = names.code(written)
        if written and not found:
            remarks.append(unknown)
        return found

    def _message(self, values: dict[str, Any], topic: str, remarks: list[str]) -> Message:
        mapping = self.mapping
        external_id = mapping.get(values, "external_id")
        if not external_id or len(external_id) > _LONGEST_ID - len(mapping.source) - 1:
            raise Skipped("external_id: too long" if external_id else "external_id: missing")
        address = mapping.get(values, "address")
        if len(address) > MAX_ADDRESS:
            remarks.append(SHORTENED)
        lat, lon = _degrees(mapping.get(values, "lat")), _degrees(mapping.get(values, "lon"))
        return Message(
            text=mapping.get(values, "text"),
            title=mapping.get(values, "title"),
            kind=mapping.get(values, "kind") or "complaint",
            channel=mapping.get(values, "channel") or "other",
            external_id=f"{mapping.source}:{external_id}",
            inbox=INBOX,
            reporter_name=mapping.get(values, "reporter_name"),
            reporter_phone=mapping.get(values, "reporter_phone"),
            reporter_email=mapping.get(values, "reporter_email"),
            anonymous=mapping.says("anonymous"),
            confidential=mapping.says("confidential"),
            region=self._region(values, remarks),
            address=address[:MAX_ADDRESS],
            topic=topic,
            lat=lat if lon is not None else None,
            lon=lon if lat is not None else None,
        )

    def _region(self, values: dict[str, Any], remarks: list[str]) -> str:
        """The first of the mapped columns that names one region of the city and no other."""
        named = False
        for column in self.mapping.columns.get("region", ()):
            name = str(values.get(column) or "").strip()
            name = self.mapping.values.get("region", {}).get(name, name)
            found = self.place(column, name) if name else ""
            if found:
                return found
            named = named or bool(name)
        if named:
            remarks.append(NO_REGION)
        return ""


def _degrees(text: str) -> float | None:
    try:
        return float(text.replace(",", ".")) if text else None
    except ValueError:
        return None
