"""Sums by group: whole numbers, exact, whichever way they were found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from django.db.models import BigIntegerField, Case, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.expressions import Combinable

from surga.reactions.insight.models import Fact
from surga.reactions.insight.queries.counted.groups import PARTS
from surga.reactions.insight.queries.counted.looking import looks, remembered
from surga.reactions.insight.queries.counted.rows import Asked, Moment
from surga.reactions.insight.queries.counted.summed.plan import Piece, Plan, group_name, pieces, plan_for
from surga.reactions.insight.queries.counted.summed.reading import cell_sums
from surga.reactions.insight.rules.known.contributions import DAY
from surga.reactions.insight.rules.known.contributions import SUMS as COLUMNS
from surga.reactions.insight.rules.measures import WITHIN


class Totals(dict[str, int]):
    """Column → sum; 0 for what is not there."""

    def __missing__(self, _column: str) -> int:
        return 0


type Sums = defaultdict[str, Totals]


def sums(columns: Sequence[str], by: str, which: Asked, when: Moment, *, only: bool = False) -> Sums:
    """Group → column → sum. What is not in the cells, or was known at another time, is summed up over the facts.

    Within a look what was read is not read again: of a narrow rollup everything is read at once (unless ``only`` these
    are wanted), and the whole is added up from groups that are known. What is given there is the look's own, with more
    columns than were asked for: who wants to change it takes a copy (``own``).
    """
    columns = list(dict.fromkeys(columns))
    if not looks():
        return _summed(columns, by, which, when)
    known, found = remembered(("sums", by, which, when), _nothing)
    missing = [name for name in columns if name not in known]
    if missing:
        asked: dict[str, set[str]] = remembered(("groupings", which, when), dict)
        finer = (
            next((one for one, there in asked.items() if there.issuperset(missing)), "")
            if by == "all"
            else ""
        )
        wanted = missing if finer or only else _wanted(missing, known, by, which, when)
        more = _added_up(wanted, finer, which, when) if finer else _summed(wanted, by, which, when)
        for group, totals in more.items():
            found[group].update(totals)
        known.update(wanted)
        asked[by] = known
    return defaultdict(Totals, found)


def own(found: Sums, columns: Iterable[str]) -> Sums:
    """These columns of it, to change them."""
    columns = list(dict.fromkeys(columns))
    copied = {group: Totals({name: one[name] for name in columns}) for group, one in found.items()}
    return defaultdict(Totals, copied)


def _nothing() -> tuple[set[str], Sums]:
    return set(), defaultdict(Totals)


def expected(by: str) -> set[str]:
    """The columns that this look will ask for by a grouping, as far as it said so; who knows adds them."""
    return remembered(("expected", by), set)


def _wanted(
    missing: Sequence[str], known: Collection[str], by: str, which: Asked, when: Moment
) -> Sequence[str]:
    """What to read when these are missing: what is likely to be asked for next is read with them."""
    plan = plan_for(by, which.where)
    if when.past or not plan.rollup or not all(piece.kept for piece in pieces(plan, by, which)):
        return missing
    # Of pairs of codes there are thousands of groups: only what is going to be asked of them.
    likely: Iterable[str] = expected(by) if "*" in plan.rollup else COLUMNS
    return [name for name in dict.fromkeys((*missing, *likely)) if name not in known]


def _added_up(columns: Sequence[str], finer: str, which: Asked, when: Moment) -> Sums:
    """The whole from the groups of a look that are known already."""
    whole = Totals()
    _, groups = remembered(("sums", finer, which, when), _nothing)
    for one in groups.values():
        for name in columns:
            whole[name] += one[name]
    return defaultdict(Totals, {"": whole})


def _summed(columns: Sequence[str], by: str, which: Asked, when: Moment) -> Sums:
    found: Sums = defaultdict(Totals)
    plan = plan_for(by, which.where)
    if when.past:
        plan = Plan("", {}, "")
    some = pieces(plan, by, which)
    for group, values in cell_sums(columns, by, which, plan, [piece for piece in some if piece.kept]):
        # Each group comes once; without any case its one line is empty.
        found[group] = Totals(zip(columns, [value or 0 for value in values], strict=True))
    for piece in some:
        if not piece.kept:
            _from_facts(columns, by, which, when, piece, found)
    return found


def _from_facts(
    columns: Sequence[str], by: str, which: Asked, when: Moment, piece: Piece, into: Sums
) -> None:
    fields, period = PARTS[by]
    names = [*fields, *(["day"] if period else [])]
    facts = Asked(piece.low, piece.high, which.where, which.open_only).found(when)
    if "waiting_from" in columns:
        _add_waiting_from(by, facts, when, into)
    totals = {f"sum_{name}": _OF_FACTS[name] for name in columns if name != "waiting_from"}
    for row in _totals(facts, names, totals):
        codes = row[: len(fields)]
        at = row[len(fields)] if period else piece.low
        if row[len(names)] or columns[0] != "cases":
            into_group = into[group_name(by, codes, piece.grain, at)]
            _put(into_group, [name for name in columns if name != "waiting_from"], row[len(names) :])


def _add_waiting_from(by: str, facts: QuerySet[Fact], when: Moment, into: Sums) -> None:
    """Which working day it was is known by the calendar only, not by the database."""
    clock, fields = when.clock, PARTS[by][0]
    rows = facts.filter(_WAITING).order_by().values_list(*fields, "day").annotate(n=Count("pk"))
    for *codes, day, n in rows:
        into[group_name(by, tuple(codes), DAY, day)]["waiting_from"] += clock.passed_by(day) * n


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
_WAITING: Final = Q(followed=None, joined=False, ended_at=None, away=0, away_since=None)
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
    "waiting": _count(_WAITING),
    "reopened": _count(Q(reopened__gt=0)),
    "bounces": Sum("bounces"),
    "over_days": _sum(F("worked") - WITHIN, _FOLLOWED & Q(worked__gt=WITHIN)),
    "open_from": _sum(F("day"), Q(ended_at=None)),
    **{f"stars{n}": _count(Q(stars=n)) for n in range(1, 6)},
    "information": _count(Q(kind="information")),
    **{
        name: _count(Q(outcome=name))
        for name in ("answered", "resolved", "proven", "confirmed", "silence", "archived")
    },
}
