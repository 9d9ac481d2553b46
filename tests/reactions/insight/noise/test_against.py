"""Shortcomings and strengths: by evidence, whatever the numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.reactions.insight.rules.measures import Value, share
from surga.reactions.insight.rules.noise.against import apart, cells, growth_marks, hits_of
from surga.reactions.insight.rules.statistics import ratio_of_counts

WITHIN, TIME = "city_within_5_working_days", "follow_up_days_median"
counted = st.integers(0, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
many = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), counted, min_size=1, max_size=12)


def city_of(pairs: dict[str, tuple[int, int]]) -> Value:
    return share(sum(hits for hits, _ in pairs.values()), sum(n for _, n in pairs.values()))


@given(many)
def test_what_is_told_of_is_on_its_side_of_the_city_and_has_enough_cases(
    pairs: dict[str, tuple[int, int]],
) -> None:
    city = city_of(pairs)
    found = apart({WITHIN: {key: share(*pair) for key, pair in pairs.items()}}, {WITHIN: city})
    for each in (*found.worst, *found.best):
        assert each.n >= 10
        assert each.p <= 0.05
        assert city.value is not None
        assert (each.value < city.value) == (each in found.worst)
        # The city without it lies outside of what is left possible.
        assert each.margin < 0 if each in found.worst else each.margin > 0
    # Compared are all that have enough cases and somebody else beside them; a city of one is compared with nobody.
    enough = [n for _, n in pairs.values() if n >= 5]
    assert found.compared in (len(enough), 0)
    assert found.compared + found.too_few == len(pairs)


@given(many)
def test_the_order_is_that_of_the_near_end(pairs: dict[str, tuple[int, int]]) -> None:
    found = apart({WITHIN: {key: share(*pair) for key, pair in pairs.items()}}, {WITHIN: city_of(pairs)})
    assert [each.margin for each in found.worst] == sorted(each.margin for each in found.worst)
    assert [-each.margin for each in found.best] == sorted(-each.margin for each in found.best)


def test_few_cases_do_not_stand_out_by_accident() -> None:
    """Four of ten in time is farther from the city than half of two hundred, and says less."""
    pairs = {"small": (4, 10), "large": (100, 200), "rest": (900, 1_000)}
    found = apart({WITHIN: {key: share(*pair) for key, pair in pairs.items()}}, {WITHIN: city_of(pairs)})
    assert [each.subject for each in found.worst] == ["large", "small"]


def test_a_raw_number_decides_nothing() -> None:
    pairs = {"much": (8_000, 10_000), "little": (40, 50), "bad": (10, 50)}
    found = apart({WITHIN: {key: share(*pair) for key, pair in pairs.items()}}, {WITHIN: city_of(pairs)})
    assert [each.subject for each in found.worst] == ["bad"]


def test_several_measures_of_one_subject_are_told_together() -> None:
    within = {"a": share(20, 100), "b": share(900, 1_000)}
    time = {"a": Value(9.0, 100, 8.0, 10.0), "b": Value(2.0, 1_000, 1.8, 2.2)}
    found = apart(
        {WITHIN: within, TIME: time}, {WITHIN: share(920, 1_100), TIME: Value(2.1, 1_100, 1.9, 2.3)}
    )
    (worst,) = found.worst
    assert worst.subject == "a"
    assert [each.measure for each in found.also["a"]] == [TIME if worst.measure == WITHIN else WITHIN]
    assert found.compared == 4


def test_without_a_city_or_an_interval_nothing_is_said() -> None:
    rows = {"a": share(0, 50), "b": Value(None, 0), "c": Value(0.5, 50)}
    assert apart({WITHIN: rows}, {}).compared == 0
    assert apart({WITHIN: rows}, {WITHIN: Value(None, 0)}).worst == []
    assert apart({WITHIN: rows}, {WITHIN: share(40, 60)}).worst == []  # less than the part: another city
    assert cells(WITHIN, rows, None) == dict.fromkeys(rows, 0)
    assert cells("unknown", rows, share(1, 2)) == dict.fromkeys(rows, 0)


def test_cells_are_marked_by_the_same_rule() -> None:
    rows = {"bad": share(10, 100), "good": share(990, 1_000), "same": share(9, 10)}
    assert cells(WITHIN, rows, share(1_009, 1_110)) == {"bad": -1, "good": 1, "same": 0}
    # Slow is bad: a low number is good there.
    slow = {"slow": Value(9.0, 100, 8.0, 10.0), "quick": Value(1.0, 100, 0.9, 1.1)}
    assert cells(TIME, slow, Value(3.0, 500, 2.8, 3.2)) == {"slow": -1, "quick": 1}


def test_growth_is_marked_only_beyond_chance() -> None:
    grown = {
        "up": ratio_of_counts(90, 30),
        "down": ratio_of_counts(5, 40),
        "noise": ratio_of_counts(6, 4),
        "none": None,
    }
    assert growth_marks(grown.items()) == {"up": 1, "down": -1, "noise": 0, "none": 0}


@given(counted)
def test_hits_are_found_again(pair: tuple[int, int]) -> None:
    assert hits_of(share(*pair)) == pair[0]


@pytest.mark.parametrize("most", [1, 3])
def test_no_more_than_asked_for(most: int) -> None:
    rows = {str(n): share(0, 100 + n) for n in range(5)} | {"rest": share(5_000, 5_000)}
    found = apart({WITHIN: rows}, {WITHIN: share(5_000, 5_510)}, most=most)
    assert len(found.worst) == most
    assert len(found.also) == 6
