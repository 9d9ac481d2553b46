"""The worker's part in the exchange, beside a stand-in for SP4N-LAPOR! in a process of its own."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from surga.core.cases import actions
from surga.core.cases.models import Case, Entry
from surga.core.people.access import Actor
from surga.project import wiring, work
from surga.project.configuration.national import Sp4n
from surga.project.configuration.readiness import findings
from surga.project.work.exchange import Exchange
from surga.reactions.sync.engine.pace import Pace
from surga.reactions.sync.models import Act, Cursor, Link
from surga.reactions.sync.store import nightly, running
from tests.core.conftest import file_case

ROOT = Path(__file__).parents[2]
TOKEN, AGENCY = "{0B6B1E4A-0000-4000-8000-000000000001}", "3571"
PATIENCE = 60.0  # seconds after which what is waited for has failed to come


@dataclass
class Nation:
    """The stand-in as its people use it."""

    url: str

    def ask(self, path: str, form: Any = None) -> Any:
        body = None if form is None else json.dumps(form).encode()
        asked = urllib.request.Request(self.url + path, body, {"Content-Type": "application/json"})  # noqa: S310  # ours
        with urllib.request.urlopen(asked, timeout=PATIENCE) as got:  # noqa: S310  # as above
            return json.load(got)

    def reports(self) -> list[dict[str, Any]]:
        found = self.ask("/state")["reports"]
        return list(found.values()) if isinstance(found, dict) else list(found)


@pytest.fixture
def nation(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Nation]:
    monkeypatch.setattr(running, "_paces", dict[str, Pace]())
    environ = {**os.environ, "SURGA_SP4N_TOKEN": TOKEN, "SURGA_SP4N_AGENCY": AGENCY}
    command = [sys.executable, "-m", "sandbox.national", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True) as started:
        try:
            assert started.stdout is not None
            greeted = re.fullmatch(r"national side  (\S+)/\n", started.stdout.readline())
            assert greeted is not None
            there = Nation(greeted[1])
            there.ask("/reset", {"seeded": False})
            settings.SP4N = Sp4n("sp4n", there.url, TOKEN, AGENCY, poll_seconds=1, parallel=3)
            yield there
        finally:
            started.kill()


def until(true: Callable[[], object]) -> None:
    """Wait for the thing itself."""
    for _ in range(int(PATIENCE / 0.05)):
        if true():
            return
        threading.Event().wait(0.05)
    raise AssertionError("it did not come")


@pytest.fixture
def working() -> Iterator[Callable[[], work.Worker]]:
    """Start a worker as ``surga work`` does; it is stopped at the end."""
    started: list[tuple[work.Worker, threading.Thread]] = []

    def start() -> work.Worker:
        worker = work.Worker()
        thread = threading.Thread(target=lambda: (worker.run(), connection.close()))
        thread.start()
        started.append((worker, thread))
        return worker

    yield start
    for worker, thread in started:
        worker.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def told(staff: dict[str, Actor]) -> str:
    code = file_case("lampu jalan mati di depan pasar")
    actions.verify_case(code, staff["verifier"])
    return code


@pytest.mark.django_db(transaction=True)
def test_a_case_appears_there_once_and_what_is_answered_there_is_answered_here(
    staff: dict[str, Actor], nation: Nation, working: Callable[[], work.Worker]
) -> None:
    working()
    code = told(staff)
    until(lambda: Link.objects.filter(code=code, direction="out").exists())
    (report,) = nation.reports()
    assert code in report["text"]
    act = {"move": "follow_up", "trackingid": report["tracking_id"], "note": "Sudah kami ganti."}
    nation.ask("/act", act | {"as": AGENCY, "status": "ditindaklanjuti"})
    until(lambda: Entry.objects.filter(case__code=code, text="Sudah kami ganti.").exists())
    assert len(nation.reports()) == 1
    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_report_from_there_becomes_a_case_and_is_not_told_back(
    staff: dict[str, Actor], nation: Nation, working: Callable[[], work.Worker]
) -> None:
    nation.ask("/act", {"move": "file", "note": "Pohon tumbang di jalan", "agency": AGENCY})
    worker = working()
    until(lambda: Case.objects.filter(channel="sp4n").exists())
    case = Case.objects.get()
    actions.verify_case(case.code, staff["verifier"])
    actions.forward_case(case.code, staff["verifier"], agency="umum")
    until(lambda: Act.objects.filter(case_id=case.pk, state="done").exists())
    worker.stop()
    (report,) = nation.reports()
    assert Link.objects.get().direction == "in"
    assert [stream["ref"] for stream in report["streams"] if stream["ref"]]


@pytest.mark.django_db(transaction=True)
def test_a_round_by_hand_tells_and_asks(staff: dict[str, Actor], nation: Nation) -> None:
    told(staff)
    nation.ask("/act", {"move": "file", "note": "Pohon tumbang di jalan", "agency": AGENCY})
    worker = work.Worker()
    while worker.round() and Link.objects.count() < 2:
        pass
    assert len(nation.reports()) == Link.objects.count() == 2
    assert Cursor.objects.get().compare_at > timezone.now()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("adapter", ["off", "manual", "export"])
def test_where_no_program_is_spoken_to_nobody_is_called(
    staff: dict[str, Actor], nation: Nation, settings: Any, adapter: str
) -> None:
    settings.SP4N = Sp4n(adapter, nation.url, TOKEN, AGENCY)
    before = nation.ask("/state")["calls"]
    assert wiring.gateways() == []
    told(staff)
    worker = work.Worker()
    while worker.round():
        pass
    assert nation.ask("/state")["calls"] == before
    assert Act.objects.filter(state="due").exists() == (adapter == "manual")


@pytest.mark.django_db(transaction=True)
def test_while_it_is_away_everything_else_goes_on_and_is_said(
    staff: dict[str, Actor],
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    working: Callable[[], work.Worker],
) -> None:
    monkeypatch.setattr(running, "_paces", dict[str, Pace]())
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.SP4N = Sp4n(
            "sp4n", f"http://127.0.0.1:{closed.getsockname()[1]}", TOKEN, AGENCY, poll_seconds=5
        )
        worker = working()
        first = told(staff)
        until(lambda: "sp4n" in running._paces and running._paces["sp4n"].failures)
        second = told(staff)
        until(lambda: Act.objects.count() == 2)
        worker.stop()
    assert Case.objects.filter(code__in=(first, second), status="verified").count() == 2
    Act.objects.update(made_at=timezone.now() - timedelta(minutes=6))
    said = [one.words for one in findings() if one.what == "sp4n" and one.grade == "warn"]
    assert [words.split(" ")[0] for words in said] == ["nothing", "acts"]


@pytest.mark.django_db(transaction=True)
def test_it_stops_at_once_in_the_middle_of_many_reports(
    small_city: None, settings: Any, nation: Nation
) -> None:
    for number in range(5):
        nation.ask("/act", {"move": "file", "note": f"Pohon tumbang nomor {number}", "agency": AGENCY})
    (gateway,) = wiring.gateways()
    exchange = Exchange(gateway, 3600, 1)
    seen: list[str] = []
    real = gateway.report

    def report(report_id: str) -> Any:
        seen.append(report_id)
        exchange.stop()
        return real(report_id)

    gateway.report = report  # type: ignore[method-assign]  # in the middle of a round
    exchange.once()
    assert len(seen) == 1
    assert Link.objects.count() == 1  # what is going on is finished
    assert Cursor.objects.get().lease == ""  # and the next worker may read at once
    assert Cursor.objects.get().at is None


@pytest.mark.django_db(transaction=True)
def test_the_comparison_is_at_night_by_one_worker_and_not_again_at_once_when_it_fails(
    small_city: None, nation: Nation
) -> None:
    (gateway,) = wiring.gateways()
    rounds: list[int] = []

    def compare(_gateway: Any) -> int:
        rounds.append(1)
        # Another worker looks meanwhile.
        assert nightly.compare_when_due(gateway, compare) is None
        if len(rounds) == 1:
            raise ConnectionError
        return 3

    assert nightly.compare_when_due(gateway, compare) is None  # a new side: at night
    planned = Cursor.objects.get().compare_at
    assert timezone.localtime(planned).time() == nightly.AT_NIGHT
    past = timezone.now() - timedelta(minutes=1)
    Cursor.objects.update(compare_at=past)
    with pytest.raises(ConnectionError):
        nightly.compare_when_due(gateway, compare)
    assert nightly.compare_when_due(gateway, compare) is None
    Cursor.objects.update(compare_at=past)
    assert nightly.compare_when_due(gateway, compare) == 3
    cursor = Cursor.objects.get()
    assert cursor.compare_at > timezone.now() + timedelta(minutes=1)
    assert cursor.compared_at is not None
    assert len(rounds) == 2


def test_the_next_night_is_after_now() -> None:
    now = timezone.now()
    night = nightly.next_night(now)
    assert now < night <= now + timedelta(days=1)
    assert nightly.next_night(night) == night + timedelta(days=1)
