"""What a programme could be about: topics, or one topic's kelurahan, with what the cases say of each.

*Delay* is the figure ``cost_of_delay``: working days beyond the national five, in all, of matters that were followed up
late and of those that still wait. Beside it, not added to it: how long open cases have been open, what was told again
(goes with an older report) and what had to be opened again. Nothing is weighed against anything else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.db.models import Count

from surga.core.agencies.queries import city
from surga.reactions.insight.models import Fact
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.queries.counted.groups import BY, EVERYTHING, Where
from surga.reactions.insight.queries.counted.rows import Asked, Moment, asked, moment, special
from surga.reactions.insight.queries.counted.summed.sums import Sums, Totals, sums
from surga.reactions.insight.queries.figure import FigureRow, figure
from surga.reactions.insight.queries.places import MOST_REPORTED
from surga.reactions.insight.queries.places.chosen import cases_of
from surga.reactions.insight.rules.measures import WITHIN
from surga.reactions.insight.rules.planning.growth import (
    delay_of,
    growth_of,
    months_between,
    year_before,
)
from surga.reactions.insight.rules.statistics import Difference, is_more_than_noise

_COLUMNS: Final = (
    "cases", "open", "joined", "reopened", "late", "over_days", "waiting", "waiting_from", "open_from",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A topic (in one region, where ``region`` is not empty). ``before``: cases of the same days a year before, None
    where the records do not reach so far; ``growth``: their ratio; ``notable``: whether it is more than chance, all
    candidates looked at together. ``delay``: working days beyond the five; ``late``: matters that make it up;
    ``open``, ``open_days``: open cases and the calendar days they have been open; ``reporters``: different people, None
    where there are too many cases to tell them apart.
    ``places``: kelurahan and their cases, the most first.
    """

    topic: str
    region: str
    cases: int
    reporters: int | None
    before: int | None
    growth: Difference | None
    notable: bool
    delay: int
    late: int
    open: int
    open_days: int
    repeats: int
    reopened: int
    places: tuple[tuple[str, int], ...]

    @property
    def key(self) -> str:
        """As it is chosen in a form."""
        return f"{self.topic}*{self.region}"


