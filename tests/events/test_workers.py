"""Several workers, several connections, and a worker that is killed."""

from collections.abc import Callable, Iterator
from threading import Event as Signal

import pytest
from django.db import transaction

from surga.events import models, relay
from surga.events.catalogue import NoteAdded
from surga.events.record import record
from surga.events.subscriptions import Recorded, subscribed_only
from tests.conftest import Other
from tests.events.conftest import leave_trace, owed, start_worker, traces

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60
type Note = Callable[..., int]


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    with subscribed_only({"trace": {NoteAdded: leave_trace}}):
        yield


class OpenTransaction:
    """Records an event and stays open until `commit` is set."""

    def __init__(self, case_id: int, lock: int | None = None) -> None:
        self.case_id, self.lock = case_id, lock
        self.recorded, self.commit = Signal(), Signal()

    def __call__(self) -> int:
        with transaction.atomic():
            if self.lock:
                # Stands for the case's row, which every action locks first.
                models.Event.objects.select_for_update().get(id=self.lock)
            row = record(NoteAdded(self.case_id, 1), "system:test")
            self.recorded.set()
            assert self.commit.wait(PATIENCE)
        return int(row.pk)


@pytest.mark.postgresql
def test_an_event_that_commits_late_is_not_skipped(note: Note, other: Other) -> None:
    slow = OpenTransaction(case_id=1)
    early = other(slow)
    assert slow.recorded.wait(PATIENCE)
    late = note(2)
    assert relay.drain() == 1
    assert traces() == [late]
    slow.commit.set()
    assert early.result(PATIENCE) < late
    assert relay.drain() == 1
    assert traces() == [late, early.result()]


@pytest.mark.postgresql
def test_under_the_lock_of_the_case_its_events_keep_their_order(note: Note, other: Other) -> None:
    case_row = note(9)
    relay.drain()
    first, second = OpenTransaction(1, case_row), OpenTransaction(1, case_row)
    one = other(first)
    assert first.recorded.wait(PATIENCE)
    two = other(second)
    assert not second.recorded.wait(0.2)
    assert relay.drain() == 0
    first.commit.set()
    assert second.recorded.wait(PATIENCE)
    assert relay.drain() == 1
    second.commit.set()
    two.result(PATIENCE)
    relay.drain()
    assert traces() == [case_row, one.result(), two.result()]
    assert one.result() < two.result()


@pytest.mark.postgresql
def test_a_second_worker_passes_by_what_the_first_has_in_hand(note: Note, other: Other) -> None:
    in_hand, go_on = Signal(), Signal()

    def handle(recorded: Recorded) -> None:
        if recorded.id == mine[0]:
            in_hand.set()
            assert go_on.wait(PATIENCE)
        leave_trace(recorded)

    mine = [note(1) for _ in range(10)]
    with subscribed_only({"trace": {NoteAdded: handle}}):
        first = other(lambda: relay.run_once(limit=2))
        assert in_hand.wait(PATIENCE)
        theirs = [note(2), note(3), note(2)]
        # Case 1 fills more than three windows of three, and still they get past it.
        assert relay.run_once(limit=3) == 3
        assert relay.run_once(limit=3) == 0
        assert traces() == theirs
        go_on.set()
        first.result(PATIENCE)
        relay.drain()
    assert traces() == [*theirs, *mine]


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "mend", [relay.retry, lambda row_id: relay.skip(row_id, "too slow")], ids=["retry", "skip"]
)
def test_mending_waits_for_the_worker_that_has_the_case(
    note: Note, other: Other, mend: Callable[[int], bool]
) -> None:
    in_hand, go_on = Signal(), Signal()

    def handle(recorded: Recorded) -> None:
        in_hand.set()
        assert go_on.wait(PATIENCE)
        leave_trace(recorded)

    with subscribed_only({"trace": {NoteAdded: handle}}):
        event_id = note(1)
        row_id = models.Delivery.objects.get().pk
        worker = other(relay.run_once)
        assert in_hand.wait(PATIENCE)
        mended = other(lambda: mend(row_id))
        with pytest.raises(TimeoutError):
            mended.result(0.3)
        go_on.set()
        assert worker.result(PATIENCE) == 1
        assert mended.result(PATIENCE) is False
    assert traces() == [event_id]
    assert not models.Event.objects.filter(name="DeliverySkipped").exists()


@pytest.mark.postgresql
def test_a_replay_keeps_workers_out_until_it_is_committed(note: Note, other: Other) -> None:
    begun, commit = Signal(), Signal()

    def rebuild() -> None:
        with transaction.atomic():
            relay.replay("trace")
            begun.set()
            assert commit.wait(PATIENCE)

    ids = [note(1), note(1)]
    relay.drain()
    rebuilding = other(rebuild)
    assert begun.wait(PATIENCE)
    newer = note(1)
    assert relay.drain() == 0
    commit.set()
    rebuilding.result(PATIENCE)
    assert relay.drain() == 3
    assert traces() == [*ids, *ids, newer]


@pytest.mark.postgresql
def test_workers_in_processes_of_their_own_share_the_work(note: Note) -> None:
    cases = 20
    ids = [note(number % cases) for number in range(600)]
    workers = [start_worker(), start_worker()]
    shares = [len(worker.communicate(timeout=10 * PATIENCE)[0]) for worker in workers]
    relay.drain()
    assert owed() == []
    assert sorted(traces()) == ids
    assert sum(shares) <= len(ids)
    for case in range(cases):
        of_case = ids[case::cases]
        assert [each for each in traces() if each in of_case] == of_case


def wait_for_its_end() -> None:
    """The database may notice later that a worker was killed: until then what it had in hand is locked."""
    with transaction.atomic():
        list(models.Delivery.objects.select_for_update())


def test_killed_workers_lose_nothing_and_repeat_nothing(note: Callable[..., int]) -> None:
    cases = 7
    with subscribed_only({"trace": {NoteAdded: leave_trace}}):
        ids = [note(number % cases) for number in range(300)]
        for in_hand in (1, 60, 130):
            worker = start_worker(str(in_hand))
            assert worker.stdout is not None
            assert len(worker.stdout.read(in_hand)) == in_hand
            worker.kill()
            worker.communicate()
            wait_for_its_end()
            assert sorted([*traces(), *owed()]) == ids
        left = len(owed())
        assert 0 < left < len(ids)
        assert relay.drain() == left
    assert sorted(traces()) == ids
    for case in range(cases):
        of_case = ids[case::cases]
        assert [each for each in traces() if each in of_case] == of_case
