"""Which days count, and when a number of them has passed. Plain Python, no Django.

A day is the day on the city's own clock (WIB, say): 23:59 and 00:00 there are two days,
whatever UTC says. Every moment given must be aware; every moment returned carries the city's zone.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

UNITS = ("hour", "working_hour", "day", "working_day")
LAST_SECOND = time(23, 59, 59)
ONE_DAY = timedelta(days=1)
# Ten years without a working day is a broken calendar, not a long holiday.
LONGEST_REST = 3660


@dataclass(frozen=True)
class Calendar:
    """Working days and office hours of one city.

    ``days_off``: holidays and joint leave. ``workdays``: weekday numbers, Monday is 0.
    ``extra_workdays``: days worked although the weekday says otherwise.
    ``opens``, ``closes``: office hours on the city's clock. ``covered_from``, ``covered_to``:
    between these days the days off are known; outside, only weekends are.
    """

    days_off: frozenset[date] = frozenset()
    workdays: frozenset[int] = frozenset(range(5))
    opens: time = time(7, 30)
    closes: time = time(16, 0)
    covered_to: date = date(2027, 12, 31)
    covered_from: date = date(2020, 1, 1)
    timezone: str = "Asia/Jakarta"
    extra_workdays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.workdays or not self.workdays <= set(range(7)):
            raise ValueError("workdays must name one or more weekdays, 0 (Monday) to 6 (Sunday)")
        if self.opens >= self.closes:
            raise ValueError("the office must open before it closes")
        if self.covered_from > self.covered_to:
            raise ValueError("the calendar's cover ends before it starts")

    def as_text(self) -> str:
        """All of it, for ``from_text``: the same calendar, the same text."""
        days = [[day.isoformat() for day in sorted(some)] for some in (self.days_off, self.extra_workdays)]
        cover = [self.covered_from.isoformat(), self.covered_to.isoformat()]
        hours = [self.opens.isoformat(), self.closes.isoformat()]
        return json.dumps([*days, sorted(self.workdays), cover, self.timezone, hours])

    @classmethod
    def from_text(cls, text: str) -> Calendar:
        """The calendar that ``as_text`` wrote. A text of before office hours were kept has the usual ones."""
        days, extra, workdays, cover, timezone, *hours = json.loads(text)
        read = date.fromisoformat
        more = dict(zip(("opens", "closes"), map(time.fromisoformat, *hours), strict=True)) if hours else {}
        return cls(
            days_off=frozenset(map(read, days)), extra_workdays=frozenset(map(read, extra)),
            workdays=frozenset(workdays), covered_from=read(cover[0]), covered_to=read(cover[1]),
            timezone=timezone, **more,
        )  # fmt: skip

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def day_of(self, moment: datetime) -> date:
        """The city's date at ``moment``; a moment without a zone raises ``ValueError``."""
        if moment.tzinfo is None:
            raise ValueError("a moment without a time zone has no day")
        return moment.astimezone(self.zone).date()

    def covers(self, day: date) -> bool:
        """Whether the days off are known on ``day``, not only the weekends."""
        return self.covered_from <= day <= self.covered_to

    def is_working_day(self, day: date) -> bool:
        if day in self.extra_workdays:
            return True
        return day.weekday() in self.workdays and day not in self.days_off

    def working_days_between(self, start: datetime, end: datetime) -> int:
        """Working days after ``start``'s day up to and with ``end``'s day; negative when turned round.

        The same count as ``add_working_days``: from a moment to the end of its n-th working day is n.
        """
        return self._passed(self.day_of(end)) - self._passed(self.day_of(start))

    def add_working_days(self, start: datetime, count: int) -> datetime:
        """The last second of the ``count``-th working day after ``start``'s day."""
        if count < 1:
            raise ValueError("at least one working day must be added")
        return self._at(self._working_day_after(self.day_of(start), count), LAST_SECOND)

    def add_days(self, start: datetime, count: int) -> datetime:
        """The last second of the ``count``-th calendar day after ``start``'s day."""
        if count < 1:
            raise ValueError("at least one day must be added")
        return self._at(self.day_of(start) + timedelta(days=count), LAST_SECOND)

    def add_working_hours(self, start: datetime, hours: float) -> datetime:
        """``start`` plus ``hours`` counted only while the office is open.

        Outside office hours the count begins at the next opening. Ends between opening and
        closing of a working day, the closing moment included.
        """
        if hours <= 0:
            raise ValueError("more than no hours must be added")
        left = timedelta(hours=hours)
        moment = self.next_opening(start)
        while True:
            closing = self._at(moment.date(), self.closes)
            if moment + left <= closing:
                return moment + left
            left -= closing - moment
            moment = self._at(self._working_day_after(moment.date(), 1), self.opens)

    def add(self, start: datetime, amount: int, unit: str) -> datetime:
        """``start`` plus ``amount`` of ``unit``, one of ``UNITS``."""
        if unit == "working_day":
            return self.add_working_days(start, amount)
        if unit == "working_hour":
            return self.add_working_hours(start, amount)
        if unit == "day":
            return self.add_days(start, amount)
        if unit == "hour":
            return (start.astimezone(UTC) + timedelta(hours=amount)).astimezone(self.zone)
        raise ValueError(f"unit {unit!r} is none of {', '.join(UNITS)}")

    def is_open(self, moment: datetime) -> bool:
        local = moment.astimezone(self.zone)
        return self.is_working_day(local.date()) and self.opens <= local.time() < self.closes

    def next_opening(self, moment: datetime) -> datetime:
        """``moment`` itself while the office is open, else the next opening."""
        day = self.day_of(moment)
        local = moment.astimezone(self.zone)
        if self.is_working_day(day):
            if local.time() < self.opens:
                return self._at(day, self.opens)
            if local.time() < self.closes:
                return local
        return self._at(self._working_day_after(day, 1), self.opens)

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, tzinfo=self.zone)

    @cached_property
    def _table(self) -> tuple[date, ...]:
        """Every working day of the cover, once and sorted, so that counting is one bisection."""
        days = (self.covered_to - self.covered_from).days + 1
        each = (self.covered_from + timedelta(days=n) for n in range(days))
        return tuple(day for day in each if self.is_working_day(day))

    def _passed(self, day: date) -> int:
        """Working days from the start of the cover to the end of ``day``; negative before it."""
        if day < self.covered_from:
            return -sum(map(self.is_working_day, _days(day + ONE_DAY, self.covered_from)))
        if day <= self.covered_to:
            return bisect_right(self._table, day)
        late = sum(map(self.is_working_day, _days(self.covered_to + ONE_DAY, day + ONE_DAY)))
        return len(self._table) + late

    def _working_day_after(self, day: date, count: int) -> date:
        if day >= self.covered_from - ONE_DAY:
            place = bisect_left(self._table, day + ONE_DAY) + count - 1
            if place < len(self._table):
                return self._table[place]
        return self._walk(day, count)

    def _walk(self, day: date, count: int) -> date:
        """Day by day, for the rare deadline that leaves the cover."""
        rested = 0
        while count:
            day += ONE_DAY
            working = self.is_working_day(day)
            count -= working
            rested = 0 if working else rested + 1
            if rested > LONGEST_REST:
                raise ValueError("the calendar has no working day for ten years")
        return day


def _days(first: date, end: date) -> Iterator[date]:
    """The days from ``first`` up to but not with ``end``."""
    return (first + timedelta(days=n) for n in range((end - first).days))
