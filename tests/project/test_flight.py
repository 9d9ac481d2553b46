"""As many questions on their way as the other side bears."""

from __future__ import annotations

import pytest

from surga.channels.port.gateway import Denied, Gateway, Later, Lost
from surga.project.work.flight import SLOW_SECONDS, Flight, watched


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def answered(flight: Flight, clock: Clock, seconds: float = 0.02, *, well: bool = True) -> int:
    since = flight.begun()
    clock.now += seconds
    flight.ended(since, well=well)
    return flight.allowed


def test_one_goes_first_and_good_answers_let_out_more_up_to_the_most(clock: Clock) -> None:
    flight = Flight(4, clock)
    assert flight.allowed == 1
    allowed = [answered(flight, clock) for _ in range(40)]
    assert allowed == sorted(allowed)
    assert allowed[0] == 2  # a full round of one
    assert allowed[3] < 4  # slower the more there are
    assert allowed[-1] == 4


def test_trouble_halves_them_at_once_and_once_for_those_under_way_together(clock: Clock) -> None:
    flight = Flight(8, clock)
    while answered(flight, clock) < 8:
        pass
    assert answered(flight, clock, well=False) == 4
    assert [answered(flight, clock, 0.1, well=False) for _ in range(3)] == [4, 4, 4]
    clock.now += 60
    assert answered(flight, clock, well=False) == 2
    for _ in range(5):
        clock.now += 60
        answered(flight, clock, well=False)
    assert flight.allowed == 1  # one may always ask


def test_answers_that_become_slow_are_trouble_and_those_that_always_were_are_not(clock: Clock) -> None:
    flight = Flight(8, clock)
    while answered(flight, clock) < 8:
        pass
    assert answered(flight, clock, SLOW_SECONDS * 2) == 4
    always = Flight(8, clock)
    while answered(always, clock, SLOW_SECONDS * 2) < 8:
        pass


class Speaking:
    name = "sp4n"

    def __init__(self, raises: Exception | None = None) -> None:
        self.raises = raises

    def submit(self, new: str, *, flight: Flight) -> str:
        assert flight.under_way == 1
        if self.raises is not None:
            raise self.raises
        return new


@pytest.mark.parametrize(("error", "left"), [(Lost("x"), 1), (Later("rate_limit", 5), 1), (Denied("x"), 2)])
def test_a_gateway_is_the_same_and_its_calls_are_counted(clock: Clock, error: Exception, left: int) -> None:
    flight = Flight(2, clock)
    good: Gateway = watched(Speaking(), flight)  # type: ignore[arg-type]  # a part of one
    bad: Gateway = watched(Speaking(error), flight)  # type: ignore[arg-type]  # as above
    assert good.name == "sp4n"
    assert good.submit("a", flight=flight) == "a"  # type: ignore[call-arg, arg-type, comparison-overlap]
    assert (flight.under_way, flight.allowed, flight.seen) == (0, 2, 1)
    with pytest.raises(type(error)):
        bad.submit("a", flight=flight)  # type: ignore[call-arg, arg-type]
    assert (flight.under_way, flight.allowed) == (0, left)
