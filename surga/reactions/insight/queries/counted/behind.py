"""Exactly the cases behind a figure, or behind one row of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q, QuerySet

from surga.core.cases.models import Case
from surga.reactions.insight.models import Fact
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.queries.counted.contacts import contacts
from surga.reactions.insight.queries.counted.groups import EVERYTHING, PARTS, Where
from surga.reactions.insight.queries.counted.rows import Asked, Moment, Row, asked, moment, rows_of, special
from surga.reactions.insight.queries.counted.summed.takes import still_waiting, taken
from surga.reactions.insight.rules.known.clock import first_of, month_of
from surga.reactions.insight.rules.measures import MEASURES, WITHIN, in_city
from surga.reactions.insight.rules.row import OUTCOMES

#: What ``among`` may be besides an outcome; ``LAY`` goes before a level.
SOLVED, INFORMED, LAY = "solved", "informed", "lay:"


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
    waiting: bool = False,
    among: str = "",
    limit: int = 50,
    after: int | None = None,
) -> Behind:
    """The cases that the row ``value`` of ``figure(name, by=by, …)`` counts, the latest received first.

    ``after``: the ``next`` of the page before. Which of them an officer may see is for the door to say.
    ``waiting``: only those that had not ended; of a share within a limit only those not followed up either.
    ``among``: only those that came to this (``among_of``).
    """
    when, which = moment(as_of), asked(from_, to, where, open_only=open_only)
    if name == "contacts":
        return _contacts(which, when, by, value, among, limit, after)
    narrowed = narrow(which, by, value)
    if narrowed is None or name not in MEASURES:
        return Behind(0, [])
    found = _counted_by(name, narrowed, when).filter(among_of(among))
    if waiting:
        found = found.filter(ended_at=None, **({"followed": None} if "within" in name else {}))
    shown, more = _page(name, found, when, limit, after, waiting=waiting)
    n = None if among else _of_how_many(name, by, value, which, when, waiting=waiting)
    return Behind(found.count() if n is None else n, shown, shown[-1].case_id if more else None)


def among_of(among: str) -> Q:
    """The cases with an outcome (one of ``OUTCOMES``); ``SOLVED``: with any by which they are solved, as ``levels``
    counts them; ``LAY`` and a level: that lay there and left it, or ended there, as its ``stay`` counts them.

    Of contacts there is ``INFORMED``: told what they wanted to know, and became no case.
    """
    if among == SOLVED:
        return Q(outcome__in=[name for name in OUTCOMES if name not in {"open", "archived"}])
    if among == INFORMED:
        return Q(outcome="information", case_id=None)
    if among.startswith(LAY):
        level = among.removeprefix(LAY)
        return Q(stays__startswith=f"{level}:") | Q(stays__contains=f" {level}:")
    return Q(outcome=among) if among else Q()


def _page(
    name: str, found: QuerySet[Fact], when: Moment, limit: int, after: int | None, *, waiting: bool
) -> tuple[list[BehindRow], bool]:
    """A page of them, and whether there are more."""
    page = found if after is None else found.filter(_behind(after))
    # By day first: an index goes by that, and the rows of a day are few to sort. Of the open ones there is one by time.
    order = ("-received", "-case_id") if waiting else ("-day", "-received", "-case_id")
    part = part_of(name)
    given = [(row, part(row)) for row in rows_of(page.order_by(*order)[: limit + 1], when)]
    codes = dict(Case.objects.filter(pk__in=[row.case_id for row, _ in given]).values_list("pk", "code"))
    shown = [
        BehindRow(row.case_id, codes.get(row.case_id, ""), *(what or (None, False)))
        for row, what in given[:limit]
    ]
    return shown, len(given) > limit


def _behind(after: int) -> Q:
    """What comes after this case."""
    last = Fact.objects.filter(case_id=after).order_by("-known_from").values_list("day", "received").first()
    if last is None:
        return Q(case_id__lt=after)
    day, received = last
    return Q(day__lte=day) & (Q(received__lt=received) | Q(received=received, case_id__lt=after))


def _of_how_many(name: str, by: str, value: str, which: Asked, when: Moment, *, waiting: bool) -> int | None:
    """From the sums: to count a year's cases one by one takes longer than to show fifty. None: they do not say."""
    if name == "ikm":
        return 0
    if waiting:
        waits = still_waiting(name, by, which, when)
        return None if waits is None else waits.get(value, 0)
    # The quantiles are of the same cases as the mean, and need their times besides.
    _, found = taken("follow_up_working_days" if name in FOLLOWED else name, by, which, when)
    return next((told.n for group, told in found if group == value), 0)


