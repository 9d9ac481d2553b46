"""From nine answers of 1 to 4 to the satisfaction index: plain Python, exact in fractions (PermenPANRB 14/2017).

NRR of an element is the mean of its answers; the index is the sum of NRR × weight over the nine elements; ×25 brings
it to 100. The regulation prints the weight as 0.11, and 9 × 0.11 = 0.99: a perfect survey then gives 99, not 100. So
both are offered, and whoever shows an index says which was used.

Who left an element out is left out of that element; nothing is filled in. An index without any answer to one of the
nine does not exist.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from surga.reactions.surveys.rules.elements import CODES, Said
from surga.reactions.surveys.rules.student import t975

#: Nine answers in the order of ``elements.CODES``; None: left out.
Scores = tuple[int | None, ...]
#: How many people gave exactly these answers.
Patterns = Mapping[Scores, int]

LOWEST: Final = 1
HIGHEST: Final = 4
EXACT, PRINTED = "exact", "rounded_0_11"
WEIGHTS: Final = {EXACT: Fraction(1, 9), PRINTED: Fraction(11, 100)}
_CENT: Final = Decimal("0.01")


class ScoresRefused(ValueError):
    """These are no nine answers of 1 to 4. ``code``: why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Band:
    """``quality``: A to D (mutu pelayanan); ``name``: kinerja unit pelayanan; ``lowest``: of 100, belongs to it."""

    quality: str
    name: Said
    lowest: Decimal


#: By lower bounds, for between the printed upper and lower bounds there are gaps (76.60, 76.61).
BANDS: Final = (
    Band("A", Said("Sangat baik", "Very good"), Decimal("88.31")),
    Band("B", Said("Baik", "Good"), Decimal("76.61")),
    Band("C", Said("Kurang baik", "Not good enough"), Decimal("65.00")),
    Band("D", Said("Tidak baik", "Not good"), Decimal("25.00")),
)


@dataclass(frozen=True, slots=True)
class ElementScore:
    """``nrr``: the mean of ``n`` answers, 1 to 4; None without any. ``unanswered``: how many left it out."""

    code: str
    n: int
    unanswered: int
    nrr: Fraction | None
    low: float | None = None
    high: float | None = None

    @property
    def converted(self) -> Decimal | None:
        return None if self.nrr is None else hundred(self.nrr)

    @property
    def band(self) -> Band | None:
        return None if self.nrr is None else band_of(hundred(self.nrr))


@dataclass(frozen=True, slots=True)
class Index:
    """The index of ``n`` people, 1 to 4 (``value``); None while an element has no answer.

    ``low``, ``high``: 95 % interval by Student's t over people, None below two; ``error``: its standard error.
    ``complete``: how many of them answered all nine. ``population``: how many were served, where it is known.
    """

    mode: str
    n: int
    complete: int
    value: Fraction | None
    elements: tuple[ElementScore, ...]
    error: float | None = None
    low: float | None = None
    high: float | None = None
    population: int | None = None

    @property
    def converted(self) -> Decimal | None:
        """Of 100, rounded to two decimals: the number that is published."""
        return None if self.value is None else hundred(self.value)

    @property
    def band(self) -> Band | None:
        return None if self.value is None else band_of(hundred(self.value))

    @property
    def weakest(self) -> tuple[ElementScore, ...]:
        """The three elements with the lowest NRR, the lowest first; of equals the first of the form."""
        asked = [each for each in self.elements if each.nrr is not None]
        return tuple(sorted(asked, key=lambda each: each.nrr or 0)[:3])


@dataclass(frozen=True, slots=True)
class Change:
    """From one index to the next. ``verdict``: "up", "down", "noise" or "unknown" (too few to say)."""

    difference: Fraction | None
    verdict: str
    low: float | None = None
    high: float | None = None


def hundred(value: Fraction) -> Decimal:
    """×25, to two decimals, half away from zero."""
    exact = value * 25
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_CENT, ROUND_HALF_UP)


def band_of(converted: Decimal) -> Band:
    """The band of an index of 100 that was rounded to two decimals."""
    return next((band for band in BANDS if converted >= band.lowest), BANDS[-1])


def checked(scores: Sequence[int | None]) -> Scores:
    """The nine answers. Raises ``ScoresRefused``: "count", "range", "empty"."""
    if len(scores) != len(CODES):
        raise ScoresRefused("count")
    if any(each is not None and not LOWEST <= each <= HIGHEST for each in scores):
        raise ScoresRefused("range")
    if all(each is None for each in scores):
        raise ScoresRefused("empty")
    return tuple(scores)


