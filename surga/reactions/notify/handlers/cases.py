"""Who is written to about what. A letter is put down here, with the handling of the event; it is sent later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from surga.core.agencies.city import OUTSIDE_LEVELS
from surga.core.agencies.queries import city
from surga.core.cases import queries as cases
from surga.core.cases.models import Case, Entry
from surga.core.people import queries as people
from surga.core.triage.mask import mask_or_nothing
from surga.events import catalogue
from surga.events.catalogue import Event
from surga.events.queries import events_of
from surga.events.subscriptions import Recorded
from surga.reactions.notify import letters, news
from surga.reactions.notify.actions import put_down
from surga.reactions.notify.queries import wrote_lately, wrote_often

#: Old matters are taken in by the first, invented ones by the second: nobody waits for news of them.
IMPORT, DEMO, CLOCK = "system:import", "system:demo", "system:clock"
#: What happened to another report of the same matter happens to this one by it.
TOGETHER: Final = "system:together"
#: Asking for one's codes again so soon brings no second letter.
CODES_EVERY: Final = timedelta(minutes=10)
#: So many receipts go to one address in this while; who files more finds them all by "forgot my code".
MOST_RECEIPTS: Final = 5
RECEIPTS_IN: Final = timedelta(hours=1)

LETTERS: Mapping[type[Event], str] = {
    catalogue.CaseOpened: "received",
    catalogue.ReporterAsked: "asked",
    catalogue.CaseAnswered: "answered",
    catalogue.CaseResolved: "resolved",
    catalogue.CaseConfirmed: "confirmed",
    catalogue.CaseClosedBySilence: "silence",
    catalogue.CaseArchived: "archived",
    catalogue.CaseReopened: "reopened",
    catalogue.ReopenRefused: "reopen_refused",
    catalogue.CaseEscalated: "escalated",
    catalogue.CaseLinked: "linked",
    catalogue.OutsideStepTaken: "elsewhere",
    catalogue.OutsideNoted: "elsewhere",
    catalogue.CaseReturned: "came_back",
    catalogue.CaseJoined: "joined",
    catalogue.CaseSplit: "split",
}
_ELSEWHERE: Final = (catalogue.CaseLinked, catalogue.OutsideStepTaken, catalogue.OutsideNoted)


def on_case_event(recorded: Recorded) -> None:
    """Say it in the conversation the case came from, else write to the reporter.

    Nobody is written to who is anonymous or left no address, and nobody told who waits for nothing.
    """
    if recorded.actor in {IMPORT, DEMO} or _is_half(recorded.event) or not news.is_told(recorded):
        return
    case = cases.case_by_id(recorded.event.case_id)
    if case is None or (isinstance(recorded.event, _ELSEWHERE) and not news.elsewhere(recorded, case)):
        return
    if not _told_in_chat(recorded, case):
        _write_to_reporter(recorded, case)


def _write_to_reporter(recorded: Recorded, case: Case) -> None:
    if case.anonymous or case.reporter is None or not case.reporter.email or not _is_awaited(recorded):
        return
    facts = _facts(case, recorded)
    template = news.template_of(recorded, LETTERS, facts) or ""
    if template == "received" and wrote_often(case.reporter.email, template, MOST_RECEIPTS, RECEIPTS_IN):
        return  # somebody files under an address that is hardly their own
    language = letters.language_of(case.reporter.language)
    letter = letters.write(template, language, facts)
    put_down(recorded.id, case.reporter.email, template, language, letter, case_id=case.pk, code=case.code)


def on_case_forwarded(recorded: Recorded) -> None:
    """Tell the agency, where it has an address, that a case waits for it; what the case is about stays at the desk.

    Who reported it in a conversation reads there where it went; who did not is written to when it went up the ladder.
    """
    forwarded: catalogue.CaseForwarded = recorded.event
    where = city()
    agency = where.agencies.get(forwarded.agency)
    case = cases.case_by_id(forwarded.case_id)
    if recorded.actor in {IMPORT, DEMO} or case is None:
        return
    if not _told_in_chat(recorded, case) and news.went_up(forwarded):
        _write_to_reporter(recorded, case)
    if agency is None or not agency.email or not _is_awaited(recorded):
        return
    language = letters.LANGUAGES[0]
    facts = {
        "code": case.code,
        "link": letters.desk_link_to(case.code),
        "city": where.name,
        "agency": agency.name,
    }
    letter = letters.write("forwarded", language, {**facts, **_days(case)})
    put_down(recorded.id, agency.email, "forwarded", language, letter, case_id=case.pk, code=case.code)


def on_codes_requested(recorded: Recorded) -> None:
    """Send the codes of all cases that were filed with the address, to that address, in one letter."""
    asked: catalogue.CodesRequested = recorded.event
    reporter = people.reporter(asked.reporter_id)
    if reporter is None or not reporter.email or wrote_lately(reporter.email, "codes", CODES_EVERY):
        return
    same = [each.pk for each in people.reporters_with(reporter.email)]
    filed = [case for case in cases.cases_of_reporters(same) if not case.anonymous]
    if not filed:
        return
    language = letters.language_of(reporter.language)
    listed = [
        {
            "code": case.code,
            "link": letters.link_to(case.code),
            "received": timezone.localdate(case.received_at),
        }
        for case in filed
    ]
    letter = letters.write("codes", language, {"cases": listed, "city": city().name})
    put_down(recorded.id, reporter.email, "codes", language, letter)


def _is_half(event: Any) -> bool:
    """What the event after this one tells: a case opened only to go up, or given back by one agency for another.

    That a case came back from beyond the city is news by itself.
    """
    between_agencies = isinstance(event, catalogue.CaseReturned) and bool(event.agency)
    return between_agencies or (isinstance(event, catalogue.CaseReopened) and bool(event.raised))


def _told_in_chat(recorded: Recorded, case: Case) -> bool:
    """Whether the case came from a conversation: then its news is said there, and nowhere else."""
    conversation = news.conversation_for(case)
    if conversation is None:
        return False
    if _is_awaited(recorded):
        news.tell(conversation, recorded, case, _facts(case, recorded))
    return True


def _is_awaited(recorded: Recorded) -> bool:
    """Whether anybody waits for news: nobody does of an invented case, nor of an old one that just expired."""
    opened_by = events_of(recorded.event.case_id)[0].actor
    return opened_by != DEMO and not (opened_by == IMPORT and recorded.actor == CLOCK)


def _facts(case: Case, recorded: Recorded) -> dict[str, object]:
    """What a letter may say; nothing of what was written when the case is one to be discreet about."""
    event = recorded.event
    discreet = case.confidential or case.oversight or case.protected
    where = city()
    agency = where.agencies.get(getattr(event, "agency", None) or case.agency_id or "")
    facts: dict[str, object] = {
        "code": case.code,
        "link": letters.link_to(case.code),
        "city": where.name,
        "name": case.reporter.name if case.reporter is not None else "",
        "discreet": discreet,
        # Whom to call, while what it tells of may go on.
        "call": where.emergency if case.danger else "",
        # An answer to the letter comes back to the case by its own signed address.
        "answerable": settings.MAILBOX is not None,
        "reason": getattr(event, "reason", ""),
        "level": getattr(event, "level", ""),
        "why": getattr(event, "raised", ""),
        "lead": "" if discreet else getattr(event, "lead", ""),
        **_days(case),
    }
    if isinstance(event, _ELSEWHERE):
        facts["what"] = news.elsewhere(recorded, case)
    if not discreet:
        facts |= {"title": case.title, "text": _said(event), "body": getattr(event, "body", "")}
        facts["agency"] = agency.name if agency is not None else ""
        facts |= _said_elsewhere(case, recorded)
    return facts


def _said_elsewhere(case: Case, recorded: Recorded) -> dict[str, object]:
    """What another government's side said, and whose it is: masked, for it may speak of others."""
    event = recorded.event
    if isinstance(event, _ELSEWHERE):
        number = getattr(event, "report_id", "")
        return {
            "system": event.system,
            "level": case.level,
            "report_id": number,
            "text": mask_or_nothing(news.words_elsewhere(recorded)),
        }
    if recorded.actor == TOGETHER and case.level not in OUTSIDE_LEVELS:
        return {}  # the city's own answer to another report of the same matter
    if isinstance(event, catalogue.CaseAnswered) and recorded.actor.startswith("system:"):
        return {
            "system": "" if recorded.actor == TOGETHER else recorded.actor.partition(":")[2],
            "level": case.level,
            "agency": case.body,
            "text": mask_or_nothing(_said(event)),
        }
    return {}


def _said(event: Any) -> str:
    """The words of the event, if they are for the reporter and not the reporter's own."""
    entry_id = getattr(event, "entry_id", None)
    if entry_id is None:
        return ""
    entry = (
        Entry.objects.filter(pk=entry_id)
        .exclude(visibility=Entry.INTERNAL)
        .exclude(author="reporter")
        .first()
    )
    return entry.text if entry is not None else ""


def _days(case: Case) -> dict[str, object]:
    """Until when: by the name of the clock, those that run and have an end."""
    running = {name: clock.get("due") for name, clock in case.clocks.items() if not clock.get("stopped")}
    return {name: datetime.fromisoformat(due) for name, due in running.items() if due}


HANDLERS: dict[type[Event], Callable[[Recorded], None]] = {
    **dict.fromkeys(LETTERS, on_case_event),
    catalogue.CaseForwarded: on_case_forwarded,
    catalogue.CodesRequested: on_codes_requested,
}
