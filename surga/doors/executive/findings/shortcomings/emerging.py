"""What comes up: topics above their season, and words, with the texts that this officer may read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from surga.core.people.access import Actor, may
from surga.doors.executive.findings.telling.words import times, topic_name
from surga.doors.executive.frame.page import behind
from surga.doors.executive.frame.scope import Scope
from surga.doors.look.templatetags.moments import number
from surga.reactions.insight.queries.emerging import (
    RisingTerms,
    RisingTopics,
    Told,
    newest_of,
    rising_topics,
    rising_words,
    texts_of,
)
from surga.reactions.insight.rules.noise.rising import Rise
from surga.reactions.insight.rules.noise.terms import Term

_TEXTS = 2
#: Letters of a text that are shown around the word.
_BEFORE, _SHOWN = 60, 200


@dataclass(frozen=True, slots=True)
class Quote:
    """A masked piece of a case's text, and where the case lies."""

    code: str
    words: str
    topic: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class RisenTopic:
    """``low``, ``high``: what chance leaves possible around ``expected``."""

    name: str
    n: str
    expected: str
    low: str
    high: str
    times: str
    href: str
    quotes: list[Quote]


@dataclass(frozen=True, slots=True)
class RisenTerm:
    words: str
    n: str
    of: str
    expected: str
    times: str
    also: tuple[str, ...]
    quotes: list[Quote]


@dataclass(frozen=True, slots=True)
class Emerging:
    """``within``: the days looked at, as a scope of their own."""

    topics: list[RisenTopic]
    terms: list[RisenTerm]
    found: RisingTopics
    read: RisingTerms
    within: Scope


def topics_of(scope: Scope) -> tuple[RisingTopics, Scope]:
    """The topics that rose, and the days looked at as a scope."""
    found = rising_topics(scope.to, scope.moment, scope.where)
    return found, replace(scope, from_=found.from_, to=found.to, period="")


def emerging(scope: Scope, actor: Actor) -> Emerging:
    """All that comes up at the end of the scope's period, with quotes for this officer."""
    found, within = topics_of(scope)
    read = rising_words(scope.to, scope.moment, scope.where)
    newest = newest_of([each.topic for each in found.rises], found.from_, found.to, scope.where, 3 * _TEXTS)
    wanted = [case for cases in newest.values() for case in cases]
    wanted += [case for term in read.terms for case in term.cases[: 3 * _TEXTS]]
    texts = {pk: each for pk, each in texts_of(set(wanted)).items() if may(actor, "see", each.facts)}
    return Emerging(
        [topic(each, within, _quotes(newest.get(each.topic, ()), texts)) for each in found.rises],
        [_term(each, texts) for each in read.terms],
        found,
        read,
        within,
    )


def topic(each: Rise, within: Scope, quotes: list[Quote]) -> RisenTopic:
    """A topic that rose, in words."""
    expected = each.expected
    return RisenTopic(
        topic_name(each.topic),
        number(each.n),
        number(round(expected.mean, 1)),
        number(expected.low),
        number(expected.high),
        times(each.n / expected.mean) if expected.mean >= 1 else "",
        behind(within, "cases", "topic", each.topic),
        quotes,
    )


def _term(each: Term, texts: Mapping[int, Told]) -> RisenTerm:
    return RisenTerm(
        each.words,
        number(each.n),
        number(each.of),
        number(round(each.expected, 1)),
        times(each.n / each.expected) if each.expected >= 1 else "",
        each.also,
        _quotes(each.cases, texts, each.words),
    )


def _quotes(cases: Iterable[int], texts: Mapping[int, Told], around: str = "") -> list[Quote]:
    found = [texts[case] for case in cases if case in texts][:_TEXTS]
    return [Quote(each.code, _piece(each.words, around), each.topic, each.received_at) for each in found]


def _piece(text: str, around: str) -> str:
    """A piece of the text around these words, or its beginning."""
    plain = " ".join(text.split())
    at = plain.lower().find(around.lower()) if around else 0
    start = max(0, at - _BEFORE)
    start = plain.find(" ", start) + 1 if start else 0
    piece = plain[start : start + _SHOWN]
    if start + _SHOWN < len(plain):
        piece = piece[: piece.rfind(" ")] if " " in piece else piece
    return ("… " if start else "") + piece + (" …" if start + len(piece) < len(plain) else "")
