"""Finding the word that was meant: one typing error, a Javanese or colloquial affix, two words run together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

#: Shorter words are too near to one another.
SHORTEST = 5
#: What Javanese and the language of chats put before and after a word, longest first.
_ENDINGS = ("nipun", "ipun", "nya", "ne", "no", "in", "ku", "e")
_BEGINNINGS = (
    ("nge", ""), ("ngge", "g"), ("ng", ""), ("ng", "k"), ("ny", "s"), ("ny", "c"), ("n", "t"), ("n", ""), ("m", "p"),
    ("m", ""), ("di", ""), ("tak", ""), ("ke", ""),
)  # fmt: skip


class Speller:
    """Knows the words of the articles, and says which of them a strange word was meant to be."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._near: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            if len(word) >= SHORTEST:
                for shorter in {word, *_deletes(word)}:
                    self._near[shorter].append(word)

    def meant(self, word: str) -> list[str]:
        """The known words that ``word`` stands for: itself, or what it is near to; empty when nobody can tell."""
        if word in self._words:
            return [word]
        for without in _bare(word):
            if without in self._words:
                return [without]
        return self._typed(word) or self._parts(word)

    def _typed(self, word: str) -> list[str]:
        if len(word) < SHORTEST:
            return []
        near = {each for shorter in (word, *_deletes(word)) for each in self._near.get(shorter, ())}
        return sorted(each for each in near if one_apart(word, each))[:3]

    def _parts(self, word: str) -> list[str]:
        for cut in range(3, len(word) - 2):
            if word[:cut] in self._words and word[cut:] in self._words:
                return [word[:cut], word[cut:]]
        return []


def _bare(word: str) -> Iterator[str]:
    """The word without one ending, one beginning, or both, where something of three letters is left."""
    stems = [word, *(word.removesuffix(end) for end in _ENDINGS if word.endswith(end))]
    for stem in stems:
        for begin, instead in (("", ""), *_BEGINNINGS):
            left = instead + stem.removeprefix(begin) if stem.startswith(begin) else ""
            if len(left) >= 3 and left != word:
                yield left


def _deletes(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def one_apart(one: str, other: str) -> bool:
    """Whether one letter too many, too few or other, or two letters in wrong order, lies between the words."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one)
    )
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return one[at + 1 :] == other[at + 1 :] or swapped
