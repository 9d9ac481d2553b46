"""What another Surga tells, in the port's words. No reader here can fail, whatever stands there.

Both sides may run different versions: an unknown key is passed over, an unknown word is ``unknown``, and what is not as
agreed is noted, without anybody's words, and read as well as it can be.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from surga.channels.port.gateway import ROLES, STANDINGS, STEPS, Body, Picture, Report, ReportPage, Step
from surga.channels.wire.reading import clean
from surga.core.cases.states import KINDS
from surga.core.intake.message import MAX_TEXT

#: The time of what tells none that can be read; older than anything, so that no cursor follows it.
UNTOLD: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LEVELS: Final = ("province", "centre", "neighbour")
_LONGEST_ID: Final = 64
_MOST_STEPS: Final = 5_000
_MOST_PICTURES: Final = 50
#: Their clock may be off; what lies further ahead would pull our cursor with it.
_AHEAD: Final = timedelta(hours=1)


@dataclass(slots=True)
class Fields:
    """One object of theirs, read field by field. ``odd``: where notes go; ``where`` precedes them."""

    thing: Mapping[str, object]
    now: datetime
    odd: list[str] = field(default_factory=list)
    where: str = ""

    @classmethod
    def of(cls, item: object, now: datetime, odd: list[str], where: str = "") -> Fields:
        if not isinstance(item, dict):
            odd.append(f"{where.rstrip('.') or 'item'}: no object")
            item = {}
        return cls(item, now, odd, where)

    def note(self, name: str, fault: str) -> None:
        self.odd.append(f"{self.where}{name}: {fault}")

    def text(self, name: str, longest: int) -> str:
        found = self.thing.get(name)
        if not isinstance(found, str):
            self.note(name, "missing" if name not in self.thing else "no text")
            return ""
        words = clean(found)
        if len(words) > longest:
            self.note(name, f"longer than {longest} characters, cut")
        return words[:longest]

    def short(self, name: str, longest: int = 200) -> str:
        return self.text(name, longest).strip()

    def id(self, name: str) -> str:
        """An id, "" where there is no usable one."""
        found = self.thing.get(name)
        usable = isinstance(found, str) and 0 < len(found) <= _LONGEST_ID and found.isprintable()
        if isinstance(found, str) and usable and clean(found) == found:
            return found.strip()
        if found != "":
            self.note(name, "no id")
        return ""

    def word(self, name: str, known: Collection[str]) -> str:
        found = self.short(name, 40)
        if found not in known:
            self.note(name, "unknown word")
            return "unknown"
        return found

    def flag(self, name: str, otherwise: bool) -> bool:
        """A yes or no; ``otherwise`` for what is neither."""
        found = self.thing.get(name)
        if not isinstance(found, bool):
            self.note(name, "neither true nor false")
            return otherwise
        return found

    def moment(self, name: str) -> datetime | None:
        """An aware time; None where there is no sensible one."""
        try:
            at = datetime.fromisoformat(self.short(name, 40))
        except ValueError:
            self.note(name, "not a time")
            return None
        if at.tzinfo is None or at.year < 2000 or at > self.now + _AHEAD:
            self.note(name, "a time that cannot be")
            return None
        return at.astimezone(UTC)

    def day(self, name: str) -> date | None:
        if self.thing.get(name) is None:
            return None
        try:
            return date.fromisoformat(self.short(name, 10))
        except ValueError:
            self.note(name, "not a date")
            return None

    def degrees(self, name: str, most: float) -> float | None:
        found = self.thing.get(name)
        if found is None:
            return None
        good = isinstance(found, int | float) and not isinstance(found, bool)
        if good and isinstance(found, int | float) and math.isfinite(found) and abs(found) <= most:
            return float(found)
        self.note(name, "not on earth")
        return None

    def items(self, name: str, most: int) -> list[object]:
        found = self.thing.get(name)
        if not isinstance(found, list):
            self.note(name, "missing" if name not in self.thing else "no list")
            return []
        return found[:most]

    def inner(self, name: str) -> Fields:
        return Fields.of(self.thing.get(name), self.now, self.odd, f"{self.where}{name}.")


def report_of(item: object, now: datetime, ours: str, odd: list[str]) -> Report | None:
    """A report, None where its id is unusable; then ``odd`` says why. ``ours``: what to call ourselves as its body."""
    notes: list[str] = []
    fields = Fields.of(item, now, notes)
    report_id, marker = fields.id("id"), fields.short("ref", 60)
    if not report_id:
        odd.extend(notes)
        return None
    created, updated = fields.moment("created_at"), fields.moment("updated_at")
    text = fields.text("text", MAX_TEXT)
    report = Report(
        id=report_id,
        second_id="",
        # The marker is apart there; we know our own by the last line.
        text=f"{text}\n{marker}" if marker else text,
        standing=fields.word("standing", STANDINGS),
        created_at=created or updated or UNTOLD,
        updated_at=updated or created or UNTOLD,
        title=fields.short("title", 300),
        kind=fields.word("kind", KINDS),
        topic_id=fields.short("topic", 64),
        # Whose it is cannot be guessed: what is not said to be ours is with them.
        body_id=ours if fields.flag("yours", False) else f"@{fields.inner('body').id('id')}",
        anonymous=fields.flag("anonymous", True),
        secret=fields.flag("secret", True),
        oversight=fields.flag("oversight", True),
        channel=fields.short("channel", 40),
    )
    report = _more_of(report, fields)
    return replace(report, odd=tuple(notes), raw=_raw(item))


def _more_of(report: Report, fields: Fields) -> Report:
    lat, lon = fields.degrees("lat", 90), fields.degrees("lon", 180)
    whole = lat is not None and lon is not None
    return replace(
        report,
        occurred_on=fields.day("occurred_on"),
        place=fields.short("address", 500),
        lat=lat if whole else None,
        lon=lon if whole else None,
        pictures=_pictures(report.id, fields),
        steps=None if fields.thing.get("steps") is None else _steps(fields),
    )


def page_of(answer: Mapping[str, Any], now: datetime, ours: str) -> ReportPage:
    """A page of a list. A row without a usable id is skipped and told."""
    odd: list[str] = []
    fields = Fields.of(answer, now, odd)
    found = []
    for number, row in enumerate(fields.items("items", 1_000), start=1):
        faults: list[str] = []
        report = report_of(row, now, ours, faults)
        if report is not None:
            found.append(report)
        else:
            odd.append(f"row {number}: {'; '.join(faults[:3])}")
    # Pages are counted there: that another follows is all that its cursor says.
    more = isinstance(answer.get("next"), str) and bool(found or odd)
    return ReportPage(tuple(found), more, tuple(odd))


def bodies_of(answer: Mapping[str, Any], now: datetime) -> tuple[Body, ...]:
    """Agencies; one without an id or a name is left out."""
    found = []
    for item in Fields.of(answer, now, []).items("items", 5_000):
        fields = Fields.of(item, now, [])
        level = fields.short("level", 20)
        body = Body(
            fields.id("id"), fields.short("name"), fields.id("parent"), level if level in _LEVELS else ""
        )
        if body.id and body.name:
            found.append(body)
    return tuple(found)


def _steps(fields: Fields) -> tuple[Step, ...]:
    """The steps in their order of time, each once. One without an id cannot be told apart, so it is not heard."""
    found: dict[str, Step] = {}
    for number, item in enumerate(fields.items("steps", _MOST_STEPS)):
        one = Fields.of(item, fields.now, fields.odd, f"steps[{number}].")
        step = Step(
            id=one.id("id"),
            at=one.moment("at") or UNTOLD,
            kind=one.word("kind", STEPS),
            role=one.word("role", ROLES),
            by=one.short("by"),
            text=one.text("text", MAX_TEXT),
            ref=one.short("ref", 60),
        )
        if step.id:
            found.setdefault(step.id, step)
    return tuple(sorted(found.values(), key=lambda step: (step.at, len(step.id), step.id)))


def _pictures(report_id: str, fields: Fields) -> tuple[Picture, ...]:
    found = []
    for number, item in enumerate(fields.items("pictures", _MOST_PICTURES)):
        file = Fields.of(item, fields.now, fields.odd, f"pictures[{number}].")
        picture_id = file.id("id")
        if picture_id:
            name = file.short("name", 120) or f"{picture_id}.jpg"
            found.append(Picture(name, file.short("mime", 100).lower(), f"{report_id}/{picture_id}"))
    return tuple(found)


def _raw(item: object) -> str:
    try:
        return json.dumps(item)
    except (RecursionError, ValueError, TypeError):
        return ""
