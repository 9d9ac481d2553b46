"""What each figure means, and how it is counted: plain Python over plain rows.

*Follow-up time* runs from receipt to the first substantive answer (answered or
resolved), so verification is inside it. Open cases stand beside every mean:
else it would look the better, the more is left unanswered.

Every report is a case received, also one that goes with another of the same matter.
But times count each matter once, by the report that leads: it is the oldest, so its
wait is the longest of all, and one answer does not count a hundred times.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist, fmean, median, quantiles, stdev
from typing import NamedTuple

import numpy as np

from surga.reactions.insight.rules.row import Row
from surga.reactions.insight.rules.statistics import quantile_ranks

Z95 = NormalDist().inv_cdf(0.975)
WITHIN = 5  # working days: the national standard for the first follow-up


class Value(NamedTuple):
    """A measure of ``n`` cases, with its 95 % interval where one makes sense."""

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure's name, its definition in words, and how it is taken."""

    name: str
    definition: str
    take: Callable[[Sequence[Row]], Value]
    #: Whether everybody may see it.
    public: bool = True


def share(hits: int, n: int) -> Value:
    """hits of n with the Wilson score interval (Wilson 1927): right for small n and for 0 and 100 %."""
    if n == 0:
        return Value(None, 0)
    p, z = hits / n, Z95
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Value(p, n, max(0.0, middle - half), min(1.0, middle + half))


def shares(counted: Sequence[tuple[int, int]]) -> list[Value]:
    """The same of many, each given as hits and n, by arrays."""
    hits, n = np.array(counted, dtype=np.int64).reshape(-1, 2).T
    some = np.maximum(n, 1)
    p, z = hits / some, Z95
    middle = (p + z * z / (2 * some)) / (1 + z * z / some)
    half = z * np.sqrt(p * (1 - p) / some + z * z / (4 * some * some)) / (1 + z * z / some)
    low, high = np.maximum(0.0, middle - half), np.minimum(1.0, middle + half)
    found = map(Value, p.tolist(), n.tolist(), low.tolist(), high.tolist())
    return [one if one.n else Value(None, 0) for one in found]


def mean(values: Sequence[float]) -> Value:
    """The mean with its normal 95 % interval; none for a single value."""
    if not values:
        return Value(None, 0)
    centre = fmean(values)
    if len(values) < 2:
        return Value(centre, 1)
    half = Z95 * stdev(values) / math.sqrt(len(values))
    return Value(centre, len(values), centre - half, centre + half)


def quantile(values: Sequence[float], share_below: float) -> Value:
    """The quantile with its exact interval, by ranks (binomial); none for so few that no rank bounds it."""
    if not values:
        return Value(None, 0)
    ranked, n = sorted(values), len(values)
    centre = median(ranked) if share_below == 0.5 else _at(ranked, share_below)
    low, high = bounding_ranks(n, share_below)
    if low is None or high is None:
        return Value(centre, n)
    return Value(centre, n, ranked[low], ranked[high])


@lru_cache(maxsize=65_536)
def bounding_ranks(n: int, share_below: float) -> tuple[int | None, int | None]:
    """The ranks (from 0) that bound a quantile, kept: pages ask for the same numbers again and again."""
    return quantile_ranks(n, share_below)


def _at(ranked: Sequence[float], share_below: float) -> float:
    if len(ranked) == 1:
        return ranked[0]
    return quantiles(ranked, n=100, method="inclusive")[round(share_below * 100) - 1]


def within(rows: Sequence[Row]) -> Value:
    """Share followed up within five working days, of those that were, or that are open beyond them."""
    hits = sum(row.working_days is not None and row.working_days <= WITHIN for row in rows)
    late = sum(row.waited > WITHIN and (row.working_days is not None or not row.ended) for row in rows)
    return share(hits, hits + late)


def matters(rows: Sequence[Row]) -> list[Row]:
    """Each matter once: without those that go with another case."""
    return [row for row in rows if not row.joined]


