"""Each figure from its sums: the same numbers as its measure takes of the rows, without the rows."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.queries.counted.groups import BY
from surga.reactions.insight.queries.counted.rows import Asked, Moment, special
from surga.reactions.insight.queries.counted.summed.sums import Sums, Totals, expected, own, sums
from surga.reactions.insight.queries.counted.summed.times import quantiles
from surga.reactions.insight.rules.measures import WITHIN, Z95, Value, in_city, share, shares
from surga.reactions.insight.rules.row import Row

#: Figures of all cases, whatever became of them.
_OF_ALL = frozenset({"cases", "open_cases", "joined", "reopened", "services"})
type Finish = Callable[[Totals], Value]
_DAY = 86_400
#: Of more groups shares are worked out by arrays.
_MANY = 50
_STARS = tuple(f"stars{n}" for n in range(1, 6))
_SECS = ("followed", "secs", "secs_sq_high", "secs_sq_low")


@dataclass(frozen=True, slots=True)
class Take:
    """``needs``: the columns; ``finish``: from their sums to the value.

    ``share``: hits and of how many, where the value is their share: of many groups all are worked out at once.
    ``late``: into which column the open ones go that wait too long; ``quantile``: asked of the exact times instead;
    ``beyond``: with what runs beyond the city.
    """

    needs: tuple[str, ...]
    finish: Finish
    share: Callable[[Totals], tuple[int, int]] | None = None
    late: str = ""
    quantile: float = 0.0
    beyond: bool = False


def taken(name: str, by: str, which: Asked, when: Moment) -> tuple[int, list[tuple[str, Value]]]:
    """Of how many cases, and the value of each group."""
    take = TAKES[name]
    needs = ("cases", *take.needs, *(("waiting",) if take.late else ()))
    found = sums(needs, by, which, when)
    if take.late or take.beyond:
        found = own(found, needs)
    if take.late:
        _add_waiting(take.late, by, which, when, found)
    if take.beyond:
        _add_running(by, which, when, found)
    n = sum(one["cases"] for one in found.values())
    groups = sorted(name for name, one in found.items() if one["cases"])
    if take.quantile:
        exact = quantiles(take.quantile, by, which, when)
        return n, [(group, exact.get(group, Value(None, 0))) for group in groups]
    if take.share is not None and len(groups) > _MANY:
        return n, list(zip(groups, shares([take.share(found[group]) for group in groups]), strict=True))
    return n, [(group, take.finish(found[group])) for group in groups]


def expect(names: Iterable[str], by: str) -> None:
    """Say of which figures by a grouping this look will ask, so that their sums are read at once."""
    for take in (TAKES[name] for name in names):
        expected(by).update(take.needs, ("waiting",) if take.late else ())


def still_waiting(name: str, by: str, which: Asked, when: Moment) -> dict[str, int] | None:
    """Group → how many of the figure's cases are open, and of a share within a limit: wait beyond it. None: it is not
    known from sums."""
    take = TAKES[name]
    if take.late:
        found = own(sums(("waiting",), by, which, when), ("waiting",))
        _add_waiting(take.late, by, which, when, found)
        return {group: one[take.late] for group, one in found.items()}
    if name in _OF_ALL:
        return {group: one["open"] for group, one in sums(("open",), by, which, when).items()}
    return None


def _add_waiting(late: str, by: str, which: Asked, when: Moment, found: Sums) -> None:
    """The open ones that wait too long: by their day of receipt, and one by one where they were beyond the city."""
    last = when.clock.last_beyond(WITHIN, kept.seconds(when.at))
    for one in found.values():
        one[late] += one["waiting"]
    # Those that may still wait came in the last few days: that is less to read than all the days before.
    if which.high > last:
        recent = replace(which, low=max(which.low, last + 1))
        for group, fewer in sums(("waiting",), by, recent, when, only=True).items():
            found[group][late] -= fewer["waiting"]
    for row in special(when, which):
        waits = in_city([row])[0].waited if late == "city_late" else row.waited
        if not (row.joined or row.ended) and waits > WITHIN:
            found[BY[by](row)][late] += 1


def _add_running(by: str, which: Asked, when: Moment, found: Sums) -> None:
    def put(into: Totals, row: Row) -> None:
        into["away_cases"] += 1
        into["away"] += row.away
        into["away_sq"] += row.away * row.away

    for row in special(when, which):
        if row.away and not row.joined:
            put(found[BY[by](row)], row)


def mean_of(n: int, total: int, squares: int, unit: int = 1) -> Value:
    """The mean with its normal 95 % interval, from whole sums; as ``measures.mean``."""
    if not n:
        return Value(None, 0)
    centre = total / n / unit
    if n < 2:
        return Value(centre, 1)
    spread = math.sqrt((n * squares - total * total) / (n * (n - 1))) / unit
    half = Z95 * spread / math.sqrt(n)
    return Value(centre, n, centre - half, centre + half)


def _rating(found: Totals) -> Value:
    one, two, three, four, five = (found[name] for name in _STARS)
    total, squares = (
        one + 2 * two + 3 * three + 4 * four + 5 * five,
        one + 4 * two + 9 * three + 16 * four + 25 * five,
    )
    return mean_of(one + two + three + four + five, total, squares)


def _counted(column: str) -> Take:
    needs = () if column == "cases" else (column,)
    return Take(needs, lambda one: Value(one[column], one["cases"]))


def _share_of(needs: tuple[str, ...], counted: Callable[[Totals], tuple[int, int]], late: str = "") -> Take:
    return Take(needs, lambda one: share(*counted(one)), counted, late)


def _shared(column: str) -> Take:
    return _share_of((column,), lambda one: (one[column], one["cases"]))


def _averaged(n: str, total: str, squares: str, *, beyond: bool = False) -> Take:
    return Take((n, total, squares), lambda one: mean_of(one[n], one[total], one[squares]), beyond=beyond)


def _within(hit: str, late: str) -> Take:
    return _share_of((hit, late), lambda one: (one[hit], one[hit] + one[late]), late)


TAKES: dict[str, Take] = {
    "cases": _counted("cases"),
    "open_cases": _counted("open"),
    "joined": _shared("joined"),
    "follow_up_days": Take(
        _SECS,
        lambda one: mean_of(
            one["followed"], one["secs"], (one["secs_sq_high"] << 32) + one["secs_sq_low"], _DAY
        ),
    ),
    "follow_up_days_median": Take((), lambda _: Value(None, 0), quantile=0.5),
    "follow_up_days_p90": Take((), lambda _: Value(None, 0), quantile=0.9),
    "follow_up_working_days": _averaged("followed", "worked", "worked_sq"),
    "within_5_working_days": _within("hit", "late"),
    "city_working_days": _averaged("followed", "city", "city_sq"),
    "city_within_5_working_days": _within("city_hit", "city_late"),
    "elsewhere_working_days": _averaged("away_cases", "away", "away_sq", beyond=True),
    "reopened": _shared("reopened"),
    "rating": Take(_STARS, _rating),
    "ikm": Take((), lambda _: Value(None, 0)),
    "services": _counted("information"),
}
