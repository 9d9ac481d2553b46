"""How far a hidden cell of a table could be moved, and what else to hide so that it is far enough.

Whoever knows all cells shown and all totals of a table can think of another table only by moving cases along a cycle:
one more in a hidden cell, one fewer in another of its row, one more in another of that column, and so on, back to where
it began. What a cell may hold reaches from as many fewer to as many more as such cycles carry, which is a flow in a
network (Kelly, Golden & Assad 1992; Castro 2012), so the ends are whole numbers, and exact. The cheapest cycles are
sought by shortest ways (Bellman 1958), one after another; what they need besides the cells hidden already is hidden,
too.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

type Counts = NDArray[np.int64]
type Marks = NDArray[np.bool_]
type Prices = NDArray[np.float64]
type Place = tuple[int, int]

#: What a step over a hidden cell costs: of two ways as cheap the shorter. To hide one of n cases costs 1 + n besides.
_STEP = 1e-4


class Way(NamedTuple):
    """The other cells of a cycle, from one in the same row to one in the same column; by turns they give and take."""

    cells: list[Place]
    cost: float


def hidden_with(held: Counts, small: Marks, width: int) -> Marks:
    """The ``small`` cells, and as few others as are needed for each hidden cell that is not 0 to be any of more than
    ``width`` numbers, for whoever knows the others and all totals. Cheap, not proven the cheapest.

    Raises ``ValueError`` where even a table with no cell shown would tell more.
    """
    hidden, relied = small.copy(), dict[Place, set[Place]]()
    price = 1.0 + held
    waiting = sorted(_places(hidden & (held > 0)), key=lambda place: (-held[place], place))
    while waiting:
        place = waiting.pop()
        if place in relied:
            continue
        ways = _protection(held, np.where(hidden, 0, price), place, width)
        if ways is None:
            raise ValueError("no table of these totals is far enough from this one")
        relied[place] = {cell for way in ways for cell in way.cells}
        for way in ways:
            if _both_ways(held, place, way) >= width:
                cycle = {place, *way.cells}
                relied |= dict.fromkeys(cycle - relied.keys(), cycle)
        fresh = [cell for cell in sorted(relied[place]) if not hidden[cell]]
        for cell in fresh:
            hidden[cell] = True
        waiting += [cell for cell in fresh if held[cell]]
    _show_again(held, hidden, small, relied, width)
    return hidden


def _show_again(
    held: Counts, hidden: Marks, small: Marks, relied: dict[Place, set[Place]], width: int
) -> None:
    """Show what later choices have made needless, the largest first: whatever relied on it finds others, all hidden."""
    for spare in sorted(_places(hidden & ~small), key=lambda place: (-held[place], place)):
        hidden[spare] = False
        free = np.where(hidden, 0, np.inf)
        leaning = [place for place, cells in relied.items() if spare in cells and place != spare]
        found = {}
        for place in leaning:
            ways = _protection(held, free, place, width)
            if ways is None:
                hidden[spare] = True
                break
            found[place] = {cell for way in ways for cell in way.cells}
        else:
            relied.pop(spare, None)
            relied |= found


def _places(marks: Marks) -> list[Place]:
    return [(int(row), int(column)) for row, column in zip(*np.nonzero(marks), strict=True)]


def _protection(held: Counts, price: Prices, place: Place, width: int) -> list[Way] | None:
    """The ways, cheap ones first, that the cell at ``place`` could be ``width`` more values than one by; or None."""
    states, price = {more: held.copy() for more in (True, False)}, price + _STEP
    price[place] = np.inf
    ways: list[Way] = []
    missing = width
    while missing > 0:
        found: list[tuple[float, bool, int, Way]] = []
        for more, most in ((True, missing), (False, min(missing, int(states[False][place])))):
            way = _cheapest(states[more], price, place, more=more) if most else None
            if way is not None:
                gain = min(_room(states[more], way, more=more), most)
                found.append((way.cost / gain, more, gain, way))
                if way.cost < 1:  # nothing besides is hidden: as good as any
                    break
        if not found:
            return None
        _, more, gain, way = min(found, key=lambda one: one[:2])
        _move(states[more], place, way, gain, more=more)
        for cell in way.cells:
            price[cell] = _STEP
        ways.append(way)
        missing -= gain
    return ways


def _cheapest(state: Counts, price: Prices, place: Place, *, more: bool) -> Way | None:
    """The cheapest way from the row of ``place`` back to its column. ``more``: the cell there is to take a case."""
    give = np.where(state > 0, price, np.inf)
    out, back = (
        (give, price) if more else (price, give)
    )  # out: from a row to a column; back: from there to a row
    columns, from_row = out[place[0]].copy(), np.full(len(out[0]), place[0])
    rows, from_column = np.full(len(out), np.inf), np.zeros(len(out), int)
    steps = 1
    # What is found later has more steps, so costs at least as many of them.
    while columns[place[1]] > (steps + 0.5) * _STEP:
        if not _nearer(rows, columns[None, :] + back, from_column, 1):
            break
        if not _nearer(columns, rows[:, None] + out, from_row, 0):
            break
        steps += 2
    if not np.isfinite(columns[place[1]]):
        return None
    return Way(_steps(place, from_row, from_column), float(columns[place[1]]))


def _nearer(known: Prices, reached: Prices, known_from: NDArray[np.int64], axis: int) -> bool:
    """Take over what is nearer now than was known; whether anything is."""
    now = reached.min(axis=axis)
    nearer = now < known - _STEP / 2
    if not nearer.any():
        return False
    known_from[nearer] = reached.argmin(axis=axis)[nearer]
    known[nearer] = now[nearer]
    return True


def _steps(place: Place, from_row: NDArray[np.int64], from_column: NDArray[np.int64]) -> list[Place]:
    """The way found, told from its end."""
    column, cells = place[1], []
    while True:
        row = int(from_row[column])
        cells.append((row, column))
        if row == place[0]:
            return cells[::-1]
        column = int(from_column[row])
        cells.append((row, column))


def _room(state: Counts, way: Way, *, more: bool) -> int:
    """How many cases the way carries: as many as the least of its givers holds."""
    return min(int(state[cell]) for cell in way.cells[0 if more else 1 :: 2])


def _move(state: Counts, place: Place, way: Way, count: int, *, more: bool) -> None:
    sign = count if more else -count
    state[place] += sign
    for number, cell in enumerate(way.cells):
        state[cell] += sign if number % 2 else -sign


def _both_ways(held: Counts, place: Place, way: Way) -> int:
    """How far all cells of the cycle can be moved along it alone, there and back."""
    cells = [place, *way.cells]
    return min(int(held[cell]) for cell in cells[::2]) + min(int(held[cell]) for cell in cells[1::2])
