"""What each case gives to the sums: whole numbers that can be added and taken away again, and its exact time.

A *cell* is named by rollup, grain (day, month or quarter of receipt), period, one or two codes, and whether it holds
cases that are never published. A case is in each cell once, whatever happens to it later: what it gave is taken away,
and what it gives now is added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from surga.reactions.insight.rules.known.bands import ALL, bands_of
from surga.reactions.insight.rules.known.clock import Clock, month_of, quarter_of
from surga.reactions.insight.rules.known.facts import Fact, stays_of
from surga.reactions.insight.rules.measures import WITHIN

#: What is summed up in a cell. ``…_sq`` are sums of squares; of seconds in two parts (high and low 32 bits), for they
#: would not fit into one. "followed" to "waiting" count each matter once, by the case that leads. "over_days": working
#: days beyond the national five, of those that were late; "waiting_from": working days that had passed by their day of
#: receipt, of the waiting ones (as many times the days passed today, without this, is how long they wait in all);
#: "open_from": the days of receipt of the open ones.
SUMS: Final = (
    "cases", "open", "joined", "followed_all", "followed", "secs", "secs_sq_high", "secs_sq_low", "worked", "worked_sq",
    "city", "city_sq", "away_cases", "away", "away_sq", "hit", "late", "city_hit", "city_late", "waiting", "reopened",
    "bounces", "stars1", "stars2", "stars3", "stars4", "stars5", "information", "answered", "resolved", "proven",
    "confirmed", "silence", "archived", "over_days", "waiting_from", "open_from",
)  # fmt: skip
INDEX: Final = {name: n for n, name in enumerate(SUMS)}
DAY, MONTH, QUARTER = "d", "m", "q"
#: Grain → the period that a day lies in.
PERIODS: Final[dict[str, Callable[[int], int]]] = {DAY: int, MONTH: month_of, QUARTER: quarter_of}
#: Rollup → the fields of a case whose codes it goes by, and its grains.
ROLLUPS: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "all": ((), "dm"),
    "channel": (("channel",), "dm"),
    "agency": (("agency",), "dm"),
    "topic": (("topic",), "dm"),
    "region": (("region",), "dm"),
    "level": (("level",), "dm"),
    "kind": (("kind",), "dm"),
    "topic*agency": (("topic", "agency"), "dmq"),
    "topic*region": (("topic", "region"), "m"),
    "agency*channel": (("agency", "channel"), "m"),
    "agency*region": (("agency", "region"), "m"),
    "agency*level": (("agency", "level"), "m"),
}
#: Rollups without exact times: counts and sums only.
WITHOUT_TIMES: Final = frozenset({"topic*region", "agency*channel", "agency*region", "agency*level"})
#: Rollups of so many small cells that their times stand together, by month as by day: to read one row is less than ten.
TOGETHER: Final = frozenset({"topic*agency"})
#: Kept beside: working days that cases lay at a level, for a case may lie at several; and how many cases of a level
#: took how many working days (``other``).
STAY, TOOK = "stay", "worked"
#: The same of each agency, by month: the agency, and beside it the level, or level and working days ("opd:3").
STAY_OF_AGENCY, TOOK_OF_AGENCY = "stay.agency", "worked.agency"
#: Kept beside, by the day on which cases ended: what lies open at the end of a day is all that came by then without it.
#: Of agencies that is told by ``moves``, for a case may pass from one to another.
ENDED: Final = {f"ended.{name}": name for name in ("channel", "topic", "region", "level", "kind")}


class Cell(NamedTuple):
    """The name of a cell."""

    rollup: str
    grain: str
    period: int
    key: str
    other: str
    hidden: bool


class Spread(NamedTuple):
    """The name of a band of exact times."""

    cell: Cell
    band: int


def is_together(rollup: str, grain: str) -> bool:
    """Whether all exact times of a cell stand in one band."""
    return grain == DAY or rollup in TOGETHER


def is_special(fact: Fact) -> bool:
    """Whether its time beyond the city still matters, or runs: such a case is looked at by itself."""
    return fact.followed is None and (fact.away != 0 or fact.away_since is not None)


def vector(fact: Fact, clock: Clock) -> list[int]:
    """What a case gives, in the order of ``SUMS``."""
    found = [0] * len(SUMS)

    def put(**values: int) -> None:
        for name, value in values.items():
            found[INDEX[name]] = value

    put(
        cases=1, open=int(fact.ended_at is None), joined=int(fact.joined), reopened=int(fact.reopened > 0),
        followed_all=int(fact.followed is not None), bounces=fact.bounces,
        information=int(fact.kind == "information"),
    )  # fmt: skip
    if fact.outcome != "open":
        found[INDEX[fact.outcome]] = 1
    if fact.stars is not None:
        found[INDEX[f"stars{fact.stars}"]] = 1
    if fact.ended_at is None:
        put(open_from=fact.day)
    if fact.joined:
        return found
    if fact.followed is not None and fact.worked is not None:
        secs, days = fact.followed - fact.received, fact.worked
        own = max(0, days - fact.away) if fact.away else days
        put(
            followed=1, secs=secs, secs_sq_high=secs * secs >> 32, secs_sq_low=secs * secs & 0xFFFFFFFF,
            worked=days, worked_sq=days * days, city=own, city_sq=own * own,
            hit=int(days <= WITHIN), late=int(days > WITHIN),
            city_hit=int(own <= WITHIN), city_late=int(own > WITHIN), over_days=max(0, days - WITHIN),
        )  # fmt: skip
        if fact.away:
            put(away_cases=1, away=fact.away, away_sq=fact.away * fact.away)
    elif fact.ended_at is None and not is_special(fact):
        put(waiting=1, waiting_from=clock.passed_by(fact.day))
    return found


def cells(fact: Fact) -> list[Cell]:
    """The cells that a case is in."""
    found, periods = [], {grain: period_of(fact.day) for grain, period_of in PERIODS.items()}
    for rollup, (names, grains) in ROLLUPS.items():
        codes = [getattr(fact, name) for name in names] + ["", ""]
        found += [Cell(rollup, grain, periods[grain], codes[0], codes[1], fact.hidden) for grain in grains]
    return found


def _beside(fact: Fact, clock: Clock) -> list[tuple[Cell, list[int]]]:
    found, month = [], month_of(fact.day)
    received = ((DAY, fact.day), (MONTH, month))
    once = [0] * len(SUMS)
    once[INDEX["cases"]] = 1
    if fact.ended_at is not None:
        day = clock.day(fact.ended_at)
        for rollup, field in ENDED.items():
            for grain, period in ((DAY, day), (MONTH, month_of(day))):
                found.append((Cell(rollup, grain, period, getattr(fact, field), "", fact.hidden), once))
    if fact.worked is not None and not fact.joined:
        took = f"{fact.level}:{fact.worked}"
        found.append((Cell(TOOK_OF_AGENCY, MONTH, month, fact.agency, took, fact.hidden), once))
        for grain, period in received:
            found.append((Cell(TOOK, grain, period, fact.level, str(fact.worked), fact.hidden), once))
    for level, days in stays_of(fact).items():
        given = [0] * len(SUMS)
        given[INDEX["cases"]], given[INDEX["worked"]], given[INDEX["worked_sq"]] = 1, days, days * days
        found.append((Cell(STAY_OF_AGENCY, MONTH, month, fact.agency, level, fact.hidden), given))
        for grain, period in received:
            found.append((Cell(STAY, grain, period, level, "", fact.hidden), given))
    return found


class Summed(NamedTuple):
    """What changes: cell → sums; band of a cell → times that come and times that go."""

    cells: dict[Cell, NDArray[np.int64]]
    spreads: dict[Spread, tuple[list[int], list[int]]]


def summed(facts: Sequence[Fact], signs: Sequence[int], clock: Clock) -> Summed:
    """What these cases give together; sign −1 takes away what a case gave."""
    if not facts:
        return Summed({}, {})
    weights = np.asarray(signs, dtype=np.int64)
    given = np.asarray([vector(fact, clock) for fact in facts], dtype=np.int64) * weights[:, None]
    names = [cells(fact) for fact in facts]
    found: dict[Cell, NDArray[np.int64]] = {}
    times = _times(facts, signs)
    spreads: dict[Spread, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for column in range(len(names[0])):
        groups = _grouped([row[column] for row in names])
        for cell, members in groups.items():
            found[cell] = given[members].sum(axis=0)
            if cell.rollup not in WITHOUT_TIMES:
                _spread(cell, [times[n] for n in members], spreads)
    for fact, sign in zip(facts, signs, strict=True):
        for cell, what in _beside(fact, clock):
            found[cell] = found.get(cell, 0) + np.asarray(what, dtype=np.int64) * sign
    return Summed(
        {cell: sums for cell, sums in found.items() if sums.any()},
        {spread: _net(*both) for spread, both in spreads.items()},
    )


def _times(facts: Sequence[Fact], signs: Sequence[int]) -> list[tuple[int, int, int] | None]:
    """Time, its band and its sign, of each matter that was followed up."""
    followed = [(fact.followed or 0) - fact.received for fact in facts]
    bands = bands_of(np.asarray(followed, dtype=np.int64).astype(np.int32))
    return [
        (secs, int(band), sign) if fact.followed is not None and not fact.joined else None
        for fact, secs, band, sign in zip(facts, followed, bands, signs, strict=True)
    ]


def _spread(
    cell: Cell, times: Iterable[tuple[int, int, int] | None], into: dict[Spread, tuple[list[int], list[int]]]
) -> None:
    together = is_together(cell.rollup, cell.grain)
    for time in times:
        if time is not None:
            secs, band, sign = time
            into[Spread(cell, ALL if together else band)][0 if sign > 0 else 1].append(secs)


def _net(more: list[int], fewer: list[int]) -> tuple[list[int], list[int]]:
    """Without what comes and goes at once."""
    if not fewer or not more:
        return more, fewer
    left = list(fewer)
    coming = []
    for time in more:
        if time in left:
            left.remove(time)
        else:
            coming.append(time)
    return coming, left


def _grouped(names: Sequence[Cell]) -> dict[Cell, list[int]]:
    found: dict[Cell, list[int]] = defaultdict(list)
    for n, name in enumerate(names):
        found[name].append(n)
    return found
