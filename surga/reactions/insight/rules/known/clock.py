"""Days and working days of the city for moments given as seconds since 1970, worked out once for each hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from surga.core.agencies.calendar import Calendar

_QUARTER = 900  # seconds: no zone on earth begins a day inside of a quarter of an hour


class Clock:
    """``day(at)`` and ``passed(at)`` of a moment; ``passed_by(day)`` of a day. Days are proleptic ordinals."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        # Days outside of the calendar's cover are counted one by one: begin where it begins.
        self._start = datetime.combine(calendar.covered_from, time(), calendar.zone)
        self._days: dict[int, int] = {}
        self._passed: dict[int, int] = {}

    def day(self, at: int) -> int:
        """The city's day at a moment."""
        quarter = at // _QUARTER
        found = self._days.get(quarter)
        if found is None:
            found = self._days[quarter] = datetime.fromtimestamp(at, self.calendar.zone).toordinal()
        return found

    def passed(self, at: int) -> int:
        """Working days up to the end of the moment's day, counted from some fixed day."""
        return self.passed_by(self.day(at))

    def passed_by(self, day: int) -> int:
        """The same for a day."""
        found = self._passed.get(day)
        if found is None:
            noon = datetime.combine(date.fromordinal(day), time(12), self.calendar.zone)
            found = self._passed[day] = self.calendar.working_days_between(self._start, noon)
        return found

    def last_beyond(self, days: int, at: int) -> int:
        """The last day since which more than so many working days have passed at a moment."""
        wanted, day = self.passed(at) - days, self.day(at)
        while self.passed_by(day) >= wanted:
            day -= 1
        return day

    def midnight(self, day: int) -> int:
        """The moment at which a day begins."""
        begins = datetime.combine(date.fromordinal(day), time(), self.calendar.zone)
        return int(begins.astimezone(UTC).timestamp())


def month_of(day: int) -> int:
    """The month of a day as one number: year × 12 + month − 1."""
    when = date.fromordinal(day)
    return when.year * 12 + when.month - 1


def quarter_of(day: int) -> int:
    """The quarter of a day as one number: year × 4 + quarter − 1."""
    return month_of(day) // 3


def first_of(month: int) -> int:
    """The first day of such a month."""
    return date(month // 12, month % 12 + 1, 1).toordinal()


def name_of(month: int) -> str:
    """Such a month as "2022-03"."""
    return f"{month // 12:04}-{month % 12 + 1:02}"
