"""Nobody shall be seen in a public figure: small cells are left out, and so is what would give them away.

A cell of 1 to 4 is small. It is hidden, and with it so many of its neighbours that whoever knows every total (of the
row, of the column, of all) can say of no hidden cell what it holds: at least ``K`` more values than one stay possible.

In a line (one grouping) the smallest neighbours go along. In a grid (two groupings) rows and columns whose own total is
hidden count as one row and one column, and each hidden cell that is not 0 gets the cheapest others along that it could
be moved against without any total telling: see ``cycles``. There are always such: every total left is of 5 or more, so
is what it leaves of the whole, and between these a cell of a table with nothing shown can lie.

What it does not do: compare answers of different periods, or tables of different groupings beyond the totals they have
in common. Whoever may ask for days, or for two groupings of a chosen period, is an officer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from itertools import product
from typing import NamedTuple, Protocol

#: A cell of fewer is hidden; 0 is not: it is nobody.
K = 5
#: Units of figures whose value is itself a number of cases.
COUNTED = frozenset({"cases", "contacts", "reporters"})

type Pair = tuple[str, str]


class Asked(Protocol):
    """A row of a figure."""

    @property
    def by(self) -> str: ...
    @property
    def value(self) -> float | None: ...
    @property
    def n(self) -> int: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...


class Shown(NamedTuple):
    """A row as everybody may see it; None: hidden, or not there."""

    by: str
    value: float | None
    n: int | None
    low: float | None
    high: float | None
    suppressed: bool


class Hidden[Key](NamedTuple):
    """Which cells are hidden, and whether their total must be, too."""

    cells: frozenset[Key]
    total: bool = False


def is_small(count: int) -> bool:
    return 0 < count < K


def public_rows(rows: Sequence[Asked], unit: str) -> tuple[list[Shown], bool]:
    """The rows of a figure by one grouping as everybody may see them, and whether the figure's n is hidden, too.

    ``unit``: the figure's. Of a share, and of a count among n, also those are hidden that it holds for, or does not,
    for 1 to 4 cases: their n stays where it is large enough itself.
    """
    few = in_a_line({row.by: row.n for row in rows})
    silent = few.cells | _parts(rows, unit, few)
    shown = []
    for row in rows:
        if row.by in silent:
            n = None if row.by in few.cells else row.n
            shown.append(Shown(row.by, None, n, None, None, True))
        else:
            shown.append(Shown(row.by, row.value, row.n, row.low, row.high, False))
    return shown, few.total


def _parts(rows: Sequence[Asked], unit: str, few: Hidden[str]) -> frozenset[str]:
    """Rows of which the part that a share is of, or the rest of it, would be told."""
    if unit != "share" and unit not in COUNTED:
        return frozenset()
    hits = {row.by: round(row.value * row.n if unit == "share" else row.value) for row in rows if row.value}
    told = {row.by: hits.get(row.by, 0) for row in rows}
    if all(told[row.by] == row.n for row in rows) and unit in COUNTED:
        return frozenset()
    rest = sum(row.n for row in rows if row.by in few.cells)
    most = {row.by: rest if row.by in few.cells else row.n for row in rows}
    small = {row.by for row in rows if is_small(told[row.by]) or is_small(row.n - told[row.by])}
    return in_a_line(told, small | few.cells, least=0, most=most).cells


def in_a_line(
    counts: Mapping[str, int],
    small: Set[str] | None = None,
    *,
    least: int = 1,
    most: Mapping[str, int] | None = None,
) -> Hidden[str]:
    """What to hide of cells whose total is known. ``least`` and ``most``: what everybody knows a cell to lie between.

    ``small``: what must be hidden; else the small cells. The total is hidden where nothing else would help.
    """
    hidden = {key for key, count in counts.items() if is_small(count)} if small is None else set(small)
    if not hidden:
        return Hidden(frozenset())
    there = {key for key, count in counts.items() if count >= least}
    others = sorted(there - hidden, key=lambda key: (counts[key], key), reverse=True)
    while not _is_safe(counts, hidden, least, most):
        if not others:
            return Hidden(frozenset(there | hidden), total=True)
        hidden.add(others.pop())
    return Hidden(frozenset(hidden))


def _is_safe(counts: Mapping[str, int], hidden: Set[str], least: int, most: Mapping[str, int] | None) -> bool:
    """Whether each hidden cell could be K more values than one: what it loses the others take, and back."""
    down = {key: counts[key] - least for key in hidden}
    all_down = sum(down.values())
    if most is None:
        return all_down >= K and len(hidden) > 1
    up = {key: most[key] - counts[key] for key in hidden}
    all_up = sum(up.values())
    return all(
        min(up[key], all_down - down[key]) + min(down[key], all_up - up[key]) >= K
        for key in hidden
        if most[key] - least >= K
    )


def in_a_grid(counts: Mapping[Pair, int]) -> Hidden[Pair]:
    """What to hide of a table by two groupings, of which all totals are known but those that ``in_a_line`` hides.

    The hidden cells may be such as hold nobody: they must be listed like the others, or their absence would tell.
    """
    rows, columns = _totals(counts, 0), _totals(counts, 1)
    of_rows, of_columns = in_a_line(rows), in_a_line(columns)
    every = product(rows, columns)
    if of_rows.total or of_columns.total:
        return Hidden(frozenset(every), total=True)
    core: dict[Pair, int] = defaultdict(int)
    for pair, count in counts.items():
        core[_core_of(pair, of_rows.cells, of_columns.cells)] += count
    found = _with_others(core)
    return Hidden(frozenset(pair for pair in every if _is_hidden(pair, core, found, of_rows, of_columns)))


def _is_hidden(
    pair: Pair, core: Mapping[Pair, int], found: Set[Pair], of_rows: Hidden[str], of_columns: Hidden[str]
) -> bool:
    place = _core_of(pair, of_rows.cells, of_columns.cells)
    together = pair[0] in of_rows.cells or pair[1] in of_columns.cells
    return place in found or (together and core.get(place, 0) > 0)


def _totals(counts: Mapping[Pair, int], side: int) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for pair, count in counts.items():
        found[pair[side]] += count
    return {key: total for key, total in found.items() if total}


def _core_of(pair: Pair, rows: Set[str], columns: Set[str]) -> Pair:
    """Where a cell lies when rows, and columns, of hidden totals are one; no key of ours is a line feed."""
    return ("\n" if pair[0] in rows else pair[0], "\n" if pair[1] in columns else pair[1])


def _with_others(core: Mapping[Pair, int]) -> set[Pair]:
    """The small cells, and those that keep them safe."""
    import numpy as np

    from surga.reactions.insight.rules.statistics.cycles import hidden_with

    rows, columns = sorted({row for row, _ in core}), sorted({column for _, column in core})
    held = np.array([[core.get((row, column), 0) for column in columns] for row in rows], dtype=np.int64)
    small = (held > 0) & (held < K)
    if not small.any():
        return set()
    hidden = hidden_with(held, small, K)
    return {(rows[row], columns[column]) for row, column in zip(*np.nonzero(hidden), strict=True)}
