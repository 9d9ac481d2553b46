"""What happens on a day with the cases of an agency: a running sum of these says how many are open each day."""

from __future__ import annotations

from typing import Final, NamedTuple

from surga.reactions.insight.rules.known.clock import Clock
from surga.reactions.insight.rules.known.facts import Data, Fact

MOVES: Final = (
    "opened", "followed", "resolved", "ended", "reopened", "returned", "escalated", "moved_in", "moved_out",
)  # fmt: skip
_NAMED: Final = {"CaseReturned": "returned", "CaseEscalated": "escalated", "CaseResolved": "resolved"}


#: What happens between governments: how long it took.
BETWEEN: Final = ("CaseLinked", "OutsideStepTaken")


class Move(NamedTuple):
    """One thing (of ``MOVES``) that happened on a day (an ordinal) with a case of this agency."""

    day: int
    agency: str
    hidden: bool
    what: str


def moves(before: Fact | None, after: Fact, name: str, at: int, clock: Clock) -> list[Move]:
    """What an event did to the numbers of each day. Open on a day: all that opened, reopened and moved in until then,
    without all that ended and moved out."""
    day = clock.day(at)
    here = (after.agency, after.hidden)
    found = [Move(day, *here, _NAMED[name])] if name in _NAMED else []
    if before is None:
        return [Move(after.day, *here, "opened"), *found]
    there = (before.agency, before.hidden)
    if before.followed is None and after.followed is not None:
        found.append(Move(day, *here, "followed"))
    if before.ended_at is None and after.ended_at is not None:
        found.append(Move(day, *there, "ended"))
    elif before.ended_at is not None and after.ended_at is None:
        found.append(Move(day, *here, "reopened"))
    elif after.ended_at is None and here != there:
        found += [Move(day, *there, "moved_out"), Move(day, *here, "moved_in")]
    return found


class Exchanged(NamedTuple):
    """How long something took between two governments' systems. ``way``: out (we told) or in (we heard)."""

    system: str
    way: str
    day: int
    seconds: int


def exchanged(
    fact: Fact | None, name: str, data: Data, at: int, known: int, clock: Clock
) -> Exchanged | None:
    """What an event says of it; None where it says nothing. ``known``: when it came to be known here.

    Out: from our last step to the report there. In: from the step there to our learning of it.
    """
    if name == "OutsideStepTaken":
        return Exchanged(data["system"], "in", clock.day(known), max(0, known - at))
    if name == "CaseLinked" and data.get("direction") == "out" and fact is not None:
        return Exchanged(data["system"], "out", clock.day(known), max(0, at - fact.stepped))
    return None
