"""The statuses of a case and every move between them: one table, plain Python.

A pair that is not in the table is refused. *Answered*, *resolved* (with proof),
closed because the reporter *confirmed*, and closed by *silence* are four things.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from surga.core.agencies.city import LEVELS as LEVELS
from surga.core.agencies.city import OUTSIDE_LEVELS as OUTSIDE_LEVELS

STATUSES = (
    "received",
    "waiting_reporter",
    "verified",
    "forwarded",
    "in_progress",
    "answered",
    "resolved",
    "closed",
    "returned",
    "escalated",
    "archived",
)
#: Nobody has to do anything any more.
ENDED = frozenset({"closed", "archived"})
#: Put away for one of these reasons, a case is no matter of the public's any more: it was none, or it names the wrong
#: person, or its reporter took it back.
HIDDEN_REASONS = frozenset({"spam", "abusive", "identity_misuse", "withdrawn"})
#: An agency has the case and owes the next step.
WITH_AGENCY = frozenset({"forwarded", "in_progress"})

#: What a case that goes with another does only as that one does it. Its reporter still speaks for themselves.
LED = frozenset(
    {
        "verify", "forward", "start", "progress", "return", "take_back", "answer", "resolve", "escalate", "raise",
        "archive", "reopen",
    }
)  # fmt: skip
#: How far a case is on its way. One that waits for its reporter is as far as it was before.
HOW_FAR: Mapping[str, int] = MappingProxyType(
    {
        "received": 0,
        "verified": 1,
        "returned": 1,
        "forwarded": 2,
        "escalated": 2,
        "in_progress": 3,
        "answered": 4,
        "resolved": 5,
        "closed": 6,
        "archived": 6,
    }
)

SAME = "="  # the move leaves the status as it is
RESUME = "<"  # back to where the case was before it waited for the reporter

_TABLE: dict[str, dict[str, str]] = {
    "verify": {"received": "verified", "waiting_reporter": "verified"},
    "ask": dict.fromkeys(
        ("received", "verified", "forwarded", "in_progress", "returned"), "waiting_reporter"
    ),
    "resume": {"waiting_reporter": RESUME},
    "add": dict.fromkeys(
        ("received", "verified", "forwarded", "in_progress", "returned", "escalated", "answered", "resolved"),
        SAME,
    ),
    "forward": dict.fromkeys(("verified", "forwarded", "in_progress", "returned", "escalated"), "forwarded"),
    "start": {"forwarded": "in_progress"},
    "progress": {"in_progress": SAME},
    "return": dict.fromkeys(("forwarded", "in_progress"), "returned"),
    # Whoever had it beyond the city gave it back.
    "take_back": {"escalated": "returned"},
    "answer": dict.fromkeys(("verified", "forwarded", "in_progress", "escalated"), "answered"),
    "resolve": dict.fromkeys(("forwarded", "in_progress", "answered", "escalated"), "resolved"),
    "escalate": dict.fromkeys(("verified", "forwarded", "in_progress", "returned"), "escalated"),
    # One rung up. Inside the city to the next unit; beyond it the action says "escalated". An ended case goes up when
    # the reporter was refused its reopening.
    "raise": dict.fromkeys(
        ("forwarded", "in_progress", "returned", "escalated", "closed", "archived"), "forwarded"
    ),
    "confirm": dict.fromkeys(("answered", "resolved"), "closed"),
    "object": dict.fromkeys(("answered", "resolved"), "in_progress"),
    "silence": dict.fromkeys(("answered", "resolved"), "closed"),
    # Whoever leads several of one matter is worked on again, and the others with it.
    "again": dict.fromkeys(("answered", "resolved"), "in_progress"),
    "archive": dict.fromkeys(("received", "waiting_reporter", "verified", "returned"), "archived"),
    "ask_reopen": dict.fromkeys(("closed", "archived"), SAME),
    "reopen": {"closed": "in_progress", "archived": "verified"},
    "refuse_reopen": dict.fromkeys(("closed", "archived"), SAME),
    "rate": dict.fromkeys(("answered", "resolved", "closed"), SAME),
    "note": dict.fromkeys(STATUSES, SAME),
}
MOVE_NAMES = tuple(_TABLE)
#: (status, move) → the status it leads to.
MOVES: Mapping[tuple[str, str], str] = MappingProxyType(
    {(status, move): to for move, row in _TABLE.items() for status, to in row.items()}
)


class MoveRefused(Exception):
    """The table has no such move from this status."""

    code = "move_refused"

    def __init__(self, status: str, move: str) -> None:
        super().__init__(f"{move} from {status}")
        self.status, self.move = status, move


class Refused(Exception):
    """Input that cannot be taken: an error code, and the field it stands in.

    ``sentence()`` of the doors turns the code into words.
    """

    def __init__(self, code: str, field: str = "", **params: object) -> None:
        super().__init__(code)
        self.code, self.field, self.params = code, field, params


def may_move(status: str, move: str) -> bool:
    return (status, move) in MOVES


def next_status(status: str, move: str, waiting_from: str = "") -> str:
    """Where ``move`` leads from ``status``; ``waiting_from`` is where a waiting case came from."""
    to = MOVES.get((status, move))
    if to is None:
        raise MoveRefused(status, move)
    if to == SAME:
        return status
    if to == RESUME:
        return waiting_from or "received"
    return to


def moves_from(status: str) -> tuple[str, ...]:
    """Every move the table allows from here, in the table's order."""
    return tuple(move for move in MOVE_NAMES if (status, move) in MOVES)


#: Why a case may be archived. The list is ours; LAPOR!'s own list is public only in part (domain, 2.5).
ARCHIVE_REASONS = (
    "incomplete",
    "unclear",
    "too_general",
    "not_government",
    "duplicate",
    "spam",
    "abusive",
    "in_court",
    "already_answered",
    "withdrawn",
    "identity_misuse",
)
#: Of these, what is no other reporter's matter: it ends their case alone, and who told the same goes on.
PERSONAL_REASONS = frozenset({"incomplete", "unclear", "withdrawn", "identity_misuse"})
#: Why a case may go up one rung of the ladder, and for nothing else: its unit is not competent, did not settle it
#: within its clock, or the reporter asks for it after a refused reopening.
RAISE_REASONS = ("not_competent", "clock_over", "reopen_refused")
KINDS = ("complaint", "aspiration", "information")
