"""Questions whose SQL is made once: for a row that is found by an index, making the SQL costs most of the asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

#: What is put in the place of what is asked for while the SQL is made, to find that place again.
_NUMBER: Final = -(2**40)
_WORD: Final = "\N{REPLACEMENT CHARACTER} given "

type Given = int | str


@dataclass(frozen=True, slots=True)
class _Made:
    """``slots``: which of what is given stands there, or a value of the question's own. ``read``: column → how."""

    sql: str
    slots: tuple[tuple[int, Any], ...]
    read: dict[int, Any]


class Prepared:
    """``ask``: from what is given to a ``values_list``, with each of it used as it is. Several threads may use it.

    A lock is asked for inside a transaction only: nobody checks that again.
    """

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]]) -> None:
        self._ask = ask
        self._made: dict[tuple[str, ...], _Made] = {}

    def all(self, *given: Given) -> list[tuple[Any, ...]]:
        """The rows."""
        key = (connection.vendor, *(type(each).__name__ for each in given))
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._make(given)
        values = [given[which] if which >= 0 else own for which, own in made.slots]
        with connection.cursor() as cursor:
            cursor.execute(made.sql, values)
            rows = cursor.fetchall()
        return [_read(row, made.read) for row in rows] if made.read else [tuple(row) for row in rows]

    def first(self, *given: Given) -> tuple[Any, ...] | None:
        """The first of the rows."""
        return next(iter(self.all(*given)), None)

    def any(self, *given: Given) -> bool:
        """Whether there are rows."""
        return bool(self.all(*given))

    def _make(self, given: tuple[Given, ...]) -> _Made:
        marks = [_NUMBER - n if isinstance(each, int) else f"{_WORD}{n}" for n, each in enumerate(given)]
        compiler = self._ask(*marks).query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        slots = tuple((marks.index(value), None) if value in marks else (-1, value) for value in values)
        if {which for which, _own in slots if which >= 0} != set(range(len(given))):
            raise AssertionError("what is given is not asked for as it is")
        return _Made(sql, slots, compiler.get_converters([column for column, _sql, _name in compiler.select]))


def _read(row: tuple[Any, ...], how: dict[int, Any]) -> tuple[Any, ...]:
    values = list(row)
    for column, (converters, expression) in how.items():
        for convert in converters:
            values[column] = convert(values[column], expression, connection)
    return tuple(values)
