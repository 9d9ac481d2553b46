"""Values to lengths: round steps for an axis, and how a value is said."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from surga.doors.look.charts.chart import Point
from surga.doors.look.templatetags.moments import locale, number


@dataclass(frozen=True, slots=True)
class Scale:
    """From ``low``..``high`` onto ``start``..``end`` (which may run down, as y does)."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value lies; what lies outside is held at the edge."""
        span = (self.high - self.low) or 1.0
        part = min(max((value - self.low) / span, 0.0), 1.0)
        return self.start + part * (self.end - self.start)


def step_of(span: float, steps: int = 3, whole: bool = False) -> float:
    """A round step (1, 2 or 5 times a power of ten) that parts the span into about ``steps``."""
    if not math.isfinite(span) or span <= 0:
        return 1.0
    rough = span / steps
    power = 10.0 ** math.floor(math.log10(rough))
    found = next((each * power for each in (1.0, 2.0, 5.0, 10.0) if each * power >= rough * 0.999), rough)
    return max(found, 1.0) if whole else found


def ticks(high: float, steps: int = 3, whole: bool = False) -> list[float]:
    """Round values from nothing, none above ``high``."""
    if high <= 0:
        return [0.0]
    step = step_of(high, steps, whole)
    return [step * at for at in range(math.floor(round(high / step, 9)) + 1)]


def whole_numbers(points: Iterable[Point]) -> bool:
    """Whether all that is drawn are counts."""
    return all(float(p.value).is_integer() and p.low is None for p in points if p.value is not None)


def reach(points: Iterable[Point], limit: float | None = None) -> float:
    """The largest value that must fit: values, upper ends of intervals, the limit."""
    found = [x for p in points if p.value is not None for x in (p.value, p.high) if x is not None]
    return max([*found, limit or 0.0, 0.0])


def said(value: float | None, unit: str = "", *, short: bool = False) -> str:
    """A value as people read it. Unit ``%``: the value is a share of one. ``short``: without the unit's word."""
    if value is None or not math.isfinite(value):
        return "–"
    return _said(value, unit, short, locale())


@lru_cache(8192)
def _said(value: float, unit: str, short: bool, _language: str) -> str:
    if unit == "%":
        return f"{number(round(value * 100, 1))}%"
    rounded = round(value, 2) if abs(value) < 10 else round(value, 1) if abs(value) < 1000 else round(value)
    told = number(rounded)
    return f"{told} {unit}" if unit and not short else told


def interval(point: Point, unit: str = "") -> str:
    """The 95 % interval as text; empty where there is none."""
    if point.low is None or point.high is None:
        return ""
    return f"{said(point.low, unit, short=True)} – {said(point.high, unit, short=True)}"


def told(points: Sequence[Point], unit: str = "", most: int = 12) -> str:
    """The drawing in words, for those who do not see it; what is too long stands in the table."""
    parts = [f"{p.label}: {said(p.value, unit)}" for p in points[:most]]
    if len(points) > most:
        parts.append(_("selebihnya ada di tabel"))
    return "; ".join(parts)
