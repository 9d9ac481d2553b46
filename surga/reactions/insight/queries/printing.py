"""The figures as Markdown tables, for the command line and for docs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from surga.core.agencies.city import City
from surga.core.agencies.queries import city
from surga.reactions.insight.queries.counted.rows import Row, rows
from surga.reactions.insight.queries.figure import BY
from surga.reactions.insight.rules.measures import MEASURES, days_of, in_city, mean, quantile, working_days_of

_HEAD = (
    "| {} | cases | followed up | open | mean days | median | p90 | mean w.d. | median w.d. | p90 w.d. "
    "| within 5 w.d. |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
)


def printed(
    from_: date | None = None,
    to: date | None = None,
    *,
    top: int = 15,
    smallest: int = 1,
    as_of: date | None = None,
) -> str:
    """All tables: in all, by month, by agency, by topic (the ``top`` largest), and what they mean.

    ``smallest``: a group of fewer cases joins the others, so that no line is about one or two people.
    """
    where = city()
    now = _end_of(as_of, where) if as_of else timezone.now()
    found = list(rows(from_, to, now if as_of else None))
    if not found:
        return "There are no cases in this time."
    parts = [_intro(where, found, now), _HEAD.format("all"), _line("all", found), *_beyond(found)]
    for by, names in _groupings(where):
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in found:
            groups[BY[by](row)].append(row)
        shown = _shown(groups, len(groups) if by == "month" else top, smallest)
        keys = sorted(shown) if by == "month" else shown
        parts += ["", _HEAD.format(by)] + [_line(names(key), groups[key]) for key in keys]
        rest = [row for key, members in groups.items() if key not in keys for row in members]
        if rest:
            parts.append(_line(f"others ({len(groups) - len(keys)})", rest))
    return "\n".join(parts)


def _shown(groups: dict[str, list[Row]], top: int, smallest: int) -> list[str]:
    """The groups with a line of their own, the largest first."""
    ranked = sorted(groups, key=lambda key: (-len(groups[key]), key))
    return [key for key in ranked[:top] if len(groups[key]) >= smallest]


def _groupings(where: City) -> Sequence[tuple[str, Callable[[str], str]]]:
    def agency(code: str) -> str:
        return where.agencies[code].name if code in where.agencies else "(none)"

    def topic(code: str) -> str:
        return where.topics[code].name if code in where.topics else "(none)"

    return (("month", str), ("agency", agency), ("topic", topic))


def _intro(where: City, found: Sequence[Row], now: datetime) -> str:
    calendar = where.calendar
    first, last = min(r.received.date for r in found), max(r.received.date for r in found)
    return (
        f"{where.name}: {len(found)} cases received {first} to {last}, "
        f"as of {calendar.day_of(now)}.\n\n"
        f"*Follow-up* runs from receipt to the first substantive answer. *w.d.* = working days of the city's own "
        f"calendar (weekends, national holidays and joint leave out), the day of receipt is day 0.\n"
        f"*Within 5 w.d.*: {MEASURES['within_5_working_days'].definition} In brackets the 95 % interval (Wilson).\n"
        f"*Open*: not yet followed up.\n"
    )


def _line(name: str, members: Sequence[Row]) -> str:
    days, work = days_of(members), working_days_of(members)
    kept = MEASURES["within_5_working_days"].take(members)
    ratio = (
        "–"
        if kept.value is None or kept.low is None or kept.high is None
        else f"{kept.value:.1%} ({kept.low:.1%}–{kept.high:.1%})"
    )
    numbers = [
        _number(value)
        for values in (days, work)
        for value in (mean(values).value, quantile(values, 0.5).value, quantile(values, 0.9).value)
    ]
    open_ = sum(row.days is None and not row.ended for row in members)
    cells = [name, str(len(members)), str(len(days)), str(open_), *numbers, ratio]
    return "| " + " | ".join(cells) + " |"


def _beyond(members: Sequence[Row]) -> list[str]:
    """What the city itself took, where some cases lay beyond it."""
    away = [row for row in members if row.away]
    if not away:
        return []
    kept = MEASURES["city_within_5_working_days"].take(members).value
    there = _number(mean([float(row.away) for row in away]).value)
    own = _number(mean(working_days_of(in_city(members))).value)
    share = "–" if kept is None else f"{kept:.1%}"
    told = f"{len(away)} of them lay beyond the city, {there} w.d. in the mean. "
    return ["", f"{told}Without that time: mean {own} w.d., within 5 w.d. {share}."]


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _end_of(day: date, where: City) -> datetime:
    """The last moment of the day, on the city's clock."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=where.calendar.zone) + timedelta(days=1)
    return midnight - timedelta(microseconds=1)
