"""Reports that are asked for before their turn."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from surga.channels.port.early import Early
from surga.channels.port.gateway import Gateway, Gone, Report

PATIENCE = 60.0  # seconds after which what is waited for has failed to come
AT = datetime(2026, 3, 2, tzinfo=UTC)


class Side:
    """Answers each report by ``answer``, and keeps what it was asked."""

    name = "side"

    def __init__(self, answer: Callable[[str], Report]) -> None:
        self._answer = answer
        self.asked: list[str] = []

    def report(self, report_id: str) -> Report:
        self.asked.append(report_id)
        return self._answer(report_id)


def _report(report_id: str) -> Report:
    return Report(report_id, "", "lampu mati", "disposed", AT, AT)


Started = Callable[..., tuple[Side, Early]]


@pytest.fixture
def started() -> Iterator[Started]:
    made: list[Early] = []

    def start(answer: Callable[[str], Report] = _report, allowed: int = 2) -> tuple[Side, Early]:
        side = Side(answer)
        made.append(Early(cast(Gateway, side), lambda: allowed, 4))
        return side, made[-1]

    yield start
    for early in made:
        early.stop()


def test_as_many_are_under_way_as_may_be_and_each_comes_in_its_turn(started: Started) -> None:
    both = threading.Barrier(2, timeout=PATIENCE)

    def answer(report_id: str) -> Report:
        if report_id in {"1", "2"}:
            both.wait()  # neither is answered before the other is asked for
        return _report(report_id)

    _side, early = started(answer)
    early.wanted(["1", "2", "3"])
    assert [early.report(each).id for each in ("1", "2", "3")] == ["1", "2", "3"]


def test_each_is_asked_for_once(started: Started) -> None:
    side, early = started()
    early.wanted(["1", "2", "2", "3"])
    for each in ("1", "2", "3"):
        early.report(each)
    assert sorted(side.asked) == ["1", "2", "3"]
    early.report("3")
    assert side.asked.count("3") == 2


def test_no_more_wait_to_be_taken_than_may_be_under_way(started: Started) -> None:
    side, early = started(allowed=1)
    early.wanted(["1", "2", "3", "4"])
    early.report("1")
    early.report("2")
    early.wanted([])
    assert "4" not in side.asked


def test_what_is_wanted_no_more_is_asked_for_anew(started: Started) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def answer(report_id: str) -> Report:
        begun.set()
        assert go_on.wait(PATIENCE)
        return _report(report_id)

    side, early = started(answer)
    early.wanted(["1"])
    assert begun.wait(PATIENCE)
    early.wanted([])  # while it is under way
    go_on.set()
    for times in (2, 3):
        early.report("1")
        assert side.asked == ["1"] * times


def test_what_went_wrong_is_raised_in_its_turn(started: Started) -> None:
    def answer(report_id: str) -> Report:
        if report_id == "1":
            raise Gone("NOT_FOUND")
        return _report(report_id)

    _side, early = started(answer)
    early.wanted(["1", "2"])
    with pytest.raises(Gone):
        early.report("1")
    assert early.report("2").id == "2"


def test_after_the_end_each_is_asked_for_in_its_turn(started: Started) -> None:
    side, early = started()
    early.stop()
    early.wanted(["1", "2"])
    assert side.asked == []
    assert early.report("1").id == "1"


def test_all_else_is_the_gateways_own(started: Started) -> None:
    side, early = started()
    gateway: Any = early.gateway
    assert gateway.name == side.name
