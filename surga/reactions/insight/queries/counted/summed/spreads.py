"""The bands of exact times, as the statements give them: how many, and the times themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db import connection

from surga.reactions.insight.queries.counted.rows import Asked
from surga.reactions.insight.queries.counted.summed.plan import Piece, Plan
from surga.reactions.insight.queries.counted.summed.reading import group_of, names_of, rows_of, run
from surga.reactions.insight.rules.known.bands import ALL, Times, unpacked

_TABLE = "insight_spread"


def counts(by: str, which: Asked, plan: Plan, pieces: Sequence[Piece]) -> Iterator[tuple[str, int, int]]:
    """Group, band, and how many times lie in it."""
    if not pieces:
        return
    names, given = names_of(by, plan), list[Any]()
    some = rows_of(_TABLE, ("band", "n"), by, which, plan, pieces, given)
    keys = ", ".join([*names, "band"])
    for row in run(f"SELECT {keys}, CAST(SUM(n) AS bigint) FROM ({some}) AS found GROUP BY {keys}", given):  # noqa: S608  # our own words
        yield group_of(by, row), row[-2], row[-1]


def times(
    by: str, which: Asked, plan: Plan, pieces: Sequence[Piece], bands: Collection[int]
) -> Iterator[tuple[str, int, Times]]:
    """Group, band, and times that lie in it, for some of these bands; one group may come several times."""
    if not pieces or not bands:
        return
    given: list[Any] = []
    # Our own whole numbers: as places for values they would have to stand behind those of each piece.
    within = f" AND band IN ({', '.join(str(int(band)) for band in sorted(bands))})"
    sql = rows_of(_TABLE, ("band", "times"), by, which, plan, pieces, given, within)
    if connection.vendor == "postgresql":
        keys = ", ".join([*names_of(by, plan), "band"])
        sql = f"SELECT {keys}, STRING_AGG(times, ''::bytea) FROM ({sql}) AS found GROUP BY {keys}"  # noqa: S608  # our own words
    for row in run(sql, given, binary=True):
        yield group_of(by, row), row[-2], unpacked(row[-1])


def whole(by: str, which: Asked, plan: Plan, pieces: Sequence[Piece]) -> Iterator[tuple[str, Times]]:
    """Group and times, of the cells whose times stand together."""
    for group, _band, found in times(by, which, plan, pieces, {ALL}):
        yield group, found
