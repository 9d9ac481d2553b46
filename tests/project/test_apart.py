"""What is reckoned in a process of its own."""

import os

import pytest

from surga.project.work.apart import Apart
from surga.reactions.insight.rules.planning.forecast import forecast


def test_one_process_does_it_all_and_stands_back() -> None:
    with Apart() as apart:
        first, second = apart(os.getpid), apart(os.getpid)
        assert first == second != os.getpid()
        assert apart(os.nice, 0) == min(19, os.nice(0) + 10)
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_what_goes_wrong_there_goes_wrong_here() -> None:
    with Apart() as apart, pytest.raises(ZeroDivisionError):
        apart(divmod, 1, 0)


def test_nothing_asked_is_nothing_started() -> None:
    with Apart() as apart:
        assert apart._pool is None


def test_a_forecast_is_the_same_there() -> None:
    counts = [20 + 5 * (month % 12) + month for month in range(40)]
    with Apart() as apart:
        assert apart(forecast, counts) == forecast(counts)
