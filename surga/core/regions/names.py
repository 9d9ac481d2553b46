"""The names of places as people write them. Plain Python, no Django.

A name that may mean two places, or is also a common word, is not guessed: it needs its kind in
front ("Kelurahan Mojoroto", "Kec. Kota").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

KIND_WORDS = {
    "kelurahan": "kelurahan", "kel": "kelurahan", "desa": "kelurahan",
    "kecamatan": "kecamatan", "kec": "kecamatan",
}  # fmt: skip
WORD = re.compile(r"[a-z0-9]+")
LONGEST_NAME = 5
LONGEST_TEXT = 4000


@dataclass(frozen=True)
class RegionInfo:
    """``path``: its shape as the ``d`` of an SVG path; ``lat``, ``lon``: a point inside it.

    ``population``: residents (a kecamatan's: of all its parts); None where it is not known of all of it.
    """

    code: str
    name: str
    kind: str
    parent: str
    spellings: tuple[str, ...]
    lat: float
    lon: float
    path: str
    needs_kind: bool = False
    population: int | None = None


class Gazetteer:
    """All names and spellings, made ready once."""

    def __init__(self, regions: Iterable[RegionInfo]) -> None:
        self._parents: dict[str, str] = {}
        self._by_kind: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._bare: dict[str, set[str]] = defaultdict(set)
        for region in regions:
            self._parents[region.code] = region.parent
            for spelling in (region.name, *region.spellings):
                self._add(region, _joined(spelling))

    def _add(self, region: RegionInfo, name: str) -> None:
        self._by_kind[region.kind, name].add(region.code)
        # A common word makes the bare name unsure for all who bear it.
        self._bare[name].update((region.code, "") if region.needs_kind else (region.code,))

    def match(self, text: str) -> str | None:
        """The region that the whole of ``text`` names, a kelurahan's kecamatan allowed after it."""
        words = WORD.findall(text[:LONGEST_TEXT].lower())
        for end in range(len(words), 0, -1):
            small = self._named(words[:end])
            if small is None:
                continue
            if end == len(words):
                return small
            parent = self._parents.get(small, "")
            if parent and parent in self._meanings(words[end:]):
                return small
        return self._by_parent(words)

    def named_in(self, text: str) -> str | None:
        """The one region that a longer text names with its kind ("di kel. Pojok rt 3"), else None.

        A kelurahan goes before the kecamatan it lies in; two different places are no answer.
        """
        words = WORD.findall(text[:LONGEST_TEXT].lower())
        found: set[str] = set()
        for place, word in enumerate(words):
            if word in KIND_WORDS:
                found |= self._longest(KIND_WORDS[word], words[place + 1 : place + 1 + LONGEST_NAME])
        parents = {self._parents.get(code, "") for code in found}
        smallest = found - parents
        return smallest.pop() if len(smallest) == 1 else None

    def _longest(self, kind: str, words: list[str]) -> set[str]:
        for end in range(len(words), 0, -1):
            codes = self._by_kind.get((kind, "".join(words[:end])), set())
            if len(codes) == 1:
                return codes
        return set()

    def _named(self, words: list[str]) -> str | None:
        codes = self._meanings(words)
        return next(iter(codes)) or None if len(codes) == 1 else None

    def _meanings(self, words: list[str]) -> set[str]:
        """The regions that these words may mean; an empty code stands for "something else"."""
        if words and words[0] in KIND_WORDS:
            return self._by_kind.get((KIND_WORDS[words[0]], "".join(words[1:])), set())
        return self._bare.get("".join(words), set())

    def _by_parent(self, words: list[str]) -> str | None:
        """ "Mojoroto Mojoroto", "Pesantren, Kec. Pesantren": unsure alone, sure with its parent."""
        sure = set()
        for end in range(1, len(words)):
            larger = self._meanings(words[end:])
            for code in self._meanings(words[:end]):
                if code and self._parents.get(code) in larger - {""}:
                    sure.add(code)
        return sure.pop() if len(sure) == 1 else None


def _joined(name: str) -> str:
    return "".join(WORD.findall(name.lower()))
