"""A database in memory: transactions that are all or nothing, and a place at every write where a process may die."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

_NOTHING: Final = object()


class Memory:
    """Tables of immutable rows. ``spot`` is called wherever a killed process would leave something half done."""

    def __init__(self, spot: Callable[[str], None] = lambda _where: None) -> None:
        self._tables: dict[str, dict[Any, Any]] = {}
        self._undo: list[tuple[str, Any, Any]] | None = None
        self._numbers: dict[str, int] = {}
        self.spot = spot

    @property
    def is_open(self) -> bool:
        """Whether a transaction is."""
        return self._undo is not None

    def rows(self, table: str) -> dict[Any, Any]:
        """To be read only."""
        return self._tables.setdefault(table, {})

    def put(self, table: str, key: Any, row: Any) -> None:
        if self._undo is None:
            with self.atomic():
                self.put(table, key, row)
            return
        self.spot("write")
        self._keep(table, key)
        self.rows(table)[key] = row

    def drop(self, table: str, key: Any) -> None:
        if self._undo is None:
            with self.atomic():
                self.drop(table, key)
            return
        self._keep(table, key)
        self.rows(table).pop(key, None)

    def number(self, table: str) -> int:
        """The next id; like a sequence, it does not go back."""
        self._numbers[table] = self._numbers.get(table, 0) + 1
        return self._numbers[table]

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """All inside or nothing; an inner one is a savepoint."""
        outermost = self._undo is None
        undo = self._undo = [] if self._undo is None else self._undo
        mark = len(undo)
        try:
            yield
            if outermost:
                self.spot("before commit")
        except BaseException:
            self._back_to(undo, mark)
            if outermost:
                self._undo = None
            raise
        if outermost:
            self._undo = None
            self.spot("after commit")

    def _keep(self, table: str, key: Any) -> None:
        if self._undo is not None:
            self._undo.append((table, key, self.rows(table).get(key, _NOTHING)))

    def _back_to(self, undo: list[tuple[str, Any, Any]], mark: int) -> None:
        while len(undo) > mark:
            table, key, row = undo.pop()
            if row is _NOTHING:
                self.rows(table).pop(key, None)
            else:
                self.rows(table)[key] = row
