"""When an officer is told that a figure changed: only when it is more than chance, or passed the limit they set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from surga.reactions.insight.rules.statistics import (
    Difference,
    Estimate,
    difference_of,
    dispersion_of,
    ratio_of_counts,
)

CHANGES: Final = ("rise", "fall", "above", "below")
#: Figures that count: held against each other as rates. All others are held against each other by their intervals.
COUNTS: Final = frozenset({"cases", "contacts", "services", "open_cases"})
_BY_CHANCE: Final = 0.05
#: Of fewer nothing is said, whatever the value.
LEAST: Final = 5


def change_of(figure: str, now: Estimate, before: Estimate, earlier: Sequence[int] = ()) -> Difference | None:
    """How ``now`` lies apart from ``before``; ``earlier``: counts of like windows, which tell how much it varies.

    Of counts a ratio (1: no change), of others a difference; None where there is nothing to compare.
    """
    if figure in COUNTS:
        return ratio_of_counts(now.n, before.n, dispersion=dispersion_of(earlier))
    return difference_of(now, before)


def is_told(
    change: str, limit: float | None, now: Estimate, difference: Difference | None, counts: bool
) -> bool:
    """Whether the officer who asked for ``change`` is told of it."""
    if change in ("above", "below"):
        if limit is None or now.value is None or now.n < LEAST:
            return False
        return now.value > limit if change == "above" else now.value < limit
    if difference is None or difference.p > _BY_CHANCE or (change == "rise" and now.n < LEAST):
        return False
    none = 1.0 if counts else 0.0
    return difference.value > none if change == "rise" else difference.value < none
