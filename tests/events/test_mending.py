from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from surga.events import models, relay
from surga.events.catalogue import DeliverySkipped, NoteAdded
from surga.events.queries import Backlog, backlog, parked
from surga.events.subscriptions import Recorded, subscribed_only
from tests.events.conftest import leave_trace, owed, traces

pytestmark = pytest.mark.django_db
type Note = Callable[..., int]


@pytest.fixture
def broken() -> Iterator[set[int]]:
    """The cases that fail; a reaction that listens to notes is subscribed."""
    cases = {1}

    def handle(recorded: Recorded) -> None:
        if recorded.event.case_id in cases:
            raise LookupError
        leave_trace(recorded)

    with subscribed_only({"trace": {NoteAdded: handle}}):
        yield cases


def park_first() -> models.Delivery:
    models.Delivery.objects.update(attempts=relay.MAX_ATTEMPTS - 1)
    relay.drain()
    return models.Delivery.objects.get(parked_at__isnull=False)


def test_a_retry_hands_it_over_at_once_and_what_waits_behind_it(note: Note, broken: set[int]) -> None:
    ids = [note(1), note(1), note(1)]
    row = park_first()
    assert row.event_id == ids[0]
    broken.clear()
    assert relay.drain() == 0
    assert relay.retry(row.pk)
    assert relay.drain() == 3
    assert traces() == ids


def test_a_retry_begins_to_count_anew(note: Note, broken: set[int]) -> None:
    note(1)
    relay.retry(park_first().pk)
    relay.drain()
    row = models.Delivery.objects.get()
    assert (row.attempts, row.parked_at) == (1, None)


def test_a_skip_gives_one_up_and_says_so(note: Note, broken: set[int]) -> None:
    bad, behind = note(1), note(1)
    row = park_first()
    broken.clear()
    assert relay.skip(row.pk, "photo is gone", "officer:3")
    assert relay.drain() == 1
    assert traces() == [behind]
    kept = models.Event.objects.get(name="DeliverySkipped")
    assert kept.actor == "officer:3"
    assert DeliverySkipped(**kept.data) == DeliverySkipped(
        event_id=bad, reaction="trace", reason="photo is gone"
    )


def test_what_is_not_owed_any_more_is_left_alone(note: Note, broken: set[int]) -> None:
    note(2)
    row = models.Delivery.objects.get()
    relay.drain()
    assert not relay.retry(row.pk)
    assert not relay.skip(row.pk, "too late")
    assert not models.Event.objects.filter(name="DeliverySkipped").exists()


def test_a_replay_owes_all_that_it_listens_to_in_order(note: Note, broken: set[int]) -> None:
    broken.clear()
    ids = [note(case) for case in (1, 2, 1)]
    relay.drain()
    models.Event.objects.create(name="CaseConfirmed", case_id=1, data={}, actor="system:x", at=timezone.now())
    assert relay.replay("trace") == 3
    newer = note(1)
    relay.drain()
    assert traces() == [*ids, *ids, newer]


def test_a_replay_owes_nothing_twice_and_goes_before_what_waits(note: Note, broken: set[int]) -> None:
    broken.clear()
    first = note(1)
    relay.drain()
    second = note(1)
    assert relay.replay("trace") == 1
    assert relay.replay("trace") == 0
    assert relay.run_once(limit=1) == 1
    assert relay.drain() == 1
    assert traces() == [first, first, second]


def test_a_replay_since_a_moment_leaves_out_what_was_before(note: Note, broken: set[int]) -> None:
    moment = datetime(2026, 11, 2, 8, tzinfo=UTC)
    with subscribed_only({}):
        for minutes in (-1, 0, 1):
            with time_machine.travel(moment + timedelta(minutes=minutes)):
                note(2)
    assert relay.replay("trace", since=moment) == 2


def test_a_replay_for_nobody_is_refused() -> None:
    with subscribed_only({"deaf": {}}):
        assert relay.replay("deaf") == 0
        with pytest.raises(KeyError):
            relay.replay("nobody")


def test_the_backlog_counts_what_each_reaction_is_owed(note: Note, broken: set[int]) -> None:
    assert backlog() == []
    first = note(1)
    note(1)
    row = park_first()
    with subscribed_only({"other": {NoteAdded: leave_trace}}):
        last = note(2)
    of = {row.pk: row.recorded_at for row in models.Event.objects.all()}
    assert backlog() == [Backlog("other", 1, 0, of[last]), Backlog("trace", 1, 1, of[first])]
    (shown,) = parked()
    assert (shown.delivery_id, shown.case_id, shown.event_name) == (row.pk, 1, "NoteAdded")
    assert shown.error.startswith("LookupError")
    assert len(owed()) == 3
