"""Who deals with it: verify, forward, start, return, escalate."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from surga.core.agencies import queries as agencies
from surga.core.agencies.city import City
from surga.core.cases import deadlines, states
from surga.core.cases.actions.frame import Work, begin, facts_of
from surga.core.cases.actions.opening.alarm import all_clear
from surga.core.cases.models import Case, Entry
from surga.core.cases.states import Refused
from surga.core.people import access
from surga.core.people.access import Actor
from surga.core.triage.flags.sensitive import sensitive
from surga.core.triage.mask import MaskingFailed
from surga.events import catalogue

#: After so many returns only a coordinator may forward, and that decision stands.
BOUNCES_TO_DECIDE = 2


@transaction.atomic
def verify_case(  # noqa: PLR0913  # each is one thing that a verifier says
    code: str,
    actor: Actor,
    *,
    topic: str = "",
    agency: str = "",
    service_class: str = "",
    oversight: bool | None = None,
    title: str = "",
    publish: bool | None = None,
    level: str = "",
    accused: str = "",
    danger: bool | None = None,
    at: datetime | None = None,
) -> Case:
    """Say what the matter is, who should have it, and whether the public may read it.

    What is left out stays as triage proposed it. ``publish``: False keeps it back; None publishes what the rules let
    pass; True is an officer's word, who has read why the text is better kept back and shows it all the same. What is
    confidential, suspects an office or is about a protected topic never is. ``danger``: False where none is.
    """
    work = begin(code, actor, "verify", "verify", at)
    case = work.case
    _classify(work, topic, service_class, oversight, danger)
    case.level = _known_level(level) if level else case.level
    case.proposed_agency = _competent(work, agency)
    case.accused = _known_agency(work.city, accused, "accused") if accused else case.accused
    case.title = (title.strip() or case.title)[:160]
    case.verified_at, case.waiting_from = case.verified_at or work.now, ""
    case.published = may_be_read(work, publish)
    return work.finish(_verified(case))


def _verified(case: Case) -> catalogue.CaseVerified:
    return catalogue.CaseVerified(
        case_id=case.pk,
        topic=case.topic_id or "",
        agency=case.proposed_agency,
        service_class=case.service_class,
        oversight=case.oversight,
        published=case.published,
        level_now=case.level,
        protected=case.protected,
    )


@transaction.atomic
def forward_case(
    code: str, actor: Actor, *, agency: str = "", note: str = "", at: datetime | None = None
) -> Case:
    """Give the case to an agency (disposisi); to the proposed one when none is named.

    After the second return only a coordinator may, and the agency cannot return it again.
    """
    work = begin(code, actor, "forward", "forward", at)
    case = work.case
    deciding = case.bounces >= BOUNCES_TO_DECIDE
    if deciding and not access.may(actor, "decide", facts_of(case)):
        raise Refused("must_decide", "agency")
    chosen = _known_agency(work.city, agency or case.proposed_agency, "agency")
    if case.confidential and not agency and not case.accused and not case.oversight:
        # Nobody said whom it is about: the proposed agency may be the very one. A person must choose.
        # Oversight cases go to the inspectorate alone, see below.
        raise Refused("agency_unknown", "agency")
    if case.confidential and case.accused == chosen:
        raise Refused("agency_accused", "agency")
    if case.oversight and work.city.agencies[chosen].kind != "inspektorat":
        raise Refused("oversight_stays", "agency")
    left, case.agency_id = case.agency_id or "", chosen
    case.proposed_agency = chosen
    case.decided = case.decided or deciding
    case.forwarded_at = case.forwarded_at or work.now
    case.body = ""
    entry = work.say_if_any("forward", note, Entry.INTERNAL)
    return work.finish(
        catalogue.CaseForwarded(
            case_id=case.pk,
            agency=chosen,
            from_agency=left,
            entry_id=entry,
            decided=deciding,
            level_now=case.level,
        )
    )


@transaction.atomic
def start_work(code: str, actor: Actor, *, text: str = "", at: datetime | None = None) -> Case:
    """The agency takes the case up; what it says about it, the public may read."""
    work = begin(code, actor, "start", "start", at)
    entry = work.say_if_any("progress", text, Entry.PUBLIC)
    agency = work.case.agency_id or ""
    return work.finish(catalogue.WorkStarted(case_id=work.case.pk, agency=agency, entry_id=entry))


@transaction.atomic
def return_case(code: str, actor: Actor, *, reason: str, at: datetime | None = None) -> Case:
    """The agency is not competent: back to the verifiers, counted."""
    work = begin(code, actor, "return", "return", at)
    case = work.case
    if case.decided:
        raise Refused("must_decide", "reason")
    entry = work.say("return", reason, Entry.INTERNAL)
    agency, case.agency_id = case.agency_id or "", None
    case.bounces += 1
    return work.finish(
        catalogue.CaseReturned(case_id=case.pk, agency=agency, entry_id=entry, bounces=case.bounces)
    )


@transaction.atomic
def escalate_case(
    code: str, actor: Actor, *, level: str, reason: str, body: str = "", at: datetime | None = None
) -> Case:
    """Beyond what the present level can do: upwards or sideways, with a reason the reporter reads."""
    work = begin(code, actor, "escalate", "escalate", at)
    case = work.case
    _known_level(level)
    if case.oversight or case.confidential:
        # Such a case leaves the city only by the inspectorate's or a named officer's own hand.
        access.require(actor, "escalate", facts_of(case))
    case.level, case.body = level, body.strip()[:160]
    entry = work.say("escalation", reason, Entry.PUBLIC)
    return work.finish(
        catalogue.CaseEscalated(
            case_id=case.pk, level=level, body=case.body, entry_id=entry, agency_now=case.agency_id or ""
        )
    )


def _classify(
    work: Work, topic: str, service_class: str, oversight: bool | None, danger: bool | None
) -> None:
    case, where = work.case, work.city
    if danger is False:
        all_clear(work)
    if topic:
        if topic not in where.topics or not where.topics[topic].active:
            raise Refused("topic_unknown", "topic")
        if topic != case.topic_id:
            case.topic_id = topic
            case.service_class = "quick" if case.danger else where.topics[topic].service_class
            _route_again(case)
    if service_class and service_class not in deadlines.SERVICE_CLASSES:
        raise Refused("class_unknown", "service_class")
    known = where.topics.get(case.topic_id or "")
    case.oversight = bool(known and known.oversight) if oversight is None else oversight
    case.protected = bool(known and known.protected)
    case.service_class = "examination" if case.oversight else service_class or case.service_class


def may_be_read(work: Work, asked: bool | None) -> bool:
    """Whether everybody may read the case. A text that says what is never published needs an officer's own word;

    without it the case is protected from here on, as if its topic were: other governments publish what they are told.
    """
    case = work.case
    if not (asked and work.actor.kind == "officer") and _speaks_of_more(case):
        case.protected = True
    topic = work.city.topics.get(case.topic_id or "")
    never = topic is not None and (topic.protected or topic.oversight)
    return asked is not False and not (never or case.confidential or case.oversight or case.protected)


def _speaks_of_more(case: Case) -> bool:
    """Whether the words speak of what is never published, whatever topic was chosen for them."""
    try:
        return bool(sensitive(f"{case.title}\n{case.text}"))
    except MaskingFailed:
        return True  # what cannot be read cannot be judged, and could not be shown


def _route_again(case: Case) -> None:
    """Another topic is another matter for the authority table: who, at which level, and why."""
    found = agencies.route(
        case.topic_id or "", case.region_id or "", f"{case.text} {case.address}", fresh=False
    )
    case.proposed_agency, case.level, case.body = found.agency, found.level or "opd", found.body[:160]
    case.routing = asdict(found)


def _competent(work: Work, agency: str) -> str:
    """The agency to propose: an oversight case is always the inspectorate's."""
    if work.case.oversight:
        offices = work.city.offices_of("inspektorat")
        return offices[0].code if offices else ""
    return _known_agency(work.city, agency, "agency") if agency else work.case.proposed_agency


def _known_agency(where: City, code: str, field: str) -> str:
    found = where.agencies.get(code)
    if found is None or not found.active:
        raise Refused("agency_unknown", field)
    return code


def _known_level(level: str) -> str:
    if level not in states.LEVELS:
        raise Refused("level_unknown", "level")
    return level
