"""What an agency's report rests on: its figures, those of as long before, and the city's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from surga.doors.executive.papers.contents.asking import Asked, agency_name, now_city, taken
from surga.reactions.insight.queries import Age, FigureRow, OldCase, Where, backlog_ages, oldest_open
from surga.reactions.insight.rules.statistics import difference_of, is_more_than_noise

MEASURED = (
    "follow_up_working_days", "follow_up_working_days_median", "within_5_working_days", "reopened", "rating",
)  # fmt: skip
#: Good when it is more.
_MORE_IS_GOOD = frozenset({"within_5_working_days", "rating", "followed_up"})
_TOPICS = 12
_OLDEST = 10


@dataclass(frozen=True, slots=True)
class Compared:
    """A measure now, as long before, and in the whole city; ``told``: whether the change is more than chance."""

    name: str
    now: FigureRow
    before: FigureRow
    city: FigureRow
    told: bool

    @property
    def better(self) -> bool | None:
        """Whether it went the right way; None where it did not move, or has nothing to be held against."""
        if self.now.value is None or self.before.value is None or self.now.value == self.before.value:
            return None
        return (self.now.value > self.before.value) == (self.name in _MORE_IS_GOOD)


@dataclass(frozen=True, slots=True)
class Report:
    """All of it. ``topics``: code → cases, follow-up time, share within; ``oldest``: open cases that all may read."""

    asked: Asked
    city: str
    code: str
    name: str
    compared: tuple[Compared, ...]
    topics: tuple[tuple[str, FigureRow, FigureRow | None, FigureRow | None], ...]
    months: tuple[FigureRow, ...]
    ages: tuple[Age, ...]
    oldest: tuple[OldCase, ...]
    at: datetime


def report_of(asked: Asked, code: str) -> Report:
    """What is known of one agency over a period; ``asked.where`` may narrow it further."""
    here = now_city()
    asked = replace(asked, where=replace(asked.where, agency=code))
    where = asked.where
    return Report(
        asked=asked,
        city=here.name,
        code=code,
        name=agency_name(here, code),
        compared=_compared(asked),
        topics=_topics(asked),
        months=tuple(taken(asked, "cases", "month")),
        ages=() if asked.dated else tuple(backlog_ages(where)),
        oldest=() if asked.dated else tuple(oldest_open(where, _OLDEST, open_only=True)),
        at=asked.moment,
    )


def _compared(asked: Asked) -> tuple[Compared, ...]:
    before, everywhere = asked.before(), replace(asked.where, agency="")
    found = [
        (name, _one(asked, name, asked.where), _one(before, name, asked.where), _one(asked, name, everywhere))
        for name in MEASURED
    ]
    apart = [difference_of(now, then) for _name, now, then, _city in found]
    told = is_more_than_noise([None if one is None else one.p for one in apart])
    return tuple(Compared(*row, told=sure) for row, sure in zip(found, told, strict=True))


def _one(asked: Asked, name: str, where: Where) -> FigureRow:
    rows = taken(asked, name, where=where)
    return rows[0] if rows else FigureRow("", None, 0)


def _topics(asked: Asked) -> tuple[tuple[str, FigureRow, FigureRow | None, FigureRow | None], ...]:
    took = {row.by: row for row in taken(asked, "follow_up_working_days", "topic")}
    kept = {row.by: row for row in taken(asked, "within_5_working_days", "topic")}
    came = sorted(taken(asked, "cases", "topic"), key=lambda row: (-(row.value or 0), row.by))
    return tuple((row.by, row, took.get(row.by), kept.get(row.by)) for row in came[:_TOPICS])


def every(where: Where) -> list[tuple[str, str]]:
    """The agencies of which there may be a report, by name."""
    here = now_city()
    chosen = [one for one in here.agencies.values() if one.active and where.agency in ("", one.code)]
    return sorted(((one.code, one.name) for one in chosen), key=lambda pair: pair[1])
