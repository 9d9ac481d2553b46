"""Asking the reporter of an ended case how it was: in the conversation it came from, else by a letter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Protocol

from surga.core.agencies.queries import city
from surga.core.cases import queries as cases
from surga.core.cases.models import Case
from surga.core.intake.actions.saying import locked, say
from surga.events import catalogue
from surga.events.subscriptions import Recorded
from surga.reactions.notify import letters, news
from surga.reactions.notify.actions import put_down

#: Stands on the button: twenty characters at most.
_HERE: Final = {"id": "Jawab di sini", "en": "Answer here"}


class Asked(Protocol):
    """An invitation: ``link`` is where one answers, once; ``start_on``: word and button to answer in the chat."""

    @property
    def link(self) -> str: ...
    @property
    def case_id(self) -> int | None: ...
    @property
    def used(self) -> bool: ...
    @property
    def asks_about(self) -> str: ...
    def start_on(self, channel: str) -> tuple[str, str]: ...


def _nothing(_invitation_id: int) -> Asked | None:
    return None


_source: Callable[[int], Asked | None] = _nothing


def connect(source: Callable[[int], Asked | None]) -> None:
    """Where invitations are known: reactions do not know one another."""
    global _source  # noqa: PLW0603  # wired once, when the project starts
    _source = source


def on_survey_invited(recorded: Recorded) -> None:
    """Say it or write it; nothing where the case has no reporter one may write to."""
    invited: catalogue.SurveyInvited = recorded.event
    asked = _source(invited.invitation_id)
    case = None if asked is None or asked.used else cases.case_by_id(asked.case_id or 0)
    if asked is None or case is None:
        return
    conversation = news.conversation_for(case)
    if conversation is None:
        _write(recorded, asked, case)
        return
    language = letters.language_of(conversation.language)
    word, choice = asked.start_on(conversation.channel)
    words = _words(asked, case, language, "news", word)
    said = f"{words.subject}\n\n{words.body}".strip()
    offered = {"choices": [[choice, _HERE[language]]]} if choice else {}
    say(
        locked(conversation.pk),
        said,
        author="system",
        key=f"event:{recorded.id}",
        data=_template(asked, case, language) | offered,
        case_id=case.pk,
    )


def _write(recorded: Recorded, asked: Asked, case: Case) -> None:
    if case.anonymous or case.reporter is None or not case.reporter.email:
        return
    language = letters.language_of(case.reporter.language)
    letter = _words(asked, case, language, "letters")
    put_down(recorded.id, case.reporter.email, "survey", language, letter, case_id=case.pk, code=case.code)


def _template(asked: Asked, case: Case, language: str) -> dict[str, Any]:
    """What goes out instead when the person wrote too long ago: the city's approved template, if it has one."""
    known = city().settings.get("chat", {}).get("templates", {}).get("survey")
    if not known:
        return {}
    spoken = language if known.get(language) else letters.LANGUAGES[0]
    return {
        "template": known["name"],
        "language": spoken,
        "params": [asked.asks_about, case.code, asked.link],
    }


def _words(asked: Asked, case: Case, language: str, form: str, word: str = "") -> letters.Letter:
    facts = {
        "code": case.code,
        "link": asked.link,
        "unit": asked.asks_about,
        "word": word,
        "name": case.reporter.name if case.reporter is not None and not case.anonymous else "",
    }
    return letters.write("survey", language, facts, form)
