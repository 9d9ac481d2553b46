"""Many cases at once, as columns of numbers: what they give to the sums, by cell; the same as ``contributions`` says.

A code is a number here, and a cell's name is one whole number beside its grouping: period, key, other and whether it is
hidden, in this order, so that names sort as the cells do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from surga.reactions.insight.rules.known.bands import ALL, bands_of
from surga.reactions.insight.rules.known.clock import Clock, month_of
from surga.reactions.insight.rules.known.contributions import (
    DAY,
    ENDED,
    INDEX,
    MONTH,
    PERIODS,
    ROLLUPS,
    STAY,
    STAY_OF_AGENCY,
    SUMS,
    TOOK,
    TOOK_OF_AGENCY,
    WITHOUT_TIMES,
    is_special,
    is_together,
)
from surga.reactions.insight.rules.known.facts import Fact, stays_of
from surga.reactions.insight.rules.measures import WITHIN
from surga.reactions.insight.rules.row import OUTCOMES

type Whole = NDArray[np.int64]

#: Bits of a code's number; a day needs 22, so that all of a name fits into 63.
CODE_BITS: Final = 20
_LOWEST: Final = 2**31
_CODES: Final = ("channel", "kind", "topic", "agency", "region", "level")
#: A case, in 73 bytes; ``ended``: the day, 0 for none.
ROW: Final = np.dtype(
    [
        *((name, np.int32) for name in ("day", *_CODES, "ended")), ("secs", np.int64),
        *((name, np.int32) for name in ("worked", "away", "bounces")), ("outcome", np.int8), ("stars", np.int8),
        *((name, np.bool_) for name in
          ("hidden", "joined", "reopened", "open", "followed_all", "followed", "waiting")),
    ]
)  # fmt: skip
#: Working days that a case lay at a level.
STAYED: Final = np.dtype(
    [*((name, np.int32) for name in ("day", "agency", "level", "days")), ("hidden", np.bool_)]
)


class Codes:
    """Codes by number, from 0 for no code on, in the order in which they came."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {"": 0}
        self.stays: dict[str, list[tuple[int, int]]] = {}

    def of(self, code: str) -> int:
        """The number of a code. Raises OverflowError when there are more codes than names have room for."""
        found = self.numbers.setdefault(code, len(self.numbers))
        if found >> CODE_BITS:
            raise OverflowError("too many codes")
        return found

    def stays_of(self, fact: Fact) -> list[tuple[int, int]]:
        """The numbers of the levels at which it lay, and how many working days."""
        found = self.stays.get(fact.stays)
        if found is None:
            found = [(self.of(level), days) for level, days in stays_of(fact).items()]
            if len(self.stays) < 100_000:
                self.stays[fact.stays] = found
        return found


class Part(NamedTuple):
    """What some cases give to one rollup by one grain: ``sums[n]`` (in the order of ``SUMS``) to the cell
    ``names[n]``; and ``counts[n]`` of the ``times``, in their order, to the band ``bands[n]`` of the cell ``of[n]``."""

    rollup: str
    grain: str
    names: Whole
    sums: Whole
    of: Whole
    bands: Whole
    counts: Whole
    times: NDArray[np.int32]


def rows_of(facts: Iterable[Fact], codes: Codes, clock: Clock) -> NDArray[Any]:
    """The cases as ``ROW``."""
    number, ways = codes.of, {name: n for n, name in enumerate(OUTCOMES)}
    found = []
    for fact in facts:
        done = fact.followed is not None and fact.worked is not None and not fact.joined
        found.append((
            fact.day, number(fact.channel), number(fact.kind), number(fact.topic), number(fact.agency),
            number(fact.region), number(fact.level), 0 if fact.ended_at is None else clock.day(fact.ended_at),
            fact.followed - fact.received if done else 0,  # type: ignore[operator]  # done: it was followed up
            fact.worked if done else 0, fact.away, fact.bounces, ways[fact.outcome], fact.stars or 0, fact.hidden,
            fact.joined, fact.reopened > 0, fact.ended_at is None, fact.followed is not None, done,
            not done and not fact.joined and fact.ended_at is None and not is_special(fact),
        ))  # fmt: skip
    return np.array(found, dtype=ROW)


