"""Whatever happens to a case, its row in the register is made anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from surga.events import catalogue
from surga.events.catalogue import CaseEvent, Event
from surga.events.subscriptions import Recorded
from surga.reactions.register import actions

#: These change nothing that the public reads: a case is opened before it is public, the others stay inside the city.
WITHOUT_EFFECT: frozenset[type[Event]] = frozenset(
    {
        catalogue.CaseOpened,
        catalogue.RoutingFailed,
        catalogue.NoteAdded,
        catalogue.IdentityRevealed,
        catalogue.ClockOverdue,
        catalogue.OriginalSeen,
    }
)
_OF_TOPICS = frozenset({"topic", "city"})
_OF_TWO = (catalogue.CaseJoined, catalogue.CaseSplit)


def on_case_event(recorded: Recorded) -> None:
    """As a portion of one."""
    on_portion([recorded])


def on_portion(told: Sequence[Recorded]) -> None:
    """Show the cases as they are now, which may be newer than the events, each once; or hide them.

    What another case leads, or does not lead any more, is said on that one too.
    """
    joined = [recorded.event for recorded in told if isinstance(recorded.event, _OF_TWO)]
    of_topics = [recorded for recorded in told if isinstance(recorded.event, catalogue.ProfileChanged)]
    cases = {recorded.event.case_id for recorded in told} - {None}
    if cases:
        actions.show_cases(cases | {event.lead_id for event in joined}, pointing=bool(joined))
    for recorded in of_topics:
        on_profile_changed(recorded)


def on_profile_changed(recorded: Recorded) -> None:
    """A topic may have become one that is never published."""
    changed: catalogue.ProfileChanged = recorded.event
    if changed.what in _OF_TOPICS:
        actions.hide_topics()


HANDLERS: dict[type[Event], Callable[[Recorded], None]] = {
    **{kind: on_case_event for kind in CaseEvent.__subclasses__() if kind not in WITHOUT_EFFECT},
    catalogue.ProfileChanged: on_profile_changed,
}
