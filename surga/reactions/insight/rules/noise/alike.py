"""Like with like: an agency against what its own mix of topics lets expect.

An agency that mends roads is not slower than one that hands out papers because roads take longer. *Indirect
standardisation* by topic: each of its topics counts as often as the agency has it, with the share that the *other*
agencies keep on that topic. Where these have few cases of it, their share moves towards that of all topics, as if
``BORROWED`` cases of the whole city stood beside them (empirical Bayes; Breslow & Day 1987, Spiegelhalter 2005): so an
agency that alone has a topic is not compared with itself. ``alike`` says how much of the comparison rests on others'
cases of the same topics, from 0 (nobody else has them) to 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from operator import itemgetter
from statistics import NormalDist
from typing import NamedTuple

from surga.reactions.insight.rules.statistics import Difference, Interval, difference_of, wilson

#: Cases of the whole city that stand beside the others' cases of one topic.
BORROWED = 20
_Z = NormalDist().inv_cdf(0.975)


class Counted(NamedTuple):
    """``hits`` of ``n`` cases."""

    hits: int
    n: int


class Share(NamedTuple):
    """A share with its interval."""

    value: float
    n: int
    low: float
    high: float


class Likeness(NamedTuple):
    """What an agency keeps, what its mix lets expect, the difference of the two and their ratio with intervals."""

    kept: Share
    expected: Share
    difference: Difference
    ratio: Interval
    alike: float

    @property
    def value(self) -> float:
        """Kept over expected; 1 is as the mix lets expect. Infinite where nothing is expected."""
        return self.kept.value / self.expected.value if self.expected.value else math.inf

    @property
    def n(self) -> int:
        return self.kept.n

    @property
    def low(self) -> float:
        return self.ratio.low

    @property
    def high(self) -> float:
        return self.ratio.high


def expected_share(mine: Mapping[str, Counted], all_: Mapping[str, Counted]) -> tuple[Share, float] | None:
    """The share that the mix of ``mine`` (topic → counted) lets expect, by the others in ``all_``, which holds mine;
    and how alike they are. None where the agency has no cases, or nobody else has any.
    """
    n = sum(each.n for each in mine.values())
    others = {topic: _without(all_[topic], each) for topic, each in mine.items() if topic in all_}
    # Of the topics that it does not have, everything is the others'.
    whole, here, left = (
        _sum(each) for each in (all_.values(), (all_[topic] for topic in others), others.values())
    )
    rest = Counted(whole.hits - here.hits + left.hits, whole.n - here.n + left.n)
    if n == 0 or rest.n == 0:
        return None
    overall = rest.hits / rest.n
    share = variance = alike = 0.0
    for topic, each in mine.items():
        other, weight = others.get(topic, Counted(0, 0)), each.n / n
        known = other.n + BORROWED
        p = (other.hits + BORROWED * overall) / known
        share += weight * p
        variance += weight * weight * p * (1 - p) / known
        alike += weight * other.n / known
    half = _Z * math.sqrt(variance)
    return Share(share, rest.n, max(0.0, share - half), min(1.0, share + half)), alike


def likeness(mine: Mapping[str, Counted], all_: Mapping[str, Counted]) -> Likeness | None:
    """An agency against its mix. None where there is nothing to compare."""
    found = expected_share(mine, all_)
    hits, n = sum(each.hits for each in mine.values()), sum(each.n for each in mine.values())
    bounds = wilson(hits, n)
    if found is None or bounds is None:
        return None
    expected, alike = found
    kept = Share(hits / n, n, bounds.low, bounds.high)
    difference = difference_of(kept, expected)
    return None if difference is None else Likeness(kept, expected, difference, _ratio(kept, expected), alike)


def _without(all_: Counted, mine: Counted) -> Counted:
    return Counted(max(0, all_.hits - mine.hits), max(0, all_.n - mine.n))


def _sum(counted: Iterable[Counted]) -> Counted:
    rows = list(counted)
    return Counted(sum(map(itemgetter(0), rows)), sum(map(itemgetter(1), rows)))


def _ratio(a: Share, b: Share) -> Interval:
    """The interval of a over b out of theirs (MOVER-R, Donner & Zou 2012)."""
    product = a.value * b.value
    low = _bound(product, a.low * (2 * a.value - a.low), b.high * (2 * b.value - b.high), -1)
    high = _bound(product, a.high * (2 * a.value - a.high), b.low * (2 * b.value - b.low), 1)
    value = a.value / b.value if b.value else math.inf
    return Interval(min(value, max(0.0, low)), max(value, high))


def _bound(product: float, above: float, below: float, sign: int) -> float:
    if below <= 0:
        return 0.0 if sign < 0 else math.inf
    return (product + sign * math.sqrt(max(0.0, product * product - above * below))) / below
