"""The same figures as plain SQL on the case table: what a reporting tool would send to PostgreSQL.

Working days come from a small calendar table of their own, as such a tool would keep one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction

from surga.core.agencies.calendar import Calendar

_ENDED = "('closed', 'archived')"
_HERE = "AT TIME ZONE 'Asia/Jakarta'"
_TOOK = "extract(epoch FROM c.first_follow_up_at - c.received_at)"
_OWN = "c.joined_to_id IS NULL"
_WORKED = "(u.passed - s.passed)"
_WAITED = "(coalesce(u.passed, today.passed) - s.passed)"
_KEPT = f"count(*) FILTER (WHERE {_OWN} AND {_WORKED} <= 5)"
_LATE = (
    f"count(*) FILTER (WHERE {_OWN} AND {_WAITED} > 5 AND (u.passed IS NOT NULL OR c.status NOT IN {_ENDED}))"
)
#: Figure → its value, and whether it needs the calendar.
_VALUES: Mapping[str, tuple[str, bool]] = {
    "cases": ("count(*)", False),
    "open_cases": (f"count(*) FILTER (WHERE c.status NOT IN {_ENDED})", False),
    "joined": ("avg((c.joined_to_id IS NOT NULL)::int)", False),
    "follow_up_days": (f"avg({_TOOK}) FILTER (WHERE {_OWN}) / 86400", False),
    "follow_up_days_median": (
        f"percentile_cont(0.5) WITHIN GROUP (ORDER BY {_TOOK}) FILTER (WHERE {_OWN}) / 86400", False
    ),
    "follow_up_days_p90": (
        f"percentile_cont(0.9) WITHIN GROUP (ORDER BY {_TOOK}) FILTER (WHERE {_OWN}) / 86400", False
    ),
    "follow_up_working_days": (f"avg({_WORKED}) FILTER (WHERE {_OWN})", True),
    "within_5_working_days": (
        f"{_KEPT}::float / nullif({_KEPT} + {_LATE}, 0)", True
    ),
    "reopened": ("avg((c.reopened > 0)::int)", False),
    "rating": ("avg(c.stars)", False),
    "services": ("count(*) FILTER (WHERE c.kind = 'information')", False),
}  # fmt: skip
_BY: Mapping[str, str] = {
    "all": "''",
    "month": f"to_char(c.received_at {_HERE}, 'YYYY-MM')",
    "day": f"to_char(c.received_at {_HERE}, 'YYYY-MM-DD')",
    "week": f"to_char(date_trunc('week', c.received_at {_HERE}), 'YYYY-MM-DD')",
    "channel": "c.channel",
    "agency": "coalesce(c.agency_id, c.proposed_agency)",
    "topic": "coalesce(c.topic_id, '')",
    "region": "coalesce(c.region_id, '')",
    "level": "c.level",
    "kind": "c.kind",
}
_OF = {**_BY, "region": "c.region_id", "topic": "c.topic_id"}


def make_calendar(calendar: Calendar, last: date) -> None:
    """A table of days with the working days that had passed at each one's end."""
    day, passed, rows = date(2019, 1, 1), 0, []
    while day <= last + timedelta(days=400):
        passed += calendar.is_working_day(day)
        rows.append((day, passed))
        day += timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS plain_days")
        cursor.execute("CREATE TABLE plain_days (day date PRIMARY KEY, passed int NOT NULL)")
        cursor.executemany("INSERT INTO plain_days VALUES (%s, %s)", rows)
        cursor.execute("ANALYZE plain_days")


def sql_of(
    name: str, from_: date | None, to: date | None, by: str, where: Mapping[str, str]
) -> tuple[str, Sequence[Any]] | None:
    """The statement for one figure; None for what the case table does not hold (contacts, the survey's index)."""
    if name not in _VALUES or any(part not in _BY for part in by.split("*")):
        return None
    value, worked = _VALUES[name]
    group = " || '*' || ".join(_BY[part] for part in by.split("*"))
    joins = (
        f" JOIN plain_days AS s ON s.day = (c.received_at {_HERE})::date"
        f" LEFT JOIN plain_days AS u ON u.day = (c.first_follow_up_at {_HERE})::date"
        f" JOIN plain_days AS today ON today.day = (now() {_HERE})::date"
    ) if worked else ""  # fmt: skip
    conditions = ["true"]
    given: list[Any] = []
    if from_ is not None:
        conditions.append(f"c.received_at >= %s::date::timestamp {_HERE}")
        given.append(from_)
    if to is not None:
        conditions.append(f"c.received_at < (%s::date + 1)::timestamp {_HERE}")
        given.append(to)
    for field, code in where.items():
        if code:
            conditions.append(f"{_OF[field]} = %s")
            given.append(code)
    sql = f"SELECT {group}, {value} FROM cases_case AS c{joins} WHERE {' AND '.join(conditions)} GROUP BY 1"  # noqa: S608  # our own words
    return sql, given


def run(sql: str, given: Sequence[Any]) -> dict[str, Any]:
    """Group → value. Such a tool has all of PostgreSQL's helpers, and its compiler: our own connections go without."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 2; SET LOCAL jit = on")
        cursor.execute(sql, given)
        return {str(key): value for key, value in cursor.fetchall()}
