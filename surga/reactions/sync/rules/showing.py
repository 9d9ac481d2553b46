"""What another government's program is shown of a matter that it brought or was given: our words in the port's.

A partner stands where the reporter stands: it reads what the reporter would read, and nothing that officers say among
themselves. What is no substantive answer must not look like one there, so only an answer is a ``follow_up``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Our status → where the matter stands, in the port's words.
STANDINGS: Final[Mapping[str, str]] = {
    "received": "unverified",
    "waiting_reporter": "postponed",
    "verified": "disposed",
    "forwarded": "disposed",
    "in_progress": "in_progress",
    "answered": "followed_up",
    "resolved": "followed_up",
    "closed": "done",
    "returned": "disposed",
    "escalated": "disposed",
    "archived": "archived",
}
#: Our event → what kind of step it is there, and who takes it. What is not here is not shown.
STEPS: Final[Mapping[str, tuple[str, str]]] = {
    "CaseVerified": ("status", "centre"),
    # A question is for whoever brought it: an officer there reads it and asks the reporter.
    "ReporterAsked": ("note", "agency"),
    "ReporterReplied": ("reporter_reply", "reporter"),
    "DetailsAdded": ("reporter_reply", "reporter"),
    "CaseForwarded": ("disposition", "centre"),
    "CaseEscalated": ("disposition", "centre"),
    "WorkStarted": ("status", "agency"),
    "CaseAnswered": ("follow_up", "agency"),
    "CaseResolved": ("follow_up", "agency"),
    "CaseConfirmed": ("status", "reporter"),
    "CaseObjected": ("reporter_reply", "reporter"),
    "CaseClosedBySilence": ("status", "system"),
    "CaseReopened": ("status", "centre"),
    "CaseArchived": ("status", "centre"),
    # What a third government did: the answer of it has become ours before.
    "OutsideStepTaken": ("status", "centre"),
}
#: Levels at which "it is yours" is said to a partner by escalating to it.
BESIDE: Final = "neighbour"


def is_given_back(status: str, level: str, body: str, names: tuple[str, ...]) -> bool:
    """Whether a matter went from us back to whoever brought it: beside us, and to nobody else by name."""
    if level != BESIDE or status not in {"escalated", "answered", "resolved", "closed"}:
        return False
    meant = {name.casefold() for name in names if name}
    # Once it was answered, a name that is not there may have been taken away by somebody of ours who had it since.
    return body.strip().casefold() in (meant | {""} if status == "escalated" else meant)
