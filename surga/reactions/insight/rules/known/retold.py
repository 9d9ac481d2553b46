"""What is known of a case when the calendar becomes another one: its events told again, by the new one.

Joint leave is often declared late. From then on the working days of what went before are others, too; what was known
until then stays as it was known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from surga.core.agencies.calendar import Calendar
from surga.reactions.insight.rules.known.clock import Clock
from surga.reactions.insight.rules.known.facts import Data, Fact, after

#: What was known of a case: since when and until when (microseconds), by which event, and the fact.
type Version = tuple[int, int, int, Fact]


class Calendars:
    """The clocks one after another, each with the microseconds since when it was known; the first one since ever."""

    def __init__(self, clocks: Sequence[tuple[int, Clock]]) -> None:
        self.first, self.last = clocks[0][1], clocks[-1][1]
        #: Since when each of the others is known, and the days on which it is not as the one before; None: any.
        self.turns: list[tuple[int, Clock, frozenset[int] | None]] = [
            (since, clock, _other_days(before.calendar, clock.calendar))
            for (_, before), (since, clock) in pairwise(clocks)
        ]

    def between(self, low: int, high: int) -> Iterator[tuple[int, Clock, frozenset[int] | None]]:
        """The turns after one moment, up to another."""
        return (turn for turn in self.turns if low < turn[0] <= high)


class Life:
    """A case while its events are told in order. ``over``: what was known of it and is no longer."""

    __slots__ = ("_calendars", "_looked", "_steps", "clock", "event", "fact", "over", "since")

    def __init__(self, calendars: Calendars) -> None:
        self._calendars, self._looked = calendars, -1
        self._steps: list[tuple[str, Data, int]] = []
        self.clock = calendars.first
        self.fact: Fact | None = None
        self.since = self.event = 0
        self.over: list[Version] = []

    def hear(self, case_id: int, event: int, name: str, data: Data, at: int, known: int) -> Fact | None:
        """The fact after an event of the record; None where it changes nothing."""
        if self._calendars.turns:
            self.until(max(known, self.since))
            self._steps.append((name, data, at))
        new = after(self.fact, name, data, at, self.clock, case_id)
        if new is None or new is self.fact:
            return None
        self._become(new, known, event)
        return new

    def until(self, moment: int) -> None:
        """Turn to the calendars that became known up to a moment."""
        for since, clock, days in self._calendars.between(self._looked, moment):
            self.clock = clock
            if self.fact is not None and self._is_touched(days):
                self._become(self._retold(self.fact), since, self.event)
        self._looked = moment

    def versions(self, end: int) -> Iterator[Version]:
        """All that was known of it, and what is known until ``end``."""
        self.until(end)
        yield from self.over
        if self.fact is not None:
            yield self.since, end, self.event, self.fact

    def _become(self, new: Fact, known: int, event: int) -> None:
        if new == self.fact:
            return
        since = max(known, self.since)
        if self.fact is not None and since > self.since:
            self.over.append((self.since, since, self.event, self.fact))
        self.fact, self.since, self.event = new, since, event

    def _is_touched(self, days: frozenset[int] | None) -> bool:
        """Whether its events lie about one of these days. Some are told to have been before it was received."""
        if days is None:
            return True
        told = [self.clock.day(at) for _, _, at in self._steps]
        first, last = min(told), max(told)
        return any(first < day <= last for day in days)

    def _retold(self, fact: Fact) -> Fact:
        told: Fact | None = None
        for name, data, at in self._steps:
            told = after(told, name, data, at, self.clock, fact.case_id)
        return told or fact


def _other_days(before: Calendar, now: Calendar) -> frozenset[int] | None:
    if (before.workdays, before.timezone) != (now.workdays, now.timezone):
        return None
    days = (before.days_off ^ now.days_off) | (before.extra_workdays ^ now.extra_workdays)
    return frozenset(day.toordinal() for day in days)
