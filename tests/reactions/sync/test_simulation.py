"""The exchange by seeds: the engine holds, and engines that are broken on purpose are caught."""

from collections import Counter
from datetime import timedelta

import pytest

from benchmarks.sync.__main__ import again, outcome
from benchmarks.sync.mutants import MUTANTS
from benchmarks.sync.nation import US
from benchmarks.sync.world import World
from sandbox.national.model import citizen
from sandbox.national.model.things import Filing

pytestmark = pytest.mark.once
SEEDS = range(1, 601)
#: Within so many seeds each broken engine has to be caught.
ENOUGH = 200


def test_the_six_things_hold_by_every_seed() -> None:
    fell: Counter[str] = Counter()
    for seed in SEEDS:
        said, faults = outcome(seed)
        assert said == [], again(seed)
        fell.update(faults)
    # Nothing is proved by faults that never fell.
    assert {what for what, n in fell.items() if n >= 5} >= {
        "cut before", "cut after", "slow", "busy", "unreachable", "answer cut", "page of maintenance", "repeated row",
        "any order", "death write", "death before commit", "death after commit", "death before the call",
        "death after the deed",
    }  # fmt: skip


def test_a_seed_tells_the_same_story_every_time() -> None:
    assert outcome(7) == outcome(7)


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_broken_engine_is_caught(mutant: str) -> None:
    caught = next((seed for seed in range(1, ENOUGH) if outcome(seed, MUTANTS[mutant])[0]), None)
    assert caught is not None


@pytest.mark.parametrize("ahead", [0.0, 300.0])
def test_a_step_in_a_second_that_was_read_already_is_not_missed(ahead: float) -> None:
    """Their times are whole seconds: the list says the same before and after, and when their clock is set back."""
    world = World(1)
    world.calm()
    world.skew = ahead
    report = citizen.file(world.nation.national, Filing("Jembatan retak", agency=US), world.nation.clock())
    world.engine.pull.run()
    world.skew = 0.0
    world.now += timedelta(seconds=ahead)
    world.engine.pull.run()
    citizen.reply(world.nation.national, report.tracking_id, "Masih retak", report.updated_at)
    world.now += timedelta(minutes=11)
    world.engine.pull.run()
    known = world.book.known("sp4n", report.tracking_id)
    assert {stream.id for stream in report.streams} == known
