"""The sender sees that an officer writes: once for a while, of the holder, and nothing of it is kept."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from surga.channels.port.presence import show_typing
from surga.core.intake.actions import holding
from surga.core.intake.actions.traffic import presence
from surga.core.intake.models import Conversation, Line
from surga.core.people.access import Actor, NotAllowed
from tests.channels.port.double import Double
from tests.core.conftest import small_city, staff

__all__ = ["small_city", "staff"]


@pytest.fixture
def held(staff: dict[str, Actor]) -> Conversation:
    now = timezone.now()
    one = Conversation.objects.create(
        channel="whatsapp",
        sender="6281100",
        mode="waiting",
        waiting_since=now,
        last_in_at=now,
        changed_at=now,
    )
    for n in (1, 2):
        Line.objects.create(
            conversation=one, channel="whatsapp", way=Line.IN, author="reporter", kind="text", text="halo",
            external_id=f"wamid.{n}", at=now,
        )  # fmt: skip
    holding.take(one.pk, staff["operator"])
    return one


def test_it_is_shown_once_under_the_last_message(held: Conversation, staff: dict[str, Actor]) -> None:
    channel, other = Double(), Double("telegram")
    assert presence.note(held.pk, staff["operator"])
    assert not presence.note(held.pk, staff["operator"])
    assert show_typing([other]) == 0
    assert show_typing([other, channel]) == 1
    assert show_typing([other, channel]) == 0
    assert channel.typed == [("6281100", "wamid.2")]
    assert other.typed == []


def test_what_is_older_than_it_is_shown_is_dropped(held: Conversation, staff: dict[str, Actor]) -> None:
    channel = Double()
    presence.note(held.pk, staff["operator"])
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert show_typing([channel]) == 0
        assert presence.note(held.pk, staff["operator"])
        assert show_typing([channel]) == 1


def test_only_the_holder_is_seen_writing(held: Conversation, staff: dict[str, Actor]) -> None:
    assert not presence.note(held.pk, staff["verifier"])
    with pytest.raises(NotAllowed):
        presence.note(held.pk, staff["liaison"])
    assert show_typing([Double()]) == 0
