"""Conversations as the channels leave them."""

from datetime import timedelta

import pytest
from django.utils import timezone

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
