"""Deliveries that are handed over at once: one that fails is found, and everything else is handled all the same."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import IntegrityError

from surga.events import models, relay
from surga.events.catalogue import NoteAdded
from surga.events.relay import handing
from surga.events.subscriptions import Recorded, handlers_of, subscribed_only, takes_portions
from tests.events.conftest import leave_trace, owed, traces

START = datetime(2026, 11, 2, 8, tzinfo=UTC)
type Note = Callable[..., int]


class Portions:
    """Leaves a trace of each event, fails for the cases that are told, and remembers how many came at once."""

    def __init__(self) -> None:
        self.cases: set[int] = set()
        self.sizes: list[int] = []

    def __call__(self, told: Sequence[Recorded]) -> None:
        self.sizes.append(len(told))
        for recorded in told:
            leave_trace(recorded)
            if recorded.event.case_id in self.cases:
                raise LookupError

    def one(self, recorded: Recorded) -> None:
        self([recorded])


@pytest.fixture
def portions() -> Iterator[Portions]:
    taker = Portions()
    # What failed is not due again meanwhile, however slow the machine is.
    with (
        time_machine.travel(START, tick=False),
        subscribed_only({"trace": {NoteAdded: taker.one}}, {"trace": taker}),
    ):
        yield taker


@pytest.mark.django_db
def test_several_are_handed_over_at_once_in_their_order(note: Note, portions: Portions) -> None:
    ids = [note(case) for case in (1, 2, 1, 3, 2)]
    assert relay.drain() == 5
    assert portions.sizes == [5]
    assert traces() == ids
    assert owed() == []


@pytest.mark.django_db
def test_a_portion_is_halved_until_the_culprit_is_alone(note: Note, portions: Portions) -> None:
    ids = [note(case) for case in range(16)]
    portions.cases = {6}
    assert relay.drain() == 16
    # What the failed ones did is undone, so each left its trace once.
    assert traces() == ids[:6] + ids[7:]
    assert owed() == [ids[6]]
    assert portions.sizes == [16, 8, 4, 4, 2, 2, 1, 1, 8]
    row = models.Delivery.objects.get()
    assert row.attempts == 1
    assert row.error.startswith("LookupError")


@pytest.mark.django_db
def test_what_comes_behind_the_culprit_waits_and_nothing_else(note: Note, portions: Portions) -> None:
    first, bad, other, behind, last = (note(case) for case in (2, 1, 3, 1, 2))
    portions.cases = {1}
    relay.drain()
    assert traces() == [first, other, last]
    assert owed() == [bad, behind]
    assert models.Delivery.objects.filter(attempts=1).count() == 1


@pytest.mark.django_db
def test_what_cannot_be_read_is_parked_and_the_portion_goes_on(note: Note, portions: Portions) -> None:
    before = note(1)
    row = models.Event.objects.create(
        name="CaseExploded", case_id=1, data={}, actor="system:x", at="2026-11-02T08:00Z"
    )
    models.Delivery.objects.create(event=row, case_id=1, reaction="trace")
    behind, other = note(1), note(2)
    assert relay.drain() == 3
    assert traces() == [before, other]
    assert owed() == [row.pk, behind]
    assert models.Delivery.objects.get(event=row).parked_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_commit_that_fails_is_put_down_to_its_culprit(note: Note) -> None:
    def break_commit(told: Sequence[Recorded]) -> None:
        for recorded in told:
            leave_trace(recorded)
            if recorded.event.case_id == 3:
                models.Delivery.objects.create(event_id=10**9, reaction="nobody")

    with subscribed_only(
        {"trace": {NoteAdded: lambda recorded: break_commit([recorded])}}, {"trace": break_commit}
    ):
        ids = [note(case) for case in range(1, 8)]
        relay.drain()
        assert sorted(traces()) == ids[:2] + ids[3:]
        assert owed() == [ids[2]]
        assert models.Delivery.objects.get().error.startswith(IntegrityError.__name__)


@pytest.mark.django_db
def test_the_clock_is_looked_at_between_two_portions(
    note: Note, portions: Portions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing, "LONGEST_BATCH", -1)
    monkeypatch.setattr(handing, "PORTION", {"sqlite": 4, "postgresql": 4})
    for case in range(10):
        note(case)
    portions.cases = {1}
    # The time is over at once; a portion that fails still comes to an end, and leaves the rest to the next.
    assert [relay.run_once() for _ in range(5)] == [1, 1, 4, 4, 0]
    assert portions.sizes == [4, 2, 1, 4, 2, 1, 4, 4]
    assert len(owed()) == 1


@pytest.mark.django_db
def test_one_reaction_can_be_left_to_somebody_else(note: Note, portions: Portions) -> None:
    with subscribed_only({"trace": {NoteAdded: portions.one}, "other": {NoteAdded: leave_trace}}):
        for case in range(250):
            note(case)
        while relay.run_once(without=("trace",)):
            pass
        assert len(owed()) == 250
        assert relay.work_off("trace", 10) >= 10
        relay.work_off("trace")
    assert owed() == []


@pytest.mark.once
def test_portions_are_subscribed_and_forgotten_with_their_reaction(portions: Portions) -> None:
    assert takes_portions("trace") is portions
    with subscribed_only({"trace": handlers_of("trace")}):
        assert takes_portions("trace") is None
    assert takes_portions("trace") is portions
