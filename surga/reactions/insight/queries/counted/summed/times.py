"""Exact quantiles: the bands say which of them holds the rank, and only that one is read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Aggregate, BinaryField, Count, Q, QuerySet, Sum
from numpy.typing import NDArray

from surga.reactions.insight.models import Cell, Spread
from surga.reactions.insight.queries.counted.groups import EVERYTHING, PARTS
from surga.reactions.insight.queries.counted.looking import remembered
from surga.reactions.insight.queries.counted.rows import Asked, Moment
from surga.reactions.insight.queries.counted.summed.plan import Piece, Plan, group_name, pieces, plan_for
from surga.reactions.insight.rules.known.bands import ALL, EDGES, Times, bands_of, unpacked
from surga.reactions.insight.rules.known.contributions import DAY, MONTH, TOOK, is_together
from surga.reactions.insight.rules.measures import Value, bounding_ranks

_A_DAY = 86_400
_BANDS = len(EDGES) + 1


@dataclass(slots=True)
class _Group:
    """Of one group: how many times of the months fall into each band, those of them that were read, and the ``loose``
    ones, which are read whole."""

    counts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(_BANDS, dtype=np.int64))
    loose: list[Times] = field(default_factory=list)
    bands: dict[int, list[Times]] = field(default_factory=lambda: defaultdict(list))
    read: set[int] = field(default_factory=set)


def quantiles(share_below: float, by: str, which: Asked, when: Moment) -> dict[str, Value]:
    """Group → the quantile of the days to the first follow-up, with its interval; a group without any is not there."""
    plan = Plan("", {}, "") if when.past else plan_for(by, which.where, times=True)
    parts = pieces(plan, by, which)
    groups = remembered(("times", by, which, when), lambda: _groups(by, which, when, plan, parts))
    wanted = {name: _bands_of_ranks(group, share_below) for name, group in groups.items()}
    missing = {name: bands - groups[name].read for name, bands in wanted.items() if bands - groups[name].read}
    for piece in parts:
        if missing and _is_banded(plan, piece):
            _times(by, which, plan, piece, groups, missing)
    for name, bands in missing.items():
        groups[name].read |= bands
    return {name: _value(group, wanted[name], share_below) for name, group in groups.items() if _size(group)}


def _groups(by: str, which: Asked, when: Moment, plan: Plan, parts: Sequence[Piece]) -> dict[str, _Group]:
    groups: dict[str, _Group] = defaultdict(_Group)
    for piece in parts:
        if not piece.kept:
            _facts(by, which, when, piece, groups)
        elif _is_banded(plan, piece):
            _counts(by, which, plan, piece, groups)
        else:
            _whole(by, which, plan, piece, groups)
    return groups


def _is_banded(plan: Plan, piece: Piece) -> bool:
    return piece.kept and not is_together(plan.rollup, piece.grain)


def medians_worked(which: Asked, when: Moment) -> dict[str, Value]:
    """Level → the median of the working days to the first follow-up, with its interval."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    kept = not when.past and which.where == EVERYTHING
    rows: Iterable[tuple[Any, ...]]
    for piece in pieces(Plan(TOOK if kept else "", {}, MONTH), "all", which):
        if piece.kept:
            cells = Cell.objects.filter(
                rollup=TOOK, grain=MONTH, period__gte=piece.low, period__lte=piece.high
            )
            cells = cells.filter(hidden=False) if which.open_only else cells
            rows = cells.order_by().values_list("key", "other").annotate(n=Sum("cases"))
        else:
            facts = Asked(piece.low, piece.high, which.where, which.open_only).found(when)
            facts = facts.filter(followed__isnull=False, joined=False)
            rows = facts.order_by().values_list("level", "worked").annotate(n=Count("pk"))
        for level, days, n in rows:
            counts[level][int(days)] += int(n)
    return {level: _of_counts(found, 0.5) for level, found in counts.items()}


def _of_counts(counts: Counter[int], share_below: float) -> Value:
    days, n = sorted(counts), counts.total()
    ends = np.cumsum([counts[day] for day in days])
    middle, low, high = _ranks(n, share_below)

    def at(rank: int) -> float:
        return float(days[int(np.searchsorted(ends, rank, side="right"))])

    return _told([at(rank) for rank in middle], n, share_below, low, high, at)


def _spreads(which: Asked, plan: Plan, piece: Piece) -> QuerySet[Spread]:
    found = Spread.objects.filter(
        rollup=plan.rollup, grain=piece.grain, period__gte=piece.low, period__lte=piece.high,
        **plan.filters(which.where),
    )  # fmt: skip
    return found.filter(hidden=False) if which.open_only else found


def _names(by: str, plan: Plan, *, period: bool) -> list[str]:
    return [plan.columns[name] for name in PARTS[by][0]] + (["period"] if period else [])


def _counts(by: str, which: Asked, plan: Plan, piece: Piece, into: dict[str, _Group]) -> None:
    dated = bool(PARTS[by][1])
    names = _names(by, plan, period=dated)
    found = _spreads(which, plan, piece).order_by().values_list(*names, "band").annotate(total=Sum("n"))
    for *group, band, n in found:
        name = group_name(
            by, tuple(group[: len(PARTS[by][0])]), piece.grain, group[-1] if dated else piece.low
        )
        into[name].counts[band] += n


class _Joined(Aggregate):
    """Packed times one behind the other, as PostgreSQL puts them together."""

    template = "STRING_AGG(%(expressions)s, ''::bytea)"
    output_field = BinaryField()


