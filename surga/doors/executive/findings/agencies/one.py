"""One agency: its figures, its trend, its topics, its oldest cases, what improved, and what to ask in a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from surga.doors.executive.findings.agencies.listing import alike, marks_of
from surga.doors.executive.findings.agencies.table import number_of, ratio_of
from surga.doors.executive.findings.asking import (
    PAIR,
    RATING,
    REOPENED,
    TIME,
    WITHIN,
    Ask,
    before,
    by_topic,
    city_of,
    counted,
)
from surga.doors.executive.findings.telling.tables import Number, links
from surga.doors.executive.findings.telling.words import interval_of, topic_name, value_of
from surga.doors.executive.frame.page import behind
from surga.doors.executive.frame.scope import Scope
from surga.doors.look.templatetags.moments import number
from surga.reactions.insight.queries import FigureRow, OldCase, backlog_ages, oldest_open
from surga.reactions.insight.rules.noise.against import FEWEST
from surga.reactions.insight.rules.noise.alike import Counted, Likeness
from surga.reactions.insight.rules.statistics import (
    Difference,
    difference_of,
    difference_of_shares,
    is_more_than_noise,
)
from surga.reactions.insight.rules.statistics.many import differences_of_shares, more_than_noise

_OLDEST, _TOPICS = 8, 12
_HIGH_IS_GOOD = {WITHIN: True, TIME: False, REOPENED: False, RATING: True}


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the agency, beside all agencies on the same topic."""

    code: str
    name: str
    cases: Number
    within: Number
    time: Number
    others: str


@dataclass(frozen=True, slots=True)
class Change:
    """What changed against the period before by more than chance."""

    sentence: str
    better: bool
    n: str
    href: str


@dataclass(frozen=True, slots=True)
class Month:
    """What came in a month, and how it was dealt with."""

    cases: int
    within: FigureRow | None
    time: FigureRow | None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the page tells. ``ages``: open cases by age, empty as of a past day; ``mix``: against its mix;
    ``returned``: how often it gave a case back, None where that is not known."""

    figures: Mapping[str, FigureRow | None]
    city: Mapping[str, FigureRow | None]
    months: Mapping[str, Month]
    mix: Likeness | None
    mark: int
    topics: list[Topic]
    changes: list[Change]
    returned: int | None
    ages: list[tuple[int, int | None, int]]
    oldest: list[OldCase]

    @property
    def ratio(self) -> Number:
        return ratio_of(self.mix, self.mark)


def facts_of(ask: Ask, scope: Scope) -> Facts:
    """Everything about the agency of the scope's filter."""
    # What is asked by groups comes first: the wholes are added up from them.
    months = _months(ask, scope)
    everybody = alike(ask, scope)
    mix, mark = everybody.get(scope.where.agency), marks_of(everybody).get(scope.where.agency, 0)
    topics = _topics(ask, scope)
    names = ("cases", "open_cases", TIME, "follow_up_days_p90", WITHIN, REOPENED, RATING)
    figures = {name: ask.whole(name, scope) for name in names}
    city = {name: ask.whole(name, city_of(scope)) for name in (TIME, WITHIN, REOPENED, RATING)}
    # What lies open is known of now; of a past day the figures alone are.
    now = scope.as_of is None
    ages = [(each.low, each.high, each.n) for each in backlog_ages(scope.where)] if now else []
    oldest = oldest_open(scope.where, _OLDEST) if now else []
    changes = _changes(ask, scope)
    returned = ask.returned(scope)
    given_back = None if returned is None else sum(returned.values())
    return Facts(
        figures, city, months, mix, mark, topics, changes, given_back, ages, oldest,
    )  # fmt: skip


def _months(ask: Ask, scope: Scope) -> dict[str, Month]:
    """By month of receipt, none left out in between."""
    cases, within, time = (ask.rows(name, scope, "month") for name in ("cases", WITHIN, TIME))
    return {
        month: Month(cases[month].n if month in cases else 0, within.get(month), time.get(month))
        for month in _months_between(scope.from_, scope.to)
    }


def _months_between(from_: date, to: date) -> list[str]:
    first, last = from_.year * 12 + from_.month - 1, to.year * 12 + to.month - 1
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(first, last + 1)]


