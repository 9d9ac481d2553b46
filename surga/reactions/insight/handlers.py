"""Whatever happens to a case changes what is known of it; a contact that is over is counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from surga.events import catalogue
from surga.events.catalogue import CaseEvent, ContactEnded, Event
from surga.events.subscriptions import Recorded
from surga.reactions.insight.actions.noting import note_contacts, note_events
from surga.reactions.insight.rules.known.facts import HEARD
from surga.reactions.insight.rules.known.moves import BETWEEN


def on_event(recorded: Recorded) -> None:
    """As a portion of one."""
    on_portion([recorded])


def on_portion(told: Sequence[Recorded]) -> None:
    """Change what is known of the cases, keep the contacts, and leave both for the sums."""
    cases = [recorded for recorded in told if not isinstance(recorded.event, ContactEnded)]
    contacts = [recorded for recorded in told if isinstance(recorded.event, ContactEnded)]
    # Cases first: a contact is as secret as its case.
    if cases:
        note_events(cases)
    if contacts:
        note_contacts(contacts)


HANDLERS: dict[type[Event], Callable[[Recorded], None]] = {
    **{kind: on_event for kind in CaseEvent.__subclasses__() if kind.__name__ in {*HEARD, *BETWEEN}},
    catalogue.ContactEnded: on_event,
}
