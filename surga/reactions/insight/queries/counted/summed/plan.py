"""Which rollup answers a question, and which of its quarters, months and days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from surga.reactions.insight.queries.counted.groups import PARTS, Where, monday
from surga.reactions.insight.queries.counted.looking import remembered
from surga.reactions.insight.queries.counted.rows import FIRST_DAY, LAST_DAY, Asked
from surga.reactions.insight.rules.known.clock import first_of, month_of, name_of
from surga.reactions.insight.rules.known.contributions import DAY, MONTH, QUARTER, ROLLUPS, WITHOUT_TIMES


@dataclass(frozen=True, slots=True)
class Piece:
    """Some periods of one grain, both in. ``kept``: whether the rollup has them, else the facts are asked."""

    grain: str
    low: int
    high: int
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """``rollup``: which one, "" for none; ``columns``: field of a case → its column in the rollup."""

    rollup: str
    columns: dict[str, str]
    grains: str

    def filters(self, where: Where) -> dict[str, str]:
        """What is asked for, as the rollup has it."""
        return {self.columns[name]: code for name, code in where.chosen().items()}


def plan_for(by: str, where: Where, *, times: bool = False) -> Plan:
    """The narrowest rollup that tells the grouping and the filters apart. ``times``: it must keep exact times."""
    wanted = {*PARTS[by][0], *where.chosen()}
    for rollup, (fields, grains) in ROLLUPS.items():
        if wanted <= set(fields) and not (times and rollup in WITHOUT_TIMES):
            return Plan(rollup, dict(zip(fields, ("key", "other"), strict=False)), grains)
    return Plan("", {}, "")


def pieces(plan: Plan, by: str, which: Asked) -> list[Piece]:
    """The whole months of the range, most of them as quarters where the rollup has these, and the days at its ragged
    edges; by day or week, all of its days."""
    if which.low > which.high:
        return []
    if not plan.rollup:
        return [Piece(DAY, which.low, which.high, kept=False)]
    daily = DAY in plan.grains
    if PARTS[by][1] in {"day", "week"}:
        return [Piece(DAY, which.low, which.high, kept=daily)]
    # A range that ends today ends with its month: nothing has come after. That is one row to read, not thirty.
    last_day = _last_day()
    high = LAST_DAY if which.high >= last_day else which.high
    first, last = _whole_from(which.low), min(_whole_to(high), month_of(last_day))
    if first > last:
        return [Piece(DAY, which.low, max(which.low, min(which.high, last_day)), kept=daily)]
    open_ended = high == LAST_DAY
    found = _months(first, last, plan, by, open_ended=open_ended)
    if which.low > FIRST_DAY and which.low < first_of(first):
        found.append(Piece(DAY, which.low, first_of(first) - 1, kept=daily))
    if not open_ended and high >= first_of(last + 1):
        found.append(Piece(DAY, first_of(last + 1), which.high, kept=daily))
    return found


def _months(first: int, last: int, plan: Plan, by: str, *, open_ended: bool) -> list[Piece]:
    """These months; ``open_ended``: nothing has come after them, so that the last quarter counts as whole."""
    low, high = -(-first // 3), last // 3 if open_ended else (last + 1) // 3 - 1
    if QUARTER not in plan.grains or PARTS[by][1] or low > high:
        return [Piece(MONTH, first, last)]
    found = [Piece(QUARTER, low, high)]
    if first < 3 * low:
        found.append(Piece(MONTH, first, 3 * low - 1))
    if last > 3 * high + 2:
        found.append(Piece(MONTH, 3 * high + 3, last))
    return found


def _last_day() -> int:
    """The last day on which a case or a contact came that is in the cells; the very first one where there are none."""
    return remembered("last day", _find_last_day)


def _find_last_day() -> int:
    sql = "SELECT MAX(period) AS period FROM insight_cell WHERE grain = 'd' AND rollup = "
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MAX(period) FROM ({sql}'all' UNION ALL {sql}'contact') AS found")  # noqa: S608  # ours
        (found,) = cursor.fetchone()
    return found or FIRST_DAY


def _whole_from(day: int) -> int:
    month = month_of(day)
    return month if first_of(month) == day else month + 1


def _whole_to(day: int) -> int:
    month = month_of(day)
    return month if day == LAST_DAY or first_of(month + 1) - 1 == day else month - 1


def group_name(by: str, codes: tuple[str, ...], grain: str, period: int) -> str:
    """The ``by`` of a row: its codes and its period as the grouping names them."""
    kind = PARTS[by][1]
    if kind == "month":
        period_name = name_of(period if grain == MONTH else month_of(period))
    elif kind:
        day = date.fromordinal(period)
        period_name = monday(day) if kind == "week" else day.isoformat()
    else:
        return "*".join(codes)
    return "*".join([*codes, period_name])
