"""Whoever knows all totals, and what everybody knows of a cell, cannot say what a hidden one holds."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from surga.reactions.insight.rules.statistics.cycles import hidden_with
from surga.reactions.insight.rules.statistics.suppression import (
    Hidden,
    K,
    Pair,
    in_a_grid,
    in_a_line,
    is_small,
    public_rows,
)

COUNTS = st.one_of(st.integers(1, 4), st.integers(1, 12), st.integers(5, 300))
LINES = st.dictionaries(st.sampled_from("abcdefgh"), COUNTS, min_size=1, max_size=8)


class FigureRow(NamedTuple):
    """A row as a figure has it."""

    by: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


def reach(
    unknown: Sequence[object],
    sums: Sequence[tuple[set[object], int]],
    least: Mapping[object, int],
    most: Mapping[object, float],
    at_least: Sequence[tuple[set[object], int]] = (),
) -> dict[object, tuple[int, int]]:
    """From which to which whole number each unknown may lie, when these sums of them are known."""
    rules = [(group, total, total) for group, total in sums] + [
        (group, low, np.inf) for group, low in at_least
    ]
    matrix = np.array([[float(one in group) for one in unknown] for group, _, _ in rules])
    rule = LinearConstraint(matrix, [low for _, low, _ in rules], [high for _, _, high in rules])
    bounds = Bounds([least[one] for one in unknown], [most[one] for one in unknown])
    found = {}
    for place, one in enumerate(unknown):
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(unknown))
            aim[place] = sign
            ends.append(
                milp(aim, constraints=rule, bounds=bounds, integrality=np.ones(len(unknown))).x[place]
            )
        found[one] = (round(ends[0]), round(ends[1]))
    return found


@given(LINES)
def test_no_hidden_cell_of_a_line_can_be_worked_out(counts: dict[str, int]) -> None:
    found = in_a_line(counts)
    assert {key for key, count in counts.items() if is_small(count)} <= found.cells
    if found.total or not found.cells:
        return
    unknown = sorted(found.cells)
    total = sum(counts[key] for key in unknown)
    reached = reach(
        unknown, [(set(unknown), total)], dict.fromkeys(unknown, 1), dict.fromkeys(unknown, np.inf)
    )
    for key, (low, high) in reached.items():
        assert low <= counts[str(key)] <= high
        assert high - low >= K


@given(LINES)
def test_no_more_is_hidden_than_helps(counts: dict[str, int]) -> None:
    found = in_a_line(counts)
    small = {key for key, count in counts.items() if is_small(count)}
    if not small:
        assert not found.cells
        assert not found.total
    # The smallest go along: of those that stay none is smaller than one that was taken along.
    along, stay = found.cells - small, set(counts) - found.cells
    assert not along or not stay or max(counts[key] for key in along) <= min(counts[key] for key in stay)
    # The total goes only where nothing else would help.
    if found.total:
        assert found.cells == set(counts)
        assert len(counts) == 1 or sum(counts.values()) - len(counts) < K


@given(st.dictionaries(st.sampled_from("abcdef"), st.tuples(st.integers(5, 60), st.floats(0, 1)), min_size=1))
def test_no_hidden_part_can_be_worked_out(drawn: dict[str, tuple[int, float]]) -> None:
    """Of a share, n is known, and so is the share of all."""
    parts = {key: (n, round(share * n)) for key, (n, share) in drawn.items()}
    rows = [FigureRow(key, hits / n, n, 0.1, 0.2) for key, (n, hits) in parts.items()]
    shown, total = public_rows(rows, "share")
    assert not total
    hidden = [row.by for row in shown if row.suppressed]
    assert {key for key, (n, hits) in parts.items() if is_small(hits) or is_small(n - hits)} <= set(hidden)
    assert all(row.value is row.low is row.high is None for row in shown if row.suppressed)
    assert [row.n for row in shown] == [row.n for row in rows]
    if not hidden or len(hidden) == len(rows):
        return
    reached = reach(
        hidden,
        [(set(hidden), sum(parts[key][1] for key in hidden))],
        dict.fromkeys(hidden, 0),
        {key: parts[key][0] for key in hidden},
    )
    assert all(high - low >= K for low, high in reached.values())


def test_a_share_of_few_shows_nothing() -> None:
    rows = [
        FigureRow("a", 0.5, 4, 0.1, 0.9),
        FigureRow("b", 0.5, 20, 0.3, 0.7),
        FigureRow("c", 0.5, 90, 0.4, 0.6),
    ]
    shown, total = public_rows(rows, "share")
    assert [(row.by, row.value, row.n, row.suppressed) for row in shown] == [
        ("a", None, None, True),
        ("b", None, None, True),
        ("c", 0.5, 90, False),
    ]
    assert not total


def test_a_share_that_all_but_two_have_is_hidden_and_its_n_is_not() -> None:
    rows = [FigureRow("a", 48 / 50, 50), FigureRow("b", 0.5, 20), FigureRow("c", 0.5, 90)]
    shown, _ = public_rows(rows, "share")
    assert [(row.value, row.n, row.suppressed) for row in shown] == [
        (None, 50, True),
        (None, 20, True),
        (0.5, 90, False),
    ]


def test_a_count_among_n_hides_its_small_rest() -> None:
    rows = [FigureRow("a", 3, 50), FigureRow("b", 20, 23), FigureRow("c", 50, 90), FigureRow("d", 10, 10)]
    shown, _ = public_rows(rows, "cases")
    assert [row.value for row in shown] == [None, None, 50, 10]
    assert [row.n for row in shown] == [50, 23, 90, 10]


def test_a_mean_is_hidden_by_its_n_alone() -> None:
    rows = [FigureRow("a", 3.5, 2), FigureRow("b", 1.0, 20), FigureRow("c", None, 0), FigureRow("d", 2.0, 60)]
    shown, _ = public_rows(rows, "working days")
    assert [(row.value, row.n) for row in shown] == [(None, None), (None, None), (None, 0), (2.0, 60)]


@pytest.mark.parametrize("n", range(1, 5))
def test_the_only_cell_hides_its_total(n: int) -> None:
    shown, total = public_rows([FigureRow("a", n, n)], "cases")
    assert total
    assert shown[0].suppressed
    assert public_rows([FigureRow("a", n + 4, n + 4)], "cases")[1] is False


def test_nobody_is_nothing_to_hide() -> None:
    assert public_rows([], "cases") == ([], False)
    assert in_a_line({"a": 0, "b": 40}).cells == frozenset()


GRIDS = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), COUNTS, min_size=1, max_size=16
)


def totals_of(counts: dict[Pair, int], side: int) -> dict[str, int]:
    totals: dict[str, int] = {}
    for pair, count in counts.items():
        totals[pair[side]] = totals.get(pair[side], 0) + count
    return totals


def reached_in(counts: dict[Pair, int], found: Hidden[Pair]) -> dict[object, tuple[int, int]]:
    """Known: all cells shown, all totals of rows and columns that a line of them shows, and that a total is not 0."""
    unknown = sorted(found.cells)
    sums: list[tuple[set[object], int]] = [(set(unknown), sum(counts.get(pair, 0) for pair in unknown))]
    at_least: list[tuple[set[object], int]] = []
    for side in (0, 1):
        totals = totals_of(counts, side)
        hidden = in_a_line(totals).cells
        for key, total in totals.items():
            here: set[object] = {pair for pair in unknown if pair[side] == key}
            shown = sum(n for pair, n in counts.items() if pair[side] == key and pair not in found.cells)
            if key in hidden:
                at_least.append((here, 1 - shown))
            elif here:
                assert len(here) > 1
                sums.append((here, total - shown))
    return reach(unknown, sums, dict.fromkeys(unknown, 0), dict.fromkeys(unknown, np.inf), at_least)


def nobody_is_seen(counts: dict[Pair, int]) -> Hidden[Pair]:
    """What is hidden, after a look that no hidden cell is known, and that none that holds somebody is nearly known."""
    found = in_a_grid(counts)
    assert {pair for pair, count in counts.items() if is_small(count)} <= found.cells
    if found.total or not found.cells:
        return found
    for pair, (low, high) in reached_in(counts, found).items():
        held = counts.get(pair, 0)  # type: ignore[call-overload]  # a pair of any two
        assert low <= held <= high
        assert high - low >= (K if held else 1), (pair, low, high)
    return found


@settings(max_examples=200, deadline=None)
@given(GRIDS)
def test_no_hidden_cell_of_a_grid_can_be_worked_out(counts: dict[Pair, int]) -> None:
    nobody_is_seen(counts)


def drawn_table(rows: int, columns: int, mean: float, seed: int) -> dict[Pair, int]:
    """Some cells are often larger than others, as topics and months are."""
    draw = np.random.default_rng(seed)
    held = draw.poisson(draw.gamma(1.5, mean / 1.5, (rows, columns)))
    return {(f"r{row:03}", f"c{column:03}"): int(held[row, column]) for row, column in np.argwhere(held)}


@pytest.mark.parametrize("seed", range(3))
def test_of_a_table_with_a_handful_of_small_cells_most_stays(seed: int) -> None:
    counts = drawn_table(20, 12, 40, seed)
    small = sum(map(is_small, counts.values()))
    assert small in range(2, 12)
    found = nobody_is_seen(counts)
    assert len(found.cells) <= 4 * small
    assert len(counts.keys() - found.cells) >= 0.8 * len(counts)


@pytest.mark.parametrize(("rows", "columns", "mean"), [(12, 9, 8.0), (14, 10, 1.5), (4, 30, 6.0)])
def test_of_a_table_with_many_small_cells_none_can_be_worked_out(
    rows: int, columns: int, mean: float
) -> None:
    nobody_is_seen(drawn_table(rows, columns, mean, 7))


def test_where_most_cells_are_small_the_large_ones_stay() -> None:
    """One cell that finds no rectangle takes the table no more."""
    counts = drawn_table(40, 30, 1, 3) | {(f"r{number:03}", f"c{number:03}"): 40 for number in range(10)}
    found = in_a_grid(counts)
    large = {pair for pair, count in counts.items() if not is_small(count)}
    assert len(large - found.cells) >= 0.9 * len(large)
    assert not [pair for pair in found.cells if pair not in counts]


def test_a_grid_without_small_cells_stays_as_it_is() -> None:
    assert in_a_grid(dict.fromkeys(product("ab", "xy"), 9)).cells == frozenset()


def test_a_small_cell_takes_the_cheapest_rectangle_along() -> None:
    counts = {("a", "x"): 3, ("a", "y"): 50, ("a", "z"): 10, ("b", "x"): 60, ("b", "y"): 70, ("b", "z"): 20}
    assert in_a_grid(counts).cells == {("a", "x"), ("a", "z"), ("b", "x"), ("b", "z")}


def test_where_there_is_no_rectangle_a_longer_way_round_helps() -> None:
    counts = {("a", "x"): 2, ("a", "y"): 3, ("b", "y"): 2, ("b", "z"): 3, ("c", "z"): 2, ("c", "x"): 3}
    assert in_a_grid(counts).cells == counts.keys()


def test_what_a_later_choice_makes_needless_is_shown_again() -> None:
    """Each cell that is hidden without being small is needed: shown, it would give another away."""
    counts = drawn_table(5, 20, 9, 5)
    found = nobody_is_seen(counts)
    rows, columns = (in_a_line(totals_of(counts, side)).cells for side in (0, 1))
    for pair in found.cells:
        if not is_small(counts.get(pair, 0)) and pair[0] not in rows and pair[1] not in columns:
            less = found._replace(cells=found.cells - {pair})
            near = reached_in(counts, less) if _in_pairs(less.cells) else {}
            assert not near or any(
                high - low < K
                for other, (low, high) in near.items()
                if counts.get(other, 0)  # type: ignore[call-overload]  # a pair of any two
            )


def _in_pairs(cells: frozenset[Pair]) -> bool:
    return all(
        sum(1 for other in cells if other[side] == pair[side]) > 1 for pair in cells for side in (0, 1)
    )


def test_of_one_row_everything_is_known() -> None:
    held = np.array([[3, 9, 20]])
    with pytest.raises(ValueError, match="no table"):
        hidden_with(held, held < K, K)


def test_the_only_cell_of_a_grid_hides_its_total() -> None:
    assert in_a_grid({("a", "x"): 3}).total
