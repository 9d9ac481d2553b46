"""A case as the measures see it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Day(NamedTuple):
    """A day of the city. ``passed``: working days up to its end, counted from some fixed day."""

    date: date
    month: str
    passed: int


class Row(NamedTuple):
    """What the measures need of a case, as it stood at the moment asked about.

    ``days`` and ``working_days`` from receipt to the first follow-up, None while there is none;
    ``waited``: working days to the follow-up or, while there is none, to that moment; ``away``: those of them
    that the case lay beyond the city.
    """

    received: Day
    days: float | None
    working_days: int | None
    waited: int
    ended: bool
    channel: str = ""
    kind: str = ""
    topic: str = ""
    agency: str = ""
    region: str = ""
    level: str = ""
    reopened: bool = False
    stars: int | None = None
    away: int = 0
    #: It goes with another case of the same matter.
    joined: bool = False
    case_id: int = 0
    #: What came of it, one of ``OUTCOMES``.
    outcome: str = "open"
    #: When it ended, in seconds since 1970; None while it is open.
    ended_at: int | None = None


#: What may come of a case. Answered, resolved, resolved with photos that prove it, closed because the reporter
#: confirmed it, closed by silence, and put away are different things.
OUTCOMES = ("open", "answered", "resolved", "proven", "confirmed", "silence", "archived")


def outcome_of(status: str, close_reason: str, proofs: int) -> str:
    """What came of a case, by its status, the reason of its end, and how many photos prove it."""
    if status == "closed":
        return "silence" if close_reason == "silence" else "confirmed"
    if status == "resolved":
        return "proven" if proofs else "resolved"
    return status if status in {"answered", "archived"} else "open"
