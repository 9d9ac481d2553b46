"""Whose hands are dead, and how soon a side that is back has everything."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from surga.reactions.sync.engine.pace import (
    FAILURES,
    LONGEST_PAUSE,
    LONGEST_WAIT,
    PATIENT,
    SHORT_WAIT,
    Pace,
    backoff,
)
from surga.reactions.sync.store.hands import Hands

NOW = datetime(2022, 6, 16, 3, tzinfo=UTC)


def test_a_lease_is_like_no_other_and_fits_its_column() -> None:
    hands = Hands()
    leases = {hands.lease() for _ in range(50)}
    assert len(leases) > 45
    assert {len(each) for each in leases} == {20}


def test_a_process_that_lives_holds_on() -> None:
    hands = Hands()
    assert not hands.is_dead(hands.lease())
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        held = _held_by(hands, other.pid)
        assert not hands.is_dead(held)
        other.kill()
    assert hands.is_dead(held)


def test_who_had_our_number_before_us_is_dead() -> None:
    assert Hands().is_dead(Hands().lease())


@pytest.mark.parametrize("lease", ["", "manual", "ffff" + "0" * 16, "z" * 20])
def test_of_others_nothing_is_known(lease: str) -> None:
    hands = Hands()
    if hands.lease()[:4] == lease[:4]:
        lease = "0000" + lease[4:]
    assert not hands.is_dead(lease)


def test_a_child_of_ours_has_leases_of_its_own() -> None:
    hands = Hands()
    hands._pid += 1
    lease = hands.lease()
    assert int(lease[4:12], 16) == os.getpid()
    assert not hands.is_dead(lease)


def test_the_first_answer_and_the_first_after_a_pause_are_news() -> None:
    pace = Pace()
    assert pace.reached()
    assert not pace.reached()
    pace.missed(NOW)
    assert not pace.reached()
    for _ in range(FAILURES):
        pace.missed(NOW)
    assert not pace.is_open(NOW)
    assert pace.is_open(NOW + LONGEST_PAUSE)
    assert pace.reached()
    assert not pace.reached()


def test_a_side_that_is_away_for_days_is_asked_every_minute() -> None:
    pace = Pace()
    for _ in range(5_000):
        pace.missed(NOW)
    assert pace.closed_until == NOW + LONGEST_PAUSE <= NOW + timedelta(minutes=1)


def _held_by(hands: Hands, pid: int) -> str:
    lease = hands.lease()
    return f"{lease[:4]}{pid:08x}{lease[12:]}"


def test_what_fails_is_tried_again_soon_as_long_as_the_fault_is_young() -> None:
    waits = [backoff(attempts, _Highest()) for attempts in range(1, 101)]
    assert waits == sorted(waits)
    assert max(waits[:PATIENT]) == SHORT_WAIT < timedelta(minutes=1)
    assert max(waits) == LONGEST_WAIT
    assert timedelta(minutes=20) < sum(waits[:PATIENT], timedelta()) < timedelta(minutes=40)


class _Highest:
    """Dice that throw the highest each time."""

    def random(self) -> float:
        return 1.0
