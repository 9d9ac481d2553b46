"""Each table of the folder, line by line, as plain values; what a line says alone is checked here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from surga.core.agencies import city
from surga.core.agencies.calendar import UNITS
from surga.core.agencies.profile.problems import Problems
from surga.core.agencies.profile.tables import Row, read_table

REGION_KINDS = ("kecamatan", "kelurahan")
STARTS = ("received", "verified", "forwarded", "asked", "answered", "closed")


@dataclass(frozen=True)
class RegionRow:
    """``shape``: a GeoJSON geometry; None for a region that is the union of its parts.

    ``population``: residents; None where nobody says, and for a region that is the union of its parts.
    """

    code: str
    name: str
    kind: str
    parent: str
    spellings: tuple[str, ...]
    needs_kind: bool
    shape: dict[str, Any] | None = None
    population: int | None = None


@dataclass(frozen=True)
class DayRow:
    """``kind``: public, joint_leave, local, or working for a holiday that is worked."""

    date: date
    name: str
    kind: str


@dataclass(frozen=True)
class Read[T]:
    """What a line said, and the line, for the checks that need the whole folder."""

    row: Row
    value: T


COLUMNS = {
    "agencies.csv": (
        "code", "name", "short", "kind", "level", "parent", "region", "email", "confirmed", "source",
    ),
    "regions.csv": ("code", "name", "kind", "parent", "spellings", "needs_kind"),
    "topics.csv": (
        "code", "name", "name_en", "agency", "service_class", "protected", "oversight",
        "lapor_category", "words",
    ),
    "authority.csv": (
        "order", "code", "topics", "region", "words", "level", "agency", "body", "reason", "source",
        "confirmed",
    ),
    "deadlines.csv": (
        "version", "clock", "service_class", "amount", "unit", "starts", "valid_from", "valid_to",
        "source", "confirmed",
    ),
}  # fmt: skip
#: Columns that a folder need not have.
OPTIONAL = {"regions.csv": ("population",)}


def read_rows[T](folder: Path, file: str, make: Callable[[Row], T], problems: Problems) -> list[Read[T]]:
    rows = read_table(folder / file, COLUMNS[file], problems, OPTIONAL.get(file, ()))
    return [Read(row, make(row)) for row in rows]


def agency(row: Row) -> city.AgencyInfo:
    return city.AgencyInfo(
        code=row.code(),
        name=row.text("name", needed=True, longest=200),
        short=row.text("short", longest=60),
        kind=row.choice("kind", city.AGENCY_KINDS),
        level=row.choice("level", city.LEVELS),
        parent=row.text("parent"),
        region=row.text("region"),
        email=row.text("email", longest=254),
        confirmed=row.flag("confirmed"),
        source=_source(row),
    )


def region(row: Row) -> RegionRow:
    return RegionRow(
        code=row.code(),
        name=row.text("name", needed=True, longest=80),
        kind=row.choice("kind", REGION_KINDS),
        parent=row.text("parent"),
        spellings=row.items("spellings"),
        needs_kind=row.flag("needs_kind"),
        population=_population(row),
    )


def _population(row: Row) -> int | None:
    if not row.text("population"):
        return None
    if row.text("kind") == "kecamatan":
        row.fault("population of a kecamatan is that of its kelurahan: leave it empty")
    return row.number("population", least=1)


def topic(row: Row) -> city.TopicInfo:
    return city.TopicInfo(
        code=row.code(),
        name=row.text("name", needed=True, longest=120),
        name_en=row.text("name_en", needed=True, longest=120),
        words=tuple(word.lower() for word in row.items("words")),
        lapor_category=row.text("lapor_category", longest=200),
        service_class=row.choice("service_class", city.SERVICE_CLASSES),
        protected=row.flag("protected"),
        oversight=row.flag("oversight"),
        agency=row.text("agency", needed=True),
    )


def rule(row: Row) -> city.RuleInfo:
    level = row.choice("level", city.LEVELS)
    body = row.text("body", longest=200)
    if level in city.OUTSIDE_LEVELS and not body:
        row.fault(f"a rule of level {level} must name the body that settles it")
    return city.RuleInfo(
        code=row.code(),
        order=row.number("order", least=1),
        topics=row.items("topics"),
        region=row.text("region"),
        words=tuple(word.lower() for word in row.items("words")),
        level=level,
        agency=row.text("agency", needed=True),
        body=body,
        reason=row.text("reason", needed=True),
        source=_source(row),
        confirmed=row.flag("confirmed"),
    )


def deadline(row: Row) -> city.DeadlineInfo:
    starts_on, ends_on = row.day("valid_from"), row.day("valid_to", needed=False)
    if starts_on and ends_on and ends_on < starts_on:
        row.fault("valid_to lies before valid_from")
    return city.DeadlineInfo(
        version=row.code("version"),
        clock=row.choice("clock", city.CLOCKS),
        service_class=row.choice("service_class", ("*", *city.SERVICE_CLASSES)),
        amount=row.number("amount", least=1),
        unit=row.choice("unit", UNITS),
        starts=row.choice("starts", STARTS),
        valid_from=starts_on or date.min,
        valid_to=ends_on,
        source=_source(row),
        confirmed=row.flag("confirmed"),
    )


def _source(row: Row) -> str:
    """Where a fact comes from; a fact that is called confirmed must say."""
    source = row.text("source")
    if row.flag("confirmed") and not source:
        row.fault("is confirmed, but names no source")
    return source
