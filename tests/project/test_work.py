"""The worker: does what is due, and bears a database or a channel that goes away."""

import json
import threading

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone

from surga.channels.port.breaker import FAILURES
from surga.channels.port.channel import Unreachable
from surga.core.cases import actions, queries
from surga.core.intake.actions.traffic import arriving
from surga.core.intake.models import Arrival, Line
from surga.core.people.access import Actor
from surga.events.models import Delivery
from surga.project import wiring, work
from surga.project.configuration.messaging import Telegram, WhatsApp
from surga.project.work import loop, worker
from surga.reactions.insight.queries import figure
from surga.reactions.register import queries as register
from tests.channels.port.double import Double
from tests.core.conftest import file_case
from tests.core.intake.talk import conversation, fresh, heard, told


@pytest.mark.usefixtures("small_city")
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


@pytest.mark.usefixtures("small_city")
def test_the_figures_wait_for_no_other_reaction() -> None:
    file_case()
    worker = work.Worker()
    worker.inward()
    # On SQLite they have their turn in the same thread, elsewhere a thread of their own.
    owed = Delivery.objects.filter(reaction="insight")
    assert owed.exists()
    (turning,) = [one for one in (worker._inward, *worker._beside) if one.name == figures_loop()]
    turning.next()
    assert not owed.exists()
    assert figure("cases").n == 1


@pytest.mark.usefixtures("small_city")
def test_much_that_came_at_once_is_brought_into_the_figures_without_a_pause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "_MOST", 2)
    for _ in range(3):
        file_case()
    turning = loop.Loop("figures", work.Worker().figures, 3600)
    assert turning.next() == loop.BREATH
    assert figure("cases").n > 0
    while turning.next() < 3600:
        pass
    assert figure("cases").n == 3


def figures_loop() -> str:
    return "events" if connection.vendor == "sqlite" else "figures"


@pytest.mark.usefixtures("small_city")
def test_a_round_takes_in_fetches_and_sends() -> None:
    channel = Double()
    arriving.keep("whatsapp", json.dumps([{"from": "1", "id": "in-1", "text": "halo"}]).encode())
    voice, word = heard(conversation("2"), "voice", external_id="in-2"), told(conversation("3"))
    worker = work.Worker([channel])
    while worker.round():
        pass
    assert Arrival.objects.get().state == Arrival.DONE
    assert fresh(voice).media_state == Line.KEPT
    assert fresh(word).state == Line.SENT
    assert Line.objects.filter(external_id="in-1", text="halo").exists()
    assert {out.to for out in channel.reached} == {"1", "3"}  # "halo" is answered


class Telling(Double):
    """Calls where it is told to."""

    told: tuple[str, ...] = ()
    away = False

    def announce(self, public_url: str) -> None:
        if self.away:
            raise Unreachable("connection", 5)
        self.told = (*self.told, public_url)


@pytest.mark.usefixtures("small_city")
def test_a_channel_that_calls_us_is_told_where_once() -> None:
    away, there = Telling("whatsapp"), Telling("telegram")
    away.away = True
    worker = work.Worker([away, there, Double("email")])
    worker.round()
    worker.round()
    assert there.told == (settings.PUBLIC_URL,)


@pytest.mark.usefixtures("small_city")
def test_a_channel_that_is_away_holds_up_nothing(staff: dict[str, Actor]) -> None:
    away, there = Double(), Double("telegram")

    def answer(out: object) -> str:
        raise Unreachable("connection", 5)

    away.answer = answer
    for number in range(FAILURES * 2):
        told(conversation(str(number)), key=f"k{number}")
    word = told(conversation("t", channel="telegram"), key="t")
    file_case()
    worker = work.Worker([away, there])
    while worker.round():
        pass
    assert fresh(word).state == Line.SENT
    assert not Delivery.objects.exists()


def test_old_arrivals_are_emptied(small_city: None) -> None:
    arriving.keep("whatsapp", b"words")
    Arrival.objects.update(state=Arrival.DONE, done_at=timezone.now() - arriving.KEPT * 2)
    work.Worker().round()
    assert bytes(Arrival.objects.get().body) == b""


def test_only_what_is_set_up_is_a_channel(settings) -> None:
    assert wiring.channels() == []
    settings.WHATSAPP = WhatsApp("1", "t", "s", "v", "http://127.0.0.1:1")
    settings.TELEGRAM = Telegram("1:t", "http://127.0.0.1:1", "s")
    assert [channel.name for channel in wiring.channels()] == ["whatsapp", "telegram"]


@pytest.mark.django_db(transaction=True)
def test_lines_go_out_beside_the_events_and_the_worker_ends_when_told(small_city: None) -> None:
    channel, sent = Double(), threading.Event()
    threads: set[str] = set()

    def answer(out: object) -> str:
        threads.add(threading.current_thread().name)
        assert not connection.in_atomic_block
        sent.set()
        return "1"

    channel.answer = answer
    line = told(conversation())
    worker = work.Worker([channel])
    running = threading.Thread(target=lambda: (worker.run(), connection.close()))
    running.start()
    assert sent.wait(60)
    worker.stop()
    running.join(60)
    assert not running.is_alive()
    assert threads == {"messages"}
    assert fresh(line).state == Line.SENT


def test_what_goes_wrong_makes_it_wait_longer_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    trouble: list[Exception] = [OperationalError("gone"), KeyError("a mistake of ours")] * 4
    monkeypatch.setattr(loop, "close_old_connections", lambda: None)

    def once() -> int:
        if trouble:
            raise trouble.pop()
        return 0

    turning = loop.Loop("test", once, 0.5)
    waits = [turning.next() for _ in range(8)]
    assert waits == sorted(waits)
    assert waits[0] < waits[-1] <= loop.LONGEST_WAIT
    assert turning.next() == 0.5


def test_it_stops_when_told_and_wakes_when_called() -> None:
    rounds: list[int] = []

    def once() -> int:
        rounds.append(1)
        turning.wake()  # somebody calls while it goes on: it does not sleep for the hour
        if len(rounds) == 3:
            turning.stop()
        return 0

    turning = loop.Loop("test", once, 3600)
    turning.run()
    assert len(rounds) == 3


def test_a_worker_that_was_stopped_does_nothing(small_city: None) -> None:
    worker = work.Worker()
    worker.stop()
    worker.run()
