"""The steps a case took: who had it, for how long, and how much of that was the city's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from surga.core.agencies.calendar import Calendar
from surga.core.cases.timeline import Held, TimelineItem, holders
from surga.doors.desk.casework.handling.scene import Scene


@dataclass(frozen=True)
class Step:
    """One holder. ``days``: working days there so far; ``why``: the reason's code, when it went up to here."""

    name: str
    since: datetime
    days: int
    still: bool
    away: bool
    why: str


@dataclass(frozen=True)
class Ladder:
    """All holders, oldest first. ``city`` and ``away``: working days in the city and beyond it."""

    steps: list[Step]
    city: int
    away: int


def ladder_of(scene: Scene, items: Sequence[TimelineItem], now: datetime) -> Ladder | None:
    """The ladder of a case that some unit has or had; None while it never left the verifiers."""
    held = holders(items)
    if not any(each.agency or each.level for each in held):
        return None
    steps = [_step(scene, each, now) for each in held]
    away = _days(scene.city.calendar, [each for each in held if each.away], now)
    return Ladder(steps, _days(scene.city.calendar, held, now) - away, away)


def _step(scene: Scene, held: Held, now: datetime) -> Step:
    days = _days(scene.city.calendar, [held], now)
    return Step(scene.rung_name(held), held.since, days, held.until is None, held.away, held.raised)


def _days(calendar: Calendar, held: Sequence[Held], now: datetime) -> int:
    """Of each holder at least none: an old case can be older than the day on which it was taken in."""
    return sum(max(0, calendar.working_days_between(each.since, each.until or now)) for each in held)
