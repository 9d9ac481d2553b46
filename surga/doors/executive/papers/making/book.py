"""A book of sheets: typed cells, never text that looks like a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from surga.doors.executive.papers.making.paper import Cell, Column
from surga.doors.executive.papers.making.paper import Typed as Typed


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: ``lines`` above the table (title, as of, filter), its columns and rows, ``notes`` below it.

    ``drawn``: a chart of the column ``series`` over the first, beside the table; ``total``: the last row sums up, so it
    is no part of a chart.
    """

    name: str
    lines: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | Typed, ...], ...]
    notes: tuple[str, ...] = ()
    drawn: Literal["", "bar", "column", "line"] = ""
    series: int = 1
    total: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """``made_at``: the moment its values are of; the same values give the same bytes."""

    title: str
    author: str
    made_at: datetime
    sheets: tuple[Sheet, ...]
