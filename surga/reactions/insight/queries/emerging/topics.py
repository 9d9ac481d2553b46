"""Topics that came up: above what the season and the weeks before let expect; now, or as known at any time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Count, F

from surga.core.agencies.queries import city
from surga.core.cases.models import Case
from surga.reactions.insight.queries.counted.groups import EVERYTHING, Where
from surga.reactions.insight.queries.counted.rows import Asked, Moment, moment
from surga.reactions.insight.queries.counted.summed.plan import Piece, Plan, plan_for
from surga.reactions.insight.queries.counted.summed.reading import rows_of, run
from surga.reactions.insight.rules.known.contributions import DAY
from surga.reactions.insight.rules.noise.rising import BEFORE, WEEKS, Past, Rise, Year, rises

#: Days that are looked at.
DAYS: Final = 7 * WEEKS
#: 52 weeks: the same weekdays a year earlier.
YEAR: Final = timedelta(days=364)
_YEARS: Final = 3
_SPAN: Final = 7 * BEFORE


@dataclass(frozen=True, slots=True)
class RisingTopics:
    """Topics of the days ``from_`` to ``to`` that rose. ``looked``: how many topics were compared; ``years``: earlier
    years that the season was taken from, 0 where there is none yet."""

    rises: tuple[Rise, ...]
    looked: int
    years: int
    from_: date
    to: date


def rising_topics(to: date, as_of: datetime | None = None, where: Where = EVERYTHING) -> RisingTopics:
    """Topics that rose in the two weeks up to ``to``."""
    from_ = to - timedelta(days=DAYS - 1)
    years = _years_of(from_)
    counts = _counts(from_, years, moment(as_of), where)
    now = {topic: n for topic, parts in counts.items() if (n := sum(parts[week] for week in range(WEEKS)))}
    past = {
        topic: Past(
            [counts[topic][week] for week in range(-BEFORE, 0)],
            [Year(counts[topic][_at(ago)], counts[topic][_at(ago) + 1]) for ago in range(1, years + 1)],
        )
        for topic in now
    }
    return RisingTopics(tuple(rises(now, past)), len(now), years, from_, to)


def _at(ago: int) -> int:
    """Where the same weeks so many years ago are counted; right behind it, those before them."""
    return WEEKS + 2 * (ago - 1)


@dataclass(frozen=True, slots=True)
class _Window:
    """Days, both in, that are counted in parts of so many days each, from this part on."""

    part: int
    low: int
    high: int
    days: int


def _windows(from_: date, years: int) -> Iterator[_Window]:
    """Week by week up to those looked at, of which the first is week 0; and of earlier years as ``_at`` says."""
    first = from_.toordinal()
    yield _Window(-BEFORE, first - _SPAN, first + DAYS - 1, 7)
    for ago in range(1, years + 1):
        begin = first - ago * YEAR.days
        yield _Window(_at(ago), begin, begin + DAYS - 1, DAYS)
        yield _Window(_at(ago) + 1, begin - _SPAN, begin - 1, _SPAN)


def _counts(from_: date, years: int, when: Moment, where: Where) -> dict[str, Counter[int]]:
    """Topic → cases by part of ``_windows``."""
    plan, windows = plan_for("topic", where), list(_windows(from_, years))
    found: dict[str, Counter[int]] = defaultdict(Counter)
    kept = not when.past and DAY in plan.grains
    for topic, part, n in _of_cells(plan, windows, where) if kept else _of_facts(windows, where, when):
        if topic:
            found[topic][part] = n
    return found


def _of_cells(plan: Plan, windows: Sequence[_Window], where: Where) -> Iterable[tuple[str, int, int]]:
    """By one statement, each window added up by itself: to ask of each day where it belongs takes twice as long."""
    topic, given, parts = plan.columns["topic"], list[Any](), []
    for one in windows:
        part = f"{one.part} + (period - {one.low}) / {one.days} AS part"
        piece, which = Piece(DAY, one.low, one.high), Asked(where=where)
        rows = rows_of("insight_cell", (part, "cases"), "topic", which, plan, [piece], given)
        parts.append(
            f"SELECT {topic}, part, CAST(SUM(cases) AS bigint) FROM ({rows}) AS days GROUP BY {topic}, part"  # noqa: S608  # our own words
        )
    return run(" UNION ALL ".join(parts), given)


def _of_facts(windows: Sequence[_Window], where: Where, when: Moment) -> Iterable[tuple[str, int, int]]:
    first, *others = (
        Asked(one.low, one.high, where)
        .found(when)
        .order_by()
        .values_list("topic")
        .annotate(part=one.part + (F("day") - one.low) / one.days)
        .annotate(n=Count("pk"))
        for one in windows
    )
    return first.union(*others, all=True)


def _years_of(from_: date) -> int:
    """How many earlier years have both the weeks looked at and those before them."""
    first = Case.objects.order_by("received_at").values_list("received_at", flat=True).first()
    if first is None:
        return 0
    begun = city(fresh=False).calendar.day_of(first)
    return sum(begun <= from_ - n * YEAR - timedelta(weeks=BEFORE) for n in range(1, _YEARS + 1))
