"""Handing lines over: each at most once, in order, whatever the channel does and whenever we are killed."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surga.channels.port.breaker import FAILURES, PAUSE, Breaker
from surga.channels.port.channel import NotSent, Unreachable, Unsure, WindowClosed
from surga.channels.port.sending import send_due
from surga.core.intake.actions.traffic.marking import mark
from surga.core.intake.heard import Mark, Outgoing
from surga.core.intake.models import Conversation, Line
from tests.channels.port.double import Double, Killed, hurry
from tests.core.intake.talk import conversation, fresh, told

pytestmark = pytest.mark.django_db
TEMPLATE = {"template": "kabar", "language": "en", "params": ["RWJ-1", "sudah beres."]}


def raising(error: BaseException) -> Callable[[Outgoing], str]:
    def answer(out: Outgoing) -> str:
        raise error

    return answer


def texts(channel: Double) -> list[str]:
    return [out.text for out in channel.reached]


def closed() -> Conversation:
    return conversation(last_in_at=timezone.now() - timedelta(hours=25))


def test_what_is_due_goes_out_in_order_and_only_once() -> None:
    talk, channel = conversation(), Double()
    for word in ("satu", "dua", "tiga"):
        told(talk, word, key=word)
    assert send_due([channel], breaker=Breaker()) == 3
    assert send_due([channel], breaker=Breaker()) == 0
    assert texts(channel) == ["satu", "dua", "tiga"]
    assert set(Line.objects.values_list("state", flat=True)) == {Line.SENT}
    assert Line.objects.filter(external_id__startswith="id-").count() == 3


def test_a_limit_is_kept() -> None:
    for sender in "123":
        told(conversation(sender))
    assert send_due([Double()], limit=2, breaker=Breaker()) == 2


def test_a_channel_gets_all_there_is_to_a_line() -> None:
    talk, channel = conversation(language="en"), Double()
    line = told(talk, "Settled?", data={"choices": [["beres:1", "Yes"], ["belum:1", "No"]], **TEMPLATE})
    send_due([channel], breaker=Breaker())
    assert channel.reached == [
        Outgoing(
            to=talk.sender,
            text="Settled?",
            ref=line.ref,
            choices=(("beres:1", "Yes"), ("belum:1", "No")),
            language="en",
        )
    ]


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_channel_is_spoken_to() -> None:
    told(conversation())
    channel, open_then = Double(), []
    channel.answer = lambda out: open_then.append(connection.in_atomic_block) or "1"  # type: ignore[func-returns-value]
    send_due([channel], breaker=Breaker())
    assert open_then == [False]


def test_what_was_certainly_not_sent_is_sent_later() -> None:
    line, channel = told(conversation()), Double()
    channel.answer = raising(NotSent("130429", wait=30))
    send_due([channel], breaker=Breaker())
    assert (fresh(line).state, fresh(line).error) == (Line.DUE, "130429")
    assert send_due([channel], breaker=Breaker()) == 0
    hurry()
    channel.answer = lambda out: "1"
    send_due([channel], breaker=Breaker())
    assert fresh(line).state == Line.SENT


def test_what_a_channel_never_takes_fails_and_the_next_goes_out() -> None:
    talk, channel = conversation(), Double()
    first, second = told(talk, key="1"), told(talk, key="2")
    channel.answer = raising(NotSent("131026"))
    send_due([channel], limit=1, breaker=Breaker())
    channel.answer = lambda out: "1"
    send_due([channel], breaker=Breaker())
    assert [fresh(line).state for line in (first, second)] == [Line.FAILED, Line.SENT]


@pytest.mark.parametrize("error", [Unsure(), KeyError("messages")])
def test_a_lost_answer_is_never_sent_again_and_its_mark_tells(error: Exception) -> None:
    line, channel = told(conversation()), Double()
    channel.answer = raising(error)
    send_due([channel], breaker=Breaker())
    assert fresh(line).state == Line.UNSURE
    channel.answer = lambda out: "1"
    hurry()
    assert send_due([channel], breaker=Breaker()) == 0
    mark(Mark("whatsapp", "wamid.1", "delivered", timezone.now(), ref=line.ref))
    assert fresh(line).state == Line.DELIVERED


def test_a_worker_killed_while_it_sends_leaves_the_line_unsure() -> None:
    talk, channel = conversation(), Double()
    line, after = told(talk, key="1"), told(talk, key="2")
    channel.answer = raising(Killed())
    with pytest.raises(Killed):
        send_due([channel], breaker=Breaker())
    channel.answer = lambda out: "1"
    assert send_due([channel], breaker=Breaker()) == 0  # the lease runs: perhaps somebody still sends it
    hurry()
    send_due([channel], breaker=Breaker())
    assert (fresh(line).state, fresh(after).state) == (Line.UNSURE, Line.SENT)
    assert len(channel.reached) == 1


def test_beyond_the_window_the_template_goes_out() -> None:
    told(closed(), "Kabar panjang", data={**TEMPLATE, "choices": [["a", "A"]]})
    channel = Double()
    send_due([channel], breaker=Breaker())
    (out,) = channel.reached
    assert (out.template, out.language, out.params, out.choices) == (
        "kabar",
        "en",
        ("RWJ-1", "sudah beres."),
        (),
    )


def test_beyond_the_window_free_words_fail_unsent() -> None:
    line, channel = told(closed()), Double()
    send_due([channel], breaker=Breaker())
    assert (fresh(line).state, fresh(line).error, channel.reached) == (Line.FAILED, "window", [])


def test_a_template_an_officer_chose_is_one_inside_the_window_too() -> None:
    told(conversation(), kind="template", data=TEMPLATE)
    channel = Double()
    send_due([channel], breaker=Breaker())
    assert channel.reached[0].template == "kabar"


@pytest.mark.parametrize(("data", "state"), [(TEMPLATE, Line.SENT), ({}, Line.FAILED)])
def test_a_channel_whose_clock_is_ahead_of_ours(data: dict[str, object], state: str) -> None:
    line, channel = told(conversation(), data=data), Double()

    def answer(out: Outgoing) -> str:
        if not out.template:
            raise WindowClosed("131047")
        return "1"

    channel.answer = answer
    send_due([channel], breaker=Breaker())
    assert fresh(line).state == state
    assert [out.template for out in channel.reached] == (["kabar"] if data else [])


def test_a_channel_that_is_away_is_left_alone_and_the_others_go_on() -> None:
    now = [0.0]
    breaker, away, there = Breaker(lambda: now[0]), Double(), Double("telegram")
    for number in range(FAILURES + 2):
        told(conversation(str(number)), key=f"w{number}")
    told(conversation("t", channel="telegram"), key="t")
    tried: list[str] = []

    def answer(out: Outgoing) -> str:
        tried.append(out.to)
        raise Unreachable("connection", 1)

    away.answer = answer
    send_due([away, there], breaker=breaker)
    hurry()
    send_due([away, there], breaker=breaker)
    assert len(tried) == FAILURES
    assert len(there.reached) == 1
    now[0] = PAUSE + 1
    send_due([away, there], breaker=breaker)
    assert len(tried) == FAILURES + 1  # one look is enough
    now[0] = 2 * PAUSE + 2
    away.answer = lambda out: f"id-{out.ref}"
    hurry()
    send_due([away, there], breaker=breaker)
    assert len(away.reached) == FAILURES + 2
    assert set(Line.objects.values_list("state", flat=True)) == {Line.SENT}


#: What happens at one try: the message reached the person, or not; and what we get to know of it.
FATES = st.sampled_from(
    ["sent", "later", "never", "lost before", "lost after", "killed before", "killed after"]
)


class Fated(Double):
    """Delivers, or not, as fate has it."""

    def __init__(self, fates: list[str]) -> None:
        super().__init__()
        self.fates = fates

    def send(self, out: Outgoing) -> str:
        fate = self.fates.pop() if self.fates else "sent"
        if fate == "later":
            raise NotSent("busy", 0)
        if fate == "never":
            raise NotSent("refused")
        if fate in {"sent", "lost after", "killed after"}:
            self.reached.append(out)
        if fate.startswith("lost"):
            raise Unsure
        if fate.startswith("killed"):
            raise Killed
        return f"id-{out.ref}"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fates=st.lists(FATES, max_size=14), senders=st.lists(st.sampled_from("ab"), min_size=1, max_size=6))
def test_whatever_happens_nobody_reads_a_line_twice_and_nothing_is_lost_unnoticed(
    db: None, fates: list[str], senders: list[str]
) -> None:
    Conversation.objects.all().delete()
    talks = {sender: conversation(sender) for sender in sorted(set(senders))}
    lines = [told(talks[sender], f"{number}", key=f"{number}") for number, sender in enumerate(senders)]
    channel = Fated(list(fates))
    for _ in range(len(fates) + 9):
        with suppress(Killed):
            send_due([channel], breaker=Breaker())
        hurry()
    read = [out.ref for out in channel.reached]
    assert len(read) == len(set(read))
    for line in map(fresh, lines):
        assert line.state in {Line.SENT, Line.FAILED, Line.UNSURE}
        if line.state != Line.UNSURE:
            assert (line.state == Line.SENT) == (line.ref in read)
    for sender in talks:
        heard = [int(out.text) for out in channel.reached if out.to == sender]
        assert heard == sorted(heard)
