"""From numbers to shades: the quarters of what is there, at round values that a legend can say."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import quantiles

from surga.doors.look.charts.scale import said
from surga.reactions.insight.queries.places import Place


@dataclass(frozen=True, slots=True)
class Scale:
    """``breaks``: where a darker shade begins, rising; the lightest has all below the first."""

    breaks: tuple[float, ...]
    rates: bool

    def shade(self, place: Place) -> str:
        """0 for nothing, "few" where there is too little to say a rate, else 1 (light) to 4 (dark)."""
        if not place.n:
            return "0"
        if place.few:
            return "few"
        darker = bisect_right(self.breaks, self.value(place))
        # Fewer breaks than three: the darkest is still the darkest.
        return str(darker + 1 + (3 - len(self.breaks) if darker else 0))

    def value(self, place: Place) -> float:
        return (place.rate or 0.0) if self.rates else float(place.n)

    def legend(self) -> list[tuple[str, str]]:
        """Shade and the values that have it, in words, lightest first."""
        if not self.breaks:
            return []
        ends = [said(each) for each in self.breaks]
        first = 4 - len(ends)
        between = [(str(first + at + 1), f"{ends[at]} – {ends[at + 1]}") for at in range(len(ends) - 1)]
        return [("1", f"< {ends[0]}"), *between, ("4", f"≥ {ends[-1]}")]


def scale_of(places: Iterable[Place], *, rates: bool) -> Scale:
    """Breaks near the quartiles of all that may be shown, rounded; fewer where these are the same."""
    values = sorted((each.rate or 0.0) if rates else float(each.n) for each in places if not each.few)
    if not values:
        return Scale((), rates)
    found = quantiles(values, n=4) if len(values) > 1 else [values[0]]
    rounded = dict.fromkeys(_round(each, whole=not rates) for each in found)
    return Scale(tuple(each for each in rounded if values[0] < each <= values[-1]), rates)


def _round(value: float, *, whole: bool) -> float:
    """To two digits, so that a legend reads easily; counts to whole numbers."""
    if value <= 0:
        return 0.0
    digits = 1 - math.floor(math.log10(value))
    found = round(value, digits)
    return float(max(1, round(found))) if whole else found
