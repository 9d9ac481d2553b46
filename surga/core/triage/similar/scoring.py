"""How surely two reports are about the same thing, from 0 to 1. Plain Python.

Two ways lead to a high score, and the score is that of either: the same words (somebody sent it again, edited it, or
many send one text), or the same matter at the same place at about the same time (two people saw it). The weights of
the second way were fitted on pairs read by a person and then rounded; docs/triage.md says how they were labelled.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from surga.core.triage.similar.places import Where, metres
from surga.core.triage.similar.reports import Traits, alike
from surga.core.triage.similar.words import Rarity

#: From here on a pair is the same thing again; below MAYBE it is not worth showing to anybody.
SAME: Final = 0.55
MAYBE: Final = 0.3

_BASE: Final = -3.75
#: Sign → what it adds to the log of the odds when it is fully there. Fitted; each with its reason.
WEIGHTS: Final = {
    "rare": 1.7,  # words in common that few reports have: a shop, a person, a landmark
    "rarest": 2.65,  # the rarest of them
    "number": 1.55,  # the same alley, house or block of a street of the same name
    "matter here": 1.5,  # the same kind of matter at the same place
    "matter at the spot": 2.05,  # the same at one point, or where one address says the other's; within some weeks
    "kelurahan": 0.65,  # the same one
    "topic": 0.4,  # the same topic was chosen; another takes as much away
    "personal": -2.0,  # one household has several matters of its own: papers, aid, school
    "personal again": 5.6,  # but told in like words it is the same of them
    "other address": -2.05,  # like words, but another address: who reports much writes all alike
    "other kelurahan": -0.95,
    "other street": -0.1,  # both name streets, and none in common
    "other number": -2.15,  # another alley, house or block of the same street
    "other side": -2.6,  # Menur Barat and Menur Timur are two streets
    "other RT": -1.25,
    "other matter": -0.5,  # a lamp and a hole at one place are two matters
    "time": -0.23,  # for each e-fold of days between, when the words differ
    "long ago": -1.4,  # for each e-fold beyond a month
}
#: Metres within which two points are one place, and from which on they are two.
_HERE, _ELSEWHERE = 120.0, 500.0
_WEEKS: Final = 40.0  # days
#: Days between two reports of which one has no time.
_UNKNOWN: Final = 21.0
_MONTH: Final = 3.5  # as a logarithm of days
_NUMBERED: Final = ("alley", "house", "block")
_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A report's traits with the weight of all its words, so that a pair needs only what both have."""

    traits: Traits
    words: float
    names: float


@dataclass(frozen=True)
class Scorer:
    """Scores pairs by the rarity of words in one city's reports."""

    rarity: Rarity

    def weighed(self, traits: Traits) -> Weighed:
        """Once for each report."""
        return Weighed(traits, self._sum(traits.words), self._names(traits.where.names, traits.where))

    def score(self, one: Weighed, other: Weighed) -> float:
        """From 0 to 1; the same both ways. The same words at the same place are 1.0, whenever they came."""
        a, b = one.traits, other.traits
        if not a.letters or not b.letters:
            return 0.0
        shared, says = self._text(one, other)
        signs = self._signs(one, other, shared)
        if a.letters == b.letters and _one_place(a, b, signs):
            return 1.0
        odds = _BASE + sum(WEIGHTS[name] * value for name, value in signs.items())
        matter = 1 / (1 + math.exp(-odds))
        return round(min(0.999, 1 - (1 - matter) * (1 - _sent_again(shared, says, signs))), 4)

    def why(self, one: Weighed, other: Weighed) -> dict[str, float]:
        """What spoke for and against, each as its part of the log of the odds; the strongest first."""
        signs = self._signs(one, other, self._text(one, other)[0])
        parts = {name: round(WEIGHTS[name] * value, 2) for name, value in signs.items() if value}
        return dict(sorted(parts.items(), key=lambda part: -abs(part[1])))

    def _text(self, one: Weighed, other: Weighed) -> tuple[float, float]:
        """How much of words and letters both have, and how much these words say at all; each from 0 to 1."""
        a, b = one.traits, other.traits
        common = self._sum(a.words & b.words)
        every = one.words + other.words - common
        letters = alike(a.pieces, b.pieces)
        return ((common / every if every else letters) + letters) / 2, 1 - math.exp(-common / 25)

    def _signs(self, one: Weighed, other: Weighed, shared: float) -> dict[str, float]:
        a, b = one.traits, other.traits
        here, address, signs = self._place(one, other)
        matter, other_matter = _matter(a, b)
        apart = abs(a.day - b.day) if a.day is not None and b.day is not None else _UNKNOWN
        rare = [self.rarity.weight(word) for word in _told_by_both(a, b)]
        return signs | {
            "rare": 1 - math.exp(-math.fsum(max(0.0, weight - 5.5) for weight in rare) / 3),
            "rarest": max(rare, default=0.0) / 8,
            "matter here": here * matter,
            "matter at the spot": _one_spot(a, b) * matter * math.exp(-apart / _WEEKS),
            "topic": _same(a.topic, b.topic),
            "personal": float(a.personal and b.personal),
            "personal again": shared * (a.personal and b.personal),
            "other matter": other_matter,
            "other address": shared * (1 - address),
            "time": math.log1p(apart) * (1 - shared),
            "long ago": max(0.0, math.log1p(apart) - _MONTH),
        }

    def _place(self, one: Weighed, other: Weighed) -> tuple[float, float, dict[str, float]]:
        """How surely it is one place, how alike the addresses are (1 where one is missing), and the signs of it."""
        a, b = one.traits.where, other.traits.where
        names = self._common_names(one, other)
        address = alike(one.traits.address, other.traits.address)
        street = bool(a.names & b.names)
        agree, against = _numbers(a, b) if street else (0.0, 0.0)
        near = _near(a, b)
        signs = {
            "number": agree * (0.3 if against else 1.0),
            "kelurahan": max(0.0, _same(a.kelurahan, b.kelurahan)),
            "other kelurahan": max(0.0, -_same(a.kelurahan, b.kelurahan)),
            "other street": float(bool(a.names and b.names) and names < 0.1 and not near),
            "other number": max(against, float(near == 0.0)),
            "other side": float(bool(a.sides and b.sides) and not a.sides & b.sides),
            "other RT": max(_differ(a, b, "rt"), _differ(a, b, "rw")),
        }
        known = bool(one.traits.address and other.traits.address)
        return max(names, address, near or 0.0), address if known else 1.0, signs

    def _common_names(self, one: Weighed, other: Weighed) -> float:
        a, b = one.traits.where, other.traits.where
        common = self._names(a.names & b.names, a)
        least, every = min(one.names, other.names), one.names + other.names - common
        if not common or least <= 0 or every <= 0:
            return 0.0
        return min(1.0, (common / least + common / every) / 2) * (1 - math.exp(-common / 4))

    def _sum(self, words: Iterable[str]) -> float:
        # fsum is exact, so that the order of a set does not show in the last digit.
        return math.fsum(map(self.rarity.weight, words))

    def _names(self, names: Iterable[str], where: Where) -> float:
        """A street that is called as its kelurahan says half as much."""
        return math.fsum(
            self.rarity.weight(name) * (0.5 if name in where.kelurahan else 1.0) for name in names
        )


