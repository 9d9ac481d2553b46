"""What another government's side tells of a case. It is put on the timeline; a rule of whoever asks moved the case.

Whoever notes something does it with more in one transaction, of which all is kept or nothing: it needs no savepoint.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from surga.core.cases.actions.frame import MAX_WORDS, begin
from surga.core.cases.models import Case, Entry
from surga.core.people.access import Actor
from surga.events import catalogue


@transaction.atomic(savepoint=False)
def note_link(code: str, actor: Actor, *, system: str, report_id: str, direction: str) -> int:
    """The case has an id there from now on; the event's id."""
    work = begin(code, actor, "note", "note", None)
    work.remark(
        catalogue.CaseLinked(case_id=work.case.pk, system=system, report_id=report_id, direction=direction)
    )
    return work.event_id


@transaction.atomic(savepoint=False)
def note_step(
    code: str,
    actor: Actor,
    *,
    system: str,
    step: str,
    role: str = "",
    standing: str = "",
    text: str = "",
    at: datetime | None = None,
) -> int:
    """Somebody did something there, with these words; the event's id. A note there is for officers here, too."""
    work = begin(code, actor, "note", "note", at)
    visibility = {"note": Entry.INTERNAL, "reporter_reply": Entry.REPORTER}.get(step, Entry.PUBLIC)
    entry = work.say_if_any("outside", text[:MAX_WORDS], visibility)
    happened = catalogue.OutsideStepTaken(
        case_id=work.case.pk, system=system, step=step, role=role, standing=standing, entry_id=entry
    )
    work.remark(happened)
    return work.event_id


@transaction.atomic(savepoint=False)
def note_outside(code: str, actor: Actor, *, system: str, what: str, text: str = "") -> int:
    """Something there that an officer should look at; the event's id."""
    work = begin(code, actor, "note", "note", None)
    entry = work.say_if_any("outside", text[:MAX_WORDS], Entry.INTERNAL)
    work.remark(catalogue.OutsideNoted(case_id=work.case.pk, system=system, what=what, entry_id=entry))
    return work.event_id


@transaction.atomic
def take_back(code: str, actor: Actor, *, reason: str) -> int:
    """Whoever had it beyond the city gave it back: the verifiers have it again; the event's id.

    No bounce is counted: no agency of the city refused it. Raises ``MoveRefused`` when it is not beyond the city.
    """
    work = begin(code, actor, "return", "take_back", None)
    case = work.case
    entry = work.say("return", reason[:MAX_WORDS], Entry.INTERNAL)
    case.agency_id, case.level, case.body = None, "city", ""
    work.finish(catalogue.CaseReturned(case_id=case.pk, agency="", entry_id=entry, bounces=case.bounces))
    return work.event_id


@transaction.atomic
def close_from_outside(code: str, actor: Actor, *, at: datetime | None = None) -> Case:
    """It was answered here, and the other side's own clock or reporter ended it: the clock of silence is theirs."""
    work = begin(code, actor, "close_by_silence", "silence", at)
    work.case.closed_at, work.case.close_reason = work.now, "silence"
    return work.finish(catalogue.CaseClosedBySilence(case_id=work.case.pk))
