"""Working off arrivals: in order, each thing once, and what is bad holds nothing up."""

import json
from collections.abc import Callable
from itertools import count

import pytest
from django.db import OperationalError
from django.utils import timezone

from surga.channels.port import arriving as engine
from surga.channels.port.arriving import work_off
from surga.core.intake.actions.traffic import arriving
from surga.core.intake.heard import Heard
from surga.core.intake.models import Arrival, Line
from tests.channels.port.double import Double, Killed, hurry
from tests.core.intake.talk import conversation, fresh, told

pytestmark = pytest.mark.django_db(transaction=True)
type Trouble = Callable[[Heard], None]


class Listener:
    """Stands where the dialogue is: stores what was heard, once, and fails when it is told to."""

    def __init__(self) -> None:
        self.trouble: Trouble = lambda heard: None
        self.calls = 0

    def __call__(self, heard: Heard) -> None:
        self.calls += 1
        talk = conversation(heard.sender) if not Line.objects.exists() else self.talk(heard)
        known = Line.objects.filter(channel=heard.channel, external_id=heard.external_id)
        if not known.exists():
            Line.objects.create(
                conversation=talk,
                channel=heard.channel,
                way=Line.IN,
                author="reporter",
                kind=heard.kind,
                text=heard.text,
                external_id=heard.external_id,
                at=heard.at,
            )
        self.trouble(heard)

    def talk(self, heard: Heard):
        from surga.core.intake.models import Conversation

        found = Conversation.objects.filter(sender=heard.sender).first()
        return found or conversation(heard.sender)


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Listener:
    listener = Listener()
    monkeypatch.setattr(engine, "take_in", listener)
    return listener


_numbers = count()


def message(text: str, sender: str = "1", external_id: str = "") -> dict[str, str]:
    return {"from": sender, "id": external_id or f"in-{next(_numbers)}", "text": text}


def bring(*rows: dict[str, str], channel: str = "whatsapp") -> None:
    arriving.keep(channel, json.dumps(rows).encode())


def heard() -> list[str]:
    return list(Line.objects.filter(way=Line.IN).order_by("id").values_list("text", flat=True))


def states() -> list[str]:
    return list(Arrival.objects.order_by("id").values_list("state", flat=True))


def work(*channels: Double) -> int:
    done = 0
    while now := work_off(channels or [Double()]):
        done += now
    return done


def test_everything_is_heard_in_the_order_it_came(listener: Listener) -> None:
    bring(message("satu"), message("dua", sender="2"))
    bring(message("tiga"))
    bring()
    assert work() == 3
    assert heard() == ["satu", "dua", "tiga"]
    assert states() == ["done"] * 3
    assert work() == 0


def test_nothing_is_done_without_a_channel_and_what_is_not_set_up_waits(listener: Listener) -> None:
    bring(message("satu"), channel="telegram")
    assert work_off([]) == 0
    assert work() == 0
    assert work(Double(), Double("telegram")) == 1
    assert heard() == ["satu"]


def test_the_same_message_in_two_arrivals_is_heard_once(listener: Listener) -> None:
    one = message("satu", external_id="wamid.1")
    bring(one, one)
    bring(one)
    work()
    assert heard() == ["satu"]
    assert states() == ["done", "done"]


def test_what_nobody_can_read_is_set_aside_and_the_rest_goes_on(listener: Listener) -> None:
    arriving.keep("whatsapp", b"\xff{")
    bring(message("satu"))
    work()
    assert states() == ["parked", "done"]
    assert Arrival.objects.filter(state="parked").values_list("error", flat=True).get() == "Unreadable"


def test_a_bad_message_holds_up_nobody_and_is_set_aside_in_the_end(listener: Listener) -> None:
    def trouble(heard: Heard) -> None:
        if heard.text == "racun":
            raise ValueError("somebody's words")

    listener.trouble = trouble
    bring(message("satu"), message("racun"), message("tiga", sender="3"))
    bring(message("empat"))
    for _ in range(arriving.MAX_ATTEMPTS + 2):
        work()
        hurry()
    assert heard() == ["satu", "tiga", "empat"]  # what the bad one had begun is undone
    assert states() == ["parked", "done"]
    assert Arrival.objects.filter(state="parked").values_list("error", flat=True).get() == "ValueError"


def test_a_message_that_is_good_after_all_is_heard(listener: Listener) -> None:
    def trouble(heard: Heard) -> None:
        raise ValueError

    listener.trouble = trouble
    bring(message("satu"))
    work()
    assert (heard(), states()) == ([], ["new"])
    listener.trouble = lambda heard: None
    hurry()
    work()
    assert (heard(), states()) == (["satu"], ["done"])


@pytest.mark.parametrize("at", ["satu", "dua", "tiga"])
def test_killed_in_the_middle_nothing_is_lost_and_nothing_doubled(listener: Listener, at: str) -> None:
    def trouble(heard: Heard) -> None:
        if heard.text == at:
            raise Killed

    listener.trouble = trouble
    bring(message("satu"), message("dua"))
    bring(message("tiga"))
    with pytest.raises(Killed):
        work()
    before = heard()
    assert at not in before
    listener.trouble = lambda heard: None
    work()  # at once: nothing has to run out first
    assert heard() == ["satu", "dua", "tiga"]
    assert states() == ["done", "done"]


def test_a_database_that_is_away_is_not_the_arrivals_fault(listener: Listener) -> None:
    def trouble(heard: Heard) -> None:
        raise OperationalError("deadlock detected")

    listener.trouble = trouble
    bring(message("satu"))
    with pytest.raises(OperationalError):
        work()
    assert Arrival.objects.values_list("state", "attempts").get() == ("new", 0)


def test_a_mark_that_comes_before_its_line_is_tried_again(listener: Listener) -> None:
    bring({"mark": "delivered", "id": "wamid.1"}, message("satu"))
    work()
    assert (states(), heard()) == (["new"], ["satu"])
    line = told(conversation("9"))
    Line.objects.filter(pk=line.pk).update(state=Line.SENT, external_id="wamid.1")
    hurry()
    work()
    assert (states(), heard()) == (["done"], ["satu"])
    assert fresh(line).state == Line.DELIVERED


def test_a_mark_of_nothing_of_ours_is_dropped_quietly(listener: Listener) -> None:
    bring({"mark": "read", "id": "wamid.of-another-system"})
    work()
    Arrival.objects.update(received_at=timezone.now() - arriving.MARKS_WAIT * 2)
    hurry()
    work()
    assert states() == ["done"]
