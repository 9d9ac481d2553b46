"""Conversations as the channels leave them, and a hotline with its board."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from surga.core.hotlines.actions import save_hotline
from surga.core.hotlines.hotline import BoardLine, HotlineInfo
from surga.core.hotlines.queries import board_of
from surga.core.intake.models import Conversation, Line


@pytest.fixture
def talk(city):
    """Makes a conversation in which somebody on WhatsApp waits for a person."""

    def make(**more):
        now = timezone.now()
        number = f"628120000{Conversation.objects.count():04}"
        told = {
            "channel": "whatsapp",
            "sender": number,
            "phone": f"+{number}",
            "name": "Sumarni",
            "unread": 1,
        }
        told |= {"mode": "waiting", "waiting_since": now - timedelta(minutes=4), "last_in_at": now}
        return Conversation.objects.create(**{**told, "changed_at": now, "preview": "mau tanya", **more})

    return make


@pytest.fixture
def held(talk):
    """Makes a conversation that this client's officer holds."""

    def make(client, **more):
        return talk(**{"mode": "held", "holder": client.officer, **more})

    return make


@pytest.fixture
def line(city):
    """Puts a line down, said by the citizen unless told otherwise."""

    def make(conversation, text="mau tanya", **more):
        told = {"way": "in", "author": "reporter", "kind": "text", "at": timezone.now(), "text": text}
        return Line.objects.create(
            **{**told, "conversation": conversation, "channel": conversation.channel, **more}
        )

    return make


@pytest.fixture
def flood(city):
    """A hotline with a line that Dinas Umum keeps, and one of the call centre's; gives its board."""
    board = (BoardLine("Balai Timur", "tempat mengungsi", 40, agency="umum"), BoardLine("Gudang", "selimut"))
    info = HotlineInfo(
        "posko-banjir", "Posko Banjir", date(2026, 1, 10), channels=("whatsapp",), stale_hours=6
    )
    save_hotline(info, "system:test", new=True, board=board)
    return board_of("posko-banjir")
