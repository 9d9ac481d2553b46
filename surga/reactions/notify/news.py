"""News of a case in the conversation it came from. Also for who is anonymous: the chat is where they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from surga.core.agencies.queries import city
from surga.core.cases import states
from surga.core.cases.actions.beyond.raising import way_up
from surga.core.cases.models import Case, Entry
from surga.core.intake.actions.saying import locked, say
from surga.core.intake.models import Conversation
from surga.core.intake.queries.conversations import conversation_of_case
from surga.events import catalogue
from surga.events.catalogue import Event
from surga.events.queries import events_of
from surga.events.subscriptions import Recorded
from surga.reactions.notify import letters

#: What is news in a conversation. That a case was confirmed there, the dialogue itself says.
NEWS: Mapping[type[Event], str] = {
    catalogue.CaseOpened: "received",
    catalogue.ReporterAsked: "asked",
    catalogue.CaseForwarded: "forwarded",
    catalogue.CaseAnswered: "answered",
    catalogue.CaseResolved: "resolved",
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
#: Where a report stands there, when that is news by itself.
_STANDINGS: Final = frozenset({"postponed", "done", "archived", "not_ours"})
#: What happened there so long before we knew of the report is history, and read on the case's page.
_HISTORY: Final = timedelta(days=1)
#: So much is told of one case in a day; whoever wants more finds it on the case's page.
_MOST_A_DAY: Final = 4
_A_DAY: Final = timedelta(days=1)
_REPORT: Final = {"id": "Laporan", "en": "Report"}
_NEXT_LEVEL: Final = {"id": "Minta dinaikkan", "en": "Ask the next level"}
_SETTLED: Final = {"id": ("Sudah beres", "Belum"), "en": ("It is settled", "Not yet")}


def went_up(event: object) -> bool:
    """Whether the event hands the case to the next rung of the ladder."""
    passed = isinstance(event, catalogue.CaseForwarded | catalogue.CaseEscalated)
    return passed and bool(getattr(event, "raised", ""))


def is_told(recorded: Recorded) -> bool:
    """Whether joining and splitting is news: who did it themselves knows, and a change of the lead changes nothing."""
    event = recorded.event
    if isinstance(event, catalogue.CaseSplit):
        return event.why == "officer"
    if not isinstance(event, catalogue.CaseJoined):
        return True
    kinds = catalogue.CaseJoined | catalogue.CaseSplit
    before = [
        each.event
        for each in events_of(event.case_id)
        if each.id < recorded.id and isinstance(each.event, kinds)
    ]
    return event.how == "officer" and not (before and isinstance(before[-1], catalogue.CaseJoined))


def elsewhere(recorded: Recorded, case: Case) -> str:
    """What of an event on another government's side its reporter is told: "linked", "passed_on", "followed_up", or a
    standing; "" for nothing. The same again, what is long past, and the fifth of a day are nothing."""
    what = _of_matter(recorded.event, case)
    if not what:
        return ""
    before = _before(recorded)
    told = [each for each in before if _of_matter(each.event, case)]
    links = [each for each in before if isinstance(each.event, catalogue.CaseLinked)]
    if what == "linked":
        known = {each.event.report_id for each in told if each in links}
        return "" if recorded.event.report_id in known else what
    steps = [each for each in told if each not in links]
    history = bool(links) and recorded.at < links[0].at - _HISTORY
    again = bool(steps) and _same(steps[-1], recorded, case)
    many = sum(recorded.at - _A_DAY < each.at <= recorded.at for each in steps) >= _MOST_A_DAY
    return "" if history or again or many else what


def words_elsewhere(recorded: Recorded) -> str:
    """What was said there with it; of a standing or a move, what was said in the step that led to it."""
    own = "" if isinstance(recorded.event, catalogue.OutsideNoted) else _entry_of(recorded)
    if own or getattr(recorded.event, "step", "status") != "status":
        return own
    for each in reversed(_before(recorded)[-5:]):
        led = getattr(each.event, "step", "") in {"status", "disposition"}
        if led and recorded.at - each.at < _A_DAY and (said := _entry_of(each)):
            return said
    return ""


def _of_matter(event: Any, case: Case) -> str:
    match event:
        case catalogue.CaseLinked(direction="out"):
            return "linked"
        case catalogue.OutsideStepTaken(step="follow_up"):
            return "followed_up"
        # Where the city has it, a disposition leads to the city itself, unless the report left it.
        case catalogue.OutsideStepTaken(step="disposition") if case.status == "escalated":
            return "passed_on"
        case catalogue.OutsideNoted(what="elsewhere") if case.status != "escalated":
            return "passed_on"
        case catalogue.OutsideStepTaken(standing=standing) if standing in _STANDINGS:
            return "" if case.status in states.ENDED else standing
    return ""


def _before(recorded: Recorded) -> Sequence[Recorded]:
    """What happened to the case on the same side before, in order."""
    system = recorded.event.system
    events = events_of(recorded.event.case_id)
    return [each for each in events if each.id < recorded.id and getattr(each.event, "system", "") == system]


def _same(last: Recorded, now: Recorded, case: Case) -> bool:
    same = _of_matter(last.event, case) == _of_matter(now.event, case)
    return same and _entry_of(last) == _entry_of(now)


def _entry_of(recorded: Recorded) -> str:
    entry = getattr(recorded.event, "entry_id", None)
    shown = Entry.objects.filter(pk=entry or 0).exclude(visibility=Entry.INTERNAL)
    return str(shown.values_list("text", flat=True).first() or "")


def conversation_for(case: Case) -> Conversation | None:
    """Where news of the case is said; None when it is written in letters, as it is to those who came by mail."""
    found = conversation_of_case(case.pk)
    return found if found is not None and found.channel != "email" else None


def template_of(
    recorded: Recorded, known: Mapping[type[Event], str], facts: Mapping[str, object]
) -> str | None:
    """Which of the ``known`` words tell it; a step up has its own, and so has what a secret case keeps to itself."""
    if went_up(recorded.event):
        return "raised"
    return "hidden" if facts.get("what") and facts["discreet"] else known.get(type(recorded.event))


def tell(conversation: Conversation, recorded: Recorded, case: Case, facts: Mapping[str, object]) -> None:
    """Say it there, once for the event; nothing when it is no news."""
    template = template_of(recorded, NEWS, facts)
    if template is None or (template == "received" and not recorded.actor.startswith("officer:")):
        return  # who filed it in the dialogue was given the code there
    language = letters.language_of(conversation.language)
    news = letters.write(template, language, facts, form="news")
    report = f"{_REPORT[language]} *{case.code}* {news.subject}"
    say(
        locked(conversation.pk),
        f"{report}\n\n{news.body}".strip(),
        author="system",
        key=f"event:{recorded.id}",
        data=_choices(template, case, language) | _template(case, language, news.subject),
        case_id=case.pk,
    )


def _choices(template: str, case: Case, language: str) -> dict[str, Any]:
    if template == "reopen_refused" and way_up(case, "reopen_refused", city()) is not None:
        return {"choices": [[f"naik:{case.code}", _NEXT_LEVEL[language]]]}
    if template != "resolved":
        return {}
    yes, no = _SETTLED[language]
    return {"choices": [[f"beres:{case.code}", yes], [f"belum:{case.code}", no]]}


def _template(case: Case, language: str, sentence: str) -> dict[str, Any]:
    """What goes out instead when the person wrote too long ago: the city's approved template, if it has one."""
    known = city().settings.get("chat", {}).get("templates", {}).get("case_news")
    if not known:
        return {}
    spoken = language if known.get(language) else letters.LANGUAGES[0]
    return {"template": known["name"], "language": spoken, "params": [case.code, sentence]}
