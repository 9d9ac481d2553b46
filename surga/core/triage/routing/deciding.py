"""One judgement on one case: the table's rules stand above what was learned, and what was learned above the words.

Who calls this hands in what it has: a model, the city's rules, the topic words. With none of them the case waits for
a verifier, and the judgement says why. Plain Python.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from surga.core.triage.danger import CALL, danger_in
from surga.core.triage.routing.features import Told
from surga.core.triage.routing.kind import clock_of, kind_of, level_of, suspects_apparatus
from surga.core.triage.routing.model import BEST, Guess, Model
from surga.core.triage.routing.place import UNPLACED

MODEL: Final = "model"
WORDS: Final = "words"
NOTHING: Final = "nothing"


@dataclass(frozen=True)
class Ruling:
    """What a rule of the authority table says. ``alert``: it fits and cannot be carried out; a verifier must know.

    ``specific``: more than "the topic's own agency"; only such a rule stands above the model.
    """

    agency: str
    level: str
    rule: str
    reason: str = ""
    alert: str = ""
    specific: bool = True


#: From topic and case to the rule that fits, None where the topic is not the city's.
Rules = Callable[[str, Told], Ruling | None]
#: From a case to topics and their points, the likeliest first.
TopicWords = Callable[[Told], Sequence[tuple[str, float]]]


@dataclass(frozen=True)
class Known:
    """What a city has to judge by; ``clocks``: its topics' classes of clock; ``guarded``: topics of oversight."""

    model: Model | None = None
    rules: Rules | None = None
    words: TopicWords | None = None
    clocks: dict[str, str] = field(default_factory=dict)
    guarded: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """``automatic``: goes straight to ``agency``; else a verifier chooses. ``urgent``: kind of danger."""

    agency: str
    confidence: float
    best: tuple[str, ...]
    topic: str
    kind: str
    level: str
    oversight: bool
    clock: str
    urgent: str
    automatic: bool
    #: What decided: model, words, or nothing; the rule above it; the model's version; the words; what went wrong.
    by: str
    rule: str = ""
    rule_reason: str = ""
    alert: str = ""
    version: str = ""
    words: tuple[str, ...] = ()
    tell: str = ""


def judge(told: Told, known: Known) -> Judgement:
    """The same for the same case. Never raises for what a citizen wrote."""
    danger = danger_in(told.text)
    by, guess = _guess(told, known)
    suspected = suspects_apparatus(told.text)
    topic = _guarded_topic(told, known, guess.topic) if suspected else guess.topic
    ruling = known.rules(topic, told) if known.rules and topic else None
    if ruling is not None and not ruling.specific and by == MODEL and not ruling.alert:
        ruling = None
    agency = (ruling.agency if ruling else "") or (guess.best[0] if guess.best else "")
    oversight = suspected or topic in known.guarded
    kind = kind_of(told.text)
    alert = ruling.alert if ruling else ""
    return Judgement(
        agency=agency,
        confidence=guess.confidence,
        best=tuple(dict.fromkeys((agency, *guess.best)))[:BEST] if agency else (),
        topic=topic,
        kind=kind,
        level=(ruling.level if ruling else "") or level_of(told.text, agency, oversight),
        oversight=oversight,
        clock=clock_of(
            kind,
            oversight=oversight,
            urgent=danger is not None,
            topic_class=known.clocks.get(topic, ""),
        ),
        urgent=danger.kind if danger else "",
        automatic=_by_itself(known, guess, by, alert, oversight),
        by=by,
        rule=ruling.rule if ruling else "",
        rule_reason=ruling.reason if ruling else "",
        alert=alert,
        version=known.model.version if known.model else "",
        words=guess.words,
        tell=CALL if danger else "",
    )


def _guess(told: Told, known: Known) -> tuple[str, Guess]:
    if known.model is not None:
        return MODEL, known.model.guess(told)
    if known.words is None:
        return NOTHING, Guess((), 0.0, "", ())
    return _by_words(told, known)


def _by_words(told: Told, known: Known) -> tuple[str, Guess]:
    """Cold start: the city's topic words and its table, until there are verified cases to learn from."""
    ranked = list(known.words(told))[: BEST * 2] if known.words else []
    if not ranked:
        return NOTHING, Guess((), 0.0, "", ())
    best: dict[str, None] = {}
    for topic, _ in ranked:
        ruling = known.rules(topic, told) if known.rules else None
        if ruling and ruling.agency:
            best[ruling.agency] = None
    # Points say which is likelier, not how often it is right: nobody has counted that yet.
    total = sum(points for _, points in ranked) + 2
    return WORDS, Guess(tuple(best)[:BEST], round(min(0.6, ranked[0][1] / total), 4), ranked[0][0], ())


def _guarded_topic(told: Told, known: Known, topic: str) -> str:
    """What accuses somebody in office is ruled on as such, whatever else it is about."""
    if not known.guarded or topic in known.guarded:
        return topic
    named = (one for one, _ in known.words(told)) if known.words else iter(())
    return next((one for one in named if one in known.guarded), known.guarded[0])


def _by_itself(known: Known, guess: Guess, by: str, alert: str, oversight: bool) -> bool:
    """Only what was learned may let a case go unseen; never one that accuses the apparatus, or whose rule is broken."""
    if by != MODEL or known.model is None or alert or oversight:
        return False
    placed = bool(guess.best) and guess.best[0] not in UNPLACED
    return placed and guess.confidence >= known.model.threshold
