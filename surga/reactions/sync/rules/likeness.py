"""Whether two reports may be one matter, told on both sides: by words, place and time. An officer decides."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, hypot, radians
from typing import Final

#: Farther apart in time, it is another matter or another time of the same.
WINDOW: Final = timedelta(days=14)
#: From so many of 100 on an officer is asked.
ENOUGH: Final = 60
_NEAR: Final = 300.0  # metres
_METRES: Final = 111_320.0  # of a degree


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of a matter: the words it uses, where, and when."""

    words: frozenset[str]
    at: datetime
    lat: float | None = None
    lon: float | None = None
    region: str = ""


def likeness(one: Telling, other: Telling) -> int:
    """0 to 100: mostly how many words they share, and then the place. 0 outside of the window."""
    if abs(one.at - other.at) > WINDOW or not one.words or not other.words:
        return 0
    shared = len(one.words & other.words) / min(len(one.words), len(other.words))
    # A few words are soon the same: they count for less.
    weight = min(1.0, min(len(one.words), len(other.words)) / 4)
    return round(100 * (0.75 * shared * weight + 0.25 * _nearness(one, other)))


def alike(one: Telling, others: Collection[tuple[int, Telling]]) -> list[tuple[int, int]]:
    """Those that an officer should look at: (id, score), the likeliest first."""
    scored = [(pk, likeness(one, other)) for pk, other in others]
    return sorted((pair for pair in scored if pair[1] >= ENOUGH), key=lambda pair: (-pair[1], pair[0]))


def _nearness(one: Telling, other: Telling) -> float:
    if None not in {one.lat, one.lon, other.lat, other.lon}:
        return max(0.0, 1 - _metres(one, other) / (3 * _NEAR))
    if one.region and other.region:
        return 0.7 if one.region == other.region else 0.0
    return 0.4


def _metres(one: Telling, other: Telling) -> float:
    lat, lon = (one.lat or 0.0) - (other.lat or 0.0), (one.lon or 0.0) - (other.lon or 0.0)
    return _METRES * hypot(lat, lon * cos(radians(one.lat or 0.0)))
