"""The sums of all cases, gathered in portions that fit into memory, and written at the end: for making all anew.

On PostgreSQL each portion goes into tables of the session by COPY, as numbers; one statement each puts them together.
On SQLite each portion is added to what is there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, Final

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from surga.reactions.insight.actions import summing
from surga.reactions.insight.rules.known.clock import Clock
from surga.reactions.insight.rules.known.columns import (
    CODE_BITS,
    ROW,
    STAYED,
    Codes,
    Part,
    gathered,
    parts,
    rows_of,
    split,
    stayed,
)
from surga.reactions.insight.rules.known.contributions import SUMS, Cell, Spread
from surga.reactions.insight.rules.known.facts import Fact
from surga.reactions.insight.rules.known.moves import MOVES, Move
from surga.reactions.insight.rules.known.touches import TOUCHED, Touch, touched, touched_parts

#: So many cases are held as columns: some 35 MB, and as much again for each sum while it is taken.
HELD: Final = 400_000
_BEGIN, _END = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
_MASK: Final = (1 << CODE_BITS) - 1
_NAME: Final = f"g.rollup, g.grain, (s.name >> {2 * CODE_BITS + 1})::int, k.code, o.code, (s.name & 1) = 1"
_NAMED: Final = (
    f"JOIN gathered_grouping g ON g.id = s.grouping "
    f"JOIN gathered_code k ON k.id = (s.name >> {CODE_BITS + 1}) & {_MASK} "
    f"JOIN gathered_code o ON o.id = (s.name >> 1) & {_MASK}"
)
_SAME: Final = "grouping, name, band"


class Gathered:
    """``add`` cases, then ``finish``; the caller holds the transaction, and the tables are empty."""

    def __init__(self, clock: Clock) -> None:
        self.codes = Codes()
        self._clock = clock
        self._rows: list[NDArray[Any]] = []
        self._stays: list[NDArray[Any]] = []
        self._touches: list[NDArray[Any]] = []
        self._groupings: dict[tuple[str, str], int] = {}
        self._staged = connection.vendor == "postgresql"
        if self._staged:
            _make_tables()

    def add(self, facts: Sequence[Fact]) -> None:
        """Take these cases in."""
        self._rows.append(rows_of(facts, self.codes, self._clock))
        self._stays.append(stayed(facts, self.codes))
        if sum(rows.size for rows in self._rows) >= HELD:
            self._portion()

    def add_contacts(self, touches: Sequence[Touch]) -> None:
        """Take these contacts in."""
        self._touches.append(touched(touches, self.codes))
        if sum(rows.size for rows in self._touches) >= HELD:
            self._portion()

    def happened(self, found: Counter[Move]) -> None:
        """Count what happened on each day: so many times each."""
        if self._staged:
            rows = summing.flows_of(found)
            _put("gathered_flow", f"day, agency, hidden, {', '.join(MOVES)}", rows)
        else:
            summing.add_to_flows(found)

    def finish(self) -> None:
        """Write what is left, and put all together."""
        self._portion()
        if self._staged:
            with connection.cursor() as cursor:
                _put("gathered_code", "id, code", [(n, code) for code, n in self.codes.numbers.items()])
                _put(
                    "gathered_grouping", "id, rollup, grain", [(n, *of) for of, n in self._groupings.items()]
                )
                for table in ("code", "grouping", "cell", "spread"):
                    cursor.execute(f"ANALYZE gathered_{table}")
            _merge_spreads()
            _write_all()

    def _portion(self) -> None:
        rows, stays = gathered(self._rows, ROW), gathered(self._stays, STAYED)
        touches = gathered(self._touches, TOUCHED)
        self._rows, self._stays, self._touches = [], [], []
        for part in chain(
            parts(rows, stays, self.codes, self._clock) if rows.size else (),
            touched_parts(touches) if touches.size else (),
        ):
            if self._staged:
                number = self._groupings.setdefault((part.rollup, part.grain), len(self._groupings))
                _copy("gathered_cell", [_cells(number, part)])
                _copy("gathered_spread", [_spreads(number, part)])
            else:
                self._add(part)

    def _add(self, part: Part) -> None:
        codes = list(self.codes.numbers)

        def cell(name: int) -> Cell:
            period, key, other, hidden = split(name)
            return Cell(part.rollup, part.grain, period, codes[key], codes[other], hidden)

        summing.add_to_cells(
            {cell(name): sums for name, sums in zip(part.names.tolist(), part.sums, strict=True)}
        )
        ends = np.cumsum(part.counts)
        times = np.split(part.times, ends[:-1]) if ends.size else []
        summing.add_to_spreads({
            Spread(cell(name), band): (some.tolist(), [])
            for name, band, some in zip(part.of.tolist(), part.bands.tolist(), times, strict=True)
        })  # fmt: skip


def _make_tables() -> None:
    sums = ", ".join(f"{name} bigint" for name in SUMS)
    with connection.cursor() as cursor:
        for name, columns in (
            ("code", "id int, code text"),
            ("grouping", "id int, rollup text, grain text"),
            ("cell", f"grouping int, name bigint, {sums}"),
            ("spread", "grouping int, name bigint, band int, times bytea"),
            ("merged", "grouping int, name bigint, band int, times bytea"),
            ("flow", f"day int, agency text, hidden bool, {', '.join(f'{name} int' for name in MOVES)}"),
        ):
            cursor.execute(f"DROP TABLE IF EXISTS gathered_{name}")
            cursor.execute(f"CREATE TEMPORARY TABLE gathered_{name} ({columns}) ON COMMIT DROP")


def _put(table: str, names: str, rows: Iterable[Sequence[Any]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _copy(table: str, blocks: Iterable[bytes]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as copy:
        copy.write(_BEGIN)
        for block in blocks:
            copy.write(block)
        copy.write(_END)


def _heads(fields: Sequence[tuple[str, NDArray[Any]]], size: int, more: int = 0) -> NDArray[Any]:
    """Rows of PostgreSQL's binary COPY: how many fields, and before each one how long it is."""
    kind: list[tuple[str, str]] = [("fields", ">i2")]
    for name, column in fields:
        kind += [(f"{name} length", ">i4"), (name, f">i{column.dtype.itemsize}")]
    found = np.empty(size, dtype=np.dtype(kind))
    found["fields"] = len(fields) + more
    for name, column in fields:
        found[f"{name} length"] = column.dtype.itemsize
        found[name] = column
    return found