def narrow(which: Asked, by: str, value: str) -> Asked | None:
    """The same question of one row of the grouping; None where no case can be in it."""
    fields, period = PARTS[by]
    parts = value.split("*") if fields and period else [value] if period else value.split("*")
    wanted = len(fields) + bool(period)
    if wanted == 0:
        return which if not value else None
    if len(parts) != wanted:
        return None
    codes = dict(zip(fields, parts, strict=False))
    # What has no code at all is a group too, and cannot be asked of a filter: "" means any there.
    if any(getattr(which.where, name) not in {"", code} for name, code in codes.items()):
        return None
    which = replace(
        which, where=replace(which.where, **codes), without=frozenset(n for n, c in codes.items() if not c)
    )
    return which if not period else _in_period(which, period, parts[-1])


def _in_period(which: Asked, period: str, name: str) -> Asked | None:
    try:
        first = date.fromisoformat(f"{name}-01" if period == "month" else name).toordinal()
    except ValueError:
        return None
    last = {"month": first_of(month_of(first) + 1) - 1, "week": first + 6}.get(period, first)
    return replace(which, low=max(which.low, first), high=min(which.high, last))


def _counted_by(name: str, which: Asked, when: Moment) -> QuerySet[Fact]:
    """The facts that are in the figure."""
    found = which.found(when)
    match name:
        case "ikm":
            return found.none()
        case "rating":
            return found.filter(stars__isnull=False)
        case "elsewhere_working_days":
            running = [row.case_id for row in special(when, which) if row.away and not row.joined]
            return found.filter(Q(followed__isnull=False, joined=False) & ~Q(away=0) | Q(case_id__in=running))
        case "within_5_working_days" | "city_within_5_working_days":
            return found.filter(_late_or_done(name, which, when))
        case _ if name in FOLLOWED:
            return found.filter(followed__isnull=False, joined=False)
    return found


def _late_or_done(name: str, which: Asked, when: Moment) -> Q:
    part = part_of(name)
    beyond = [row.case_id for row in special(when, which) if part(row) is not None]
    last = when.clock.last_beyond(WITHIN, kept.seconds(when.at))
    waits = Q(followed=None, joined=False, ended_at=None, away=0, away_since=None, day__lte=last)
    return Q(followed__isnull=False, joined=False) | waits | Q(case_id__in=beyond)


def _contacts(
    which: Asked, when: Moment, by: str, value: str, among: str, limit: int, after: int | None
) -> Behind:
    narrowed = narrow(which, by, value)
    if narrowed is None:
        return Behind(0, [])
    found = contacts(narrowed, when).filter(among_of(among))
    page = found if after is None else found.filter(contact_id__lt=after)
    ids = list(page.order_by("-contact_id").values_list("contact_id", flat=True)[: limit + 1])
    shown = [BehindRow(pk, "", None, True) for pk in ids[:limit]]
    return Behind(found.count(), shown, shown[-1].case_id if len(ids) > limit else None)


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


#: Figures of the cases that were followed up, each matter once.
FOLLOWED = frozenset(
    {
        "follow_up_days", "follow_up_days_median", "follow_up_days_p90", "follow_up_working_days",
        "city_working_days",
    }
)  # fmt: skip
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