def _one_spot(a: Traits, b: Traits) -> float:
    """How much of the shorter address the longer one says too, or how near the points are; from 0 to 1."""
    least = min(a.address.bit_count(), b.address.bit_count())
    said = (a.address & b.address).bit_count() / least if least else 0.0
    return max(said, _near(a.where, b.where) or 0.0)


def _sent_again(shared: float, says: float, signs: dict[str, float]) -> float:
    """By the words alone, from 0 to 1: an edited text still has most of them.

    Another place takes it away, except from long texts: the same long text from two places is one message sent twice.
    """
    rising = min(1.0, max(0.0, (shared - 0.35) / 0.22))
    against = max(
        signs[name] for name in ("other street", "other number", "other side", "other RT", "other kelurahan")
    )
    long = max(0.0, (says - 0.9) / 0.1)
    return rising * math.sqrt(says) * (1 - against * (1 - 0.9 * long))


def _one_place(a: Traits, b: Traits, signs: dict[str, float]) -> bool:
    """Whether nothing speaks against one place; where little was said, whether the places are the same."""
    same = a.address == b.address and a.where == b.where
    against = max(signs[name] for name in ("other street", "other number", "other side", "other RT"))
    known = signs["kelurahan"] > 0 and (a.where.names & b.where.names or alike(a.address, b.address) > 0.5)
    return same or (against <= 0 and not signs["other kelurahan"] and (bool(known) or len(a.words) > 8))


def _told_by_both(a: Traits, b: Traits) -> frozenset[str]:
    """Words that both have, in the text or in the address, but not those of one address: the place is weighed alone."""
    common = (a.words | a.said_where) & (b.words | b.said_where)
    return common - (a.said_where & b.said_where)


def _matter(a: Traits, b: Traits) -> tuple[float, float]:
    """How much it is one kind of matter, and how much another one; each from 0 to 1."""
    topic = _same(a.topic, b.topic)
    if not a.subjects or not b.subjects:
        return 0.18 + 0.4 * max(0.0, topic), 0.0
    common = len(a.subjects & b.subjects) / min(len(a.subjects), len(b.subjects))
    return 0.6 * common + 0.4 * max(0.0, topic), 0.0 if common else (0.3 if topic > 0 else 1.0)


def _numbers(a: Where, b: Where) -> tuple[float, float]:
    """How many of alley, house and block agree, and whether one of them is another; each from 0 to 1."""
    agree, against = 0.0, 0.0
    for kind in _NUMBERED:
        one, other = a.numbers.get(kind), b.numbers.get(kind)
        if one and other:
            common = len(one & other)
            agree += common / max(len(one), len(other))
            against = max(against, float(not common))
    if not agree and _crossing(a, b):
        # "Kawi 9" and "Kawi no 9": which kind of number it is was not said.
        return 1.0, against
    return min(1.0, agree), against


def _crossing(a: Where, b: Where) -> bool:
    alleys, houses = a.numbers.get("alley", _NONE), a.numbers.get("house", _NONE)
    return bool(alleys & b.numbers.get("house", _NONE) or houses & b.numbers.get("alley", _NONE))


def _differ(a: Where, b: Where, kind: str) -> float:
    one, other = a.numbers.get(kind), b.numbers.get(kind)
    return float(bool(one and other) and not one & other) if one and other else 0.0


def _near(a: Where, b: Where) -> float | None:
    """1 at one point, 0 from ``_ELSEWHERE`` on; None where a point is missing."""
    if a.point is None or b.point is None:
        return None
    apart = metres(a.point, b.point)
    return math.exp(-((apart / _HERE) ** 2) / 2) if apart < _ELSEWHERE else 0.0


def _same(one: str, other: str) -> float:
    """1 the same, -1 another, 0 where one is not known."""
    if not one or not other:
        return 0.0
    return 1.0 if one == other else -1.0
