"""The exchange by seeds: the engine holds, and engines that are broken on purpose are caught."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from benchmarks.sync.__main__ import again, outcome
from benchmarks.sync.mutants import MUTANTS
from benchmarks.sync.ours.city import OFFICER
from benchmarks.sync.there.nation import US
from benchmarks.sync.world import SIDE, World
from sandbox.national.model import citizen
from sandbox.national.model.things import Filing
from sandbox.national.wire.faults.kinds import KINDS
from surga.channels.port.gateway import ReportPage
from surga.reactions.sync.engine.pull import STAYS
from surga.reactions.sync.things import SKIPPED, Act

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
        "death after the deed", "their death before commit", "their death after commit", *KINDS,
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


def _torn(world: World, rows: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on these reports are listed without an id that can be read, until the list is emptied."""
    page = world.wire.changes

    def changes(since: datetime, number: int) -> ReportPage:
        told = page(since, number)
        left = tuple(each for each in told.reports if each.id not in rows)
        skipped = tuple(f"row {each.text}: trackingid: null" for each in told.reports if each.id in rows)
        return ReportPage(left, told.more, skipped)

    monkeypatch.setattr(world.wire, "changes", changes)


def _two_reports_far_apart() -> tuple[World, list[str]]:
    world, filed = World(1), []
    world.calm()
    for text in ("Jembatan retak", "Lampu mati"):
        with world.nation.open() as national:
            filed.append(citizen.file(national, Filing(text, agency=US), world.nation.clock()).tracking_id)
        world.now += timedelta(hours=2)
    return world, filed


def test_a_row_without_an_id_holds_the_cursor_while_it_may_be_a_slip(monkeypatch: pytest.MonkeyPatch) -> None:
    world, (first, _second) = _two_reports_far_apart()
    slips, rows = iter(range(10)), [first]
    _torn(world, rows, monkeypatch)
    told = world.wire.changes

    def otherwise(since: datetime, number: int) -> ReportPage:
        page = told(since, number)
        return ReportPage(page.reports, page.more, tuple(f"{each} {next(slips)}" for each in page.skipped))

    with monkeypatch.context() as slipping:
        slipping.setattr(world.wire, "changes", otherwise)
        world.engine.pull.run()
    rows.clear()
    world.now += timedelta(minutes=1)
    world.engine.pull.run()
    assert world.book.link_of_report("sp4n", first) is not None


def test_a_row_that_got_its_id_is_no_trouble_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    world, (first, _second) = _two_reports_far_apart()
    rows = [first]
    _torn(world, rows, monkeypatch)
    world.engine.pull.run()
    assert len(world.book.nameless("sp4n")) == 1
    rows.clear()
    world.now += timedelta(seconds=5)
    world.engine.pull.run()
    assert world.book.nameless("sp4n") == []
    assert world.book.link_of_report("sp4n", first) is not None


def test_a_row_that_never_has_an_id_is_told_and_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    world, (first, second) = _two_reports_far_apart()
    before = world.book.cursor("sp4n")
    _torn(world, [first], monkeypatch)
    world.engine.pull.run()
    assert world.book.cursor("sp4n") == before
    world.now += STAYS
    world.engine.pull.run()
    (trouble,) = world.book.troubles("sp4n", world.now + timedelta(days=2), 10)
    assert (trouble.reason, "trackingid: null" in trouble.report_id) == ("no_id", True)
    assert world.book.link_of_report("sp4n", second) is not None
    after = world.book.cursor("sp4n")
    assert before is not None
    assert after is not None
    assert after > before
    world.now += timedelta(days=2)
    world.engine.pull.run()
    assert world.book.troubles("sp4n", world.now + timedelta(days=2), 10) == []


def test_what_an_officer_would_not_say_again_is_not_said_again() -> None:
    """It was given to us anew, and an officer skipped what was to be told of it: each reading is no new reason."""
    world = World(1)
    world.calm()
    with world.nation.open() as national:
        report = citizen.file(national, Filing("Jembatan retak", agency=US), world.nation.clock())
    world.engine.pull.run()
    (case,) = world.city.cases
    for move in ("verify", "forward", "start"):
        world.city.do(case.id, move, OFFICER)
    for act in _told(world):
        world.book.save_act(replace(act, state=SKIPPED), act.lease)
    for number in range(3):
        with world.nation.open() as national:
            citizen.edit(national, report.tracking_id, f"Masih retak {number}", world.nation.clock())
        world.now += timedelta(hours=2)
        world.engine.pull.run()
    assert _told(world) == []


def _told(world: World) -> list[Act]:
    """What is to be told, after everything was heard."""
    while world.city.relay(world.book, world.house, (SIDE,)):
        pass
    return [act for act in world.memory.rows("acts").values() if act.state != SKIPPED]