def stayed(facts: Iterable[Fact], codes: Codes) -> NDArray[Any]:
    """Where these cases lay, as ``STAYED``."""
    found = [
        (fact.day, codes.of(fact.agency), level, days, fact.hidden)
        for fact in facts if fact.stays
        for level, days in codes.stays_of(fact)
    ]  # fmt: skip
    return np.array(found, dtype=STAYED)


def parts(rows: NDArray[Any], stays: NDArray[Any], codes: Codes, clock: Clock) -> Iterator[Part]:
    """What these cases give, rollup by rollup."""
    rows = rows[np.argsort(rows["secs"], kind="stable")]
    given = _given(rows, codes, clock)
    periods = {grain: of_days(rows["day"], period_of) for grain, period_of in PERIODS.items()}
    bands, nobody = bands_of(rows["secs"].astype(np.int32)), np.zeros(rows.size, dtype=np.int64)
    for rollup, (fields, grains) in ROLLUPS.items():
        keys = [rows[name] for name in fields] + [nobody, nobody]
        for grain in grains:
            names = names_of(periods[grain], keys[0], keys[1], rows["hidden"])
            banded = np.full(rows.size, ALL) if is_together(rollup, grain) else bands
            yield part_of(rollup, grain, names, given, None if rollup in WITHOUT_TIMES else (rows, banded))
    yield from _ended(rows)
    yield from _took(rows[rows["followed"]], codes)
    yield from _lay(stays)


def split(name: int) -> tuple[int, int, int, bool]:
    """Period, number of the key, number of the other, and whether it is hidden."""
    mask = (1 << CODE_BITS) - 1
    return name >> 2 * CODE_BITS + 1, name >> CODE_BITS + 1 & mask, name >> 1 & mask, bool(name & 1)


def names_of(period: NDArray[Any], key: NDArray[Any], other: NDArray[Any], hidden: NDArray[Any]) -> Whole:
    """The names of their cells."""
    found = period.astype(np.int64) << CODE_BITS | key.astype(np.int64)
    return (found << CODE_BITS | other.astype(np.int64)) << 1 | hidden.astype(np.int64)


def of_days(days: NDArray[Any], what: Callable[[int], int]) -> Whole:
    """Something of each day, or of another whole number, worked out once."""
    found, of = np.unique(days, return_inverse=True)
    numbers = np.array([what(int(day)) for day in found], dtype=np.int64)
    return numbers[of] if found.size else np.empty(0, dtype=np.int64)


def _ended(rows: NDArray[Any]) -> Iterator[Part]:
    over = rows[rows["ended"] > 0]
    nobody, once = np.zeros(over.size, dtype=np.int64), {"cases": np.ones(over.size, dtype=np.int8)}
    for rollup, field in ENDED.items():
        for grain, period in ((DAY, over["ended"]), (MONTH, of_days(over["ended"], month_of))):
            yield part_of(rollup, grain, names_of(period, over[field], nobody, over["hidden"]), once)


def _took(done: NDArray[Any], codes: Codes) -> Iterator[Part]:
    """How many cases took how many working days to their first follow-up, by level, and by agency and level."""
    months, once = of_days(done["day"], month_of), {"cases": np.ones(done.size, dtype=np.int8)}
    worked = of_days(done["worked"].astype(np.int64), lambda days: codes.of(str(days)))
    for grain, period in ((DAY, done["day"]), (MONTH, months)):
        yield part_of(TOOK, grain, names_of(period, done["level"], worked, done["hidden"]), once)
    levels = list(codes.numbers)
    # One number of both; the days may be less than none, where a clock went wrong.
    both = done["level"].astype(np.int64) << 32 | done["worked"].astype(np.int64) + _LOWEST
    other = of_days(both, lambda pair: codes.of(f"{levels[pair >> 32]}:{(pair & 0xFFFFFFFF) - _LOWEST}"))
    yield part_of(TOOK_OF_AGENCY, MONTH, names_of(months, done["agency"], other, done["hidden"]), once)


