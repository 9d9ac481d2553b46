"""What triage says of a case is kept on it, and betters what was proposed at the door."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from surga.core.agencies import queries as agencies
from surga.core.agencies.routing import DEFAULT_RULE
from surga.core.cases import deadlines, states
from surga.core.cases.actions.frame import Work, begin, history_of, wind
from surga.core.cases.models import Case
from surga.core.people.access import Actor
from surga.events import catalogue
from surga.events.record import record

#: ``Judged.by`` of what was learned from verified cases.
MODEL = "model"
#: Where a case waits for its first officer.
UNSEEN = frozenset({"received", "waiting_reporter"})
#: From so sure on the topic that was learned goes before the one that its words alone gave.
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement in the city's own codes. ``agency``, ``topic``: empty where none is known.

    ``confidence``: of such judgements this share was right, where ``by`` is "model"; else only the likelier is higher.
    ``given_topic``: the reporter chose the case's topic, so it stays. ``automatic``: it goes straight to the agency.
    """

    agency: str
    confidence: float
    best: tuple[str, ...]
    topic: str
    kind: str
    level: str
    by: str
    clock: str
    words: tuple[str, ...] = ()
    rule: str = ""
    rule_reason: str = ""
    alert: str = ""
    version: str = ""
    urgent: str = ""
    #: It may accuse somebody in office.
    oversight: bool = False
    automatic: bool = False
    given_topic: bool = False
    tone: tuple[str, ...] = ()
    language: str = ""
    sensitive: tuple[str, ...] = ()


def awaits_judgement(case: Case) -> bool:
    """Nobody has verified it, and it was not judged yet: a repeated delivery finds it judged."""
    return not case.triage and case.verified_at is None and case.status in UNSEEN


@transaction.atomic
def note_judgement(code: str, actor: Actor, judged: Judged, *, at: datetime | None = None) -> Case | None:
    """Keep the judgement, and propose by it; None where the case does not wait for one any more.

    A rule of the authority table that says more than "the topic's own agency" stays above it. What the event tells are
    codes; the words that decided stay on the case.
    """
    work = begin(code, actor, "note", "note", at)
    case = work.case
    if not awaits_judgement(case):
        return None
    case.triage = {**asdict(judged), "at": work.now.isoformat()}
    if not (case.oversight or judged.oversight):
        _better(work, judged)
    return work.finish(
        catalogue.CaseTriaged(
            case_id=case.pk,
            topic=judged.topic,
            agency=judged.agency,
            kind=judged.kind,
            level=judged.level,
            confidence=round(judged.confidence * 1000),
            by=judged.by,
            version=judged.version,
            rule=judged.rule,
            automatic=judged.automatic,
            oversight=judged.oversight,
            best=list(judged.best),
            topic_now=case.topic_id or "",
            agency_now=case.proposed_agency,
            level_now=case.level,
            protected_now=case.protected,
        )
    )


def _better(work: Work, judged: Judged) -> None:
    case = work.case
    learned = judged.by == MODEL
    surer = learned and judged.confidence >= _SURE and not judged.given_topic
    if judged.topic and judged.topic != case.topic_id and (not case.topic_id or surer):
        _take_topic(work, judged.topic)
    ruled = bool(case.proposed_agency) and (case.routing or {}).get("rule") not in {"", DEFAULT_RULE, None}
    if not judged.agency or ruled or (case.proposed_agency and not learned):
        return
    case.proposed_agency = judged.agency
    if case.level not in states.OUTSIDE_LEVELS:
        case.level = work.city.agencies[judged.agency].level


def _take_topic(work: Work, topic: str) -> None:
    """Another topic: its clock, its secrecy, and what the authority table says of it. A rule that fails is told."""
    case, known = work.case, work.city.topics[topic]
    failed_before = bool((case.routing or {}).get("alert")) and case.topic_id is not None
    case.topic_id, case.protected = topic, known.protected
    found = agencies.route(topic, case.region_id or "", f"{case.text} {case.address}", fresh=False)
    case.proposed_agency, case.level, case.body = found.agency, found.level or "opd", found.body[:160]
    case.routing = asdict(found)
    if found.alert and not failed_before:
        record(catalogue.RoutingFailed(case_id=case.pk, reason=found.reason), str(work.actor), work.now)
    if not case.danger and case.kind == "complaint" and known.service_class != case.service_class:
        case.service_class = known.service_class
        wind(case, history_of(case), work.city)
        promises = deadlines.promised(
            case.received_at, work.city.calendar, work.city.deadlines, case.service_class
        )
        case.promises = {name: due.isoformat() for name, due in promises.items()}
