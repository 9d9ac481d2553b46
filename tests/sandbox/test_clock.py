"""Clearing a clock: what is being done comes to its end before, and nothing comes after."""

import threading

from sandbox.phone.post.clock import Clock
from tests.sandbox.conftest import PATIENCE


def test_clearing_waits_for_what_is_being_done() -> None:
    clock, begun, go, ended = Clock("test"), threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        go.wait(PATIENCE)
        clock.after(0, lambda: None)
        ended.set()

    clock.after(0, work)
    assert begun.wait(PATIENCE)
    threading.Timer(0.05, go.set).start()
    clock.clear()
    assert ended.is_set()
    assert len(clock) == 0


def test_a_clock_may_clear_itself() -> None:
    clock, done = Clock("test"), threading.Event()
    clock.after(60, lambda: None)

    def work() -> None:
        clock.clear()
        done.set()

    clock.after(0, work)
    assert done.wait(PATIENCE)
    assert len(clock) == 0
