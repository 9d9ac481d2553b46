"""Our statuses and their standings: one table, and who decides.

The city decides what happens to a matter inside the city. The other side decides its ids, its verification and its
clock of silence. So a standing is never copied into a status: it is told on the timeline, and ``decide`` says whether
anything follows. It goes by what is known now and asks for nothing to be pending, hence both orders of arrival end
alike: while we have told something that the other side has not taken yet, what it says is from before, and decides
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from surga.core.cases import states
from surga.reactions.sync.things import IN


@dataclass(frozen=True, slots=True)
class Row:
    """``says``: what we tell when a case comes to this status, "" for nothing. ``fits``: the standings with it."""

    says: str
    fits: frozenset[str]


_OPEN: Final = frozenset({"unverified", "postponed", "disposed", "in_progress"})
_ANSWERED: Final = frozenset({"followed_up", "reporter_replied", "done"})
#: Their end is theirs: what ended there stays ended, whatever goes on here. It is shown, and no mistake.
_ENDED: Final = frozenset({"done", "archived"})

#: status → row. The only place where the two sides' words meet.
TABLE: Final[Mapping[str, Row]] = {
    "received": Row("", _OPEN | {"reporter_replied"}),
    "waiting_reporter": Row("", _OPEN | {"reporter_replied", "followed_up"}),
    "verified": Row("", _OPEN | {"followed_up", "reporter_replied"}),
    "forwarded": Row("", _OPEN | {"followed_up", "reporter_replied"}),
    "in_progress": Row("in_progress", frozenset({"in_progress", "reporter_replied", "followed_up"})),
    "answered": Row("followed_up", _ANSWERED),
    "resolved": Row("followed_up", _ANSWERED),
    "closed": Row("done", _ENDED),
    "returned": Row("", _OPEN | {"followed_up", "reporter_replied"}),
    "escalated": Row("", _OPEN | _ANSWERED | {"not_ours", "archived"}),
    "archived": Row("archived", frozenset({"archived", "done"})),
}


#: What is said with a standing that is told once more.
RETOLD: Final[Mapping[str, str]] = {
    "in_progress": "Laporan sedang ditangani pemerintah kota.",
    "followed_up": "Laporan sudah ditanggapi pemerintah kota; lihat tindak lanjut sebelumnya.",
    "done": "Laporan sudah selesai di pemerintah kota.",
    "archived": "Laporan sudah diarsipkan di pemerintah kota.",
}


def fits(status: str, standing: str, direction: str, *, elsewhere: bool = False) -> bool:
    """Whether there is nothing to explain about the two.

    A report told to us is ended by the other side's clock, so there a closed case waits for it. What somebody else
    there has, is theirs to say.
    """
    if elsewhere or standing in _ENDED:
        return True
    if status == "closed" and direction == IN:
        return standing in _ANSWERED | {"in_progress"}
    return standing in TABLE[status].fits


def owed(status: str, standing: str, direction: str) -> str:
    """The standing to be told once more for a report that came back to us, "" for none.

    While it was with somebody else there, what we said could be words only.
    """
    says = TABLE[status].says
    if says == "done" and direction == IN:
        says = "followed_up"  # the end is theirs to say, and our last word was the answer
    return "" if fits(status, standing, direction) or says == standing else says


def decide(status: str, before: str, now: str, direction: str, *, pending: bool) -> str:
    """What follows from a standing that changed: "close", or "" for nothing but the news of it.

    Only one thing does: a report that the other side's reporter or clock ended, when we have answered it and the other
    side knows that.
    """
    if pending or now == before or now != "done" or direction != IN:
        return ""
    return "close" if status in {"answered", "resolved"} else ""


def comes_back(status: str, moved: str, takes: str) -> bool:
    """Whether a case that we raised to that very side is to be taken back by our verifiers: the side gave it back."""
    return moved == "back" and takes == "escalated" and status == "escalated"


def hear_step(kind: str, role: str, status: str, waiting_from: str, *, pending: bool, here: bool) -> str:
    """What follows from a step taken there: "reply", "answer", or "step": it is told on the timeline, and that is all.

    What the reporter says there, is said by the reporter. Where the city has passed the matter on, the answer of
    whoever has it now is the answer. Nothing is ever opened again or closed by a step.
    """
    if pending:
        return "step"
    if kind == "reporter_reply":
        move = "resume" if status == "waiting_reporter" else "add"
        return "reply" if states.may_move(status, move) else "step"
    if kind == "follow_up" and role in {"agency", "liaison"} and status == "escalated" and not here:
        return "answer"
    return "step"
