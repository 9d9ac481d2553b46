"""Claims on lines of ours: one winner, in order, and unsure instead of twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.intake.actions.traffic import sending
from surga.core.intake.actions.traffic.marking import mark
from surga.core.intake.heard import Mark
from surga.core.intake.models import Line
from surga.core.intake.queries import conversations
from surga.core.people.access import REPORTER, Actor, NotAllowed
from tests.core.intake.talk import conversation, fresh, heard, later, told

pytestmark = pytest.mark.django_db
OPERATOR = Actor("officer", "1", "operator")
LOST = sending.LEASE + timedelta(seconds=1)


def claimed(**more: object) -> sending.Claimed:
    found = sending.claim("whatsapp", **more)  # type: ignore[arg-type]  # now=
    assert found is not None
    return found


def test_one_worker_wins_and_the_line_says_all_a_channel_needs() -> None:
    line = told(conversation(language="en"), "Halo", data={"choices": [["a", "A"]]})
    won = claimed()
    assert sending.claim("whatsapp") is None
    assert fresh(line).state == Line.SENDING
    assert (won.to, won.text, won.ref, won.language) == ("6281200000001", "Halo", line.ref, "en")
    assert (won.window, won.attempts, won.data) == (True, 1, {"choices": [["a", "A"]]})


def test_only_lines_of_the_channel_named() -> None:
    told(conversation("5", channel="telegram"))
    assert sending.claim("whatsapp") is None
    assert sending.claim("telegram") is not None


def test_a_conversation_goes_out_in_order_and_others_do_not_wait_for_it() -> None:
    talk, other = conversation("1"), conversation("2")
    first, second, elsewhere = told(talk, key="1"), told(talk, key="2"), told(other, key="3")
    mine = claimed()
    assert mine.id == first.pk
    assert claimed().id == elsewhere.pk
    assert sending.claim("whatsapp") is None  # the second waits while the first is on its way
    sending.put_off(mine, "busy", wait=60)
    assert sending.claim("whatsapp") is None  # and while it is put off
    again = claimed(now=later(seconds=61))
    assert again.id == first.pk
    sending.mark_sent(again, "wamid.1")
    assert claimed().id == second.pk


@pytest.mark.parametrize("end", ["fail", "unsure"])
def test_what_is_over_in_some_other_way_holds_nothing_up(end: str) -> None:
    talk = conversation()
    told(talk, key="1")
    second = told(talk, key="2")
    getattr(sending, end)(claimed(), "code")
    assert claimed().id == second.pk


def test_sent_is_noted_with_the_channels_id() -> None:
    line = told(conversation())
    sending.mark_sent(claimed(), "wamid.1")
    line = fresh(line)
    assert (line.state, line.external_id, line.lease, line.error) == (Line.SENT, "wamid.1", "", "")
    assert line.sent_at is not None


def test_its_mark_may_come_before_we_note_that_it_was_sent() -> None:
    line = told(conversation())
    mine = claimed()
    assert mark(Mark("whatsapp", "wamid.1", "read", timezone.now(), ref=line.ref))
    sending.mark_sent(mine, "wamid.1")
    line = fresh(line)
    assert (line.state, line.external_id) == (Line.READ, "wamid.1")
    assert line.sent_at is not None


def test_a_mark_that_came_is_worth_more_than_a_lost_answer() -> None:
    line = told(conversation())
    mine = claimed()
    mark(Mark("whatsapp", "wamid.1", "delivered", timezone.now(), ref=line.ref))
    sending.unsure(mine, "Unsure")
    assert fresh(line).state == Line.DELIVERED


def test_a_worker_that_never_came_back_leaves_it_unsure_for_good() -> None:
    line = told(conversation())
    claimed()
    assert sending.reap("whatsapp") == 0
    assert sending.reap("whatsapp", later(seconds=LOST.total_seconds())) == 1
    line = fresh(line)
    assert (line.state, line.error) == (Line.UNSURE, "lease")
    assert sending.claim("whatsapp", now=later(days=30)) is None
    assert conversations.trouble() == [line]


def test_a_worker_that_comes_back_late_knows_better() -> None:
    line = told(conversation())
    mine = claimed()
    sending.reap("whatsapp", later(seconds=LOST.total_seconds()))
    sending.mark_sent(mine, "wamid.1")
    assert fresh(line).state == Line.SENT


def test_late_news_of_a_try_that_is_over_changes_nothing() -> None:
    line = told(conversation())
    old = claimed()
    sending.put_off(old, "busy", wait=0)
    new = claimed(now=later(minutes=10))
    for end in (sending.fail, sending.unsure):
        end(old, "old")
    sending.put_off(old, "old", wait=0)
    assert (fresh(line).state, fresh(line).lease) == (Line.SENDING, new.lease)


def test_it_waits_longer_each_time_and_fails_in_the_end() -> None:
    line = told(conversation())
    waits = []
    for _ in range(sending.MAX_ATTEMPTS):
        mine = claimed(now=later(days=1))
        before = timezone.now()
        sending.put_off(mine, "busy", wait=20)
        waits.append(fresh(line).next_at - before)  # type: ignore[operator]  # it has a time
    assert fresh(line).state == Line.FAILED
    assert waits[0] >= timedelta(seconds=20)
    assert waits[2] < waits[3] < waits[4]
    assert sending.claim("whatsapp", now=later(days=2)) is None


def test_two_messages_under_one_id_are_both_sent() -> None:
    told(conversation("1"), key="1")
    second = told(conversation("2"), key="2")
    sending.mark_sent(claimed(), "same")
    sending.mark_sent(claimed(), "same")
    assert (fresh(second).state, fresh(second).external_id) == (Line.SENT, None)


def test_an_officer_sends_again_on_purpose() -> None:
    line = told(conversation())
    assert not sending.retry_line(line.pk, OPERATOR)  # it is still to be sent
    sending.unsure(claimed(), "Unsure")
    for nobody in (REPORTER, Actor("officer", "2", "executive")):
        with pytest.raises(NotAllowed):
            sending.retry_line(line.pk, nobody)
    assert sending.retry_line(line.pk, OPERATOR)
    assert claimed().attempts == 1
    assert not sending.retry_line(line.pk, OPERATOR)


def test_what_somebody_wrote_is_not_sent_to_them() -> None:
    line = heard(conversation())
    Line.objects.filter(pk=line.pk).update(state=Line.FAILED)
    assert not sending.retry_line(line.pk, OPERATOR)


def test_outside_the_window_the_line_says_so() -> None:
    told(conversation(last_in_at=timezone.now() - timedelta(hours=25)))
    assert not claimed().window


def test_a_mail_goes_under_the_mail_before_it() -> None:
    talk = conversation("a@example.org", channel="email")
    heard(talk, "text", external_id="<1@example.org>", media_state="", data={"subject": "Lampu mati"})
    told(talk)
    mine = sending.claim("email")
    assert mine is not None
    assert (mine.answers, mine.subject) == ("<1@example.org>", "Lampu mati")


def test_every_step_is_seen_by_the_pages() -> None:
    line = told(conversation())
    before = fresh(line).conversation.version
    sending.mark_sent(claimed(), "wamid.1")
    assert fresh(line).conversation.version == before + 1
