"""Letters to officers about the executive's figures: the weekly digest, and what they asked to be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

from django.conf import settings
from django.utils import formats, timezone, translation

from surga.core.agencies.queries import city
from surga.core.intake.actions.saying import locked, say
from surga.core.intake.models import Conversation
from surga.events import catalogue
from surga.events.subscriptions import Recorded
from surga.reactions.notify import letters
from surga.reactions.notify.actions import put_down


class ToSend(Protocol):
    """What is said to whom; ``way``: mail or whatsapp."""

    @property
    def what(self) -> str: ...
    @property
    def way(self) -> str: ...
    @property
    def to(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, Any]: ...


def _nothing(_letter_id: int) -> ToSend | None:
    return None


_source: Callable[[int], ToSend | None] = _nothing


def connect(source: Callable[[int], ToSend | None]) -> None:
    """Where the letters' facts come from: reactions do not know one another."""
    global _source  # noqa: PLW0603  # wired once, when the project starts
    _source = source


def on_letter_due(recorded: Recorded) -> None:
    """Write the letter; by WhatsApp as a line, or the city's approved template where the officer wrote too long ago."""
    due: catalogue.LetterDue = recorded.event
    letter = _source(due.letter_id)
    if letter is None:
        return
    words = written(letter.what, letter.language, letter.facts)
    if letter.way == "whatsapp":
        _say(recorded, letter, words)
    else:
        put_down(recorded.id, letter.to, letter.what, letters.language_of(letter.language), words)


def written(what: str, language: str, facts: Mapping[str, Any]) -> letters.Letter:
    """The letter's words: what an officer also sees before asking for it."""
    language = letters.language_of(language)
    with translation.override(language):
        days = {key: _day(facts[key]) for key in ("first", "last") if key in facts}
    return letters.write(what, language, {**facts, **days, "link": f"{settings.PUBLIC_URL}/sie"}, "officers")


def _say(recorded: Recorded, letter: ToSend, words: letters.Letter) -> None:
    them = {"channel": "whatsapp", "sender": letter.to.lstrip("+")}
    begun, _new = Conversation.objects.get_or_create(**them, defaults={"changed_at": timezone.now()})
    say(
        locked(begun.pk),
        f"*{words.subject}*\n\n{words.body}".strip(),
        author="system",
        key=f"event:{recorded.id}",
        data=_template(letter.language, words),
    )


def _template(language: str, words: letters.Letter) -> dict[str, Any]:
    known = city().settings.get("chat", {}).get("templates", {}).get("sie_letter")
    if not known:
        return {}
    spoken = language if known.get(language) else letters.LANGUAGES[0]
    # A template's place takes one line.
    return {
        "template": known["name"],
        "language": spoken,
        "params": [words.subject, " ".join(words.body.split())],
    }


def _day(said: str) -> str:
    return formats.date_format(date.fromisoformat(said), "j F Y")
