"""A case that came is put among the others, and once more when a verifier has set right what it is about and where."""

from __future__ import annotations

from collections.abc import Callable

from surga.events import catalogue
from surga.events.catalogue import Event
from surga.events.subscriptions import Recorded
from surga.reactions.similar import actions


def on_case(recorded: Recorded) -> None:
    actions.take_in(recorded.event.case_id)


HANDLERS: dict[type[Event], Callable[[Recorded], None]] = {
    catalogue.CaseOpened: on_case,
    catalogue.CaseVerified: on_case,
}
