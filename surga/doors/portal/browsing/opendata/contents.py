"""The rows of the open data: what everybody may read in the public register, and figures that show nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from surga.core.agencies import queries as agencies
from surga.core.agencies.city import City
from surga.doors.look import words
from surga.doors.portal.browsing.opendata.datasets import Cell
from surga.doors.portal.following.view import region_name
from surga.reactions.insight import queries as insight
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.rules.measures import MEASURES
from surga.reactions.insight.rules.statistics.suppression import in_a_grid, public_rows
from surga.reactions.register import queries as register

type Row = tuple[Cell, ...]

ONE_BY_ONE = ("month", "channel", "agency", "topic", "region", "level", "kind")
TWO_BY_TWO = tuple(by for by in insight.BY if "*" in by)


def cases() -> Iterator[tuple[Row, Row]]:
    """Each public case, oldest first: its facts, and its masked texts."""
    where = agencies.city()
    for case in register.every_case():
        yield _facts(case, where), (case.code, case.title, case.text, case.answer or None)


def _facts(case: Any, where: City) -> Row:
    topic, agency = where.topics.get(case.topic_code), where.agencies.get(case.agency_code)
    received, first = case.received_at, case.first_follow_up_at
    took = where.calendar.working_days_between(received, first) if first is not None else None
    return (
        case.code,
        case.kind,
        case.status,
        case.topic_code or None,
        topic.label("id") if topic else None,
        case.agency_code or None,
        agency.label if agency else None,
        case.region_code or None,
        region_name(case.region_code) or None,
        case.channel,
        *(_day(at, where) for at in (received, case.published_at, first)),
        took,
        *(_day(at, where) for at in (case.resolved_at, case.closed_at)),
        case.close_reason or None,
        case.stars,
        case.followers,
    )


def figures(as_of: datetime | None = None) -> Iterator[Row]:
    """Every public figure by every single grouping, without the few."""
    now, where = as_of or timezone.now(), agencies.city()
    stamp = _instant(now, where)
    with override("id"):
        for name in (name for name, measure in MEASURES.items() if measure.public):
            unit = FIGURES[name].unit
            for by in ONE_BY_ONE:
                found = insight.figure(name, by=by, as_of=as_of, open_only=True)
                for row in public_rows(found.rows, unit)[0]:
                    name_of = _name(by, row.by, where)
                    cells = (row.value, row.n, row.low, row.high, unit, row.suppressed, stamp)
                    yield (name, by, row.by or None, name_of, *cells)


def crossed(as_of: datetime | None = None) -> Iterator[Row]:
    """How many cases by two groupings at once, without the few."""
    stamp = _instant(as_of or timezone.now(), agencies.city())
    for by in TWO_BY_TWO:
        first, second = by.split("*")
        found = insight.figure("cases", by=by, as_of=as_of, open_only=True)
        counts = {_pair(row.by): row.n for row in found.rows}
        hidden = in_a_grid(counts).cells
        for one, other in sorted(counts.keys() | hidden):
            few = (one, other) in hidden
            yield first, one or None, second, other or None, None if few else counts[one, other], few, stamp


def _pair(by: str) -> tuple[str, str]:
    one, _, other = by.partition("*")
    return one, other


def _name(by: str, code: str, where: City) -> str | None:
    """The group's name in Indonesian; None where nobody knows which it is."""
    if not code:
        return None
    topic, agency = where.topics.get(code), where.agencies.get(code)
    match by:
        case "topic":
            return topic.label("id") if topic else code
        case "agency":
            return agency.label if agency else code
        case "region":
            return region_name(code) or code
        case "channel" | "level" | "kind":
            return words.label(by, code)
    return code


def _day(at: datetime | None, where: City) -> str | None:
    return None if at is None else where.calendar.day_of(at).isoformat()


def _instant(at: datetime, where: City) -> str:
    return at.astimezone(where.calendar.zone).isoformat(timespec="seconds")
