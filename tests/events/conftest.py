"""What the tests of this room share: a short way to record, and handlers that leave a trace in the database."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection, transaction

from surga.events import catalogue, models
from surga.events.record import record
from surga.events.relay import handing
from surga.events.subscriptions import Recorded

WORKER = Path(__file__).with_name("worker.py")
ROOT = Path(__file__).parents[2]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "postgresql: about several connections at once; skipped on SQLite")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("postgresql") and connection.vendor != "postgresql":
            item.add_marker(pytest.mark.skip(reason="SQLite has one writer at a time: nothing to test"))


@pytest.fixture(autouse=True)
def _takes_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, a batch is worked off whole."""
    monkeypatch.setattr(handing, "LONGEST_BATCH", 600)


@pytest.fixture
def note() -> Callable[..., int]:
    """Record that a note was added to a case, in a transaction of its own, and give the event's id."""

    def add(case_id: int, entry_id: int = 1) -> int:
        with transaction.atomic():
            return int(record(catalogue.NoteAdded(case_id, entry_id), "system:test").pk)

    return add


def leave_trace(recorded: Recorded) -> None:
    """A handler whose effect is a row, and so goes with its transaction: an event that nobody listens to."""
    record(catalogue.ProfileChanged(what="handled", code=str(recorded.id)), "system:test")


def traces() -> list[int]:
    """The ids of the events that left a trace, in the order in which they were handled."""
    rows = models.Event.objects.filter(name="ProfileChanged").order_by("id")
    return [int(data["code"]) for data in rows.values_list("data", flat=True)]


def owed() -> list[int]:
    """The ids of the events that are owed to anybody."""
    return list(models.Delivery.objects.order_by("event_id").values_list("event_id", flat=True))


def clear() -> None:
    """Empty both tables, past the guard of the models."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM events_delivery")
        cursor.execute("DELETE FROM events_event")


def start_worker(*arguments: str) -> subprocess.Popen[bytes]:
    """A worker in a process of its own, on the same database: it says one byte for each event it handles."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        address = f"sqlite:///{settings['NAME']}"
    else:
        owner = f"{quote(settings['USER'])}:{quote(settings['PASSWORD'] or '')}"
        address = f"postgresql://{owner}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
    return subprocess.Popen(
        [sys.executable, WORKER, *arguments],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "SURGA_DATABASE_URL": address, "PYTHONPATH": str(ROOT)},
    )
