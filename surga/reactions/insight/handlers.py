"""Whatever happens to a case changes what is known of it; a contact that is over is counted."""

from __future__ import annotations

from collections.abc import Callable

from surga.events import catalogue
from surga.events.catalogue import CaseEvent, Event
from surga.events.subscriptions import Recorded
from surga.reactions.insight.actions.noting import note_contact, note_event
from surga.reactions.insight.rules.known.facts import HEARD
from surga.reactions.insight.rules.known.moves import BETWEEN


def on_case_event(recorded: Recorded) -> None:
    """Change what is known of the case, and leave the change for the sums."""
    note_event(recorded)


def on_contact_ended(recorded: Recorded) -> None:
    """Keep the contact, and leave it for the sums."""
    note_contact(recorded)


HANDLERS: dict[type[Event], Callable[[Recorded], None]] = {
    **{kind: on_case_event for kind in CaseEvent.__subclasses__() if kind.__name__ in {*HEARD, *BETWEEN}},
    catalogue.ContactEnded: on_contact_ended,
}
