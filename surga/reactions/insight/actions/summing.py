"""Changes of the sums, written into their tables: in one transaction, which the caller opens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import batched
from typing import Any, Final

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from surga.reactions.insight.rules.known.bands import changed
from surga.reactions.insight.rules.known.contributions import SUMS, Cell, Spread
from surga.reactions.insight.rules.known.moves import MOVES, Move

_CELL: Final = ("rollup", "grain", "period", "key", "other", "hidden")
_SPREAD: Final = ("rollup", "grain", "period", "band", "key", "other", "hidden")
_FLOW: Final = ("day", "agency", "hidden")
#: What PostgreSQL calls them.
_KINDS: Final = {str: "text", int: "bigint", bool: "boolean", bytes: "bytea"}
#: So many names of bands are asked for at once: seven parameters each.
_AT_ONCE: Final = 120


def add_to_cells(changes: Mapping[Cell, NDArray[np.int64]]) -> None:
    """Add to each cell; a cell without cases goes."""
    rows = [(*_named(cell), *sums.tolist()) for cell, sums in sorted(changes.items())]
    _upsert("insight_cell", _CELL, SUMS, rows)
    fewer = [_named(cell) for cell, sums in changes.items() if sums[0] < 0]
    _execute_many(f"DELETE FROM insight_cell WHERE {_all_of(_CELL)} AND cases = 0", fewer)  # noqa: S608  # our names


def add_to_spreads(changes: Mapping[Spread, tuple[Sequence[int], Sequence[int]]]) -> None:
    """Add times to their bands, and take others away."""
    wanted = {_band(spread): both for spread, both in changes.items() if both[0] or both[1]}
    rows, gone = [], []
    for names in batched(sorted(wanted), _AT_ONCE):
        there = _times_of(names)
        for name in names:
            times = changed(there.get(name, b""), *wanted[name])
            if times:
                rows.append((*name, len(times) // 4, times))
            else:
                gone.append(name)
    _upsert("insight_spread", _SPREAD, ("n", "times"), rows, add=False)
    _execute_many(f"DELETE FROM insight_spread WHERE {_all_of(_SPREAD)}", gone)  # noqa: S608  # our own names


def add_to_flows(happened: Iterable[Move]) -> None:
    """Count what happened on each day."""
    _upsert("insight_flow", _FLOW, MOVES, flows_of(Counter(happened)))


def flows_of(counts: Counter[Move]) -> list[tuple[Any, ...]]:
    """Day, agency, whether hidden, and how often each of ``MOVES`` happened."""
    days: dict[tuple[int, str, bool], Counter[str]] = {}
    for (day, agency, hidden, what), n in counts.items():
        days.setdefault((day, agency, hidden), Counter())[what] += n
    return [(*name, *(found[what] for what in MOVES)) for name, found in sorted(days.items())]


def _named(cell: Cell) -> tuple[Any, ...]:
    return (*cell[:5], bool(cell.hidden))


def _band(spread: Spread) -> tuple[Any, ...]:
    cell = spread.cell
    return (cell.rollup, cell.grain, cell.period, spread.band, cell.key, cell.other, bool(cell.hidden))


def _times_of(names: Sequence[tuple[Any, ...]]) -> dict[tuple[Any, ...], bytes]:
    places = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(names))
    columns = ", ".join(f"s.{name}" for name in _SPREAD)
    wanted = ", ".join(f"w{n}" for n in range(len(_SPREAD)))
    same = " AND ".join(f"s.{name} = w{n}" for n, name in enumerate(_SPREAD))
    # In this order each name is looked up in the index: left to itself, SQLite reads the whole table instead.
    join = (
        "CROSS JOIN insight_spread s WHERE" if connection.vendor == "sqlite" else "JOIN insight_spread s ON"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH wanted ({wanted}) AS (VALUES {places}) "  # noqa: S608  # nothing is put in but %s
            f"SELECT {columns}, s.times FROM wanted {join} {same}",
            [value for name in names for value in name],
        )
        return {(*row[:6], bool(row[6])): bytes(row[7]) for row in cursor.fetchall()}


def _upsert(
    table: str,
    unique: Sequence[str],
    values: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    *,
    add: bool = True,
) -> None:
    names = ", ".join((*unique, *values))
    changes = ", ".join(f"{name} = {f'{table}.{name} + ' if add else ''}excluded.{name}" for name in values)
    conflict = f"ON CONFLICT ({', '.join(unique)}) DO UPDATE SET {changes}"
    if rows and connection.vendor == "postgresql":
        sources, given = _columns(rows)
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table} ({names}) SELECT * FROM unnest({sources}) {conflict}", given)  # noqa: S608  # ours
        return
    places = ", ".join(["%s"] * (len(unique) + len(values)))
    _execute_many(f"INSERT INTO {table} ({names}) VALUES ({places}) {conflict}", rows)  # noqa: S608  # ours


def _columns(rows: Sequence[tuple[Any, ...]]) -> tuple[str, list[Any]]:
    """The rows as one array for each column: PostgreSQL reads one statement, and none for each row."""
    columns = list(zip(*rows, strict=True))
    kinds = [_KINDS[type(column[0])] for column in columns]
    # Numbers are by far the most, and made into text at once.
    given = [
        "{" + ",".join(map(str, column)) + "}" if kind == "bigint" else list(column)
        for kind, column in zip(kinds, columns, strict=True)
    ]
    return ", ".join(f"%s::{kind}[]" for kind in kinds), given


def _execute_many(sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def _all_of(names: Sequence[str]) -> str:
    return " AND ".join(f"{name} = %s" for name in names)