def candidates(
    from_: date,
    to: date,
    as_of: datetime | None = None,
    *,
    where: Where = EVERYTHING,
    by_region: bool = False,
) -> list[Candidate]:
    """Every topic with cases received from ``from_`` to ``to``, or topic × region; the most delay first.

    ``where``: of these cases only. What no topic was found for is no candidate.
    """
    span = _Span(from_, to, moment(as_of), as_of, where)
    by = "topic*region" if by_region else "topic"
    counted = sums(_COLUMNS, by, span.which, span.when)
    rows = {key: row for key, row in counted.items() if key.split("*")[0] and row["cases"]}
    grown = _growth(span, by, {key: row["cases"] for key, row in rows.items()})
    notable = is_more_than_noise([each.p if each else None for _before, each in grown.values()])
    delays, people = _delays(span, by, counted), _people(span, by_region)
    today = city().calendar.day_of(span.when.at).toordinal()
    places = _places(span)
    found = []
    for (key, row), told in zip(rows.items(), notable, strict=True):
        topic, _star, region = key.partition("*")
        before, growth = grown[key]
        delay, late = delays[key]
        reporters = None if people is None else people[key]
        found.append(
            Candidate(
                topic, region, row["cases"], reporters, before, growth, told, delay, late, row["open"],
                today * row["open"] - row["open_from"], row["joined"], row["reopened"],
                ((region, row["cases"]),) if region else places.get(topic, ()),
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (-one.delay, -one.cases, one.key))


def candidate(
    topic: str, region: str, from_: date, to: date, as_of: datetime | None = None
) -> Candidate | None:
    """One of them: its growth is then judged alone. None where it has no cases."""
    where = Where(topic=topic, region=region)
    found = candidates(from_, to, as_of, where=where, by_region=bool(region))
    return found[0] if found else None


def months_of(
    topic: str, region: str, from_: date, to: date, as_of: datetime | None = None
) -> dict[str, int]:
    """The cases of each month of the period, 0 where there are none."""
    rows = figure("cases", from_, to, "month", as_of, where=Where(topic=topic, region=region)).rows
    counts = Counter({row.by: row.n for row in rows})
    return {month: counts[month] for month in months_between(from_, to)}


def reaches_back(from_: date) -> bool:
    """Whether the records begin early enough for the year before a period that begins on ``from_``."""
    first = Fact.objects.order_by("day").values_list("day", flat=True).first()
    # A city that begins in the middle of a month has begun: a month is given.
    return first is not None and first <= year_before(from_).toordinal() + 31


@dataclass(frozen=True, slots=True)
class _Span:
    from_: date
    to: date
    when: Moment
    as_of: datetime | None
    where: Where

    @property
    def which(self) -> Asked:
        return asked(self.from_, self.to, self.where)


def _growth(span: _Span, by: str, now: dict[str, int]) -> dict[str, tuple[int | None, Difference | None]]:
    """Cases of the same days a year before, and the ratio; of a topic by its months, for they grow unevenly."""
    if not reaches_back(span.from_):
        return dict.fromkeys(now, (None, None))
    then = replace(span, from_=year_before(span.from_), to=year_before(span.to))
    if by != "topic":
        before = {row.by: row.n for row in _figure(then, by)}
        return {key: (before.get(key, 0), growth_of([n], [before.get(key, 0)])) for key, n in now.items()}
    ours, theirs = _by_month(span), _by_month(then)
    grown: dict[str, tuple[int | None, Difference | None]] = {}
    for key in now:
        new = [ours[key][month] for month in months_between(span.from_, span.to)]
        old = [theirs[key][month] for month in months_between(then.from_, then.to)]
        grown[key] = sum(old), growth_of(new, old)
    return grown


def _by_month(span: _Span) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in _figure(span, "topic*month"):
        topic, _star, month = row.by.rpartition("*")
        found[topic][month] += row.n
    return found


def _figure(span: _Span, by: str) -> list[FigureRow]:
    return figure("cases", span.from_, span.to, by, span.as_of, where=span.where).rows


def _delays(span: _Span, by: str, counted: Sums) -> dict[str, tuple[int, int]]:
    """Key → working days beyond the five, and of how many matters; each matter counts once, by the oldest report.

    Those followed up late are summed up; those that wait have waited all days passed but those before they came.
    """
    clock, now, which = span.when.clock, kept.seconds(span.when.at), span.which
    beyond, last = clock.passed(now) - WITHIN, clock.last_beyond(WITHIN, now)
    # Whoever came since then waits, but not too long yet.
    still = replace(which, low=max(which.low, last + 1))
    fine: dict[str, Totals] = sums(("cases", "waiting", "waiting_from"), by, still, span.when)
    found: dict[str, tuple[int, int]] = {}
    for key, row in counted.items():
        less = fine.get(key, Totals())
        n = row["waiting"] - less["waiting"]
        began = row["waiting_from"] - less["waiting_from"]
        found[key] = row["over_days"] + beyond * n - began, row["late"] + n
    for one in special(span.when, which):
        over = delay_of([(one.waited, 1)], WITHIN)
        if over and not (one.joined or one.ended):
            days, n = found.get(key := BY[by](one), (0, 0))
            found[key] = days + over, n + 1
    return found


def _people(span: _Span, by_region: bool) -> Counter[str] | None:
    """Key → different reporters, as far as the same number or mail tells them; by what their cases are about today.

    None where there are too many cases to tell them apart while somebody waits.
    """
    if figure("cases", span.from_, span.to, "all", span.as_of, where=span.where).n > MOST_REPORTED:
        return None
    fields = ("topic_id", *(("region_id",) if by_region else ()))
    cases = cases_of(span.from_, span.to, span.as_of, span.where).filter(reporter__isnull=False)
    rows = cases.values_list(*fields).annotate(n=Count("reporter", distinct=True))
    return Counter({"*".join(code or "" for code in row[:-1]): row[-1] for row in rows})


def _places(span: _Span) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in _figure(span, "topic*region"):
        topic, _star, region = row.by.partition("*")
        if region:
            found[topic].append((region, row.n))
    return {
        topic: tuple(sorted(places, key=lambda each: (-each[1], each[0]))) for topic, places in found.items()
    }
