"""The worker: does what is due, and bears a database that goes away."""

import pytest
from django.db import OperationalError

from surga.core.cases import actions, queries
from surga.core.people.access import Actor
from surga.events.models import Delivery
from surga.project import work
from surga.reactions.register import queries as register
from tests.core.conftest import file_case

pytestmark = pytest.mark.usefixtures("small_city")


def test_a_round_hands_on_what_was_recorded(staff: dict[str, Actor]) -> None:
    code = file_case()
    actions.verify_case(code, staff["verifier"])
    assert Delivery.objects.exists()
    worker = work.Worker()
    while worker.round():
        pass
    assert not Delivery.objects.exists()
    assert register.public_case(code) is not None
    assert queries.case_by_code(code) is not None


def test_a_database_that_is_away_makes_it_wait_longer_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = work.Worker()

    def gone() -> int:
        raise OperationalError("gone")

    monkeypatch.setattr(worker, "round", gone)
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    waits = [worker._next() for _ in range(8)]
    assert waits == sorted(waits)
    assert waits[0] < waits[-1] <= 30
    monkeypatch.setattr(worker, "round", lambda: 0)
    assert worker._next() < 1


def test_it_stops_when_told() -> None:
    worker = work.Worker()
    worker.stop()
    worker.run()
