"""Cases as the measures see them, from what is known of each: now, or as of any moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from surga.core.agencies.calendar import Calendar
from surga.reactions.insight.models import NOW, Fact
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.queries.counted.groups import EVERYTHING, Where
from surga.reactions.insight.queries.counted.looking import remembered
from surga.reactions.insight.rules.known.clock import Clock
from surga.reactions.insight.rules.row import Day as Day
from surga.reactions.insight.rules.row import Row as Row

_A_DAY = 86_400
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()
_PLAIN = (
    "case_id", "received", "day", "followed", "worked", "away", "away_since", "ended_at", "channel", "kind", "topic",
    "agency", "region", "level", "reopened", "stars", "joined", "outcome",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moment:
    """When it is asked: ``at``; ``past``: whether only what was known by then counts, or all that is known."""

    at: datetime
    past: bool

    @property
    def known(self) -> Q:
        """The versions that held then."""
        if not self.past:
            return Q(known_to=NOW)
        then = kept.micros(self.at)
        return Q(known_from__lte=then, known_to__gt=then)

    @property
    def clock(self) -> Clock:
        """The clock by the calendar that was known then."""
        return kept.clock(self.at if self.past else None)


def moment(as_of: datetime | None) -> Moment:
    """As of a moment, or now: the same for all of a look. Every question begins here."""
    now = remembered("now", kept.now)
    return Moment(as_of or now, as_of is not None)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which cases: received from ``low`` to ``high`` (ordinals, both in), where, and whether without hidden ones."""

    low: int = FIRST_DAY
    high: int = LAST_DAY
    where: Where = EVERYTHING
    open_only: bool = False
    #: Fields that must be without a code: "" in ``where`` means any.
    without: frozenset[str] = frozenset()

    def found(self, when: Moment) -> QuerySet[Fact]:
        """Their facts."""
        chosen = Q(**self.where.chosen())
        if (self.low, self.high) != (FIRST_DAY, LAST_DAY):
            chosen &= Q(day__gte=self.low, day__lte=self.high)
        chosen &= Q(**dict.fromkeys(self.without, ""))
        if self.open_only:
            chosen &= Q(hidden=False)
        return Fact.objects.filter(when.known & chosen)


def asked(
    from_: date | None, to: date | None, where: Where = EVERYTHING, *, open_only: bool = False
) -> Asked:
    """The same by days of the calendar; None: no bound."""
    low = from_.toordinal() if from_ is not None else FIRST_DAY
    return Asked(low, to.toordinal() if to is not None else LAST_DAY, where, open_only)


class Reckoner:
    """Days and working days by the city's calendar, as of ``now``; moments are seconds since 1970."""

    def __init__(self, calendar: Calendar | Clock, now: datetime) -> None:
        self.clock = calendar if isinstance(calendar, Clock) else Clock(calendar)
        self.now = kept.seconds(now)
        self.passed = self.clock.passed(self.now)
        self._days: dict[int, Day] = {}

    def day(self, number: int) -> Day:
        """The city's day of an ordinal."""
        found = self._days.get(number)
        if found is None:
            when = date.fromordinal(number)
            found = self._days[number] = Day(when, f"{when:%Y-%m}", self.clock.passed_by(number))
        return found

    def row(self, received_at: int, followed_up_at: int | None, ended: bool, *more: object) -> Row:
        """The row of a case; what came after now has not happened yet."""
        received = self.day(self.clock.day(received_at))
        if followed_up_at is None or followed_up_at > self.now:
            return Row(received, None, None, self.passed - received.passed, ended, *more)  # type: ignore[arg-type]  # in order
        took = self.clock.passed(followed_up_at) - received.passed
        return Row(received, (followed_up_at - received_at) / _A_DAY, took, took, ended, *more)  # type: ignore[arg-type]

    def away(self, days: int, since: int | None, followed_up_at: int | None) -> int:
        """Working days beyond the city before the follow-up: those kept, and those that still run since ``since``."""
        if since is None or since > self.now or followed_up_at is not None:
            return days
        return days + self.passed - self.clock.passed(since)


def rows_of(found: QuerySet[Fact], when: Moment) -> Iterator[Row]:
    """The rows of these facts."""
    reckoner = Reckoner(when.clock, when.at)
    for (
        case_id, received, day, followed, worked, away, since, ended, channel, kind, topic, agency, region, level,
        reopened, stars, joined, outcome,
    ) in found.values_list(*_PLAIN).iterator(chunk_size=5_000):  # fmt: skip
        began = reckoner.day(day)
        yield Row(
            began,
            None if followed is None else (followed - received) / _A_DAY,
            worked,
            reckoner.passed - began.passed if worked is None else worked,
            ended is not None,
            channel, kind, topic, agency, region, level, reopened > 0, stars,
            reckoner.away(away, since, followed), joined, case_id, outcome, ended,
        )  # fmt: skip


def rows(
    from_: date | None,
    to: date | None,
    as_of: datetime | None = None,
    where: Where = EVERYTHING,
    *,
    open_only: bool = False,
) -> Iterator[Row]:
    """The cases received from ``from_`` to ``to`` (days of the city, both in), as they are known, or were ``as_of``.

    ``open_only``: without the confidential, oversight and protected ones, which a narrow figure would betray.
    """
    when = moment(as_of)
    return rows_of(asked(from_, to, where, open_only=open_only).found(when), when)


def special(when: Moment, which: Asked) -> Iterator[Row]:
    """The cases whose time beyond the city still matters or runs, one by one; see ``contributions.is_special``."""
    found = which.found(when).filter(Q(followed=None) & (~Q(away=0) | Q(away_since__isnull=False)))
    return iter(remembered(("special", when, which), lambda: list(rows_of(found, when))))
