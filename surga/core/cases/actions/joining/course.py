"""What of a case's story another case of the same matter goes through: plain rules over events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from surga.core.cases import states
from surga.events import catalogue
from surga.events.catalogue import Event
from surga.events.subscriptions import Recorded

#: What is found on the proof of the lead, and whether it is shown, holds for the same photos of the others.
OF_PHOTOS: Final[frozenset[type[Event]]] = frozenset({catalogue.PhotoJudged, catalogue.PhotoShown})
#: Where the lead goes with these, the others go. What a reporter decides for themselves is not among them.
FOLLOWED: Final[frozenset[type[Event]]] = frozenset(
    {
        catalogue.CaseVerified,
        catalogue.CaseForwarded,
        catalogue.WorkStarted,
        catalogue.CaseReturned,
        catalogue.CaseAnswered,
        catalogue.CaseResolved,
        catalogue.CaseEscalated,
        catalogue.CaseObjected,
        catalogue.CaseReopened,
        catalogue.CaseArchived,
        *OF_PHOTOS,
    }
)
#: With these a case that follows does what its lead does not: it has to go by itself. → why.
LEAVING: Final[dict[type[Event], str]] = {
    catalogue.CaseObjected: "objected",
    catalogue.ReopenRequested: "reopened",
    catalogue.CaseReopened: "reopened",
    catalogue.CaseReturned: "returned",
}


def how_far(status: str, waiting_from: str = "") -> int:
    """How far a case is on its way; one that waits for its reporter is where it was before."""
    return states.HOW_FAR[(waiting_from or "received") if status == "waiting_reporter" else status]


def followed(story: Iterable[Recorded]) -> list[Recorded]:
    """Of the story what the others go through, in order."""
    return [each for each in story if type(each.event) in FOLLOWED]


def in_short(story: Iterable[Recorded]) -> list[Recorded]:
    """The shortest way to where the story has come: without the detours, and with the last words of each kind.

    Whoever joins late is told where the matter stands, not everything that was tried before.
    """
    way: list[Recorded] = []
    for each in followed(story):
        match each.event:
            case catalogue.PhotoJudged() | catalogue.PhotoShown():
                continue  # they are shown as they are by now
            case catalogue.CaseVerified():
                way = [each]
            case catalogue.CaseForwarded() | catalogue.CaseEscalated():
                way = [*_of(way, catalogue.CaseVerified), each]
            case catalogue.CaseReturned() if not each.event.agency:
                way = [*_of(way, catalogue.CaseVerified, catalogue.CaseEscalated), each]
            case catalogue.CaseReturned():
                way = [*_of(way, catalogue.CaseVerified, catalogue.CaseForwarded), each]
            case catalogue.CaseObjected() | catalogue.CaseReopened():
                way = _again(way, each)
            case _:
                way = [one for one in way if type(one.event) is not type(each.event)] + [each]
    return way


def _of(way: Sequence[Recorded], *kinds: type[Event]) -> list[Recorded]:
    return [each for each in way if isinstance(each.event, kinds)]


def _again(way: Sequence[Recorded], now: Recorded) -> list[Recorded]:
    """It was answered, and is worked on again: the answers do not hold any more."""
    holds = _of(
        way, catalogue.CaseVerified, catalogue.CaseForwarded, catalogue.CaseEscalated, catalogue.WorkStarted
    )
    given = any(isinstance(each.event, catalogue.CaseForwarded) for each in holds)
    begun = any(isinstance(each.event, catalogue.WorkStarted) for each in holds)
    if not given or begun:
        return holds
    event = catalogue.WorkStarted(case_id=now.event.case_id, agency=None, entry_id=None)
    return [*holds, replace(now, event=event)]
