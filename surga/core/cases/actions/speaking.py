"""What is said on a case: asked, replied, answered, shown, noted, rated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from surga.core.cases import photos as pictures
from surga.core.cases import states
from surga.core.cases.actions.frame import Work, begin
from surga.core.cases.actions.opening.alarm import heed
from surga.core.cases.models import Case, Entry
from surga.core.cases.states import Refused
from surga.core.people.access import Actor
from surga.events import catalogue


@transaction.atomic
def ask_reporter(code: str, actor: Actor, *, text: str, at: datetime | None = None) -> Case:
    """Ask for what is missing; the city's clocks stand still until the reply."""
    work = begin(code, actor, "ask", "ask", at)
    work.case.waiting_from = work.case.status
    entry = work.say("question", text, Entry.REPORTER)
    return work.finish(catalogue.ReporterAsked(case_id=work.case.pk, entry_id=entry))


def reply_to_case(
    code: str, actor: Actor, *, text: str, photos: Sequence[bytes] = (), at: datetime | None = None
) -> Case:
    """The reporter says more; a case that waited for it goes on where it was."""
    clean = pictures.clean_photos(list(photos))  # before the lock: decoding takes a while
    with transaction.atomic():
        return _reply(code, actor, text, clean, at)


def _reply(code: str, actor: Actor, text: str, clean: list[pictures.CleanPhoto], at: datetime | None) -> Case:
    work = begin(code, actor, "reply", "note", at)
    case = work.case
    waited = case.status == "waiting_reporter"
    work.to = states.next_status(case.status, "resume" if waited else "add", case.waiting_from)
    kind = "reply" if waited else "addition"
    # A photo alone says enough; nothing at all does not.
    say = work.say if not clean else work.say_if_any
    entry = say(kind, text, Entry.REPORTER) or work.enter(kind, "", Entry.REPORTER)
    work.show(clean, entry)
    heed(work, text)
    if not waited:
        return work.finish(catalogue.DetailsAdded(case_id=case.pk, entry_id=entry))
    case.waiting_from = ""
    return work.finish(catalogue.ReporterReplied(case_id=case.pk, entry_id=entry, resumes=True))


@transaction.atomic
def answer_case(code: str, actor: Actor, *, text: str, at: datetime | None = None) -> Case:
    """The agency's substantive answer. Answered is not yet resolved."""
    work = begin(code, actor, "answer", "answer", at)
    entry = work.say("answer", text, Entry.PUBLIC)
    _followed_up(work)
    work.case.answered_at = work.now
    agency = work.case.agency_id or ""
    return work.finish(catalogue.CaseAnswered(case_id=work.case.pk, agency=agency, entry_id=entry))


def resolve_case(
    code: str, actor: Actor, *, text: str, photos: Sequence[bytes] = (), at: datetime | None = None
) -> Case:
    """The matter is dealt with: in words, and with photos as proof where there is something to see."""
    clean = pictures.clean_photos(list(photos))
    with transaction.atomic():
        work = begin(code, actor, "resolve", "resolve", at)
        case = work.case
        entry = work.say("resolution", text, Entry.PUBLIC)
        case.proof_count += work.show(clean, entry, proof=True)
        _followed_up(work)
        case.resolved_at = work.now
        return work.finish(
            catalogue.CaseResolved(
                case_id=case.pk, agency=case.agency_id or "", entry_id=entry, photos=len(clean)
            )
        )


@transaction.atomic
def add_note(code: str, actor: Actor, *, text: str, at: datetime | None = None) -> Case:
    """A word among officers; neither the reporter nor the public reads it."""
    work = begin(code, actor, "note", "note", at)
    entry = work.say("note", text, Entry.INTERNAL)
    return work.finish(catalogue.NoteAdded(case_id=work.case.pk, entry_id=entry))


@transaction.atomic
def rate_case(code: str, actor: Actor, *, stars: int, text: str = "", at: datetime | None = None) -> Case:
    """One to five stars; rating again replaces the stars, and both are kept in the history."""
    work = begin(code, actor, "rate", "rate", at)
    if not 1 <= stars <= 5:
        raise Refused("stars_invalid", "stars")
    entry = work.say_if_any("rating", text, Entry.REPORTER)
    work.case.stars = stars
    return work.finish(catalogue.CaseRated(case_id=work.case.pk, stars=stars, entry_id=entry))


def _followed_up(work: Work) -> None:
    case = work.case
    case.first_follow_up_at = case.first_follow_up_at or work.now
