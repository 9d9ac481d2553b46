"""Where the names of persons stand in a text. Plain Python.

Four ways, from the surest to the least: a word that says that a name comes ("atas nama …", "Hormat saya, …"); a word
that calls somebody ("pak", "bu", "cak"); an office before or a degree behind ("ketua RT …", "…, S.Pd."); and words that
are names by themselves. A word after "Jalan", "Masjid" or "SMPN 2" is a place's name and stays. A name once found is
found again wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from surga.core.triage.masking.names.announced import SELF, called, office, own_name, told_name
from surga.core.triage.masking.names.cues import CALLS, DEGREES, PLACES, TELLS
from surga.core.triage.masking.names.judging import is_name
from surga.core.triage.masking.names.lexicon import kind_of
from surga.core.triage.masking.names.runs import CALL_GAP, behind_place, for_place, run, surname_behind
from surga.core.triage.masking.names.tokens import Token, tokens_of

Span = tuple[int, int]
# Single letters with always the same between them; a word with digits for some of its letters.
_DISGUISED: Final = re.compile(
    r"(?<![^\W_])(?:[A-Za-z](?P<by>[ .\-_])(?:[A-Za-z](?P=by)){2,12}[A-Za-z]|"
    r"(?=[a-z0134]*[0134])[a-z][a-z0134]{3,14})(?![^\W_])",
    re.IGNORECASE,
)
_LETTERS: Final = str.maketrans("0134", "oiea")


def names_in(text: str, places: Collection[tuple[str, ...]] = ()) -> list[Span]:
    """From where to where each name stands, in order, none over another."""
    tokens = tokens_of(text, places)
    if not tokens:
        return []
    told = {found.end(): found for found in TELLS.finditer(text)}
    spans, at = [], 0
    while at < len(tokens):
        end = _name_at(text, tokens, at, told.get(tokens[at].start))
        if end > at:
            end = surname_behind(tokens, end)
            spans.append((tokens[at].start, _end(text, tokens[end - 1].end)))
            at = end
            while at < len(tokens) and tokens[at].start < spans[-1][1]:
                tokens[at].kind, tokens[at].low = (
                    "masked",
                    "",
                )  # its degrees: the "Pd" of "S.Pd." calls no place
                at += 1
        else:
            at = behind_place(tokens, at)
    return _again(tokens, _with_disguised(text, spans))


def _with_disguised(text: str, spans: list[Span]) -> list[Span]:
    """The spans, and names whose letters stand apart ("b.u.d.i") or are digits ("sant0so")."""
    more = []
    for found in _DISGUISED.finditer(text):
        plain = re.sub(r"[ .\-_]", "", found.group()).lower().translate(_LETTERS)
        sure = kind_of(plain) == "sure" and len(plain) > 3
        if sure and not any(a < found.end() and found.start() < b for a, b in spans):
            more.append(found.span())
    return sorted([*spans, *more])


def _end(text: str, end: int) -> int:
    """With the degrees behind it: they say who it is as the name does."""
    degrees = DEGREES.match(text, end)
    return degrees.end() if degrees else end


def _name_at(text: str, tokens: list[Token], at: int, told: re.Match[str] | None) -> int:
    """Behind which word the name that begins here ends; ``at`` where none begins."""
    token = tokens[at]
    if token.kind == "masked" or token.place:
        return at
    before = tokens[at - 1] if at else None
    if told is not None and (end := told_name(text, tokens, at, told)) > at:
        return end
    close = before is not None and CALL_GAP.fullmatch(token.gap) and not before.place
    if (
        close
        and before is not None
        and (before.low in CALLS or office(tokens, at - 1))
        and (end := called(tokens, at)) > at
    ):
        return end
    own = before is not None and before.low in SELF and CALL_GAP.fullmatch(token.gap)
    if own and (end := own_name(text, tokens, at)) > at:
        return end
    if token.low in PLACES and not token.listed:
        return at
    end = run(tokens, at, lambda each: each.listed or (each.cap and each.kind in {"", "syllable"}))
    if end > at and is_name(text, tokens, at, end, before):
        return end
    return at


def _again(tokens: list[Token], spans: list[Span]) -> list[Span]:
    """The spans, and every other place where a word stands that was part of one and is no word of every day."""
    if not spans:
        return spans
    words = {
        token.low
        for token in tokens
        if token.kind in {"sure", "form"}
        and len(token.text) > 3
        and any(a <= token.start < b for a, b in spans)
    }
    more = [
        (token.start, token.end)
        for at, token in enumerate(tokens)
        if token.low in words
        and not token.place
        and not for_place(tokens, at - 1)
        and not any(a <= token.start < b for a, b in spans)
    ]
    return sorted([*spans, *more])


def each_name(text: str, places: Collection[tuple[str, ...]] = ()) -> Iterator[str]:
    """The names that were found, as they stand: for measuring."""
    return (text[a:b] for a, b in names_in(text, places))
