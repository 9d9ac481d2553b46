"""Danger that is told of later, and an alarm that was none."""

from __future__ import annotations

from surga.core.cases import states
from surga.core.cases.actions.frame import Work
from surga.core.triage.danger import danger_in
from surga.events import catalogue
from surga.events.record import record


def heed(work: Work, said: str) -> None:
    """Raise the alarm on a case whose reporter now tells of a danger; nothing where it is known already, or is over.

    Call it before ``work.finish``, which winds the clocks by the class that is set here.
    """
    case = work.case
    if case.danger or case.status in states.ENDED:
        return
    danger = danger_in(said)
    if danger is None:
        return
    case.danger = danger.kind
    case.service_class = "examination" if case.oversight else "quick"
    record(catalogue.DangerSeen(case_id=case.pk, danger=danger.kind), str(work.actor), work.now)


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
