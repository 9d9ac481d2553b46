"""Exact quantiles: the bands say which of them holds the rank, and only that one is read."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
from django.db.models import Count, Q, QuerySet, Sum
from numpy.typing import NDArray

from surga.reactions.insight.models import Cell, Spread
from surga.reactions.insight.queries.counted.groups import EVERYTHING, PARTS
from surga.reactions.insight.queries.counted.rows import Asked, Moment
from surga.reactions.insight.queries.counted.summed.plan import Piece, Plan, group_name, pieces, plan_for
from surga.reactions.insight.rules.known.bands import ALL, EDGES, Times, bands_of, unpacked
from surga.reactions.insight.rules.known.contributions import MONTH, TOOK
from surga.reactions.insight.rules.measures import Z95, Value

_A_DAY = 86_400
_BANDS = len(EDGES) + 1


@dataclass(slots=True)
class _Group:
    """Of one group: how many times fall into each band, and those times that were read already."""

    counts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(_BANDS, dtype=np.int64))
    loose: list[Times] = field(default_factory=list)
    bands: dict[int, list[Times]] = field(default_factory=lambda: defaultdict(list))


def quantiles(share_below: float, by: str, which: Asked, when: Moment) -> dict[str, Value]:
    """Group → the quantile of the days to the first follow-up, with its interval; a group without any is not there."""
    plan = Plan("", {}, "") if when.past else plan_for(by, which.where, times=True)
    groups: dict[str, _Group] = defaultdict(_Group)
    parts = pieces(plan, by, which)
    for piece in parts:
        if not piece.kept:
            _facts(by, which, when, piece, groups)
        elif piece.grain == MONTH:
            _counts(by, which, plan, piece, groups)
        else:
            _days(by, which, plan, piece, groups)
    wanted = {name: _bands_of_ranks(group, share_below) for name, group in groups.items()}
    for piece in parts:
        if piece.kept and piece.grain == MONTH:
            _times(by, which, plan, piece, groups, wanted)
    return {
        name: _value(group, wanted[name], share_below) for name, group in groups.items() if group.counts.any()
    }


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
    found = [float(days[int(np.searchsorted(ends, rank, side="right"))]) for rank in (*middle, low, high)]
    return Value(_between(found[:-2], n, share_below), n, found[-2], found[-1])


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


def _days(by: str, which: Asked, plan: Plan, piece: Piece, into: dict[str, _Group]) -> None:
    names = _names(by, plan, period=True)
    for *group, times in (
        _spreads(which, plan, piece).filter(band=ALL).values_list(*names, "times").iterator()
    ):
        name = group_name(by, tuple(group[:-1]), piece.grain, group[-1])
        _add(into[name], unpacked(times))


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
        _add(into[group_name(by, codes, piece.grain, day)], np.asarray(times, dtype=np.int32))


def _add(group: _Group, times: Times) -> None:
    group.counts += np.bincount(bands_of(times), minlength=_BANDS)
    group.loose.append(times)


def _times(
    by: str, which: Asked, plan: Plan, piece: Piece, into: dict[str, _Group], wanted: dict[str, set[int]]
) -> None:
    bands = set(chain.from_iterable(wanted.values()))
    names = _names(by, plan, period=True)
    found = _spreads(which, plan, piece).filter(Q(band__in=sorted(bands)))
    for *group, band, times in found.values_list(*names, "band", "times").iterator():
        name = group_name(by, tuple(group[:-1]), piece.grain, group[-1])
        if band in wanted[name]:
            into[name].bands[band].append(unpacked(times))


def _ranks(n: int, share_below: float) -> tuple[list[int], int, int]:
    """The ranks (from 0) that the quantile lies between, and those of its interval; as ``measures.quantile``."""
    if share_below == 0.5:
        middle = [n // 2] if n % 2 else [n // 2 - 1, n // 2]
    else:
        place = min(round(share_below * 100) * (n - 1) // 100, n - 1)
        middle = [place, min(place + 1, n - 1)]
    half = Z95 * math.sqrt(n * share_below * (1 - share_below))
    return middle, max(0, math.floor(n * share_below - half)), min(n - 1, math.ceil(n * share_below + half))


def _bands_of_ranks(group: _Group, share_below: float) -> set[int]:
    n = int(group.counts.sum())
    if not n:
        return set()
    middle, low, high = _ranks(n, share_below)
    ends = np.cumsum(group.counts)
    return {int(np.searchsorted(ends, rank, side="right")) for rank in (*middle, low, high)}


def _value(group: _Group, bands: Iterable[int], share_below: float) -> Value:
    n, ends = int(group.counts.sum()), np.cumsum(group.counts)
    read: dict[int, Times] = {}
    loose = np.concatenate(group.loose) if group.loose else np.empty(0, dtype=np.int32)
    where = bands_of(loose)
    for band in bands:
        read[band] = np.sort(np.concatenate([*group.bands[band], loose[where == band]]))

    def at(rank: int) -> float:
        band = int(np.searchsorted(ends, rank, side="right"))
        return int(read[band][rank - int(ends[band] - group.counts[band])]) / _A_DAY

    middle, low, high = _ranks(n, share_below)
    return Value(_between([at(rank) for rank in middle], n, share_below), n, at(low), at(high))


def _between(values: Sequence[float], n: int, share_below: float) -> float:
    if len(values) == 1 or n == 1:
        return values[0]
    if share_below == 0.5:
        return (values[0] + values[1]) / 2
    part = round(share_below * 100) * (n - 1) % 100
    return (values[0] * (100 - part) + values[1] * part) / 100
