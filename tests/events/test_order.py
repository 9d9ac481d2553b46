"""Whatever happens in whatever order: a case's events arrive in their order, and none is lost or comes twice."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surga.events import models, relay
from surga.events.catalogue import CodesRequested, NoteAdded, ProfileChanged
from surga.events.record import record
from surga.events.subscriptions import Recorded, subscribed_only
from tests.events.conftest import clear

START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
CASES = st.sampled_from([None, 1, 2, 3])
REACTIONS = ("a", "b", "portions")
STEPS = st.one_of(
    st.tuples(st.just("record"), CASES),
    st.tuples(st.just("record"), CASES),
    st.tuples(st.just("break"), CASES),
    st.tuples(st.just("repair"), CASES),
    st.tuples(st.just("run"), st.integers(1, 5)),
    st.tuples(st.just("die"), st.integers(0, 4)),
    st.tuples(st.just("wait"), st.integers(1, 5000)),
    st.tuples(st.just("retry"), st.integers(0, 9)),
)


class Killed(BaseException):
    """The worker is no more: not even `except Exception` sees it."""


class Town:
    """Three reactions, the cases that fail in all but the second, and a worker that can be killed."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        self.clock = clock
        self.recorded: dict[int | None, list[int]] = defaultdict(list)
        self.broken: set[int | None] = set()
        self.lives: int | None = None

    def handler(self, reaction: str):
        def handle(recorded: Recorded) -> None:
            case_id = recorded.event.case_id
            record(ProfileChanged(what=reaction, code=f"{case_id} {recorded.id}"), "system:test")
            if self.lives is not None:
                if self.lives == 0:
                    raise Killed
                self.lives -= 1
            if reaction != "b" and case_id in self.broken:
                raise LookupError

        return handle

    def take_portion(self, told: Sequence[Recorded]) -> None:
        for recorded in told:
            self.handler("portions")(recorded)

    def handlers(self):
        return {
            reaction: {NoteAdded: self.handler(reaction), CodesRequested: self.handler(reaction)}
            for reaction in REACTIONS
        }

    def step(self, what: str, value: int | None) -> None:
        getattr(self, f"do_{what}")(value)

    def do_record(self, case_id: int | None) -> None:
        with transaction.atomic():
            row = record(
                CodesRequested(reporter_id=1) if case_id is None else NoteAdded(case_id, 1), "system:test"
            )
        self.recorded[case_id].append(row.pk)

    def do_break(self, case_id: int | None) -> None:
        self.broken.add(case_id)

    def do_repair(self, case_id: int | None) -> None:
        self.broken.discard(case_id)

    def do_run(self, limit: int) -> None:
        relay.run_once(limit)

    def do_die(self, lives: int) -> None:
        self.lives = lives
        with suppress(Killed):
            relay.run_once(4)
        self.lives = None

    def do_wait(self, seconds: int) -> None:
        self.clock.shift(timedelta(seconds=seconds))

    def do_retry(self, number: int) -> None:
        for row in models.Delivery.objects.order_by("id")[number : number + 1]:
            relay.retry(row.pk)

    def arrived(self, reaction: str) -> dict[int | None, list[int]]:
        arrived: dict[int | None, list[int]] = defaultdict(list)
        for row in models.Event.objects.filter(name="ProfileChanged", data__what=reaction).order_by("id"):
            case_id, event_id = row.data["code"].split()
            arrived[None if case_id == "None" else int(case_id)].append(int(event_id))
        return arrived


@pytest.mark.django_db
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=40))
def test_order_is_kept_and_nothing_is_lost_or_repeated(steps: list[tuple[str, int | None]]) -> None:
    clear()
    with time_machine.travel(START, tick=False) as clock:
        town = Town(clock)
        with subscribed_only(town.handlers(), {"portions": town.take_portion}):
            for what, value in steps:
                town.step(what, value)
                for reaction in REACTIONS:
                    arrived = town.arrived(reaction)
                    for case_id in {*arrived} - {None}:
                        assert arrived[case_id] == town.recorded[case_id][: len(arrived[case_id])]
            finish(town)
        for reaction in REACTIONS:
            arrived = town.arrived(reaction)
            assert {case: ids for case, ids in arrived.items() if case} == {
                case: ids for case, ids in town.recorded.items() if case
            }
            assert sorted(arrived[None]) == town.recorded[None]


def finish(town: Town) -> None:
    """Repair everything, give it time, and try again what was parked."""
    town.broken = set()
    for parked in models.Delivery.objects.filter(parked_at__isnull=False):
        relay.retry(parked.pk)
    town.clock.shift(timedelta(days=1))
    relay.drain()
    assert not models.Delivery.objects.exists()
