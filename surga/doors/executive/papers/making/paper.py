"""What a paper says, as plain values: sections of words, numbers, tables and drawings. No layout, no file format.

Words are in the paper's language already. A number is typed: the PDF writes it out, the spreadsheet keeps it a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from surga.doors.look.charts.chart import Chart

#: How a value is written: ``share`` is a part of 1, ``days`` have one decimal, ``count`` none, ``score`` two.
Kind = Literal["text", "count", "number", "score", "share", "days", "working_days", "money", "day", "moment"]
type Cell = str | int | float | date | datetime | None


@dataclass(frozen=True, slots=True)
class Number:
    """One number: what it is, over how many, its 95 % interval, and the ``figure`` of the catalogue that defines it.

    ``value`` None: there is none yet. ``note``: what must be read beside it.
    """

    label: str
    value: float | None
    kind: Kind
    n: int | None = None
    low: float | None = None
    high: float | None = None
    figure: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A number that is written otherwise than its column's others, with its 95 % interval where one is told."""

    value: float | None
    kind: Kind
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers side by side."""

    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``share``: its part of the table's width, by weight."""

    head: str
    kind: Kind = "text"
    share: float = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``short``: the name of its sheet; ``drawn``: how the spreadsheet draws column 2 over column 1, if
    at all; ``total``: whether the last row sums up; ``empty``: what is said when there are no rows."""

    title: str
    short: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | Typed, ...], ...]
    figures: tuple[str, ...] = ()
    note: str = ""
    drawn: Literal["", "bar", "column", "line"] = ""
    total: bool = False
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs; ``strong``: a sentence that says a finding."""

    paragraphs: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list; ``ordered``: its order means something."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    chart: Chart
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What must not be overlooked."""

    text: str


type Block = Words | Points | Numbers | Table | Drawing | Remark


@dataclass(frozen=True, slots=True)
class Section:
    """``level`` 2: a part of the section before. ``fresh``: it begins on a page of its own."""

    title: str
    blocks: tuple[Block, ...]
    level: int = 1
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one name of the catalogue means, in the paper's language; empty: there is nothing to say of it."""

    name: str
    title: str
    sentence: str
    clock: str = ""
    formula: str = ""
    unit: str = ""
    leaves_out: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. ``kind``: which template sets it; ``facts``: label and value, e.g. period and filter;
    ``lead``: what somebody reads who reads no further; ``meanings``: what the numbers mean, printed at the end."""

    kind: str
    name: str
    title: str
    subtitle: str
    city: str
    language: str
    as_of: datetime
    facts: tuple[tuple[str, str], ...]
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    meanings: tuple[Meaning, ...] = ()


def figures_of(paper: Paper) -> tuple[str, ...]:
    """The names of all definitions that the paper rests on, in the order in which they are met."""
    met: dict[str, None] = {}
    for section in paper.sections:
        for block in section.blocks:
            if isinstance(block, Numbers):
                met |= dict.fromkeys(one.figure for one in block.numbers if one.figure)
            elif isinstance(block, Table | Drawing):
                met |= dict.fromkeys(block.figures)
    return tuple(met)
