"""News of a case in the conversation it came from. Also for who is anonymous: the chat is where they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from surga.core.agencies.queries import city
from surga.core.cases.models import Case
from surga.core.intake.actions.saying import locked, say
from surga.core.intake.models import Conversation
from surga.core.intake.queries.conversations import conversation_of_case
from surga.events import catalogue
from surga.events.catalogue import Event
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
}
_REPORT: Final = {"id": "Laporan", "en": "Report"}
_SETTLED: Final = {"id": ("Sudah beres", "Belum"), "en": ("It is settled", "Not yet")}


def went_up(event: object) -> bool:
    """Whether the event hands the case to the next rung of the ladder."""
    passed = isinstance(event, catalogue.CaseForwarded | catalogue.CaseEscalated)
    return passed and bool(getattr(event, "raised", ""))


def conversation_for(case: Case) -> Conversation | None:
    """Where news of the case is said; None when it is written in letters, as it is to those who came by mail."""
    found = conversation_of_case(case.pk)
    return found if found is not None and found.channel != "email" else None


def tell(conversation: Conversation, recorded: Recorded, case: Case, facts: Mapping[str, object]) -> None:
    """Say it there, once for the event; nothing when it is no news."""
    template = "raised" if went_up(recorded.event) else NEWS.get(type(recorded.event))
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
