"""Sums by group: whole numbers, exact, whichever way they were found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db.models import BigIntegerField, Case, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.expressions import Combinable

from surga.reactions.insight.models import Cell
from surga.reactions.insight.queries.counted.groups import PARTS
from surga.reactions.insight.queries.counted.looking import looks, remembered
from surga.reactions.insight.queries.counted.rows import Asked, Moment
from surga.reactions.insight.queries.counted.summed.plan import Piece, Plan, group_name, pieces, plan_for
from surga.reactions.insight.rules.known.contributions import MONTH
from surga.reactions.insight.rules.known.contributions import SUMS as COLUMNS
from surga.reactions.insight.rules.measures import WITHIN


class Totals(dict[str, int]):
    """Column → sum; 0 for what is not there."""

    def __missing__(self, _column: str) -> int:
        return 0


type Sums = defaultdict[str, Totals]


def sums(columns: Sequence[str], by: str, which: Asked, when: Moment) -> Sums:
    """Group → column → sum. What is not in the cells, or was known at another time, is summed up over the facts.

    Within a look what was read is not read again, and of a narrow rollup everything is read at once.
    """
    columns = list(dict.fromkeys(columns))
    if not looks():
        return _summed(columns, by, which, when)
    known, found = remembered(("sums", by, which, when), _nothing)
    missing = [name for name in columns if name not in known]
    if missing:
        rollup = plan_for(by, which.where).rollup
        wide = not when.past and rollup and "*" not in rollup
        wanted = [name for name in COLUMNS if name not in known] if wide else missing
        for group, more in _summed(wanted, by, which, when).items():
            found[group].update(more)
        known.update(wanted)
    return defaultdict(Totals, {group: Totals(one) for group, one in found.items()})


def _nothing() -> tuple[set[str], Sums]:
    return set(), defaultdict(Totals)


def _summed(columns: Sequence[str], by: str, which: Asked, when: Moment) -> Sums:
    found: Sums = defaultdict(Totals)
    plan = plan_for(by, which.where)
    if when.past:
        plan = Plan("", {}, "")
    for piece in pieces(plan, by, which):
        if piece.kept:
            _from_cells(columns, by, which, plan, piece, found)
        else:
            _from_facts(columns, by, which, when, piece, found)
    return found


def _from_cells(columns: Sequence[str], by: str, which: Asked, plan: Plan, piece: Piece, into: Sums) -> None:
    cells = Cell.objects.filter(
        rollup=plan.rollup, grain=piece.grain, period__gte=piece.low, period__lte=piece.high,
        **plan.filters(which.where),
    )  # fmt: skip
    if which.open_only:
        cells = cells.filter(hidden=False)
    fields, period = PARTS[by]
    names = [plan.columns[field] for field in fields]
    by_period = bool(period) and not (period == "month" and piece.grain != MONTH and piece.in_one_month)
    names += ["period"] if by_period else []
    totals = {f"sum_{name}": Sum(name) for name in columns}
    for row in _totals(cells, names, totals):
        codes = row[: len(fields)]
        at = row[len(fields)] if by_period else piece.low
        _put(into[group_name(by, codes, piece.grain, at)], columns, row[len(names) :])


def _from_facts(
    columns: Sequence[str], by: str, which: Asked, when: Moment, piece: Piece, into: Sums
) -> None:
    fields, period = PARTS[by]
    names = [*fields, *(["day"] if period else [])]
    facts = Asked(piece.low, piece.high, which.where, which.open_only).found(when)
    totals = {f"sum_{name}": _OF_FACTS[name] for name in columns}
    for row in _totals(facts, names, totals):
        codes = row[: len(fields)]
        at = row[len(fields)] if period else piece.low
        if row[len(names)] or "cases" not in columns:
            _put(into[group_name(by, codes, piece.grain, at)], columns, row[len(names) :])


def _totals(found: QuerySet[Any], names: Sequence[str], totals: dict[str, Any]) -> Iterable[tuple[Any, ...]]:
    """The groups' codes and their totals; without names the one line of all."""
    if not names:
        return [tuple(found.aggregate(**totals).values())]
    grouped = found.order_by().values_list(*names).annotate(**totals)
    rows: Iterable[tuple[Any, ...]] = grouped.values_list(*names, *totals)
    return rows


def _put(into: Totals, columns: Sequence[str], values: Sequence[Any]) -> None:
    for name, value in zip(columns, values, strict=True):
        into[name] += int(value or 0)


def _sum(what: Any, condition: Q) -> Any:
    return Sum(Case(When(condition, then=what), default=Value(0), output_field=BigIntegerField()))


def _count(condition: Q) -> Any:
    return Count("case_id", filter=condition)


_FOLLOWED: Final = Q(followed__isnull=False, joined=False)
_TOOK: Final = F("followed") - F("received")
_SQUARE: Final[Combinable] = _TOOK * _TOOK
_OWN: Final = Case(
    When(Q(away=0), then=F("worked")),
    When(Q(worked__lte=F("away")), then=Value(0)),
    default=F("worked") - F("away"),
    output_field=BigIntegerField(),
)
_OWN_WITHIN: Final = Q(away=0, worked__lte=WITHIN) | (~Q(away=0) & Q(worked__lte=F("away") + WITHIN))
#: The same as ``contributions.vector`` says of one case, summed up by the database.
_OF_FACTS: Final[dict[str, Any]] = {
    "cases": Count("case_id"),
    "open": _count(Q(ended_at=None)),
    "joined": _count(Q(joined=True)),
    "followed_all": _count(Q(followed__isnull=False)),
    "followed": _count(_FOLLOWED),
    "secs": _sum(_TOOK, _FOLLOWED),
    "secs_sq_high": _sum(_SQUARE.bitrightshift(32), _FOLLOWED),
    "secs_sq_low": _sum(_SQUARE.bitand(0xFFFFFFFF), _FOLLOWED),
    "worked": _sum(F("worked"), _FOLLOWED),
    "worked_sq": _sum(F("worked") * F("worked"), _FOLLOWED),
    "city": _sum(_OWN, _FOLLOWED),
    "city_sq": _sum(_OWN * _OWN, _FOLLOWED),
    "away_cases": _count(_FOLLOWED & ~Q(away=0)),
    "away": _sum(F("away"), _FOLLOWED),
    "away_sq": _sum(F("away") * F("away"), _FOLLOWED),
    "hit": _count(_FOLLOWED & Q(worked__lte=WITHIN)),
    "late": _count(_FOLLOWED & Q(worked__gt=WITHIN)),
    "city_hit": _count(_FOLLOWED & _OWN_WITHIN),
    "city_late": _count(_FOLLOWED & ~_OWN_WITHIN),
    "waiting": _count(Q(followed=None, joined=False, ended_at=None, away=0, away_since=None)),
    "reopened": _count(Q(reopened__gt=0)),
    "bounces": Sum("bounces"),
    **{f"stars{n}": _count(Q(stars=n)) for n in range(1, 6)},
    "information": _count(Q(kind="information")),
    **{
        name: _count(Q(outcome=name))
        for name in ("answered", "resolved", "proven", "confirmed", "silence", "archived")
    },
}
