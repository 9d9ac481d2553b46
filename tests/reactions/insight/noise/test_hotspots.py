"""Hot spots: chance makes none, a heap makes one, and what has no exposure counts nowhere."""

from __future__ import annotations

import random
from collections import Counter
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.reactions.insight.rules.noise.hotspots import FEWEST, hot_spots

#: A street of forty cells, each beside the next.
STREET = [f"{n:02d}" for n in range(40)]


def beside(cell: str) -> list[str]:
    at = int(cell)
    return [f"{n:02d}" for n in (at - 1, at, at + 1) if 0 <= n < 40]


def test_a_heap_is_found_where_it_lies() -> None:
    counts = dict.fromkeys(STREET, 5) | {"20": 60}
    found = hot_spots(counts, dict.fromkeys(STREET, 1.0), beside)
    assert [spot.cell for spot in found if spot.hot] == ["20"]
    assert next(spot for spot in found if spot.cell == "20").around == 70


def test_the_neighbour_of_a_heap_is_not_hot_for_it() -> None:
    counts = dict.fromkeys(STREET, 5) | {"20": 60}
    found = {spot.cell: spot for spot in hot_spots(counts, dict.fromkeys(STREET, 1.0), beside)}
    assert found["19"].p < 0.01
    assert not found["19"].hot


def test_p_is_the_exact_binomial_tail() -> None:
    found = {s.cell: s for s in hot_spots({"a": 3, "b": 1}, {"a": 1.0, "b": 3.0}, lambda cell: [cell])}
    exact = sum(comb(4, k) * 0.25**k * 0.75 ** (4 - k) for k in (3, 4))
    assert found["a"].p == pytest.approx(exact)
    assert found["a"].expected == pytest.approx(1.0)


def test_more_residents_let_expect_more() -> None:
    exposure = dict.fromkeys(STREET, 1.0) | {"20": 12.0}
    counts = dict.fromkeys(STREET, 5) | {"20": 60}
    assert not any(spot.hot for spot in hot_spots(counts, exposure, beside))


def test_chance_alone_makes_hardly_any() -> None:
    """Of two hundred cities in which every case falls anywhere, few have a hot spot at all."""
    chance = random.Random(7)
    cities = [Counter(chance.choices(STREET, k=300)) for _ in range(200)]
    alarmed = sum(
        any(spot.hot for spot in hot_spots(counts, dict.fromkeys(STREET, 1.0), beside)) for counts in cities
    )
    assert alarmed <= 200 * 0.08


@given(
    st.dictionaries(st.sampled_from(STREET), st.integers(0, 50)),
    st.dictionaries(st.sampled_from(STREET), st.floats(0, 100), min_size=1),
)
def test_every_cell_with_exposure_is_told_once(counts: dict[str, int], exposure: dict[str, float]) -> None:
    found = hot_spots(counts, exposure, beside)
    there = sorted(cell for cell, share in exposure.items() if share > 0)
    total = sum(counts.get(cell, 0) for cell in there)
    assert [spot.cell for spot in found] == (there if total else [])
    for spot in found:
        assert 0 <= spot.p <= 1
        assert spot.n <= spot.around <= total
        assert spot.n == counts.get(spot.cell, 0)
        assert spot.expected <= total + 1e-6


def test_nothing_anywhere_is_no_spot() -> None:
    assert hot_spots({}, {"a": 1.0}, lambda cell: [cell]) == []
    assert FEWEST == 5