def scores_in(text: str) -> Scores:
    """Nine digits as typed from a sheet ("344 344 344"); 0, - or . for what was left out. Raises ``ScoresRefused``."""
    signs = [sign for sign in text if not sign.isspace() and sign not in ",;"]
    if any(sign not in "01234-." for sign in signs):
        raise ScoresRefused("range")
    return checked([int(sign) if sign in "1234" else None for sign in signs])


def index_of(patterns: Patterns, mode: str = EXACT, population: int | None = None) -> Index:
    """The index of all these answers, with its interval; smaller when much of the ``population`` was asked.

    The interval takes people, not answers, as what was drawn: each person's part in the index is linearised
    (Särndal, Swensson, Wretman 1992, 5.5), which with nine answers each is the plain interval of their means.
    """
    weight, n = WEIGHTS[mode], sum(patterns.values())
    elements = tuple(_element(place, patterns) for place in range(len(CODES)))
    complete = sum(count for scores, count in patterns.items() if None not in scores)
    means = [each.nrr for each in elements]
    known = [mean for mean in means if mean is not None]
    if len(known) < len(CODES):
        return Index(mode, n, complete, None, elements, population=population)
    value = weight * sum(known, Fraction())
    error = _error(patterns, elements, weight, population)
    if error is None:
        return Index(mode, n, complete, value, elements, population=population)
    half, all_nine = t975(n - 1) * error, float(weight * len(CODES))
    low, high = max(all_nine * LOWEST, float(value) - half), min(all_nine * HIGHEST, float(value) + half)
    return Index(mode, n, complete, value, elements, error, low, high, population)


def compared(before: Index, after: Index) -> Change:
    """Whether the index moved by more than chance (Welch 1947). Raises ValueError when the weights differ."""
    if before.mode != after.mode:
        raise ValueError("indices with different weights cannot be compared")
    if before.value is None or after.value is None:
        return Change(None, "unknown")
    difference = after.value - before.value
    if before.error is None or after.error is None:
        return Change(difference, "unknown")
    half = _welch(before.error**2, before.n, after.error**2, after.n)
    low, high = float(difference) - half, float(difference) + half
    verdict = "noise" if low <= 0 <= high else "up" if low > 0 else "down"
    return Change(difference, verdict, low, high)


def _element(place: int, patterns: Patterns) -> ElementScore:
    given = dict.fromkeys(range(LOWEST, HIGHEST + 1), 0)
    unanswered = 0
    for scores, count in patterns.items():
        score = scores[place]
        if score is None:
            unanswered += count
        else:
            given[score] += count
    n = sum(given.values())
    if not n:
        return ElementScore(CODES[place], 0, unanswered, None)
    nrr = Fraction(sum(score * count for score, count in given.items()), n)
    if n < 2:
        return ElementScore(CODES[place], n, unanswered, nrr)
    spread = sum(count * (score - nrr) ** 2 for score, count in given.items())
    half = t975(n - 1) * math.sqrt(spread / (n * (n - 1)))
    low, high = max(float(LOWEST), float(nrr) - half), min(float(HIGHEST), float(nrr) + half)
    return ElementScore(CODES[place], n, unanswered, nrr, low, high)


def _error(
    patterns: Patterns, elements: Sequence[ElementScore], weight: Fraction, population: int | None
) -> float | None:
    """The standard error, whole numbers until the root: a person's part is Σ weight × (score − NRR) × n / answered."""
    n = sum(patterns.values())
    if n < 2:
        return None
    parts, scale = _parts(elements, n)
    spread = 0
    for scores, count in patterns.items():
        spread += count * sum(part[score] for part, score in zip(parts, scores, strict=True)) ** 2
    # More answers than people served: the number served is wrong, so it corrects nothing.
    left = 1 - Fraction(n, population) if population and n <= population else Fraction(1)
    return math.sqrt(Fraction(spread, scale**2) * weight**2 / (n * (n - 1)) * left)


def _parts(elements: Sequence[ElementScore], n: int) -> tuple[list[dict[int | None, int]], int]:
    """Per element what each score adds to a person's part, times the scale that makes all of it whole."""
    scale = math.lcm(*(each.n**2 for each in elements))
    parts: list[dict[int | None, int]] = []
    for each in elements:
        mean = each.nrr or Fraction()
        one: dict[int | None, int] = {None: 0}
        for score in range(LOWEST, HIGHEST + 1):
            one[score] = int((score - mean) * Fraction(n, each.n) * scale)
        parts.append(one)
    return parts, scale


def _welch(first: float, n_first: int, second: float, n_second: int) -> float:
    """Half of the 95 % interval of a difference, from the squared errors."""
    both = first + second
    if not both:
        return 0.0
    freedom = both**2 / (first**2 / (n_first - 1) + second**2 / (n_second - 1))
    return t975(freedom) * math.sqrt(both)
