"""Danger that is told of later, and an alarm that was none."""

from __future__ import annotations

from surga.core.cases import states
from surga.core.cases.actions.frame import Work
from surga.core.triage.danger import danger_in
from surga.core.triage.danger.signs import sign_in
from surga.events import catalogue
from surga.events.record import record

#: Fewer words than these tell of a danger only by a word of its own: at the door, and added to what is known already.
FEW, FEW_ADDED = 4, 8


def danger_told(said: str, few: int = FEW) -> str:
    """The kind of danger that a text tells of; empty where none is, or where it says too little to be heard so."""
    flat = " ".join(said.lower().split())
    danger = danger_in(said) if flat else None
    heard = danger is not None and (len(flat.split()) >= few or sign_in(flat) is not None)
    return danger.kind if danger is not None and heard else ""


def heed(work: Work, said: str) -> None:
    """Raise the alarm on a case whose reporter now tells of a danger; nothing where it is known already, or is over.

    Call it before ``work.finish``, which winds the clocks by the class that is set here.
    """
    case = work.case
    if case.danger or case.status in states.ENDED:
        return
    danger = danger_told(said, FEW_ADDED)
    if not danger:
        return
    case.danger = danger
    case.service_class = "examination" if case.oversight else "quick"
    record(catalogue.DangerSeen(case_id=case.pk, danger=danger), str(work.actor), work.now)


def all_clear(work: Work) -> None:
    """An officer says that there is no danger: the topic's own clock runs again."""
    case = work.case
    if not case.danger:
        return
    case.danger = ""
    topic = work.city.topics.get(case.topic_id or "")
    if topic is not None and not case.oversight:
        case.service_class = topic.service_class
    record(catalogue.DangerSeen(case_id=case.pk, danger=""), str(work.actor), work.now)
