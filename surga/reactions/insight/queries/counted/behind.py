"""Exactly the cases behind a figure, or behind one row of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from surga.core.agencies.queries import city
from surga.core.cases.models import Case
from surga.reactions.insight.queries.counted.groups import BY, EVERYTHING, Where, matches
from surga.reactions.insight.queries.counted.rows import Row, rows
from surga.reactions.insight.rules.measures import MEASURES, WITHIN, in_city


@dataclass(frozen=True, slots=True)
class BehindRow:
    """A case (of ``contacts``: a contact, without a code) that was counted.

    ``value``: what it gave to the figure, in the figure's unit; ``counted``: whether it is a hit, where a share counts
    hits among others; True elsewhere.
    """

    case_id: int
    code: str
    value: float | None
    counted: bool


@dataclass(frozen=True, slots=True)
class Behind:
    """``n``: of how many the figure is made; ``rows``: a page of them; ``next``: what to ask for the next page."""

    n: int
    rows: list[BehindRow]
    next: int | None = None


#: Figure → what a case gives to it: None when it is not in it, else its value and whether it is a hit.
type Part = Callable[[Row], tuple[float | None, bool] | None]


def behind(  # noqa: PLR0913  # each says which cases
    name: str,
    from_: date | None = None,
    to: date | None = None,
    by: str = "all",
    value: str = "",
    as_of: datetime | None = None,
    where: Where = EVERYTHING,
    *,
    open_only: bool = False,
    limit: int = 50,
    after: int | None = None,
) -> Behind:
    """The cases that the row ``value`` of ``figure(name, by=by, …)`` counts, newest number first.

    ``after``: the ``next`` of the page before. Which of them an officer may see is for the door to say.
    """
    part = part_of(name)
    found = sorted(_found(part, from_, to, by, value, as_of, where, open_only), reverse=True)
    page = [one for one in found if after is None or one[0] < after]
    codes = dict(Case.objects.filter(pk__in=[one[0] for one in page[:limit]]).values_list("pk", "code"))
    shown = [BehindRow(pk, codes.get(pk, ""), what, hit) for pk, what, hit in page[:limit]]
    return Behind(len(found), shown, shown[-1].case_id if len(page) > limit else None)


def _found(
    part: Part, from_: date | None, to: date | None, by: str, value: str, as_of: datetime | None, where: Where,
    open_only: bool,
) -> Iterator[tuple[int, float | None, bool]]:  # fmt: skip
    for row in rows(from_, to, as_of or timezone.now(), city().calendar, open_only=open_only):
        if matches(row, where) and BY[by](row) == value and (said := part(row)) is not None:
            yield row.case_id, *said


def part_of(name: str) -> Part:
    """What each case gives to the figure."""
    return _PARTS.get(name, lambda _row: (None, True)) if name in MEASURES else lambda _row: None


def _days(row: Row) -> tuple[float | None, bool] | None:
    return None if row.joined or row.days is None else (row.days, True)


def _working_days(row: Row) -> tuple[float | None, bool] | None:
    return None if row.joined or row.working_days is None else (row.working_days, True)


def _within(row: Row) -> tuple[float | None, bool] | None:
    if row.joined:
        return None
    if row.working_days is not None:
        return row.working_days, row.working_days <= WITHIN
    return None if row.ended or row.waited <= WITHIN else (row.waited, False)


def _at_home(part: Part) -> Part:
    return lambda row: part(in_city([row])[0])


_PARTS: dict[str, Part] = {
    "contacts": lambda _row: None,
    "open_cases": lambda row: (None, not row.ended),
    "joined": lambda row: (None, row.joined),
    "follow_up_days": _days,
    "follow_up_days_median": _days,
    "follow_up_days_p90": _days,
    "follow_up_working_days": _working_days,
    "within_5_working_days": _within,
    "city_working_days": _at_home(_working_days),
    "city_within_5_working_days": _at_home(_within),
    "elsewhere_working_days": lambda row: (row.away, True) if row.away and not row.joined else None,
    "reopened": lambda row: (None, row.reopened),
    "rating": lambda row: None if row.stars is None else (row.stars, True),
    "ikm": lambda _row: None,
    "services": lambda row: (None, row.kind == "information"),
}
