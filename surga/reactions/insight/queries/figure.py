"""Figures, counted from the cases and the city's own calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Count, F
from django.utils import timezone

from surga.core.cases import states
from surga.core.cases.models import Case
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.queries.counted.contacts import contacts_by
from surga.reactions.insight.queries.counted.groups import BY as BY
from surga.reactions.insight.queries.counted.groups import EVERYTHING as EVERYTHING
from surga.reactions.insight.queries.counted.groups import Where as Where
from surga.reactions.insight.queries.counted.rows import Asked, Moment, Row, asked, moment, rows_of
from surga.reactions.insight.queries.counted.summed.sums import sums
from surga.reactions.insight.queries.counted.summed.takes import TAKES, taken
from surga.reactions.insight.rules.measures import MEASURES, Value

_HOME_KEY, _HOME_SECONDS = "insight:home:2", 300


class FigureUnknown(LookupError):
    """No figure, or no grouping, has this name."""


class FigureRow(NamedTuple):
    """A group of a figure: its value, of how many, and its 95 % interval where one makes sense."""

    by: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with everything one needs to check it. ``as_of``: later events are left out."""

    name: str
    as_of: datetime
    definition: str
    filter: dict[str, str]
    n: int
    rows: list[FigureRow]


@dataclass(frozen=True, slots=True)
class HomeFigures:
    """The three honest figures of the home page, over the last ``days`` days.

    ``city_working_days``: of the mean, what the city itself took. ``overdue``: late with the city; ``overdue_away``:
    became late while it lay beyond the city, and lies there still.
    """

    days: int
    cases: int
    followed_up: int
    mean_working_days: float | None
    overdue: int
    city_working_days: float | None = None
    overdue_away: int = 0


#: Figures that another room counts: from_, to, by, as_of → n, rows, definition.
type Source = Callable[[date | None, date | None, str, datetime | None], tuple[int, Sequence[FigureRow], str]]
_sources: dict[str, Source] = {}


def connect(name: str, source: Source) -> None:
    """Let another room count a figure of ``MEASURES``, e.g. the satisfaction index. Its rows need not be ours:

    they have ``by``, ``value``, ``n``, ``low`` and ``high``.
    """
    _sources[name] = source


def figure(
    name: str,
    from_: date | None = None,
    to: date | None = None,
    by: str = "month",
    as_of: datetime | None = None,
    *,
    where: Where = EVERYTHING,
    open_only: bool = False,
) -> Figure:
    """One figure over what came in from ``from_`` to ``to`` (days of the city, both in), by group.

    ``open_only``: for everybody, without what is never published.
    """
    if name not in MEASURES or by not in BY:
        raise FigureUnknown(name if name not in MEASURES else by)
    if name in _sources:
        return _from_source(name, from_, to, by, as_of)
    return _counted(name, from_, to, by, moment(as_of), open_only, where)


def _from_source(name: str, from_: date | None, to: date | None, by: str, as_of: datetime | None) -> Figure:
    n, found, definition = _sources[name](from_, to, by, as_of)
    told = [FigureRow(row.by, row.value, row.n, row.low, row.high) for row in found]
    return Figure(name, as_of or timezone.now(), definition, _filter(from_, to, by), n, told)


def _filter(from_: date | None, to: date | None, by: str) -> dict[str, str]:
    chosen = {"from": from_, "to": to}
    return {"by": by, **{key: day.isoformat() for key, day in chosen.items() if day is not None}}


def _counted(
    name: str,
    from_: date | None,
    to: date | None,
    by: str,
    when: Moment,
    open_only: bool,
    where: Where,
) -> Figure:
    counted = _contacts if name == "contacts" else _cases
    n, found = counted(name, from_, to, by, when, open_only, where)
    return Figure(
        name=name,
        as_of=when.at,
        definition=MEASURES[name].definition,
        filter=_filter(from_, to, by),
        n=n,
        rows=found,
    )


def _cases(
    name: str, from_: date | None, to: date | None, by: str, when: Moment, open_only: bool, where: Where
) -> tuple[int, list[FigureRow]]:
    which = asked(from_, to, where, open_only=open_only)
    if name in TAKES:
        n, found = taken(name, by, which, when)
        return n, [_row(*one) for one in found]
    return _by_rows(name, by, which, when)


def _by_rows(name: str, by: str, which: Asked, when: Moment) -> tuple[int, list[FigureRow]]:
    """Case by case: for a measure that is not made of sums."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(which.found(when), when):
        groups[BY[by](row)].append(row)
    measure = MEASURES[name]
    found = [_row(key, measure.take(members)) for key, members in sorted(groups.items())]
    return sum(map(len, groups.values())), found


def _contacts(
    _name: str, from_: date | None, to: date | None, by: str, when: Moment, open_only: bool, where: Where
) -> tuple[int, list[FigureRow]]:
    n, groups = contacts_by(by, asked(from_, to, where, open_only=open_only), when)
    return n, [FigureRow(key, found, found) for key, found in groups]


def is_public(name: str) -> bool:
    return name in MEASURES and MEASURES[name].public


def home_figures() -> HomeFigures:
    """The figures of the last year, kept for five minutes: the first page must not wait for them."""
    known = cache.get(_HOME_KEY)
    if isinstance(known, HomeFigures):
        return known
    when, days = moment(None), 365
    first = kept.clock().day(kept.seconds(when.at)) - days
    needs = ("cases", "followed_all", "followed", "worked", "city")
    found = sums(needs, "all", Asked(low=first), when)[""]
    done = found["followed"]
    late = Case.objects.filter(overdue_at__isnull=False).exclude(status__in=states.ENDED)
    away = late.filter(away_since__lte=F("overdue_at")).count()
    made = HomeFigures(
        days,
        found["cases"],
        found["followed_all"],
        found["worked"] / done if done else None,
        late.count() - away,
        found["city"] / done if done else None,
        away,
    )
    cache.set(_HOME_KEY, made, _HOME_SECONDS)
    return made


def counts_by_status() -> dict[str, int]:
    """Cases by status, for monitoring."""
    return dict(Case.objects.order_by().values_list("status").annotate(n=Count("id")))


def waiting_unrouted() -> int:
    """Cases that no rule could route and nobody has forwarded yet."""
    waiting = Case.objects.filter(joined_to=None, status__in=("received", "verified"))
    return waiting.filter(routing__alert=True).count()


def _row(key: str, value: Value) -> FigureRow:
    return FigureRow(key, *value)
