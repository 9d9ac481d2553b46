"""A text as words, each with what the finding of names asks of it. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from surga.core.triage.masking.names.cues import KNOWN
from surga.core.triage.masking.names.lexicon import SYLLABLES, kind_of

# What is masked already counts as one word that is no name; letters only, with a mark or a dash inside.
_WORD: Final = re.compile(r"\[[a-z ]+\]|[^\W\d_]+(?:['’`\-][^\W\d_]+)*")
_VERB: Final = re.compile(r"(?:mem|men|meng|meny|ber|ter|di|ke|pe|se)[a-z]{4,}|\w+(?:nya|kan|lah)")
_MOSTLY: Final = 0.6


@dataclass(slots=True)
class Token:
    """``gap``: what stands between the word before and this. ``cap``: written as a name is, where that says "
    "anything."""

    start: int
    end: int
    text: str
    low: str
    gap: str
    kind: str
    cap: bool
    place: bool = False
    rare: bool = False

    @property
    def listed(self) -> bool:
        """Whether a list or its form makes it a name's word."""
        return self.kind in {"sure", "weak", "form"}

    @property
    def initial(self) -> bool:
        return len(self.text) == 1 and self.text.isupper()


def tokens_of(text: str, places: Collection[tuple[str, ...]]) -> list[Token]:
    """The words of the text. ``places``: names of places, as their words in lower case; their words are no names."""
    found, last = [], 0
    for start, word in _words(text):
        kind = "masked" if word[0] == "[" else kind_of(word)
        if kind in {"", "form"} and word.islower() and _VERB.fullmatch(word):
            kind = "ordinary" if kind == "" or not word.startswith(("mu", "su", "nur")) else kind
        found.append(Token(start, start + len(word), word, word.lower(), text[last:start], kind, False))
        last = start + len(word)
    for first, second in pairwise(found):
        if first.text in {"Anak", "ANAK"} and second.low == "agung":
            first.kind = "weak"  # a title of Balinese nobles, and no child
    _set_capitals(found)
    _set_places(found, places)
    return found


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Each word and where it begins; "surat-siti-aminah" is three, "butar-butar" and "al-habsyi" are one."""
    for match in _WORD.finditer(text):
        start, word = match.start(), match.group()
        parts = word.split("-")
        if (
            len(parts) == 1
            or kind_of(word) == "sure"
            or not any(kind_of(part) == "sure" for part in parts if part)
        ):
            yield start, word
            continue
        for part in parts:
            yield start, part
            start += len(part) + 1


def _set_capitals(tokens: list[Token]) -> None:
    """Capitals say something only in a text that does not write everything with them."""
    words = [token for token in tokens if token.kind != "masked" and len(token.text) > 1]
    # The first word has a capital in any case; names say nothing of the rest.
    plain = [token for token in words[1:] if token.kind == "ordinary"] if len(words) > 3 else words
    titled = sum(token.text[0].isupper() and not token.text.isupper() for token in plain)
    shouted = sum(token.text.isupper() for token in words) > _MOSTLY * len(words)
    cased = titled < _MOSTLY * len(plain) or len(words) < 5
    for token in words:
        titled_word = token.text[0].isupper() and any(map(str.islower, token.text))
        token.cap = (titled_word and cased) or (
            token.text.isupper() and not shouted and token.listed and len(token.text) > 3
        )
        if token.kind == "rare":
            token.rare = True
            token.kind = "ordinary" if not token.cap else "syllable" if token.low in SYLLABLES else "weak"


def _set_places(tokens: list[Token], places: Collection[tuple[str, ...]]) -> None:
    lows = [token.low for token in tokens]
    for at, low in enumerate(lows):
        for length in (4, 3, 2, 1):
            words = tuple(lows[at : at + length])
            known = (length > 1 and " ".join(words) in KNOWN_SET) or words in places
            if known and len(words) == length and not _called(tokens, at, low):
                for token in tokens[at : at + length]:
                    token.place = True
                break


def _called(tokens: list[Token], at: int, low: str) -> bool:
    return (
        at > 0
        and tokens[at - 1].low in {"pak", "bu", "mas", "mbak", "sdr", "cak", "bernama", "nama"}
        and bool(low)
    )


KNOWN_SET: Final = frozenset(phrase.strip() for phrase in KNOWN)
