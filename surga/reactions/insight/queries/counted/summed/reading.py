"""Cells and spreads, all pieces of a range by one statement: written as SQL, for a page asks dozens of times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.db import connection
from psycopg import Cursor

from surga.reactions.insight.queries.counted.groups import PARTS
from surga.reactions.insight.queries.counted.rows import Asked
from surga.reactions.insight.queries.counted.summed.plan import Piece, Plan
from surga.reactions.insight.rules.known.clock import first_of, month_of, name_of
from surga.reactions.insight.rules.known.contributions import DAY

#: Day 1 was a Monday; ``%%``: the driver reads a single one as the place of a value.
_MONDAY: Final = "period - (period - 1) %% 7"


def cell_sums(
    columns: Sequence[str], by: str, which: Asked, plan: Plan, pieces: Sequence[Piece]
) -> Iterator[tuple[str, tuple[int | None, ...]]]:
    """Group → the sums of these columns, for each group that has a cell; without groups always one."""
    if not pieces:
        return
    names, given = names_of(by, plan), list[Any]()
    some = rows_of("insight_cell", columns, by, which, plan, pieces, given)
    totals = ", ".join([*names, *(f"CAST(SUM({name}) AS bigint)" for name in columns)])
    grouped = f" GROUP BY {', '.join(names)}" if names else ""
    for row in run(f"SELECT {totals} FROM ({some}) AS found{grouped}", given):  # noqa: S608  # our own words
        yield group_of(by, row), row[len(names) :]


def run(sql: str, given: Sequence[Any], *, binary: bool = False) -> list[tuple[Any, ...]]:
    """The rows of a statement. ``binary``: bytes come as they are, where the driver can do so."""
    with connection.cursor() as cursor:
        if binary and connection.vendor == "postgresql":
            # Django's own cursor asks for text: bytes would come as twice as many letters.
            with Cursor(cursor.connection) as straight:
                return straight.execute(sql, given, binary=True).fetchall()
        cursor.execute(sql, given)
        return list(cursor.fetchall())


def names_of(by: str, plan: Plan) -> list[str]:
    """The columns that tell the groups apart; "at" for the period."""
    fields, period = PARTS[by]
    return [plan.columns[field] for field in fields] + (["at"] if period else [])


def group_of(by: str, row: Sequence[Any]) -> str:
    """The name of the group of a row that begins with these columns."""
    fields, period = PARTS[by]
    codes = row[: len(fields)]
    if not period:
        return "*".join(codes)
    at = row[len(fields)]
    return "*".join([*codes, name_of(at) if period == "month" else date.fromordinal(at).isoformat()])


def rows_of(
    table: str,
    columns: Sequence[str],
    by: str,
    which: Asked,
    plan: Plan,
    pieces: Sequence[Piece],
    given: list[Any],
    condition: str = "",
) -> str:
    """A statement that gives the columns of all pieces, with those that tell the groups apart before them.

    The values for its places are put behind ``given``; ``condition``: what else must hold.
    """
    fields, period = PARTS[by]
    found = []
    for piece in pieces if period != "month" else _by_months(pieces):
        keys = names_of(by, plan)[: len(fields)]
        keys += [f"{_at(period, piece)} AS at"] if period else []
        held = _condition(which, plan, piece, given) + condition
        found.append(f"SELECT {', '.join([*keys, *columns])} FROM {table} WHERE {held}")  # noqa: S608  # our own words
    return " UNION ALL ".join(found)


def _condition(which: Asked, plan: Plan, piece: Piece, given: list[Any]) -> str:
    found = ["rollup = %s", "grain = %s", "period BETWEEN %s AND %s"]
    given += [plan.rollup, piece.grain, piece.low, piece.high]
    for column, code in plan.filters(which.where).items():
        found.append(f"{column} = %s")
        given.append(code)
    if which.open_only:
        found.append("NOT hidden")
    return " AND ".join(found)


def _by_months(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Each piece of days within one month: its month is known, then."""
    for piece in pieces:
        if piece.grain != DAY:
            yield piece
            continue
        for month in range(month_of(piece.low), month_of(piece.high) + 1):
            low, high = max(piece.low, first_of(month)), min(piece.high, first_of(month + 1) - 1)
            yield Piece(DAY, low, high)


def _at(period: str, piece: Piece) -> str:
    if period == "week":
        return _MONDAY
    return str(month_of(piece.low)) if period == "month" and piece.grain == DAY else "period"
