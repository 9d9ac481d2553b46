"""What a programme could be about: topics, or one topic's kelurahan, with what the cases say of each.

*Delay* is the figure ``cost_of_delay``: working days beyond the national five, in all, of matters that were followed up
late and of those that still wait. Beside it, not added to it: how long open cases have been open, what was told again
(goes with an older report) and what had to be opened again. Nothing is weighed against anything else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Count, F, QuerySet, Sum

from surga.core.agencies.queries import city
from surga.core.cases.models import Case
from surga.reactions.insight.models import Fact
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.queries.counted.groups import EVERYTHING, Where
from surga.reactions.insight.queries.counted.rows import Moment, asked, moment
from surga.reactions.insight.queries.counted.summed.sums import sums
from surga.reactions.insight.queries.figure import FigureRow, figure
from surga.reactions.insight.rules.measures import WITHIN
from surga.reactions.insight.rules.planning.growth import (
    delay_of,
    growth_of,
    months_between,
    year_before,
)
from surga.reactions.insight.rules.statistics import Difference, is_more_than_noise


@dataclass(frozen=True, slots=True)
class Candidate:
    """A topic (in one region, where ``region`` is not empty). ``before``: cases of the same days a year before, None
    where the records do not reach so far; ``growth``: their ratio; ``notable``: whether it is more than chance, all
    candidates looked at together. ``delay``: working days beyond the five; ``late``: matters that make it up;
    ``open``, ``open_days``: open cases and the calendar days they have been open; ``reporters``: different people.
    ``places``: kelurahan and their cases, the most first.
    """

    topic: str
    region: str
    cases: int
    reporters: int
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
    counted = sums(("cases", "open", "joined", "reopened"), by, asked(from_, to, where), span.when)
    rows = {key: row for key, row in counted.items() if key.split("*")[0] and row["cases"]}
    grown = _growth(span, by, {key: row["cases"] for key, row in rows.items()})
    notable = is_more_than_noise([each.p if each else None for _before, each in grown.values()])
    delays, opened, people = _delays(span, by_region), _open_days(span, by_region), _people(span, by_region)
    places = _places(span)
    found = []
    for (key, row), told in zip(rows.items(), notable, strict=True):
        topic, _star, region = key.partition("*")
        before, growth = grown[key]
        delay, late = delays.get(key, (0, 0))
        found.append(
            Candidate(
                topic, region, row["cases"], people[key], before, growth, told, delay, late, row["open"],
                opened[key], row["joined"], row["reopened"],
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

    def facts(self) -> QuerySet[Fact]:
        return asked(self.from_, self.to, self.where).found(self.when)


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


def _key(by_region: bool, topic: str, region: str) -> str:
    return f"{topic}*{region}" if by_region else topic


def _delays(span: _Span, by_region: bool) -> dict[str, tuple[int, int]]:
    """Key → working days beyond the five, and of how many matters; each matter counts once, by the oldest report."""
    clock, today = kept.clock(), kept.clock().passed(kept.seconds(span.when.at))
    matters = span.facts().filter(joined=False)
    late = matters.filter(worked__gt=WITHIN).order_by().values_list("topic", "region")
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for topic, region, days, n in late.annotate(days=Sum(F("worked") - WITHIN), n=Count("pk")):
        kept_ = found[_key(by_region, topic, region)]
        kept_[0], kept_[1] = kept_[0] + days, kept_[1] + n
    waiting = matters.filter(followed=None, ended_at=None).order_by().values_list("topic", "region", "day")
    for topic, region, day, n in waiting.annotate(n=Count("pk")):
        over = delay_of([(today - clock.passed_by(day), n)], WITHIN)
        kept_ = found[_key(by_region, topic, region)]
        kept_[0], kept_[1] = kept_[0] + over, kept_[1] + (n if over else 0)
    return {key: (days, n) for key, (days, n) in found.items()}


def _open_days(span: _Span, by_region: bool) -> Counter[str]:
    """Key → calendar days that its open cases have been open, in all."""
    today = city().calendar.day_of(span.when.at).toordinal()
    found: Counter[str] = Counter()
    rows = span.facts().filter(ended_at=None).order_by().values_list("topic", "region")
    for topic, region, days, n in rows.annotate(days=Sum("day"), n=Count("pk")):
        found[_key(by_region, topic, region)] += today * n - days
    return found


def _people(span: _Span, by_region: bool) -> Counter[str]:
    """Key → different reporters, as far as the same number or mail tells them; by what their cases are about today."""
    zone, fields = city().calendar.zone, ("topic_id", *(("region_id",) if by_region else ()))
    begins = datetime(span.from_.year, span.from_.month, span.from_.day, tzinfo=zone)
    after = span.to + timedelta(days=1)
    ends = min(datetime(after.year, after.month, after.day, tzinfo=zone), span.when.at)
    cases = Case.objects.filter(received_at__gte=begins, received_at__lt=ends, reporter__isnull=False)
    columns = {"topic": "topic_id", "region": "region_id", "agency": "agency_id", "channel": "channel"}
    chosen = {columns[name]: code for name, code in span.where.chosen().items() if name in columns}
    rows = cases.filter(**chosen).order_by().values_list(*fields).annotate(n=Count("reporter", distinct=True))
    return Counter(
        {_key(by_region, row[0] or "", (row[1] or "") if by_region else ""): row[-1] for row in rows}
    )


def _places(span: _Span) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in _figure(span, "topic*region"):
        topic, _star, region = row.by.partition("*")
        if region:
            found[topic].append((region, row.n))
    return {
        topic: tuple(sorted(places, key=lambda each: (-each[1], each[0]))) for topic, places in found.items()
    }