def in_city(rows: Sequence[Row]) -> list[Row]:
    """The same cases without the working days that they lay beyond the city: what the city itself took."""
    return [_at_home(row) if row.away else row for row in rows]


def _at_home(row: Row) -> Row:
    took = None if row.working_days is None else max(0, row.working_days - row.away)
    return row._replace(working_days=took, waited=max(0, row.waited - row.away))


def days_of(rows: Sequence[Row]) -> list[float]:
    """Calendar days to the first follow-up, of those that have one."""
    return [row.days for row in rows if row.days is not None]


def working_days_of(rows: Sequence[Row]) -> list[float]:
    """Working days likewise; the day of receipt is day 0."""
    return [float(row.working_days) for row in rows if row.working_days is not None]


def _rating(rows: Sequence[Row]) -> Value:
    return mean([float(row.stars) for row in rows if row.stars is not None])


def _none(_rows: Sequence[Row]) -> Value:
    return Value(None, 0)


_FROM_RECEIPT = (
    "from receipt to the first substantive answer; open cases are not in it, "
    "and each matter counts once, by its oldest report"
)
MEASURES = {
    measure.name: measure
    for measure in (
        Measure(
            "contacts",
            "Calls, chats, visits and mails that began, whatever came of them: most are no case. By kind: by outcome.",
            lambda r: Value(len(r), len(r)),
        ),
        Measure("cases", "Cases received.", lambda r: Value(len(r), len(r))),
        Measure(
            "open_cases",
            "Cases received and neither closed nor archived.",
            lambda r: Value(sum(not row.ended for row in r), len(r)),
        ),
        Measure(
            "joined",
            "Share of the cases received that go with an older one of the same matter.",
            lambda r: share(sum(row.joined for row in r), len(r)),
        ),
        Measure(
            "follow_up_days", f"Mean calendar days {_FROM_RECEIPT}.", lambda r: mean(days_of(matters(r)))
        ),
        Measure(
            "follow_up_days_median",
            f"Median calendar days {_FROM_RECEIPT}.",
            lambda r: quantile(days_of(matters(r)), 0.5),
        ),
        Measure(
            "follow_up_days_p90",
            f"90th percentile of calendar days {_FROM_RECEIPT}.",
            lambda r: quantile(days_of(matters(r)), 0.9),
        ),
        Measure(
            "follow_up_working_days",
            f"Mean working days {_FROM_RECEIPT}; the day of receipt is day 0.",
            lambda r: mean(working_days_of(matters(r))),
        ),
        Measure(
            "within_5_working_days",
            "Share first followed up within 5 working days of receipt; open ones beyond 5 count as not.",
            lambda r: within(matters(r)),
        ),
        Measure(
            "city_working_days",
            "follow_up_working_days without the working days that a case lay beyond the city.",
            lambda r: mean(working_days_of(in_city(matters(r)))),
        ),
        Measure(
            "city_within_5_working_days",
            "within_5_working_days without the working days that a case lay beyond the city.",
            lambda r: within(in_city(matters(r))),
        ),
        Measure(
            "elsewhere_working_days",
            "Mean working days beyond the city before the first follow-up, of the cases that lay there.",
            lambda r: mean([float(row.away) for row in matters(r) if row.away]),
        ),
        Measure(
            "reopened",
            "Share of cases that were reopened at least once.",
            lambda r: share(sum(row.reopened for row in r), len(r)),
            public=False,
        ),
        Measure("rating", "Mean of the reporters' 1 to 5 stars; not the satisfaction index IKM.", _rating),
        Measure(
            "ikm", "Satisfaction index (PermenPANRB 14/2017); no survey was held yet.", _none, public=False
        ),
        Measure(
            "services",
            "Requests for information received: the most sought services.",
            lambda r: Value(sum(row.kind == "information" for row in r), len(r)),
        ),
    )
}
