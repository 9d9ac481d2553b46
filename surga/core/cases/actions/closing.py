"""How a case ends and begins again: confirmed, objected, silent, archived, reopened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from surga.core.cases import photos as pictures
from surga.core.cases import states
from surga.core.cases.actions.frame import begin
from surga.core.cases.deadlines import OWED_BY_CITY
from surga.core.cases.models import Case, Entry
from surga.core.cases.states import MoveRefused, Refused
from surga.core.people.access import Actor, system
from surga.events import catalogue
from surga.events.record import record

_CLOCK = system("clock")


@dataclass(frozen=True, slots=True)
class Swept:
    """How many cases one sweep found late, closed by silence, or archived as incomplete."""

    overdue: int = 0
    silent: int = 0
    incomplete: int = 0


@transaction.atomic
def confirm_case(code: str, actor: Actor, *, at: datetime | None = None) -> Case:
    """The reporter says: it is dealt with."""
    work = begin(code, actor, "confirm", "confirm", at)
    work.case.closed_at, work.case.close_reason = work.now, "confirmed"
    return work.finish(catalogue.CaseConfirmed(case_id=work.case.pk))


def object_to_case(
    code: str, actor: Actor, *, text: str, photos: Sequence[bytes] = (), at: datetime | None = None
) -> Case:
    """The reporter says: it is not. The agency has it again."""
    clean = pictures.clean_photos(list(photos))
    with transaction.atomic():
        work = begin(code, actor, "object", "object", at)
        entry = work.say("objection", text, Entry.REPORTER)
        work.show(clean, entry)
        work.case.reopened += 1
        if work.case.agency_id is None:  # answered by the verifiers themselves: theirs again
            work.to = "verified"
        return work.finish(catalogue.CaseObjected(case_id=work.case.pk, entry_id=entry))


@transaction.atomic
def request_reopen(code: str, actor: Actor, *, text: str, at: datetime | None = None) -> Case:
    """After closing, inside the window: the reporter asks, an officer decides."""
    work = begin(code, actor, "request_reopen", "ask_reopen", at)
    case = work.case
    window = (case.clocks.get("reopen") or {}).get("due")
    if window is not None and work.now > datetime.fromisoformat(window):
        raise Refused("reopen_window_over", "text")
    entry = work.say("reopen_request", text, Entry.REPORTER)
    case.reopen_requested_at = case.reopen_requested_at or work.now
    return work.finish(catalogue.ReopenRequested(case_id=case.pk, entry_id=entry))


@transaction.atomic
def reopen_case(code: str, actor: Actor, *, note: str = "", at: datetime | None = None) -> Case:
    """Open an ended case again."""
    work = begin(code, actor, "reopen", "reopen", at)
    case = work.case
    case.reopen_requested_at = None
    case.reopened += 1
    case.closed_at, case.close_reason, case.archive_reason = None, "", ""
    if work.to == "in_progress" and case.agency_id is None:
        work.to = "verified"
    entry = work.say_if_any("note", note, Entry.REPORTER)
    return work.finish(
        catalogue.CaseReopened(
            case_id=case.pk,
            entry_id=entry,
            status=work.to,
            agency_now=case.agency_id or "",
            proposed_now=case.proposed_agency,
        )
    )


@transaction.atomic
def refuse_reopen(code: str, actor: Actor, *, reason: str, at: datetime | None = None) -> Case:
    """Leave it closed, with a reason that the reporter reads."""
    work = begin(code, actor, "refuse_reopen", "refuse_reopen", at)
    case = work.case
    if case.reopen_requested_at is None:
        raise MoveRefused(case.status, "refuse_reopen")
    entry = work.say("reopen_refusal", reason, Entry.REPORTER)
    case.reopen_requested_at = None
    return work.finish(catalogue.ReopenRefused(case_id=case.pk, entry_id=entry))


@transaction.atomic
def archive_case(code: str, actor: Actor, *, reason: str, note: str = "", at: datetime | None = None) -> Case:
    """End a case without follow-up, for one of the coded reasons; the note is for the reporter."""
    work = begin(code, actor, "archive", "archive", at)
    if reason not in states.ARCHIVE_REASONS:
        raise Refused("reason_unknown", "reason")
    case = work.case
    case.closed_at, case.archive_reason, case.waiting_from = work.now, reason, ""
    entry = work.say_if_any("archive", note, Entry.REPORTER)
    return work.finish(catalogue.CaseArchived(case_id=case.pk, reason=reason, entry_id=entry))


def sweep_clocks(now: datetime | None = None, limit: int = 500, only: int | None = None) -> Swept:
    """Do what the clocks say: record what is late, close by silence, archive what stayed incomplete.

    Each case in its own transaction; a second sweep at the same time finds nothing left.
    ``only``: the id of the one case to look at.
    """
    now = now or timezone.now()
    overdue = sum(_mark_overdue(pk, now) for pk in _late(now, OWED_BY_CITY, limit, only))
    silent = sum(_end(pk, now, "silence") for pk in _late(now, ("silence",), limit, only))
    incomplete = sum(_end(pk, now, "reporter_reply") for pk in _late(now, ("reporter_reply",), limit, only))
    return Swept(overdue, silent, incomplete)


def _late(now: datetime, clocks: tuple[str, ...], limit: int, only: int | None) -> list[int]:
    late = Case.objects.filter(due_at__lt=now, overdue_at=None, due_clock__in=clocks)
    if only is not None:
        late = late.filter(pk=only)
    return list(late.order_by("due_at").values_list("pk", flat=True)[:limit])


@transaction.atomic
def _mark_overdue(pk: int, now: datetime) -> bool:
    case = Case.objects.select_for_update().get(pk=pk)
    if case.due_at is None or case.due_at >= now or case.overdue_at is not None:
        return False
    case.overdue_at = now
    case.save(update_fields=["overdue_at"])
    late = catalogue.ClockOverdue(case_id=case.pk, clock=case.due_clock, due_at=case.due_at.isoformat())
    record(late, str(_CLOCK), now)
    return True


@transaction.atomic
def _end(pk: int, now: datetime, clock: str) -> bool:
    """Close by silence, or archive what the reporter did not complete, if it is still so under the lock."""
    case = Case.objects.select_for_update().get(pk=pk)
    if case.due_clock != clock or case.due_at is None or case.due_at >= now:
        return False
    if clock == "reporter_reply":
        archive_case(case.code, _CLOCK, reason="incomplete", at=now)
        return True
    work = begin(case.code, _CLOCK, "close_by_silence", "silence", now)
    work.case.closed_at, work.case.close_reason = now, "silence"
    work.finish(catalogue.CaseClosedBySilence(case_id=case.pk))
    return True