def _topics(ask: Ask, scope: Scope) -> list[Topic]:
    """Its topics, those with most cases first, each beside the other agencies on that topic."""
    cases = ask.rows("cases", scope, "topic")
    within, time = ask.rows(WITHIN, scope, "topic"), ask.rows(TIME, scope, "topic")
    held = counted(within)
    others = {
        topic: Counted(each.hits - mine.hits, each.n - mine.n)
        for topic, each in by_topic(counted(ask.rows(WITHIN, scope.of(agency=""), PAIR))).items()
        for mine in (held.get(topic, Counted(0, 0)),)
    }
    marks = _apart(within, others)
    shown = sorted((topic for topic in cases if topic), key=lambda topic: (-cases[topic].n, topic))[:_TOPICS]
    link = {name: links(scope, name, "topic") for name in ("cases", WITHIN, TIME)}
    return [
        Topic(
            topic,
            topic_name(topic),
            number_of("cases", cases[topic], link["cases"](topic)),
            _marked(number_of(WITHIN, within.get(topic), link[WITHIN](topic)), marks.get(topic, 0)),
            number_of(TIME, time.get(topic), link[TIME](topic)),
            _share(others.get(topic)),
        )
        for topic in shown
    ]


def _share(others: Counted | None) -> str:
    if others is None or others.n < FEWEST:
        return ""
    return f"{value_of(WITHIN, others.hits / others.n)} (n {number(others.n)})"


def _apart(mine: Mapping[str, FigureRow], others: Mapping[str, Counted]) -> dict[str, int]:
    """On which topics the agency keeps more or less than the others do, beyond chance."""
    held = counted(mine)
    compared = [
        topic for topic, other in others.items() if topic in held and min(held[topic].n, other.n) >= FEWEST
    ]
    found = differences_of_shares(
        [held[topic].hits for topic in compared], [held[topic].n for topic in compared],
        [others[topic].hits for topic in compared], [others[topic].n for topic in compared],
    )  # fmt: skip
    rows = zip(compared, found.value, more_than_noise(found.p), strict=True)
    return {topic: (1 if value > 0 else -1) for topic, value, more in rows if more}


def _marked(value: Number, mark: int) -> Number:
    if not mark:
        return value
    sign, look = ("▲", "better") if mark > 0 else ("▼", "worse")
    means = _("lebih baik dari instansi lain") if mark > 0 else _("lebih buruk dari instansi lain")
    return replace(value, sign=sign, look=look, means=means)


def _changes(ask: Ask, scope: Scope) -> list[Change]:
    """What is better or worse than in the period before, all of it and topic by topic, if it is more than chance."""
    then = before(scope)
    ask.rows(WITHIN, then, "topic")
    looked: list[tuple[str, str, FigureRow, FigureRow, Difference | None]] = []
    for name in _HIGH_IS_GOOD:
        for by in ("all", "topic") if name in {WITHIN, TIME} else ("all",):
            now, past = ask.rows(name, scope, by), ask.rows(name, then, by)
            looked += [
                (name, key, row, past[key], _moved(name, row, past[key]))
                for key, row in now.items()
                if key in past and min(row.n, past[key].n) >= FEWEST
            ]
    told = is_more_than_noise([None if each[4] is None else each[4].p for each in looked])
    return [
        _change(scope, name, key, row, past, found)
        for (name, key, row, past, found), more in zip(looked, told, strict=True)
        if more and found is not None
    ]


def _moved(name: str, now: FigureRow, then: FigureRow) -> Difference | None:
    if name in {WITHIN, REOPENED}:
        a, b = counted({"": now})[""], counted({"": then})[""]
        return difference_of_shares(a.hits, a.n, b.hits, b.n)
    return difference_of(now, then)


def _change(scope: Scope, name: str, key: str, now: FigureRow, then: FigureRow, found: Difference) -> Change:
    values = {
        "what": topic_name(key) if key else _("Semua topik"),
        "then": value_of(name, then.value),
        "now": value_of(name, now.value),
        "interval": interval_of(name, now.low, now.high),
    }
    sentence = {
        WITHIN: _("%(what)s: tepat waktu dari %(then)s menjadi %(now)s (selang %(interval)s)."),
        TIME: _("%(what)s: median dari %(then)s menjadi %(now)s (selang %(interval)s)."),
        REOPENED: _("%(what)s: dibuka kembali dari %(then)s menjadi %(now)s (selang %(interval)s)."),
        RATING: _("%(what)s: dari %(then)s menjadi %(now)s (selang %(interval)s)."),
    }[name]
    better = (found.value > 0) == _HIGH_IS_GOOD[name]
    by = ("topic", key) if key else ("all", "")
    return Change(sentence % values, better, number(now.n), behind(scope, name, *by))


def since_days(since: datetime, now: datetime) -> int:
    """How many days a case is open."""
    return max(0, (now - since).days)
