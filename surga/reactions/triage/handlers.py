"""A case that came is judged; what people then say of it settles whether the judgement was right."""

from __future__ import annotations

from collections.abc import Callable

from surga.events import catalogue
from surga.events.catalogue import Event
from surga.events.subscriptions import Recorded
from surga.reactions.triage import actions


def on_opened(recorded: Recorded) -> None:
    actions.judge_case(recorded.event.case_id)


def on_triaged(recorded: Recorded) -> None:
    event: catalogue.CaseTriaged = recorded.event
    actions.keep(event, recorded.at)


def on_chosen(recorded: Recorded) -> None:
    """A verifier's or coordinator's word; what a program or a rung of the ladder does says nothing of the words."""
    event: catalogue.CaseVerified | catalogue.CaseForwarded = recorded.event
    if recorded.actor.startswith("officer:") and event.agency and not getattr(event, "raised", ""):
        actions.settle(event.case_id, event.agency, recorded.at)


def on_returned(recorded: Recorded) -> None:
    event: catalogue.CaseReturned = recorded.event
    if event.agency:
        actions.unsettle(event.case_id, event.agency, recorded.at)


def on_taken_up(recorded: Recorded) -> None:
    """An agency that works on what came by itself says that it is theirs."""
    event: catalogue.WorkStarted | catalogue.CaseAnswered | catalogue.CaseResolved = recorded.event
    if event.agency:
        actions.confirm(event.case_id, event.agency, recorded.at)


HANDLERS: dict[type[Event], Callable[[Recorded], None]] = {
    catalogue.CaseOpened: on_opened,
    catalogue.CaseTriaged: on_triaged,
    catalogue.CaseVerified: on_chosen,
    catalogue.CaseForwarded: on_chosen,
    catalogue.CaseReturned: on_returned,
    catalogue.WorkStarted: on_taken_up,
    catalogue.CaseAnswered: on_taken_up,
    catalogue.CaseResolved: on_taken_up,
}
