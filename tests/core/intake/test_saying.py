"""Lines of ours: put down once for a reason, and seen by the pages that show them."""

import pytest
from django.db import transaction
from django.utils import timezone

from surga.core.intake.actions.saying import locked, say, touch
from surga.core.intake.models import Conversation, Line
from surga.core.intake.queries import conversations
from tests.core.intake.talk import conversation, told

pytestmark = pytest.mark.django_db


def test_nothing_is_said_twice_for_the_same_reason() -> None:
    talk = conversation()
    with transaction.atomic():
        mine = locked(talk.pk)
        first = say(mine, "Laporan diterima.", author="bot", key="event:1", data={"choices": [["a", "A"]]})
        again = say(mine, "Laporan diterima!", author="bot", key="event:1")
    assert first is not None
    assert again is None
    line = Line.objects.get()
    assert (line.text, line.state, line.way, line.author) == ("Laporan diterima.", "due", "out", "bot")
    assert line.ref
    assert line.next_at is not None


def test_a_page_sees_that_something_was_said() -> None:
    talk = conversation()
    told(talk, "x" * 500)
    seen = Conversation.objects.get()
    assert seen.version == talk.version + 1
    assert seen.changed_at > talk.changed_at
    assert seen.last_out_at is not None
    assert seen.preview == "x" * 160


def test_touching_changes_nothing_else() -> None:
    talk = conversation()
    with transaction.atomic():
        mine = locked(talk.pk)
        Conversation.objects.filter(pk=talk.pk).update(unread=7)
        touch(mine, timezone.now())
    assert Conversation.objects.values_list("unread", "version").get() == (7, 1)


@pytest.mark.django_db(transaction=True)
def test_it_is_said_only_inside_a_transaction() -> None:
    talk = conversation()
    with pytest.raises(RuntimeError):
        say(talk, "Baik.", author="bot", key="k")


def test_the_latest_lines_come_in_order_page_by_page() -> None:
    talk = conversation()
    for number in range(5):
        told(talk, str(number), key=f"k{number}")
    latest = conversations.lines_of(talk.pk, limit=2)
    assert [line.text for line in latest] == ["3", "4"]
    before = conversations.lines_of(talk.pk, limit=2, before=latest[0].pk)
    assert [line.text for line in before] == ["1", "2"]


def test_only_whatsapp_has_a_window() -> None:
    now = timezone.now()
    window = conversations.WINDOWS["whatsapp"]
    assert conversations.window_open(conversation("1", last_in_at=now - window / 2), now)
    assert not conversations.window_open(conversation("2", last_in_at=now - window), now)
    assert not conversations.window_open(conversation("3", last_in_at=None), now)
    assert conversations.window_open(conversation("4", channel="telegram", last_in_at=None), now)
