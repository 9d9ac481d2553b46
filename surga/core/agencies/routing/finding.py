"""What a text is about, by the words that give a topic away. Plain Python, no Django.

A first guess for the verifier, not a judgement: when two topics are equally likely, or nothing speaks
clearly, the answer is that it is not known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from surga.core.agencies.city import TopicInfo

WORD = re.compile(r"[a-z0-9]+")
ENDINGS = ("nya", "lah")
LONGEST_PHRASE = 4
# Enough to read of a text of any length: a complaint says what it is about early.
LONGEST_TEXT = 4000
SURE_AT = 2.0
SURE_OVER_NEXT = 1.0


def words_of(text: str) -> str:
    """The lower-case words of ``text``, each between single spaces, for whole-word search."""
    return f" {' '.join(_words(text))} "


def _words(text: str) -> list[str]:
    return WORD.findall(text[:LONGEST_TEXT].lower())


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)]
    return word


class TopicFinder:
    """The words of all active topics, made ready once for many texts."""

    def __init__(self, topics: Iterable[TopicInfo]) -> None:
        self._index: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for topic in topics:
            if topic.active:
                for phrase in topic.words:
                    key = tuple(_words(phrase))
                    if 0 < len(key) <= LONGEST_PHRASE and topic.code not in self._index[key]:
                        self._index[key].append(topic.code)

    def scores(self, text: str) -> dict[str, float]:
        """Points per topic code: a phrase counts by its words squared, shared by those that have it."""
        words = [_stem(word) if (word,) not in self._index else word for word in _words(text)]
        points: dict[str, float] = defaultdict(float)
        seen: set[tuple[str, ...]] = set()
        for start in range(len(words)):
            for size in range(1, min(LONGEST_PHRASE, len(words) - start) + 1):
                key = tuple(words[start : start + size])
                owners = self._index.get(key)
                if owners and key not in seen:
                    seen.add(key)
                    for code in owners:
                        points[code] += 2 * size * size / len(owners)
        return dict(points)

    def find(self, text: str) -> str:
        """The topic's code, or empty when the words do not say it clearly."""
        ranked = sorted(self.scores(text).items(), key=lambda each: (-each[1], each[0]))
        if not ranked or ranked[0][1] < SURE_AT:
            return ""
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < SURE_OVER_NEXT:
            return ""
        return ranked[0][0]
