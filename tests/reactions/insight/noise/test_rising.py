"""Topics above what the season lets expect."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.reactions.insight.rules.noise.rising import Past, Year, expected_of, rises

weeks = st.lists(st.integers(0, 80), min_size=12, max_size=12)
years = st.lists(st.builds(Year, st.integers(0, 300), st.integers(0, 900)), max_size=3)


@given(weeks, years)
def test_what_is_expected_lies_between_its_limits(before: list[int], then: list[Year]) -> None:
    found = expected_of(Past(before, then))
    assert found.mean > 0
    assert found.variance >= found.mean
    assert 0 <= found.low <= found.high
    assert found.low <= found.mean + 1
    assert found.seasonal == bool(then)


@given(weeks, years, st.integers(0, 400))
def test_more_cases_are_never_less_of_a_rise(before: list[int], then: list[Year], n: int) -> None:
    past = {"a": Past(before, then)}
    if rises({"a": n}, past):
        assert rises({"a": n + 5}, past)


@given(weeks)
def test_the_level_of_before_is_no_rise(before: list[int]) -> None:
    assert rises({"a": round(sum(before) / 6)}, {"a": Past(before)}) == []


def test_a_rise_is_told_with_what_was_expected() -> None:
    (found,) = rises({"banjir": 31, "lampu": 12}, {"banjir": Past([4, 5] * 6), "lampu": Past([6] * 12)})
    assert found.topic == "banjir"
    assert found.n == 31
    assert found.expected.mean == pytest.approx(9.08, abs=0.1)
    assert found.expected.high < 31
    assert not found.expected.seasonal


def test_what_comes_every_year_is_no_rise() -> None:
    """Floods come with the rain: three times as many as in the weeks before, as in every year."""
    dry = [5] * 12
    assert rises({"banjir": 31}, {"banjir": Past(dry)})
    rainy = [Year(30, 60), Year(33, 60), Year(28, 60)]
    assert rises({"banjir": 31}, {"banjir": Past(dry, rainy)}) == []
    # And a year in which they stay away is expected to have them: then fewer is no rise either.
    assert rises({"banjir": 10}, {"banjir": Past(dry, rainy)}) == []


def test_a_topic_out_of_season_is_noticed_sooner() -> None:
    """Where they fall in other years, the level of before is a rise."""
    falling = [Year(8, 240), Year(6, 240)]
    assert rises({"banjir": 45}, {"banjir": Past([20] * 12, falling)})
    assert rises({"banjir": 45}, {"banjir": Past([20] * 12)}) == []


def test_few_cases_are_no_topic_that_rises() -> None:
    assert rises({"new": 4}, {}) == []
    (found,) = rises({"new": 12}, {})
    assert found.expected.mean < 1


def test_restless_topics_need_more() -> None:
    quiet, restless = Past([10] * 12), Past([0, 40, 0, 0, 30, 0, 0, 0, 50, 0, 0, 0])
    assert rises({"a": 42}, {"a": quiet})
    assert rises({"a": 42}, {"a": restless}) == []


def test_chance_alone_is_seldom_told() -> None:
    """Forty topics, two hundred fortnights of chance: less than one in ten tells of any rise (seeded)."""
    dice = np.random.default_rng(11)
    told = 0
    for _ in range(200):
        levels = dice.uniform(1, 25, 40)
        past = {str(i): Past([int(n) for n in dice.poisson(level, 12)]) for i, level in enumerate(levels)}
        told += bool(rises({str(i): int(dice.poisson(2 * level)) for i, level in enumerate(levels)}, past))
    assert told / 200 < 0.1


def test_what_is_only_there_in_its_season_is_no_rise() -> None:
    """Nothing in the weeks before, forty in these: as last year. Of a chance excess little is expected."""
    yearly = Past([0] * 12, [Year(40, 0), Year(36, 2)])
    assert rises({"banjir": 35}, {"banjir": yearly}) == []
    assert rises({"banjir": 90}, {"banjir": yearly})
    once = expected_of(Past([5] * 12, [Year(13, 60)]))
    assert once.mean == pytest.approx(10, abs=1.5)


def test_a_topic_that_has_become_rare_is_held_against_what_it_is_now() -> None:
    rare = Past([2] * 12, [Year(40, 240), Year(41, 240)])
    assert rises({"sampah": 16}, {"sampah": rare})
