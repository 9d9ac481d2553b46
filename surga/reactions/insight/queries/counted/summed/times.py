"""Exact quantiles: the bands say which of them holds the rank, and only that one is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from surga.reactions.insight.queries.counted.groups import PARTS
from surga.reactions.insight.queries.counted.looking import looks, remembered
from surga.reactions.insight.queries.counted.rows import Asked, Moment
from surga.reactions.insight.queries.counted.summed import spreads
from surga.reactions.insight.queries.counted.summed.plan import Piece, Plan, group_name, pieces, plan_for
from surga.reactions.insight.rules.known.bands import EDGES, Times, bands_of
from surga.reactions.insight.rules.known.contributions import is_together
from surga.reactions.insight.rules.measures import Value, bounding_ranks

_A_DAY = 86_400
_BANDS = len(EDGES) + 1
#: So many groups are looked at together.
_MANY = 20
#: So few times of a group are sorted with those of others; of so many only the ranks that are asked for are found.
_FEW, _MANY_TIMES = 64, 2_000
#: The quantiles that pages show.
_ASKED = (0.5, 0.9)
#: Added to a time, it is no less than 0.
_LOWEST = 2**31


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
    banded = [piece for piece in parts if _is_banded(plan, piece)]
    if not banded and len(groups) > _MANY:
        ranked = remembered(("ranked", by, which, when), lambda: Ranked(groups))
        return ranked.values(share_below)
    # Who asks for the median asks for the ninetieth percentile next: the bands of both are read at once.
    shares = {share_below, *(_ASKED if looks() else ())}
    wanted = {name: _bands_of_ranks(group, shares) for name, group in groups.items()}
    missing = {name: bands - groups[name].read for name, bands in wanted.items() if bands - groups[name].read}
    for name, band, times in spreads.times(
        by, which, plan, banded, set(chain.from_iterable(missing.values()))
    ):
        if band in missing.get(name, ()):
            groups[name].bands[band].append(times)
    for name, bands in missing.items():
        groups[name].read |= bands
    return {name: _value(group, share_below) for name, group in groups.items() if _size(group)}


def _groups(by: str, which: Asked, when: Moment, plan: Plan, parts: Sequence[Piece]) -> dict[str, _Group]:
    groups: dict[str, _Group] = defaultdict(_Group)
    for piece in parts:
        if not piece.kept:
            _facts(by, which, when, piece, groups)
    banded = [piece for piece in parts if _is_banded(plan, piece)]
    for name, band, n in spreads.counts(by, which, plan, banded):
        groups[name].counts[band] += n
    whole = [piece for piece in parts if piece.kept and piece not in banded]
    for name, times in spreads.whole(by, which, plan, whole):
        groups[name].loose.append(times)
    return groups


def _is_banded(plan: Plan, piece: Piece) -> bool:
    return piece.kept and not is_together(plan.rollup, piece.grain)


class Ranked:
    """The times of many groups: few ones are sorted all together, of many ones only those ranks that are asked for."""

    def __init__(self, groups: Mapping[str, _Group]) -> None:
        times = {name: found for name, group in groups.items() if (found := _loose(group)).size}
        self._few = [name for name, found in times.items() if found.size <= _FEW]
        self._sizes = np.array([times[name].size for name in self._few], dtype=np.int64)
        # One number of each: its group before its time, which is no less than 0 then.
        keys = np.repeat(np.arange(len(self._few), dtype=np.int64), self._sizes) << 32
        if self._few:
            keys |= np.concatenate([times.pop(name) for name in self._few]).astype(np.int64) + _LOWEST
        keys.sort()
        self._ranked = (keys & 0xFFFFFFFF) - _LOWEST
        self._many = times

    def values(self, share_below: float) -> dict[str, Value]:
        """Group → the quantile."""
        few = dict(zip(self._few, self._values(share_below), strict=True)) if self._few else {}
        return few | {name: self._value(found, share_below) for name, found in self._many.items()}

    def _values(self, share_below: float) -> list[Value]:
        """Of the groups with few times, all at once."""
        sizes, first = self._sizes, np.cumsum(self._sizes) - self._sizes
        ranks = _ranks_up_to(_FEW, share_below)[sizes]
        at = self._ranked[first[:, None] + np.maximum(ranks, 0)] / _A_DAY
        centre, bounded = _centres(at[:, 0], at[:, 1], sizes, share_below), ranks[:, 2] >= 0
        told_of = zip(centre.tolist(), sizes.tolist(), at[:, 2:].tolist(), bounded.tolist(), strict=True)
        return [Value(value, n, *ends) if both else Value(value, n) for value, n, ends, both in told_of]

    def _value(self, times: Times, share_below: float) -> Value:
        n = times.size
        middle, low, high = ranks_of(n, share_below)
        times = _partly(times, [rank for rank in (*middle, low, high) if rank is not None])
        centre = _between([float(times[rank]) / _A_DAY for rank in middle], n, share_below)
        if low is None or high is None:
            return Value(centre, n)
        return Value(centre, n, float(times[low]) / _A_DAY, float(times[high]) / _A_DAY)


@lru_cache(maxsize=16)
def _ranks_up_to(most: int, share_below: float) -> NDArray[np.int64]:
    """By how many times there are: the two ranks of the middle, and those of the interval, -1 where there is none."""
    found = np.full((most + 1, 4), -1, dtype=np.int64)
    for n in range(1, most + 1):
        middle, low, high = ranks_of(n, share_below)
        found[n, :2] = middle[0], middle[-1]
        if low is not None and high is not None:
            found[n, 2:] = low, high
    return found


def _centres(
    low: NDArray[np.float64], high: NDArray[np.float64], sizes: NDArray[np.int64], share_below: float
) -> NDArray[np.float64]:
    """As ``_between``, of many groups."""
    if share_below == 0.5:
        return (low + high) / 2
    part = round(share_below * 100) * (sizes - 1) % 100
    return np.where(sizes == 1, low, (low * (100 - part) + high * part) / 100)


def _partly(times: Times, ranks: Sequence[int]) -> Times:
    """Sorted as far as these ranks need it: one by one, a few are found quicker than all are sorted."""
    return np.partition(times, sorted(set(ranks))) if times.size > _MANY_TIMES else np.sort(times)


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


@lru_cache(maxsize=4_096)
def ranks_of(n: int, share_below: float) -> tuple[list[int], int | None, int | None]:
    """The ranks (from 0) that the quantile lies between, and those of its interval; as ``measures.quantile``."""
    if share_below == 0.5:
        middle = [n // 2] if n % 2 else [n // 2 - 1, n // 2]
    else:
        place = min(round(share_below * 100) * (n - 1) // 100, n - 1)
        middle = [place, min(place + 1, n - 1)]
    return middle, *bounding_ranks(n, share_below)


def _size(group: _Group) -> int:
    return int(group.counts.sum()) + sum(times.size for times in group.loose)


def _loose(group: _Group) -> Times:
    return np.concatenate(group.loose) if group.loose else np.empty(0, dtype=np.int32)


def _ends(group: _Group) -> tuple[NDArray[np.int64], Times]:
    """How many times lie up to the end of each band, and the loose ones among them."""
    loose = _loose(group)
    return np.cumsum(group.counts + np.bincount(bands_of(loose), minlength=_BANDS)), loose


def _bands_of_ranks(group: _Group, shares: Iterable[float]) -> set[int]:
    """The bands in which lie what these quantiles and their intervals need."""
    if not group.counts.any():
        return set()
    ends, _ = _ends(group)
    ranks = chain.from_iterable(
        (*middle, low, high) for middle, low, high in (ranks_of(int(ends[-1]), one) for one in shares)
    )
    return {int(np.searchsorted(ends, rank, side="right")) for rank in ranks if rank is not None}


def _value(group: _Group, share_below: float) -> Value:
    n = _size(group)
    middle, low, high = ranks_of(n, share_below)
    ranks = sorted({rank for rank in (*middle, low, high) if rank is not None})
    bands = sorted(_bands_of_ranks(group, [share_below]))
    found = {rank: time / _A_DAY for rank, time in zip(ranks, _at(group, bands, ranks), strict=True)}
    return told([found[rank] for rank in middle], n, share_below, low, high, found.__getitem__)


def told(
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
    return _partly(found, ranks)[list(ranks)].tolist()  # type: ignore[no-any-return]  # of whole numbers


def _between(values: Sequence[float], n: int, share_below: float) -> float:
    if len(values) == 1 or n == 1:
        return values[0]
    if share_below == 0.5:
        return (values[0] + values[1]) / 2
    part = round(share_below * 100) * (n - 1) % 100
    return (values[0] * (100 - part) + values[1] * part) / 100
