"""One step of one case, done again by another case of the same matter: real, with an event and words of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from surga.core.agencies.routing import Rung, rung_of
from surga.core.cases import states
from surga.core.cases.actions.frame import Work
from surga.core.cases.actions.passing import may_be_read
from surga.core.cases.models import Case, Entry, Photo
from surga.core.cases.states import MoveRefused
from surga.core.people import queries as people
from surga.core.people.access import Actor
from surga.core.triage.mask import mask_or_nothing
from surga.events import catalogue
from surga.events.catalogue import Event
from surga.events.subscriptions import Recorded

#: Who does it.
TOGETHER: Final = "together"
_MOVES: Final[dict[type[Event], str]] = {
    catalogue.CaseVerified: "verify",
    catalogue.CaseForwarded: "forward",
    catalogue.WorkStarted: "start",
    catalogue.CaseReturned: "return",
    catalogue.CaseAnswered: "answer",
    catalogue.CaseResolved: "resolve",
    catalogue.CaseEscalated: "escalate",
    catalogue.CaseObjected: "again",
    catalogue.CaseReopened: "again",
    catalogue.CaseArchived: "archive",
}


def go_along(case: Case, step: Recorded, other: Case, *, shown: bool) -> bool:
    """Let the locked ``case`` do what happened to ``other``; whether it did, for where it stands it may not need to.

    ``shown``: an officer read its words, so that it may be published as the other is.
    """
    if isinstance(step.event, catalogue.CaseArchived) and step.event.reason in states.PERSONAL_REASONS:
        return False
    if isinstance(step.event, catalogue.PhotoJudged | catalogue.PhotoShown):
        return _same_look(case, step.event.photo_id)
    to = _where_to(case, step.event)
    if not to:
        return False
    said = _words_of(step.event)
    agency = said.agency_code if said is not None else ""
    # Never before what happened to this case already: it may have been told of later.
    work = Work(case, Actor("system", TOGETHER, agency=agency), max(step.at, case.changed_at), to)
    _set(work, step.event, other, shown=shown)
    entry = _say_again(work, said, other) if said is not None else None
    work.finish(_told(work, step.event, entry, said))
    return True


def _words_of(event: Event) -> Entry | None:
    """What was said with it, if that is for others too: never what one reporter told of their own case."""
    entry_id = getattr(event, "entry_id", None)
    if not entry_id or isinstance(event, catalogue.CaseObjected | catalogue.CaseReopened):
        return None
    return Entry.objects.filter(pk=entry_id).exclude(author="reporter").first()


def _say_again(work: Work, said: Entry, other: Case) -> int:
    """The same words, as everybody may read them: they may speak to the other reporter by name."""
    reporter = people.reporter(other.reporter_id) if other.reporter_id is not None else None
    names = (reporter.name,) if reporter is not None and reporter.name else ()
    return work.enter(said.kind, mask_or_nothing(said.text, names), said.visibility)


def _where_to(case: Case, event: Event) -> str:
    """The status it would come to; "" where it cannot go there, or is there already."""
    status = case.status
    if status == "waiting_reporter":
        # The question is over: what happens to all does not wait for one.
        status = case.waiting_from or "received"
    match event:
        case catalogue.CaseVerified() if status != "received":
            return ""
        case catalogue.CaseForwarded(agency=agency) if (
            status in states.WITH_AGENCY and case.agency_id == agency
        ):
            return ""
        case catalogue.CaseEscalated() if event.raised and status == "escalated":
            return status  # from one government to the next
        case catalogue.CaseReturned(agency=None | ""):
            return _next(status, "take_back")
        case catalogue.CaseObjected() | catalogue.CaseReopened():
            return _back(case, status)
    return _next(status, _MOVES[type(event)])


def _back(case: Case, status: str) -> str:
    """Open again; but who said of their own case that it is settled is left in peace."""
    if status in states.ENDED:
        to = "" if case.close_reason == "confirmed" else _next(status, "reopen")
    else:
        to = _next(status, "again")
    return "verified" if to == "in_progress" and case.agency_id is None else to


def _next(status: str, move: str) -> str:
    try:
        return states.next_status(status, move)
    except MoveRefused:
        return ""


def _set(work: Work, event: Event, other: Case, *, shown: bool) -> None:
    """What the step changes on the case besides its status."""
    case, now = work.case, work.now
    case.waiting_from = ""
    match event:
        case catalogue.CaseVerified():
            _verified(work, event, other, shown=shown)
        case catalogue.CaseForwarded(agency=agency):
            case.agency_id = case.proposed_agency = agency
            case.forwarded_at = case.forwarded_at or now
            case.decided = case.decided or event.decided
            _to_rung(case, rung_of(agency, work.city) if event.raised else Rung(case.level), event.raised)
        case catalogue.CaseEscalated(level=level, body=body):
            case.agency_id = other.agency_id  # whose it is again when it comes back
            _to_rung(case, Rung(level, body=body), event.raised)
        case catalogue.CaseReturned(agency=agency):
            case.agency_id, case.bounces = None, event.bounces
            if not agency:
                case.level, case.body = "city", ""
        case catalogue.CaseAnswered():
            case.first_follow_up_at = case.first_follow_up_at or now
            case.answered_at = now
        case catalogue.CaseResolved():
            case.first_follow_up_at = case.first_follow_up_at or now
            case.resolved_at = now
        case catalogue.CaseObjected() | catalogue.CaseReopened():
            case.reopen_requested_at = None
            case.reopened += 1
            case.closed_at, case.close_reason, case.archive_reason = None, "", ""
        case catalogue.CaseArchived(reason=reason):
            case.closed_at, case.archive_reason = now, reason


def _verified(work: Work, event: catalogue.CaseVerified, other: Case, *, shown: bool) -> None:
    case = work.case
    topic = work.city.topics.get(event.topic or "")
    case.topic_id = event.topic or None
    case.service_class, case.oversight = event.service_class, event.oversight
    case.protected = bool(topic and topic.protected)
    case.proposed_agency, case.level = event.agency or "", other.level
    case.accused = case.accused or other.accused
    case.verified_at = case.verified_at or work.now
    case.published = event.published and shown and may_be_read(work, None)


def _to_rung(case: Case, rung: Rung, raised: str) -> None:
    case.level, case.body = rung.level, rung.body[:160]
    case.raised += bool(raised)


def _told(work: Work, event: Event, entry: int | None, said: Entry | None) -> Event:
    """The same event, of this case."""
    case = work.case
    match event:
        case catalogue.CaseVerified():
            return replace(
                event,
                case_id=case.pk,
                published=case.published,
                level_now=case.level,
                protected=case.protected,
            )
        case catalogue.CaseForwarded():
            return replace(event, case_id=case.pk, entry_id=entry, level_now=case.level)
        case catalogue.CaseEscalated():
            return replace(event, case_id=case.pk, entry_id=entry, agency_now=case.agency_id or "")
        case catalogue.CaseResolved():
            photos = _proof(work, said, entry) if said is not None and entry is not None else 0
            case.proof_count += photos
            return replace(event, case_id=case.pk, entry_id=entry or 0, photos=photos)
        case catalogue.CaseObjected() | catalogue.CaseReopened():
            raised = getattr(event, "raised", "")
            return catalogue.CaseReopened(
                case_id=case.pk,
                entry_id=None,
                status=work.to,
                raised=raised,
                agency_now=case.agency_id or "",
                proposed_now=case.proposed_agency,
            )
    return replace(event, case_id=case.pk, entry_id=entry)  # type: ignore[call-arg]  # each of the others has one


def _proof(work: Work, said: Entry, entry: int) -> int:
    """Show the same photos as proof: the files are there once; how many there are."""
    photos = list(Photo.objects.filter(entry=said, proof=True).order_by("id"))
    for photo in photos:
        photo.pk, photo.case, photo.entry_id, photo.at = None, work.case, entry, work.now
        # Looked at once for all: until then it is held back here.
        photo.look = "held" if photo.look == "waiting" else photo.look
        photo._state.adding = True
    Photo.objects.bulk_create(photos)
    return len(photos)


def _same_look(case: Case, photo_id: int) -> bool:
    """Show the same proof as it is shown there: what was covered, and whether the public may see it."""
    there = Photo.objects.filter(pk=photo_id, proof=True).exclude(look="waiting").first()
    if there is None:
        return False
    same = Photo.objects.filter(case=case, proof=True, sha256=there.sha256)
    names = ("look", "found", "file", "thumb", "public")
    return bool(same.update(**{name: getattr(there, name) for name in names}))
