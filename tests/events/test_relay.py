from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from surga.events import models, relay
from surga.events.catalogue import NoteAdded, ProfileChanged
from surga.events.record import record
from surga.events.relay import claiming
from surga.events.subscriptions import Recorded, subscribed_only
from tests.events.conftest import leave_trace, owed, traces

START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
type Note = Callable[..., int]


class Faulty:
    """A handler that leaves a trace, and then fails for the cases that are told."""

    def __init__(self) -> None:
        self.cases: set[int] = set()
        self.calls: list[Recorded] = []

    def __call__(self, recorded: Recorded) -> None:
        self.calls.append(recorded)
        leave_trace(recorded)
        if recorded.event.case_id in self.cases:
            raise LookupError("Bu Sri, 0812-3456-7890")


@pytest.fixture
def faulty() -> Iterator[Faulty]:
    handler = Faulty()
    with subscribed_only({"trace": {NoteAdded: handler}}):
        yield handler


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.mark.django_db
def test_a_handler_is_given_what_was_recorded(faulty: Faulty) -> None:
    with subscribed_only({"trace": {NoteAdded: faulty}}):
        row = record(NoteAdded(3, 7), "officer:4", START)
        assert relay.run_once() == 1
        assert faulty.calls == [Recorded(row.pk, NoteAdded(3, 7), "officer:4", START)]
        assert relay.run_once() == 0
    assert owed() == []


@pytest.mark.django_db
def test_a_batch_is_no_larger_than_asked_and_in_order(note: Note, faulty: Faulty) -> None:
    ids = [note(case) for case in (1, 2, 1, 1, 2)]
    assert relay.run_once(limit=3) == 3
    assert traces() == ids[:3]
    assert relay.run_once(limit=3) == 2
    assert traces() == ids


@pytest.mark.django_db
def test_a_failure_undoes_its_own_work_and_holds_up_its_own_case(note: Note, faulty: Faulty, clock) -> None:
    bad, good, behind, other = note(1), note(2), note(1), note(3)
    faulty.cases = {1}
    assert relay.drain() == 3
    assert traces() == [good, other]
    assert owed() == [bad, behind]
    row = models.Delivery.objects.get(event_id=bad)
    assert row.attempts == 1
    assert timedelta(seconds=1) <= row.next_at - START <= timedelta(seconds=3)
    faulty.cases = set()
    clock.shift(timedelta(seconds=4))
    assert relay.drain() == 2
    assert traces() == [good, other, bad, behind]


@pytest.mark.django_db
def test_one_reaction_does_not_wait_for_another(note: Note, faulty: Faulty) -> None:
    faulty.cases = {1}
    with subscribed_only({"bad": {NoteAdded: faulty}, "good": {NoteAdded: leave_trace}}):
        ids = [note(1), note(1)]
        relay.drain()
    assert traces() == ids
    assert owed() == ids


@pytest.mark.django_db
def test_waits_grow_until_it_is_parked(note: Note, faulty: Faulty, clock) -> None:
    bad, behind = note(1), note(1)
    faulty.cases = {1}
    waits = []
    for _ in range(relay.MAX_ATTEMPTS):
        assert relay.drain() == 1
        row = models.Delivery.objects.get(event_id=bad)
        waits.append(row.next_at - datetime.now(UTC))
        clock.move_to(row.next_at)
    assert row.parked_at is not None
    assert waits[:6] == sorted(set(waits[:6]))
    assert max(waits) <= relay.LONGEST_WAIT * 1.5
    clock.shift(timedelta(days=30))
    assert relay.drain() == 0
    assert owed() == [bad, behind]
    other = note(2)
    assert relay.drain() == 1
    assert traces() == [other]


@pytest.mark.django_db
def test_what_waits_behind_is_read_once_and_not_in_every_batch(note: Note, faulty: Faulty, clock) -> None:
    faulty.cases = {1}
    for case in (1, 1, 1, 1):
        note(case)
    relay.drain()
    soon = models.Delivery.objects.filter(next_at__lte=datetime.now(UTC))
    assert not soon.exists()
    note(1)
    assert soon.exists()
    relay.drain()
    assert not soon.exists()


