"""Whatever happens to a case, its row in the register is made anew."""

from __future__ import annotations

from collections.abc import Callable

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


def on_case_event(recorded: Recorded) -> None:
    """Show the case as it is now, which may be newer than the event; or hide it."""
    actions.show_cases([recorded.event.case_id])


def on_case_joined(recorded: Recorded) -> None:
    """What another case leads, or does not lead any more, is said on that one too."""
    happened: catalogue.CaseJoined | catalogue.CaseSplit = recorded.event
    actions.show_cases([happened.case_id, happened.lead_id], pointing=True)


def on_profile_changed(recorded: Recorded) -> None:
    """A topic may have become one that is never published."""
    changed: catalogue.ProfileChanged = recorded.event
    if changed.what in _OF_TOPICS:
        actions.hide_topics()


HANDLERS: dict[type[Event], Callable[[Recorded], None]] = {
    **{kind: on_case_event for kind in CaseEvent.__subclasses__() if kind not in WITHOUT_EFFECT},
    **dict.fromkeys((catalogue.CaseJoined, catalogue.CaseSplit), on_case_joined),
    catalogue.ProfileChanged: on_profile_changed,
}
