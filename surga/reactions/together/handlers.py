"""What happened to a case of several is put down here, and done by the worker: a thousand may go with one."""

from __future__ import annotations

from collections.abc import Callable

from surga.core.cases.actions.joining import FOLLOWED, LEAVING, TOGETHER, pass_alarm
from surga.core.cases.queries.together import place_of
from surga.events import catalogue
from surga.events.catalogue import Event
from surga.events.subscriptions import Recorded
from surga.reactions.together import actions


def on_step(recorded: Recorded) -> None:
    """Of a case that leads: bring the others along. Of one of the others: let it go by itself, if it does that."""
    place = place_of(recorded.event.case_id)
    if place is None:
        return
    if place.followers:
        actions.put_down(recorded.event.case_id, recorded.id)
    elif place.lead_id and recorded.actor != f"system:{TOGETHER}" and type(recorded.event) in LEAVING:
        actions.let_go(place.code, LEAVING[type(recorded.event)])


def on_joined(recorded: Recorded) -> None:
    joined: catalogue.CaseJoined = recorded.event
    actions.put_down(joined.lead_id, recorded.id)


def on_danger(recorded: Recorded) -> None:
    seen: catalogue.DangerSeen = recorded.event
    if seen.danger:
        pass_alarm(seen.case_id)


HANDLERS: dict[type[Event], Callable[[Recorded], None]] = {
    **dict.fromkeys(FOLLOWED | LEAVING.keys(), on_step),
    catalogue.CaseJoined: on_joined,
    catalogue.DangerSeen: on_danger,
}
