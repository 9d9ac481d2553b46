"""Whose turn it is to write on SQLite, which lets one write at a time: the web's before the worker's.

A worker that takes up one piece after another leaves the database for an instant only, and whoever waits meets that
instant by chance: at 200 webhooks a second half of them waited for more than a quarter of a second. So the web says
that it waits, by a shared lock on a file beside the database, and the worker looks before it begins. The system takes
such a lock back from a process that was killed.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep  # noqa: TID251  # nothing wakes a process when another's lock is gone
from typing import Any, Final

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

#: Seconds after which the worker no longer gives way: it has its share however many write.
PATIENCE: Final = 0.05
#: Seconds between two looks.
_LOOK: Final = 0.001
_BEGINNINGS: Final = ("BEGIN", "INSERT", "UPDATE", "DELETE")

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]
Wrapper = Callable[[Execute, str, Any, bool, dict[str, Any]], Any]


class Turns:
    """The file that tells whether the web waits. Several threads may use the same one."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self._path, self._patience = path, patience
        self._looked_at = self._opened()

    def first(self, execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Run the statement; where a write begins with it, let it be known until that has begun."""
        if not _begins(sql, context["connection"]):
            return execute(sql, params, many, context)
        said = self._opened()
        try:
            fcntl.flock(said, fcntl.LOCK_SH)
            return execute(sql, params, many, context)
        finally:
            os.close(said)

    def after_others(
        self, execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """Run the statement; where a write begins with it, let those who wait go before."""
        if _begins(sql, context["connection"]):
            self.give_way()
        return execute(sql, params, many, context)

    def give_way(self) -> bool:
        """Wait until nobody waits, or until the patience ends; whether nobody waits."""
        until = monotonic() + self._patience
        while self._is_waited():
            if monotonic() >= until:
                return False
            sleep(_LOOK)
        return True

    def _is_waited(self) -> bool:
        try:
            fcntl.flock(self._looked_at, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        fcntl.flock(self._looked_at, fcntl.LOCK_UN)
        return False

    def _opened(self) -> int:
        return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def web_first() -> None:
    """This process is the web: the worker gives way to it."""
    _take(lambda turns: turns.first)


def worker_after() -> None:
    """This process is the worker: it gives way to the web."""
    _take(lambda turns: turns.after_others)


def _take(part: Callable[[Turns], Wrapper]) -> None:
    default = connections["default"]
    if default.vendor != "sqlite":
        return  # PostgreSQL lets many write at once
    wrapper = part(Turns(Path(f"{default.settings_dict['NAME']}-turn")))

    def connected(connection: BaseDatabaseWrapper, **_sent: Any) -> None:
        if wrapper not in connection.execute_wrappers:
            connection.execute_wrappers.append(wrapper)

    connection_created.connect(connected, weak=False)
    for connection in connections.all(initialized_only=True):
        connected(connection)


def _begins(sql: str, connection: BaseDatabaseWrapper) -> bool:
    """Whether a write begins with this statement: a transaction, or one of its own outside of any."""
    return not connection.in_atomic_block and sql.lstrip()[:6].upper().startswith(_BEGINNINGS)
