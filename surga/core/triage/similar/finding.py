"""What was reported before, for one report or for a whole table. Plain Python.

Never pair by pair: of a report's keys (``keys``) come a bounded number of candidates (``index``), and only these are
scored (``scoring``). So a search costs about the same among a thousand cases and among a million.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from surga.core.triage.similar.index import MOST_CANDIDATES, Index, MemoryIndex, candidates
from surga.core.triage.similar.keys import keys_of
from surga.core.triage.similar.reports import Report, Traits, traits_of
from surga.core.triage.similar.scoring import MAYBE, SAME, Scorer, Weighed
from surga.core.triage.similar.words import Rarity

#: Traits kept while a table is gone through: about 6 kB each.
_KEPT: Final = 100_000


@dataclass(frozen=True)
class Match:
    """An earlier case that may be the same thing, and how surely, from 0 to 1."""

    case: int
    score: float


@dataclass(frozen=True)
class Finder:
    """Searches one city's cases. ``weighed``: a case by its number; None for one that is gone."""

    index: Index
    scorer: Scorer
    weighed: Callable[[int], Weighed | None]

    def find(self, report: Report, *, least: float = MAYBE, most: int = 5) -> list[Match]:
        """The cases most like a report, the surest first, then the newest; while it is typed, or on arrival."""
        traits = traits_of(report)
        return self.find_like(self.scorer.weighed(traits), keys_of(traits), least=least)[:most]

    def find_like(
        self,
        sought: Weighed,
        keys: Sequence[int],
        *,
        least: float,
        before: int | None = None,
        most: int = MOST_CANDIDATES,
    ) -> list[Match]:
        """The same for a report whose traits and keys are known, among cases ``before`` one."""
        found = []
        for case in candidates(self.index, keys, before=before, most=most):
            known = self.weighed(case)
            if known is not None and (score := self.scorer.score(sought, known)) >= least:
                found.append(Match(case, score))
        return sorted(found, key=lambda match: (-match.score, -match.case))


def pairs(reports: Sequence[Report], *, least: float = SAME) -> Iterator[tuple[int, int, float]]:
    """The pairs of a table that are the same thing, as places in the table: earlier, later, score.

    ``reports``: the oldest first. Of more than 64 reports alike, each is paired with the newest before it: enough to
    hold them together (``groups``), and not the square of their number.
    """
    traits = lru_cache(_KEPT)(lambda place: traits_of(reports[place]))
    counts: Counter[str] = Counter()
    keys = lru_cache(_KEPT)(lambda place: keys_of(traits(place)))
    index = MemoryIndex.of(_counted(range(len(reports)), traits, keys, counts))
    scorer = Scorer(Rarity(counts, len(reports)))
    weighed = lru_cache(_KEPT)(lambda place: scorer.weighed(traits(place)))
    finder = Finder(index, scorer, weighed)
    for place in range(len(reports)):
        for match in finder.find_like(weighed(place), keys(place), least=least, before=place):
            yield match.case, place, match.score


def in_order(reports: Sequence[Report], names: Sequence[str]) -> list[int]:
    """The places of a table, the oldest report first; of one moment by what they say, so that the order of the
    rows does not matter. What has no time is taken as the oldest."""

    def age(place: int) -> tuple[str, str, str, str]:
        report = reports[place]
        return report.on.isoformat() if report.on else "", report.text, report.place.address, names[place]

    return sorted(range(len(reports)), key=age)


def _counted(
    places: range,
    traits: Callable[[int], Traits],
    keys: Callable[[int], tuple[int, ...]],
    counts: Counter[str],
) -> Iterator[tuple[int, ...]]:
    """The keys of each report; its words are counted on the way."""
    for place in places:
        counts.update(rare_words(traits(place)))
        yield keys(place)


def rare_words(traits: Traits) -> frozenset[str]:
    """The words of a report that ``Rarity`` counts."""
    return traits.words | traits.said_where | traits.where.names
