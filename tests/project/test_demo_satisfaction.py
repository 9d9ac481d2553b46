"""The index that a city told a jury is what its answers say, and its rise is said to be within chance."""

from datetime import UTC, datetime

import pytest

from surga.project.commands.preparing import prepare
from surga.project.demo.satisfaction import ANSWERS, YEARS, hold_surveys
from surga.reactions.surveys import queries

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


@pytest.fixture
def held(db: None) -> None:
    prepare(demo=False)
    assert hold_surveys(1, NOW) > 2 * ANSWERS


def test_the_index_of_each_year_is_what_was_told(held: None) -> None:
    expected = {2020: 3.48, 2021: 3.51}
    for year in YEARS:
        found = next(one for one in queries.rounds("", published_only=True) if one.from_on.year == year)
        index = queries.index_of(found)
        assert index.n == ANSWERS
        assert index.value is not None
        assert index.low is not None
        assert index.high is not None
        assert float(index.value) == expected[year]
        assert index.low < expected[year] < index.high


def test_one_round_is_open_and_asks_reporters(held: None) -> None:
    (open_,) = [one for one in queries.rounds("") if one.state == "open"]
    assert open_.invites


def test_holding_them_twice_makes_no_second(held: None) -> None:
    assert hold_surveys(1, NOW) == 0
