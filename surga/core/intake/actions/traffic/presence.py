"""That an officer writes just now: noted by the desk, shown to the sender by the worker, kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

from surga.core.intake.models import Conversation, Line
from surga.core.people import access
from surga.core.people.access import Actor

#: A messenger shows it for about as long; telling it oftener changes nothing.
SHOWN: Final = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Typing:
    """To whom it is shown; ``answers``: the channel's id of what they wrote last."""

    channel: str
    to: str
    answers: str


def note(conversation_id: int, actor: Actor) -> bool:
    """The officer who holds the conversation writes; False when somebody else holds it, or it was noted just now."""
    access.require(actor, "converse")
    now = timezone.now()
    held = Conversation.objects.filter(pk=conversation_id, mode=Conversation.HELD, holder=int(actor.id))
    fresh = held.filter(Q(typing_at=None) | Q(typing_at__lt=now - SHOWN))
    return bool(fresh.update(typing_at=now))


def take(channel: str) -> Typing | None:
    """One that is to be shown on this channel, and is then forgotten; what is older than it is shown is dropped."""
    noted = Conversation.objects.filter(typing_at__isnull=False)
    noted.filter(typing_at__lt=timezone.now() - SHOWN).update(typing_at=None)
    found = noted.filter(channel=channel).order_by("typing_at").values("pk", "sender", "typing_at").first()
    if found is None:
        return None
    mine = Conversation.objects.filter(pk=found["pk"], typing_at=found["typing_at"])
    if not mine.update(typing_at=None):
        return None  # another worker has it
    heard = Line.objects.filter(conversation=found["pk"], way=Line.IN, external_id__isnull=False)
    last = heard.order_by("-id").values_list("external_id", flat=True).first()
    return Typing(channel, found["sender"], last) if last else None
