"""A forecast beats the plain way where there is a season to see, says where it does not, and knows how far it errs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surga.reactions.insight.rules.planning.forecast import Forecast, forecast
from surga.reactions.insight.rules.planning.seasonal import YEAR, harmonics

_ORDER = ("low95", "low80", "value", "high80", "high95")


def planted(seed: int, months: int, *, mean: float = 120, swing: float = 0.5, uneven: float = 0) -> list[int]:
    """Counts with a season; ``uneven``: how much more than Poisson they vary, as one over the shape of a gamma."""
    dice = np.random.default_rng(seed)
    expected = mean * np.exp(swing * np.sin(2 * np.pi * np.arange(months) / YEAR))
    if uneven:
        expected = dice.gamma(1 / uneven, expected * uneven)
    return [int(n) for n in dice.poisson(expected)]


def test_a_planted_season_beats_the_plain_way() -> None:
    found = [forecast(planted(seed, 84)) for seed in range(3)]
    assert sum(one.why == "better" for one in found) >= 2
    for one in found:
        assert one.measured is not None
        assert one.measured.held_back == 36
        if one.why == "better":
            assert one.method == "blend"
            assert one.measured.error < one.measured.plain_error
            assert one.measured.mase is not None
            assert one.measured.plain_mase is not None
            assert one.measured.mase < one.measured.plain_mase


def test_of_white_noise_it_says_that_it_does_not() -> None:
    for seed in range(3):
        found = forecast(planted(seed, 60, mean=20, swing=0))
        assert found.why == "not_better"
        assert found.method == found.plain_method
        assert tuple(month.value for month in found.months) == found.plain


def test_intervals_hold_about_as_often_as_they_say() -> None:
    inside80, inside95, years = [], [], []
    for seed in range(4):
        came = planted(seed, 48 + YEAR, mean=40, uneven=0.05)
        found = forecast(came[:48])
        for month, value in zip(found.months, came[48:], strict=True):
            inside80.append(month.low80 <= value <= month.high80)
            inside95.append(month.low95 <= value <= month.high95)
        assert found.total is not None
        years.append(found.total.low95 <= sum(came[48:]) <= found.total.high95)
    assert 0.65 <= np.mean(inside80) <= 0.95
    assert np.mean(inside95) >= 0.85
    assert sum(years) >= 3


def test_with_less_than_two_years_there_is_no_season() -> None:
    found = forecast([4, 6, 5, 7, 3, 5] * 3)
    assert (found.why, found.method, found.history) == ("short", "mean", 18)
    assert {month.value for month in found.months} == {5.0}
    assert found.measured is None


@pytest.mark.parametrize("months", [24, 25, 29])
def test_with_little_more_nothing_can_be_tested(months: int) -> None:
    found = forecast(planted(1, months))
    assert (found.why, found.method) == ("untested", "seasonal_naive")


def test_nothing_gives_nothing() -> None:
    assert forecast([]) == Forecast("", "empty", 0)
    assert forecast([0] * 40).why == "empty"


def test_what_is_nearly_always_nothing_is_told_by_its_mean() -> None:
    rare = [0] * 70
    rare[3] = rare[40] = rare[64] = 1
    found = forecast(rare)
    assert found.why == "not_better"
    assert all(month.low95 == 0 for month in found.months)


def test_a_wave_that_fits_nothing_falls_back_to_the_mean() -> None:
    counts = np.array([0.0] * 30 + [30.0])
    assert harmonics(counts, 3).shape == (2000, 3)


def test_the_same_series_gives_the_same_forecast() -> None:
    series = planted(5, 40)
    assert forecast(series) == forecast(series)


@pytest.mark.parametrize(("series", "horizon"), [([1, -1], 12), ([1.0, float("nan")], 12), ([1, 2], 0)])
def test_what_is_no_series_of_counts_is_refused(series: list[float], horizon: int) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        forecast(series, horizon)


@settings(max_examples=40)
@given(st.lists(st.integers(0, 300), min_size=1, max_size=29), st.integers(1, 18))
def test_intervals_lie_within_one_another_and_never_below_nothing(series: list[int], horizon: int) -> None:
    found = forecast(series, horizon)
    if not any(series):
        assert found.why == "empty"
        return
    assert found.total is not None
    assert len(found.months) == len(found.plain) == horizon
    for each in (*found.months, found.total):
        ranks = [getattr(each, name) for name in _ORDER]
        assert ranks == sorted(ranks)
        assert ranks[0] >= 0
