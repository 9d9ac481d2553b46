"""Who is asked when a case has ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from surga.core.cases.queries import case_by_id
from surga.events import catalogue
from surga.events.catalogue import Event
from surga.events.queries import events_of
from surga.events.subscriptions import Recorded
from surga.reactions.surveys.actions.inviting import invite_reporter

_ACTOR = "system:surveys"
#: Old cases are taken in by the first, invented ones by the second: nobody waits for a letter about them.
_NOBODY = frozenset({"system:import", "system:demo"})


def on_case_ended(recorded: Recorded) -> None:
    """Invite the reporter to the round that is open, if there is one that invites."""
    ended: Any = recorded.event
    case = case_by_id(ended.case_id)
    if case is None or recorded.actor in _NOBODY or events_of(ended.case_id)[0].actor in _NOBODY:
        return
    invite_reporter(case, _ACTOR)


HANDLERS: dict[type[Event], Callable[[Recorded], None]] = {
    catalogue.CaseConfirmed: on_case_ended,
    catalogue.CaseClosedBySilence: on_case_ended,
}
