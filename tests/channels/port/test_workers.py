"""Several workers at the same time: each line goes out once, each message is heard once, in order."""

import json
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from django.db import OperationalError, connections

from surga.channels.port.arriving import work_off
from surga.channels.port.breaker import Breaker
from surga.channels.port.sending import send_due
from surga.core.agencies import queries as agencies
from surga.core.agencies.actions import load_city
from surga.core.intake.actions.traffic import arriving
from surga.core.intake.models import Arrival, Conversation, Line
from surga.core.regions import queries as regions
from surga.core.regions.actions import load_regions
from tests.channels.port.double import Double, hurry
from tests.core.conftest import RAWAJAYA
from tests.core.intake.talk import conversation, told

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 3


@pytest.fixture
def city() -> Iterator[None]:
    agencies.forget()
    regions.forget()
    load_city(RAWAJAYA, "system:setup", load_regions)
    yield
    agencies.forget()
    regions.forget()


def at_once(work: Callable[[], int], over: Callable[[], bool]) -> None:
    """Let several threads work until it is over, each with a connection of its own; a mistake of one fails the test."""
    mistakes: list[BaseException] = []

    def run() -> None:
        try:
            while not over() and not mistakes:
                with suppress(OperationalError):  # two stood in each other's way: the worker tries again
                    work()
        except BaseException as mistake:
            mistakes.append(mistake)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    assert mistakes == []
    assert not any(thread.is_alive() for thread in threads)


def test_no_line_goes_out_twice_nor_before_the_one_before_it() -> None:
    talks = [conversation(str(number)) for number in range(4)]
    for number in range(32):
        told(talks[number % 4], str(number), key=str(number))
    channel = Double()

    def over() -> bool:
        return not Line.objects.filter(state__in=(Line.DUE, Line.SENDING)).exists()

    at_once(lambda: send_due([channel], limit=2, breaker=Breaker()), over)
    assert Counter(out.ref for out in channel.reached).most_common(1)[0][1] == 1
    assert len(channel.reached) == 32
    for talk in talks:
        said = [int(out.text) for out in channel.reached if out.to == talk.sender]
        assert said == sorted(said)


def test_each_message_is_heard_once_however_it_was_brought(city: None) -> None:
    rows = [
        {"from": str(number % 5), "id": f"in-{number}", "text": f"lampu jalan mati nomor {number}"}
        for number in range(40)
    ]
    dice = random.Random(7)
    brought = [rows[at : at + 3] for at in range(0, len(rows), 3)]
    brought += [dice.sample(rows, 4) for _ in range(10)]  # repeats, mixed
    for batch in brought:
        arriving.keep("whatsapp", json.dumps(batch).encode())
    channel = Double()

    def over() -> bool:
        return not Arrival.objects.filter(state=Arrival.NEW).exists()

    def work() -> int:
        done = work_off([channel])
        hurry()
        return done

    at_once(work, over)
    assert set(Arrival.objects.values_list("state", flat=True)) == {Arrival.DONE}
    heard = Counter(Line.objects.filter(way=Line.IN).values_list("external_id", flat=True))
    assert heard == Counter(row["id"] for row in rows)
    assert Conversation.objects.count() == 5
    for talk in Conversation.objects.all():
        texts = Line.objects.filter(conversation=talk, way=Line.IN).order_by("id")
        numbers = [int(line.text.split()[-1]) for line in texts]
        assert numbers == sorted(numbers)
