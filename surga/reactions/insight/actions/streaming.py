"""Events read, and rows written, by the hundred thousand: without an object for each."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import Model

from surga.events.models import Event
from surga.reactions.insight.rules.known.facts import FIELDS, HEARD
from surga.reactions.insight.rules.known.moves import BETWEEN

_SOME: Final = 2_000
#: The columns of a version, in the order in which they are told.
FACT: Final = ("known_from", "known_to", "event", *FIELDS)
#: The database's own seconds and microseconds since 1970 of a time; a time without a fraction has none in its text.
#: SQLite reckons in thousandths: 13.9996 seconds would be 14 for it, so the fraction is cut off before.
_SECONDS: Final = {
    "sqlite": "CAST(strftime('%s', substr({0}, 1, 19)) AS INTEGER)",
    "postgresql": "FLOOR(EXTRACT(EPOCH FROM {0}))::bigint",
}
_MICROS: Final = {
    "sqlite": (
        "CAST(strftime('%s', substr({0}, 1, 19)) AS INTEGER) * 1000000"
        " + CAST(substr({0} || '000000', 21, 6) AS INTEGER)"
    ),
    "postgresql": "(EXTRACT(EPOCH FROM {0}) * 1000000)::bigint",
}


#: What says something of a case, or of the exchange with others; all else is not even read.
_HEARD: Final = ", ".join(f"'{name}'" for name in (*HEARD, *BETWEEN))


class Told(NamedTuple):
    """An event of a case as it is stored; ``at`` in seconds, ``known`` in microseconds since 1970."""

    case_id: int
    event: int
    name: str
    data: dict[str, Any]
    at: int
    known: int


class ToldContact(NamedTuple):
    """An event that says of a contact that it is over; times likewise."""

    event: int
    data: dict[str, Any]
    at: int
    known: int


def case_events(cases: Collection[int] | None = None) -> Iterator[Told]:
    """All events of cases, or of these, that are heard, case by case and in each by id."""
    which = "IS NOT NULL" if cases is None else f"IN ({', '.join(str(int(one)) for one in sorted(cases))})"
    columns, condition = "case_id, id, name, data", f"case_id {which} AND name IN ({_HEARD})"
    for case_id, event, name, data, at, known in _read(columns, condition, "case_id, id"):
        yield Told(case_id, event, name, json.loads(data), at, known)


def contact_events() -> Iterator[ToldContact]:
    """All events that say of a contact that it is over, by id."""
    condition = "case_id IS NULL AND name = 'ContactEnded'"
    for event, data, at, known in _read("id, data", condition, "id"):
        yield ToldContact(event, json.loads(data), at, known)


def how_many() -> int:
    """How many of these there are."""
    return Event.objects.filter(case_id__isnull=False, name__in=(*HEARD, *BETWEEN)).count()


@contextmanager
def bare(*kinds: type[Model]) -> Iterator[None]:
    """Fill emptied tables without their indexes, and make these at the end: PostgreSQL does so in half the time."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.schema_editor() as editor:
        for kind in kinds:
            for index in kind._meta.indexes:
                editor.remove_index(kind, index)
            for constraint in kind._meta.constraints:
                editor.remove_constraint(kind, constraint)
    yield
    with connection.schema_editor() as editor:
        for kind in kinds:
            for index in kind._meta.indexes:
                editor.add_index(kind, index)
            for constraint in kind._meta.constraints:
                editor.add_constraint(kind, constraint)


def insert(table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows to a table of ours."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(names))
        sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"  # noqa: S608  # our own names
        cursor.executemany(sql, list(rows))


def _read(columns: str, condition: str, order: str) -> Iterator[tuple[Any, ...]]:
    at = _SECONDS[connection.vendor].format("at")
    known = _MICROS[connection.vendor].format("CASE WHEN archived THEN at ELSE recorded_at END")
    sql = f"SELECT {columns}, {at}, {known} FROM events_event WHERE {condition} ORDER BY {order}"  # noqa: S608  # ours
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(_SOME):
            yield from rows
