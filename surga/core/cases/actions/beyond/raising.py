"""One rung up the ladder: only with a reason that holds, and with everything the case has."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from surga.core.agencies.city import OUTSIDE_LEVELS, City
from surga.core.agencies.routing import Matter, Rung, above, rung_of
from surga.core.cases import states
from surga.core.cases.actions.frame import Work, begin, facts_of
from surga.core.cases.models import Case, Entry
from surga.core.cases.states import Refused
from surga.core.people import access
from surga.core.people.access import Actor
from surga.events import catalogue
from surga.events.catalogue import Event
from surga.events.models import Event as EventRow

#: The clocks that the unit which has the case must keep.
_OF_THE_UNIT = ("first_follow_up", "resolution")


@transaction.atomic
def raise_case(code: str, actor: Actor, *, reason: str, text: str = "", at: datetime | None = None) -> Case:
    """To the next unit up, or beyond the city; the reporter reads why. Clocks, thread and numbers go with it.

    ``reason``: one of ``RAISE_REASONS``. Raises ``Refused`` where it does not hold, and where the ladder ends.
    """
    work = begin(code, actor, "raise" if actor.kind == "reporter" else "escalate", "raise", at)
    case = work.case
    _require(work, reason)
    rung = way_up(case, reason, work.city)
    if rung is None:
        raise Refused("ladder_ends", "reason")
    say = work.say if actor.kind == "reporter" else work.say_if_any
    entry = say("raise", text, Entry.REPORTER if actor.kind == "reporter" else Entry.PUBLIC)
    left = case.agency_id
    if case.status in states.ENDED and _needs_a_person(case, actor, rung):
        return _to_the_verifiers(work, rung, entry)
    ended = case.status in states.ENDED
    _hand_over(work, rung)
    if ended:
        _open_again(work, reason)
    return work.finish(_passed_on(case, rung, reason, left, entry))


def _passed_on(case: Case, rung: Rung, reason: str, left: str | None, entry: int | None) -> Event:
    if rung.agency:
        return catalogue.CaseForwarded(
            case_id=case.pk,
            agency=rung.agency,
            from_agency=left,
            entry_id=entry,
            decided=False,
            raised=reason,
            level_now=case.level,
        )
    return catalogue.CaseEscalated(
        case_id=case.pk,
        level=rung.level,
        body=case.body,
        entry_id=entry,
        raised=reason,
        from_agency=left,
        agency_now=case.agency_id or "",
    )


def way_up(case: Case, reason: str, where: City) -> Rung | None:
    """Where the case would go for this reason; None where the ladder ends."""
    matter = Matter(
        topic=where.topics.get(case.topic_id or ""),
        region=case.region_id or "",
        text=f"{case.text} {case.address}",
        oversight=case.oversight,
        elsewhere=reason == "not_competent",
        without=frozenset((case.accused,)),
    )
    return above(rung_now(case, where), matter, where)


def rung_now(case: Case, where: City) -> Rung:
    """Who has the case, or had it last; the empty rung when nobody did."""
    if case.status in states.WITH_AGENCY:
        return rung_of(case.agency_id or "", where)
    passed = EventRow.objects.filter(case_id=case.pk, name__in=("CaseForwarded", "CaseEscalated"))
    last = passed.order_by("-id").values_list("data", flat=True).first() or {}
    if last.get("level") in OUTSIDE_LEVELS:
        return Rung(last["level"], body=str(last.get("body") or ""))
    return rung_of(last.get("agency") or case.agency_id or "", where)


def reasons_for(case: Case, actor: Actor, now: datetime | None = None) -> tuple[str, ...]:
    """The reasons that hold for this actor now, whatever their right and the ladder say."""
    if case.status in states.ENDED:
        return ("reopen_refused",) if reopen_was_refused(case) else ()
    if actor.kind == "reporter" or not states.may_move(case.status, "raise"):
        return ()
    holds = {
        "not_competent": not case.decided or access.may(actor, "decide", facts_of(case)),
        "clock_over": _is_over(case, now or timezone.now()),
    }
    return tuple(reason for reason, it_does in holds.items() if it_does)


def reopen_was_refused(case: Case) -> bool:
    """Whether the last word on opening the case again was no. Once it went up for that, it was opened."""
    said = EventRow.objects.filter(case_id=case.pk, name__in=("ReopenRefused", "CaseReopened"))
    return said.order_by("-id").values_list("name", flat=True).first() == "ReopenRefused"


def _require(work: Work, reason: str) -> None:
    if reason not in states.RAISE_REASONS:
        raise Refused("reason_unknown", "reason")
    if reason in reasons_for(work.case, work.actor, work.now):
        return
    if reason == "not_competent" and work.case.decided:
        raise Refused("must_decide", "reason")
    raise Refused({"clock_over": "clock_not_over"}.get(reason, "reopen_not_refused"), "reason")


def _is_over(case: Case, now: datetime) -> bool:
    clocks = [case.clocks.get(name) or {} for name in _OF_THE_UNIT]
    open_ones = [clock["due"] for clock in clocks if clock.get("due") and not clock.get("stopped")]
    return any(datetime.fromisoformat(due) < now for due in open_ones)


def _needs_a_person(case: Case, actor: Actor, rung: Rung) -> bool:
    """Whether the ladder alone may not decide who reads it next.

    A secret case leaves the city only by an officer's own hand; and where nobody said whom it is about, the next
    unit might be the very one.
    """
    if actor.kind != "reporter" or not (case.confidential or case.oversight):
        return False
    return not rung.agency or not (case.accused or case.oversight)


def _to_the_verifiers(work: Work, rung: Rung, entry: int | None) -> Case:
    _end_no_more(work.case)
    work.to, work.case.agency_id = "verified", None
    work.case.proposed_agency = rung.agency or work.case.proposed_agency
    return work.finish(_reopened(work, entry))


def _open_again(work: Work, reason: str) -> None:
    """An ended case is opened before it goes up: its clocks go on from where they stopped."""
    _end_no_more(work.case)
    work.finish(_reopened(work, None, reason))


def _reopened(work: Work, entry: int | None, raised: str = "") -> catalogue.CaseReopened:
    case = work.case
    return catalogue.CaseReopened(
        case_id=case.pk,
        entry_id=entry,
        status=work.to,
        raised=raised,
        agency_now=case.agency_id or "",
        proposed_now=case.proposed_agency,
    )


def _end_no_more(case: Case) -> None:
    case.reopen_requested_at = None
    case.reopened += 1
    case.closed_at, case.close_reason, case.archive_reason = None, "", ""


def _hand_over(work: Work, rung: Rung) -> None:
    case = work.case
    case.raised += 1
    case.level, case.body = rung.level, rung.body[:160]
    if not rung.agency:
        work.to = "escalated"
        return
    case.agency_id = case.proposed_agency = rung.agency
    case.forwarded_at = case.forwarded_at or work.now