@pytest.mark.django_db
def test_one_that_is_not_due_holds_up_what_comes_after_it(note: Note, faulty: Faulty, clock) -> None:
    ids = [note(1), note(1), note(1)]
    # As when the clock of the machine that recorded it is fast.
    models.Delivery.objects.filter(event_id=ids[1]).update(next_at=START + timedelta(seconds=5))
    assert relay.drain() == 1
    clock.shift(timedelta(seconds=5))
    assert relay.drain() == 2
    assert traces() == ids


@pytest.mark.django_db
def test_the_error_that_is_kept_names_nobody(note: Note, faulty: Faulty) -> None:
    note(1)
    faulty.cases = {1}
    relay.drain()
    error = models.Delivery.objects.get().error
    assert error.startswith("LookupError at tests/events/test_relay.py:")
    assert "Sri" not in error


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data"),
    [("CaseExploded", {}), ("NoteAdded", {}), ("NoteAdded", {"entry_id": "x"}), ("CaseConfirmed", {})],
    ids=["unknown", "field missing", "wrong type", "not handled"],
)
def test_what_cannot_be_read_is_parked_at_once(
    note: Note, faulty: Faulty, name: str, data: dict[str, str]
) -> None:
    row = models.Event.objects.create(name=name, case_id=1, data=data, actor="system:x", at=START)
    models.Delivery.objects.create(event=row, case_id=1, reaction="trace")
    other = note(2)
    assert relay.drain() == 2
    assert traces() == [other]
    assert models.Delivery.objects.get().parked_at is not None


@pytest.mark.django_db
def test_events_of_no_case_do_not_wait_for_one_another(faulty: Faulty) -> None:
    def fail_first(recorded: Recorded) -> None:
        if recorded.event.code == "bad":
            raise ValueError
        leave_trace(recorded)

    with subscribed_only({"profile": {ProfileChanged: fail_first}}):
        record(ProfileChanged(what="topic", code="bad"), "officer:1")
        record(ProfileChanged(what="topic", code="good"), "officer:1")
        assert relay.run_once() == 2
        assert models.Delivery.objects.filter(attempts=1).count() == 1


@pytest.mark.django_db
def test_what_another_version_subscribed_is_left_alone(note: Note, faulty: Faulty) -> None:
    note(1)
    with subscribed_only({"other": {NoteAdded: leave_trace}}):
        assert relay.run_once() == 0
    assert len(owed()) == 1


@pytest.mark.django_db(transaction=True)
def test_it_refuses_to_run_inside_a_transaction(note: Note, faulty: Faulty) -> None:
    note(1)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        relay.run_once()


@pytest.mark.django_db(transaction=True)
def test_a_commit_that_fails_is_put_down_to_its_culprit(note: Note) -> None:
    def break_commit(recorded: Recorded) -> None:
        leave_trace(recorded)
        if recorded.event.case_id == 3:
            models.Delivery.objects.create(event_id=10**9, reaction="nobody")

    with subscribed_only({"trace": {NoteAdded: break_commit}}):
        ids = [note(case) for case in range(1, 8)]
        relay.drain()
        assert sorted(traces()) == ids[:2] + ids[3:]
        assert owed() == [ids[2]]
        assert models.Delivery.objects.get().error.startswith(IntegrityError.__name__)


@pytest.mark.django_db
@pytest.mark.parametrize("lanes", [1, 1000])
def test_reading_the_backlog_uses_its_index(faulty: Faulty, lanes: int) -> None:
    rows = models.Event.objects.bulk_create(
        models.Event(
            name="NoteAdded", case_id=number % lanes, data={"entry_id": 1}, actor="system:x", at=START
        )
        for number in range(3000)
    )
    models.Delivery.objects.bulk_create(
        models.Delivery(event=row, case_id=row.case_id, reaction="trace") for row in rows
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        due = models.Delivery.objects.filter(claiming.due_now("trace", datetime.now(UTC)))
        plan = due.order_by("next_at", "event_id")[:100].explain()
    assert "delivery_due" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan.replace("Incremental Sort", "")
