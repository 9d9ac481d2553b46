"""Others than the dialogue who may answer a message, e.g. a survey that asks one question after the other.

A guest is a stranger to this floor: the project says who there is (``wiring.py``). It is shown what the bot would
answer and nothing else: not what an officer is to read, and nothing that sounds of danger. What it does not take, the
dialogue hears as if there were no guest; and so what a guest stumbles over: nobody's complaint waits for a survey.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

import structlog
from django.db import InterfaceError, OperationalError, transaction

from surga.core.intake.dialogue.memory import Memory
from surga.core.intake.dialogue.sense import Sense
from surga.core.intake.dialogue.turn import Say
from surga.core.intake.heard import Heard
from surga.core.intake.models import Conversation, Submission

#: Steps in which the dialogue asked about a case and waits for words.
_ASKS: Final = frozenset({"objecting", "appealing"})

log = structlog.get_logger("surga.conversing")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A message as a guest is shown it, its conversation locked; ``sense``: what it means to the dialogue."""

    conversation: Conversation
    heard: Heard
    sense: Sense
    memory: Memory

    @property
    def busy(self) -> bool:
        """A matter of theirs goes first: it is being told, or an officer waits for their word on it."""
        return self.memory.is_open or self.memory.along or self.memory.step in _ASKS or self._is_asked()

    def _is_asked(self) -> bool:
        own = Submission.objects.filter(conversation=self.conversation)
        return own.filter(case__status="waiting_reporter").exists()


@dataclass(frozen=True, slots=True)
class Taken:
    """What a guest answers; nothing, where silence is the answer.

    ``kept``: stands in the conversation in place of their words, which nobody is to read there; "" keeps the words.
    """

    says: tuple[Say, ...] = ()
    kept: str = ""


class Guest(Protocol):
    """Answers what is its own, None for all else. Its writes are undone when it raises."""

    def __call__(self, spoken: Spoken) -> Taken | None: ...


_guests: dict[str, Guest] = {}


def connect(name: str, guest: Guest) -> None:
    """Let this one be shown messages from now on, after those that were connected before."""
    _guests[name] = guest


def answer_of_guest(spoken: Spoken) -> Taken | None:
    """What the first guest says to whom the message belongs; None leaves it to the dialogue."""
    if spoken.sense.danger is not None or spoken.sense.is_any("emergency", "danger"):
        return None
    for name, guest in _guests.items():
        try:
            with transaction.atomic():
                taken = guest(spoken)
        except (OperationalError, InterfaceError):
            raise  # the database is away, or two stood in each other's way: the message comes up again
        except Exception as error:
            log.warning("guest_failed", guest=name, error=type(error).__name__)
            continue
        if taken is not None:
            return taken
    return None
