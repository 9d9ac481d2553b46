"""Who may do what to which case: one table, plain Python.

Rows are actions, columns are roles; a cell holds a scope. ``tests/core/people``
walks every cell, and ``tests/doors/desk`` walks them again over HTTP.

Three flags of a case narrow the table (domain: UU 25/2009, Perpres 76/2013):

* *oversight* (berkadar pengawasan): only the inspectorate and verifiers named for it.
* *confidential*: the agency complained about does not see the case.
* *anonymous*: nobody at an agency may ask for the reporter's identity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ROLES = ("operator", "verifier", "liaison", "coordinator", "inspectorate", "executive", "administrator")
#: Another government's program. It is nobody's colleague: no row of the table is for it, it may exchange what it
#: brought and what was given to it, and no more.
PARTNER = "partner"
#: Roles that sit in the city's complaint team rather than in one agency.
TEAM = frozenset({"operator", "verifier", "coordinator"})

Scope = Literal["none", "own", "all"]

# Columns in the order of ROLES. "own": only a case that lies with the officer's agency.
_TABLE: dict[str, tuple[Scope, Scope, Scope, Scope, Scope, Scope, Scope]] = {
    #               operator verifier liaison coordin. inspect. executive admin
    "see":           ("all", "all", "own", "all", "own", "all", "none"),
    "reveal":        ("all", "all", "own", "all", "own", "none", "none"),
    "verify":        ("none", "all", "none", "all", "own", "none", "none"),
    "join":          ("none", "all", "none", "all", "own", "none", "none"),
    "split":         ("none", "all", "none", "all", "own", "none", "none"),
    "ask":           ("all", "all", "own", "all", "own", "none", "none"),
    "forward":       ("none", "all", "none", "all", "own", "none", "none"),
    "decide":        ("none", "none", "none", "all", "own", "none", "none"),
    "start":         ("none", "none", "own", "all", "own", "none", "none"),
    "return":        ("none", "none", "own", "none", "own", "none", "none"),
    "answer":        ("none", "all", "own", "all", "own", "none", "none"),
    "resolve":       ("none", "none", "own", "all", "own", "none", "none"),
    "escalate":      ("none", "all", "own", "all", "own", "none", "none"),
    "archive":       ("none", "all", "none", "all", "own", "none", "none"),
    "note":          ("all", "all", "own", "all", "own", "none", "none"),
    "reopen":        ("none", "all", "none", "all", "own", "none", "none"),
    "refuse_reopen": ("none", "all", "none", "all", "own", "none", "none"),
    "show_photo":    ("none", "all", "none", "all", "own", "none", "none"),
    "judge_photo":   ("none", "all", "none", "all", "own", "none", "none"),
    "see_original":  ("none", "all", "none", "all", "own", "none", "none"),
    "bulk":          ("none", "all", "own", "all", "own", "none", "none"),
    "file":          ("all", "all", "none", "all", "none", "none", "none"),
    "converse":      ("all", "all", "none", "all", "none", "none", "none"),
    "supervise":     ("none", "none", "none", "all", "none", "all", "all"),
    "run_hotlines":  ("none", "none", "none", "all", "none", "none", "all"),
    "keep_board":    ("all", "none", "own", "all", "none", "none", "all"),
    "keep_articles": ("none", "none", "own", "all", "none", "none", "all"),
    "figures":       ("all", "all", "all", "all", "all", "all", "all"),
    "see_sie":       ("none", "all", "own", "all", "all", "all", "all"),
    "plan":          ("none", "none", "none", "all", "none", "all", "all"),
    "run_surveys":   ("none", "none", "own", "all", "none", "none", "all"),
    "enter_survey":  ("all", "none", "own", "all", "none", "none", "all"),
    "see_parked":    ("none", "none", "none", "all", "none", "none", "all"),
    "administer":    ("none", "none", "none", "none", "none", "none", "all"),
}  # fmt: skip
ACTIONS = tuple(_TABLE)
#: Actions that are not about one case.
WITHOUT_CASE = frozenset(
    {
        "file", "converse", "supervise", "run_hotlines", "keep_board", "keep_articles", "figures", "see_sie", "plan",
        "run_surveys", "enter_survey", "see_parked", "administer",
    }
)  # fmt: skip
#: What the reporter may do to the case whose token they hold.
REPORTER_ACTIONS = frozenset({"see", "reply", "confirm", "object", "request_reopen", "raise", "rate", "join"})
#: What the system does by itself.
SYSTEM_ACTIONS = frozenset({"close_by_silence", "archive", "mark_overdue"})


class NotAllowed(Exception):
    """The officer's role does not reach this action on this case."""

    code = "not_allowed"

    def __init__(self, action: str) -> None:
        super().__init__(action)
        self.action = action


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. ``str(actor)`` ("officer:12", "reporter", "system:clock") is what an event keeps."""

    kind: Literal["officer", "reporter", "system"]
    id: str = ""
    role: str = ""
    agency: str = ""
    #: Named for oversight cases (a verifier), besides the inspectorate.
    oversight: bool = False

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" if self.id else self.kind


REPORTER = Actor("reporter")


def system(name: str) -> Actor:
    """An actor of our own, e.g. ``system("clock")``: it may do anything the states allow."""
    return Actor("system", name)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the table needs to know of a case; nothing else of it matters here."""

    agency: str = ""
    oversight: bool = False
    confidential: bool = False
    anonymous: bool = False
    #: The agency complained about, when it is known.
    accused: str = ""


def may(actor: Actor, action: str, facts: CaseFacts | None = None) -> bool:
    """Whether ``actor`` may do ``action`` (to the case with these facts)."""
    if actor.kind == "system":
        return True
    if actor.kind == "reporter":
        return action in REPORTER_ACTIONS
    if actor.role == PARTNER:
        return action == "exchange"
    if actor.role not in ROLES or action not in _TABLE:
        return False
    scope = _TABLE[action][ROLES.index(actor.role)]
    if scope == "none" or facts is None:
        return scope != "none"
    return _reaches(actor, scope, facts) and not (action == "reveal" and hides_reporter(actor, facts))


def _reaches(actor: Actor, scope: Scope, facts: CaseFacts) -> bool:
    if facts.oversight:
        return actor.role == "inspectorate" or (actor.oversight and actor.role in {"verifier", "coordinator"})
    if actor.role == "inspectorate":
        # The inspectorate's own cases are the oversight ones, and what was forwarded to it.
        return bool(actor.agency) and actor.agency == facts.agency
    if scope == "all":
        return True
    if facts.confidential and facts.accused and actor.agency == facts.accused:
        return False
    return bool(actor.agency) and actor.agency == facts.agency


def hides_reporter(actor: Actor, facts: CaseFacts) -> bool:
    """An anonymous or confidential reporter stays unknown to agencies: their words are veiled for this officer."""
    if actor.kind != "officer":
        return False
    return (facts.anonymous or facts.confidential) and knows_no_reporter(actor)


def knows_no_reporter(actor: Actor) -> bool:
    """Whether the officer's role is kept from reporters who ask for secrecy."""
    return actor.role not in TEAM | {"inspectorate"}


def require(actor: Actor, action: str, facts: CaseFacts | None = None) -> None:
    """Raise :class:`NotAllowed` unless ``may``."""
    if not may(actor, action, facts):
        raise NotAllowed(action)