def _whole(by: str, which: Asked, plan: Plan, piece: Piece, into: dict[str, _Group]) -> None:
    period = PARTS[by][1]
    dated = bool(period) and not (period == "month" and piece.grain == DAY and piece.in_one_month)
    names = _names(by, plan, period=dated)
    kept = _spreads(which, plan, piece).filter(band=ALL).order_by()
    found: QuerySet[Any, Any]
    if connection.vendor == "postgresql":
        found = kept.values_list(*names).annotate(joined=_Joined("times")).values_list(*names, "joined")
    else:
        found = kept.values_list(*names, "times")
    codes = len(PARTS[by][0])
    for *group, times in found.iterator(chunk_size=5_000):
        name = group_name(by, tuple(group[:codes]), piece.grain, group[-1] if dated else piece.low)
        into[name].loose.append(unpacked(times))


def _facts(by: str, which: Asked, when: Moment, piece: Piece, into: dict[str, _Group]) -> None:
    fields = PARTS[by][0]
    found = Asked(piece.low, piece.high, which.where, which.open_only).found(when)
    rows = found.filter(followed__isnull=False, joined=False).values_list(
        *fields, "day", "received", "followed"
    )
    taken: dict[tuple[tuple[str, ...], int], list[int]] = defaultdict(list)
    for *codes, day, received, followed in rows.iterator(chunk_size=10_000):
        taken[tuple(codes), day].append(followed - received)
    for (codes, day), times in taken.items():
        into[group_name(by, codes, piece.grain, day)].loose.append(np.asarray(times, dtype=np.int32))


def _times(
    by: str, which: Asked, plan: Plan, piece: Piece, into: dict[str, _Group], wanted: dict[str, set[int]]
) -> None:
    bands = set(chain.from_iterable(wanted.values()))
    names = _names(by, plan, period=True)
    found = _spreads(which, plan, piece).filter(Q(band__in=sorted(bands)))
    for *group, band, times in found.values_list(*names, "band", "times").iterator():
        name = group_name(by, tuple(group[:-1]), piece.grain, group[-1])
        if band in wanted.get(name, ()):
            into[name].bands[band].append(unpacked(times))


def _ranks(n: int, share_below: float) -> tuple[list[int], int | None, int | None]:
    """The ranks (from 0) that the quantile lies between, and those of its interval; as ``measures.quantile``."""
    if share_below == 0.5:
        middle = [n // 2] if n % 2 else [n // 2 - 1, n // 2]
    else:
        place = min(round(share_below * 100) * (n - 1) // 100, n - 1)
        middle = [place, min(place + 1, n - 1)]
    return middle, *bounding_ranks(n, share_below)


def _size(group: _Group) -> int:
    return int(group.counts.sum()) + sum(times.size for times in group.loose)


def _ends(group: _Group) -> tuple[NDArray[np.int64], Times]:
    """How many times lie up to the end of each band, and the loose ones among them."""
    loose = np.concatenate(group.loose) if group.loose else np.empty(0, dtype=np.int32)
    return np.cumsum(group.counts + np.bincount(bands_of(loose), minlength=_BANDS)), loose


def _bands_of_ranks(group: _Group, share_below: float) -> set[int]:
    if not group.counts.any():
        return set()
    ends, _ = _ends(group)
    middle, low, high = _ranks(int(ends[-1]), share_below)
    return {
        int(np.searchsorted(ends, rank, side="right")) for rank in (*middle, low, high) if rank is not None
    }


def _value(group: _Group, bands: Iterable[int], share_below: float) -> Value:
    n = _size(group)
    middle, low, high = _ranks(n, share_below)
    ranks = sorted({rank for rank in (*middle, low, high) if rank is not None})
    found = {rank: time / _A_DAY for rank, time in zip(ranks, _at(group, sorted(bands), ranks), strict=True)}
    return _told([found[rank] for rank in middle], n, share_below, low, high, found.__getitem__)


def _told(
    middle: Sequence[float],
    n: int,
    share_below: float,
    low: int | None,
    high: int | None,
    at: Callable[[int], float],
) -> Value:
    """The quantile between those of the middle, with its interval; none for so few that no rank bounds it."""
    centre = _between(middle, n, share_below)
    return Value(centre, n) if low is None or high is None else Value(centre, n, at(low), at(high))


def _at(group: _Group, bands: Sequence[int], ranks: Sequence[int]) -> list[int]:
    """The times of these ranks; ``bands``: in which they lie, none where all times are loose."""
    if not bands:
        return _ranked(group.loose, ranks)
    ends, loose = _ends(group)
    where = bands_of(loose)
    told: dict[int, int] = {}
    for band in bands:
        first = int(ends[band - 1]) if band else 0
        inside = [rank for rank in ranks if first <= rank < ends[band]]
        times = [*group.bands[band], loose[where == band]]
        told |= zip(inside, _ranked(times, [rank - first for rank in inside]), strict=True)
    return [told[rank] for rank in ranks]


def _ranked(times: Sequence[Times], ranks: Sequence[int]) -> list[int]:
    """What would stand at these ranks, were all of them sorted."""
    found = np.concatenate(times) if len(times) > 1 else times[0]
    # One by one, a few ranks are found quicker than all are sorted; of a few times it is the other way round.
    found = np.partition(found, sorted(set(ranks))) if found.size > 300 else np.sort(found)
    return found[list(ranks)].tolist()  # type: ignore[no-any-return]  # of whole numbers


def _between(values: Sequence[float], n: int, share_below: float) -> float:
    if len(values) == 1 or n == 1:
        return values[0]
    if share_below == 0.5:
        return (values[0] + values[1]) / 2
    part = round(share_below * 100) * (n - 1) % 100
    return (values[0] * (100 - part) + values[1] * part) / 100