def _lay(stays: NDArray[Any]) -> Iterator[Part]:
    """How many working days cases lay at each level, and at each of those of an agency."""
    days, months = stays["days"].astype(np.int64), of_days(stays["day"], month_of)
    nobody, hidden = np.zeros(days.size, dtype=np.int64), stays["hidden"]
    given: dict[str, NDArray[Any]] = {
        "cases": np.ones(days.size, dtype=np.int8), "worked": days, "worked_sq": days * days,
    }  # fmt: skip
    for grain, period in ((DAY, stays["day"]), (MONTH, months)):
        yield part_of(STAY, grain, names_of(period, stays["level"], nobody, hidden), given)
    yield part_of(STAY_OF_AGENCY, MONTH, names_of(months, stays["agency"], stays["level"], hidden), given)


def part_of(
    rollup: str,
    grain: str,
    names: Whole,
    given: dict[str, NDArray[Any]],
    timed: tuple[NDArray[Any], Whole] | None = None,
) -> Part:
    """The sums of each cell; ``given``: what each row gives; ``timed``: the rows, by their time, and their bands."""
    order = np.argsort(names, kind="stable")
    ranked = names[order]
    starts = _starts(ranked)
    sums = np.zeros((starts.size, len(SUMS)), dtype=np.int64)
    if starts.size:
        for name, column in given.items():
            sums[:, INDEX[name]] = np.add.reduceat(column[order], starts, dtype=np.int64)
    none = np.empty(0, dtype=np.int64)
    if timed is None:
        return Part(rollup, grain, ranked[starts], sums, none, none, none, none.astype(np.int32))
    rows, bands = timed
    # The rows stand by their time: in each cell, too, and so each band stands together.
    order = order[rows["followed"][order]]
    of, band = names[order], bands[order]
    begins = _starts(of, band)
    counts = np.diff(np.append(begins, of.size))
    times = rows["secs"][order].astype(np.int32)
    return Part(rollup, grain, ranked[starts], sums, of[begins], band[begins], counts, times)


def _starts(*ranked: Whole) -> Whole:
    """Where another value begins."""
    size = ranked[0].size
    if not size:
        return np.empty(0, dtype=np.int64)
    new = np.zeros(size, dtype=np.bool_)
    new[0] = True
    for values in ranked:
        new[1:] |= values[1:] != values[:-1]
    return np.flatnonzero(new).astype(np.int64)


def _given(rows: NDArray[Any], codes: Codes, clock: Clock) -> dict[str, NDArray[Any]]:
    """What each case gives, by the name of the sum; what none gives is left out."""
    done, secs, away = rows["followed"], rows["secs"], rows["away"].astype(np.int64)
    days = rows["worked"].astype(np.int64)
    own = np.where(done, np.where(away != 0, np.maximum(0, days - away), days), 0)
    beyond = done & (away != 0)
    found: dict[str, NDArray[Any]] = {
        "cases": np.ones(rows.size, dtype=np.int8),
        **{name: rows[name] for name in ("open", "joined", "followed_all", "followed", "waiting", "reopened")},
        "secs": secs, "secs_sq_high": secs * secs >> 32, "secs_sq_low": secs * secs & 0xFFFFFFFF,
        "worked": days, "worked_sq": days * days, "city": own, "city_sq": own * own,
        "away_cases": beyond, "away": away * beyond, "away_sq": away * away * beyond,
        "hit": done & (days <= WITHIN), "late": done & (days > WITHIN),
        "city_hit": done & (own <= WITHIN), "city_late": done & (own > WITHIN),
        "over_days": np.maximum(0, days - WITHIN) * done, "open_from": rows["day"].astype(np.int64) * rows["open"],
        "waiting_from": of_days(rows["day"], clock.passed_by) * rows["waiting"],
        "bounces": rows["bounces"], "information": rows["kind"] == codes.of("information"),
        **{f"stars{n}": rows["stars"] == n for n in range(1, 6)},
        **{name: rows["outcome"] == n for n, name in enumerate(OUTCOMES) if name in INDEX and name != "open"},
    }  # fmt: skip
    return {name: np.ascontiguousarray(_counted(column)) for name, column in found.items() if column.any()}


def _counted(column: NDArray[Any]) -> NDArray[Any]:
    return (
        column.view(np.int8)
        if column.dtype == np.bool_ and column.flags.c_contiguous
        else column.astype(np.int8 if column.dtype == np.bool_ else np.int64)
    )


def gathered(found: Sequence[NDArray[Any]], kind: np.dtype[Any]) -> NDArray[Any]:
    """Several of them as one."""
    return np.concatenate(found) if found else np.empty(0, dtype=kind)
