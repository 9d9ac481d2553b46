"""The table of keys: of each key the newest cases, in one statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from django.db import connection

#: Statements of SQLite take at most 500 parts; a report has at most 50 keys.
_MOST_KEYS: Final = 100

type _Asked = tuple[str, list[Any]]


class Table:
    """See `core.triage.similar.Index`."""

    def newest(
        self, keys: Sequence[int], most: int, before: int | None = None
    ) -> Mapping[int, Sequence[int]]:
        """Of each key at most so many cases, the newest first, none from `before` on."""
        keys = keys[:_MOST_KEYS]
        if not keys:
            return {}
        ask = _of_postgresql if connection.vendor == "postgresql" else _of_sqlite
        found: dict[int, list[int]] = defaultdict(list)
        with connection.cursor() as cursor:
            cursor.execute(*ask(keys, most, before))
            for key, case in cursor.fetchall():
                found[key].append(case)
        return found


def put_in(rows: Collection[tuple[int, int]]) -> None:
    """Add pairs of a key and a case; what is there already stays."""
    # In one order everywhere: two workers that add the same key wait for one another, never in a circle.
    ordered = sorted(rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "INSERT INTO similar_key (key, case_id) SELECT * FROM unnest(%s::bigint[], %s::bigint[])"
                " ON CONFLICT DO NOTHING",
                [[key for key, _ in ordered], [case for _, case in ordered]],
            )
        else:
            cursor.executemany("INSERT OR IGNORE INTO similar_key (key, case_id) VALUES (%s, %s)", ordered)


def empty() -> None:
    """Forget all keys."""
    with connection.cursor() as cursor:
        truncate = connection.vendor == "postgresql"
        cursor.execute("TRUNCATE similar_key" if truncate else "DELETE FROM similar_key")


def _of_postgresql(keys: Sequence[int], most: int, before: int | None) -> _Asked:
    sql = f"""
        SELECT asked.key, held.case_id FROM unnest(%s::bigint[]) AS asked (key) CROSS JOIN LATERAL (
            SELECT case_id FROM similar_key WHERE key = asked.key {_earlier(before)}
            ORDER BY case_id DESC LIMIT %s
        ) AS held
    """  # noqa: S608  # nothing is put in but %s
    return sql, [list(keys), *_given(before), most]


def _of_sqlite(keys: Sequence[int], most: int, before: int | None) -> _Asked:
    one = f"""
        SELECT * FROM (
            SELECT key, case_id FROM similar_key WHERE key = %s {_earlier(before)} ORDER BY case_id DESC LIMIT %s
        )
    """  # noqa: S608  # nothing is put in but %s
    return " UNION ALL ".join([one] * len(keys)), [
        value for key in keys for value in (key, *_given(before), most)
    ]


def _earlier(before: int | None) -> str:
    return "" if before is None else "AND case_id < %s"


def _given(before: int | None) -> list[int]:
    return [] if before is None else [before]