def _cells(grouping: int, part: Part) -> bytes:
    size = part.names.size
    fields: list[tuple[str, NDArray[Any]]] = [
        ("grouping", np.full(size, grouping, dtype=np.int32)),
        ("name", part.names),
    ]
    fields += [(name, part.sums[:, n]) for n, name in enumerate(SUMS)]
    return _heads(fields, size).tobytes()


def _spreads(grouping: int, part: Part) -> bytes:
    size = part.of.size
    fields: list[tuple[str, NDArray[Any]]] = [
        ("grouping", np.full(size, grouping, dtype=np.int32)),
        ("name", part.of),
    ]
    fields += [("band", part.bands.astype(np.int32)), ("times", 4 * part.counts.astype(np.int32))]
    heads = _heads(fields, size)
    # Of the last field only its length is said; what it holds comes behind: here are the times themselves.
    long = heads.dtype.itemsize
    raw = heads.view(np.uint8).reshape(size, long)
    kept = np.concatenate([raw[:, : long - 8], raw[:, long - 4 :]], axis=1)
    width = kept.shape[1]
    starts = np.arange(size) * width + 4 * (np.cumsum(part.counts) - part.counts)
    found = np.empty(size * width + 4 * part.times.size, dtype=np.uint8)
    held = np.ones(found.size, dtype=np.bool_)
    places = starts[:, None] + np.arange(width)
    found[places] = kept
    held[places] = False
    found[held] = part.times.astype("<i4").view(np.uint8)
    return found.tobytes()


def _merge_spreads() -> None:
    """Bands of which several portions held times: all of these in one, sorted."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS gathered_twice")
        cursor.execute(
            f"CREATE TEMPORARY TABLE gathered_twice ON COMMIT DROP AS SELECT {_SAME} FROM gathered_spread "  # noqa: S608  # our names
            f"GROUP BY {_SAME} HAVING count(*) > 1"
        )
        cursor.execute("ANALYZE gathered_twice")
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT {_SAME}, times FROM gathered_spread JOIN gathered_twice USING ({_SAME}) ORDER BY {_SAME}"  # noqa: S608  # our names
        )
        left: list[tuple[Any, ...]] = []
        while rows := cursor.fetchmany(20_000):
            left += rows
            # The last one may go on.
            last = left[-1][:3]
            whole = [row for row in left if row[:3] != last]
            left = left[len(whole) :]
            _put("gathered_merged", f"{_SAME}, times", _as_one(whole))
        _put("gathered_merged", f"{_SAME}, times", _as_one(left))


def _as_one(rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for name, some in groupby(rows, key=itemgetter(0, 1, 2)):
        times = np.frombuffer(b"".join(bytes(row[3]) for row in some), dtype="<i4")
        yield (*name, np.sort(times).tobytes())


def _write_all() -> None:
    sums = ", ".join(f"sum({name})::bigint AS {name}" for name in SUMS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO insight_cell (rollup, grain, period, key, other, hidden, {', '.join(SUMS)}) "  # noqa: S608  # our names
            f"SELECT {_NAME}, {', '.join(f's.{name}' for name in SUMS)} FROM ("
            f"SELECT grouping, name, {sums} FROM gathered_cell GROUP BY grouping, name) AS s {_NAMED} "
            "ORDER BY s.grouping, s.name"
        )
        cursor.execute(
            "INSERT INTO insight_spread (rollup, grain, period, key, other, hidden, band, n, times) "  # noqa: S608  # our names
            f"SELECT {_NAME}, s.band, length(s.times) / 4, s.times FROM ("
            f"SELECT {_SAME}, times FROM gathered_spread s WHERE NOT EXISTS (SELECT FROM gathered_twice t WHERE "
            "(t.grouping, t.name, t.band) = (s.grouping, s.name, s.band)) "
            f"UNION ALL SELECT {_SAME}, times FROM gathered_merged) AS s {_NAMED} "
            "ORDER BY s.grouping, s.name, s.band"
        )
        cursor.execute(
            f"INSERT INTO insight_flow (day, agency, hidden, {', '.join(MOVES)}) "  # noqa: S608  # our names
            f"SELECT day, agency, hidden, {', '.join(f'sum({name})' for name in MOVES)} FROM gathered_flow "
            "GROUP BY day, agency, hidden ORDER BY day, agency, hidden"
        )
