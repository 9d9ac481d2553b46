"""What lies open: how much of it at the end of each day, how old it is, and what has waited longest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Count

from surga.core.cases.models import Case
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.queries.counted.groups import EVERYTHING, Where
from surga.reactions.insight.queries.counted.rows import FIRST_DAY, LAST_DAY, Asked, moment
from surga.reactions.insight.queries.counted.summed.plan import Piece, pieces, plan_for
from surga.reactions.insight.queries.counted.summed.reading import rows_of, run
from surga.reactions.insight.rules.known.contributions import DAY

#: Age bands of the backlog, in days: from, up to (without), None: older.
AGES: tuple[tuple[int, int | None], ...] = ((0, 7), (7, 14), (14, 30), (30, 60), (60, 180), (180, None))


@dataclass(frozen=True, slots=True)
class OldCase:
    """An open case, and since when it is open."""

    case_id: int
    code: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Age:
    """How many open cases are from ``low`` days old up to (without) ``high``; None: and older."""

    low: int
    high: int | None
    n: int


def open_per_day(
    from_: date, to: date, where: Where = EVERYTHING, *, open_only: bool = False
) -> list[tuple[date, int]]:
    """How many cases were open at the end of each day, from ``from_`` to ``to``, both in.

    By agency a case counts where it lay then; by any other filter where it lies now.
    """
    low, high = from_.toordinal(), to.toordinal()
    which = Asked(where=where, open_only=open_only)
    told = _by_sums(low, which) if len(where.chosen()) <= 1 else _by_facts(low, which)
    changes: Counter[int] = Counter()
    standing = 0
    for day, n in told:
        # Today's number without all that changed since is that of the day before the first one.
        if day is None:
            standing += n
        else:
            standing -= n
            changes[day] += n
    found = []
    for day in range(low, high + 1):
        standing += changes[day]
        found.append((date.fromordinal(day), standing))
    return found


def _by_sums(low: int, which: Asked) -> Iterable[tuple[int | None, int]]:
    """What is open now (of no day), and how many more were open after each day since ``low`` than before it: by one
    statement, for a fold between two of them would be counted in the one and not in the other."""
    chosen, given = which.where.chosen(), list[Any]()
    plan = plan_for("all", which.where)
    now = rows_of("insight_cell", ("open",), "all", which, plan, pieces(plan, "all", which), given)
    parts = [f"SELECT NULL AS day, SUM(open) AS n FROM ({now}) AS found"]  # noqa: S608  # our own words
    hidden = " AND NOT hidden" if which.open_only else ""
    if set(chosen) <= {"agency"}:
        agency = " AND agency = %s" if chosen else ""
        parts.append(
            "SELECT day, SUM(opened + reopened + moved_in - ended - moved_out) FROM insight_flow "  # noqa: S608  # likewise
            f"WHERE day >= %s{agency}{hidden} GROUP BY day"
        )
        given += [low, *chosen.values()]
    else:
        ((field, code),) = chosen.items()
        for rollup, sign in ((field, ""), (f"ended.{field}", "-")):
            parts.append(
                f"SELECT period, {sign}SUM(cases) FROM insight_cell WHERE rollup = %s AND grain = %s "  # noqa: S608  # likewise
                f"AND period >= %s AND key = %s{hidden} GROUP BY period"
            )
            given += [rollup, DAY, low, code]
    return [(day, int(n or 0)) for day, n in run(" UNION ALL ".join(parts), given)]


def _by_facts(low: int, which: Asked) -> Iterable[tuple[int | None, int]]:
    clock = kept.clock()
    for day, ended in which.found(moment(None)).values_list("day", "ended_at").iterator(chunk_size=10_000):
        if ended is None:
            yield None, 1
        if day >= low:
            yield day, 1
        if ended is not None and (over := clock.day(ended)) >= low:
            yield over, -1


def oldest_open(where: Where = EVERYTHING, n: int = 10, *, open_only: bool = False) -> list[OldCase]:
    """The ``n`` oldest open cases, the oldest first."""
    found = Asked(where=where, open_only=open_only).found(moment(None)).filter(ended_at=None)
    rows = list(found.order_by("received", "case_id").values_list("case_id", "received")[:n])
    codes = dict(Case.objects.filter(pk__in=[pk for pk, _ in rows]).values_list("pk", "code"))
    return [OldCase(pk, codes.get(pk, ""), datetime.fromtimestamp(since, UTC)) for pk, since in rows]


def backlog_ages(where: Where = EVERYTHING, *, open_only: bool = False) -> list[Age]:
    """The open cases by how many days ago they came; every band of ``AGES`` is there."""
    today = kept.clock().day(kept.seconds(moment(None).at))
    which = Asked(where=where, open_only=open_only)
    ages = [(today - day, n) for day, n in _open_by_day(today - (AGES[-1][0] - 1), which)]
    return [
        Age(low, high, sum(n for age, n in ages if low <= age and (high is None or age < high)))
        for low, high in AGES
    ]


def _open_by_day(low: int, which: Asked) -> Iterable[tuple[int, int]]:
    """Day of receipt and how many of it are open; all before ``low`` stands as the day before it."""
    plan = plan_for("all", which.where)
    if DAY not in plan.grains:
        facts = which.found(moment(None)).filter(ended_at=None).order_by()
        return facts.values_list("day").annotate(n=Count("pk"))
    given: list[Any] = []
    recent = rows_of("insight_cell", ("open",), "day", which, plan, [Piece(DAY, low, LAST_DAY)], given)
    before = pieces(plan, "all", Asked(FIRST_DAY, low - 1))
    older = rows_of("insight_cell", ("open",), "all", which, plan, before, given)
    sql = (
        f"SELECT at, SUM(open) FROM ({recent}) AS found WHERE open > 0 GROUP BY at "  # noqa: S608  # our own words
        f"UNION ALL SELECT {low - 1}, SUM(open) FROM ({older}) AS before"
    )
    return [(day, int(n or 0)) for day, n in run(sql, given)]
