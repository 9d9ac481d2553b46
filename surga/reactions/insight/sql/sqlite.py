"""The door on SQLite: a connection of its own that can only read, and an authorizer that shows it the views alone."""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from django.db import connection

from surga.reactions.insight.sql.views import VIEWS, select

_STEPS: Final = 10_000
_ALLOWED: Final = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})
#: How the names of SQLite's own tables begin.
_OWN: Final = ("sqlite_", "pragma_")
#: Functions that reach beyond the rows.
_NEVER: Final = frozenset(
    {"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer", "sqlite_offset"}
)


class Refused(Exception):
    """Why not, in one sentence."""


def ask(
    statement: str, *, hidden: bool, seconds: float, most: int
) -> tuple[tuple[str, ...], list[Sequence[Any]]]:
    """Column names and rows. Raises ``Refused``."""
    reader = _reader()
    try:
        secret = secrets.token_hex(16)
        for view in VIEWS.values():
            query = select(view, "sqlite", hidden=hidden)
            reader.execute(f'CREATE TEMP VIEW "{secret}_{view.name}" AS {query}')
            reader.execute(f'CREATE TEMP VIEW "{view.name}" AS SELECT * FROM "{secret}_{view.name}"')  # noqa: S608  # ours
        reader.execute("PRAGMA query_only = 1")
        reader.set_authorizer(_authorizer(secret, _there(reader)))
        end = time.monotonic() + seconds
        reader.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        found = reader.execute(statement)
        rows: list[Sequence[Any]] = found.fetchmany(most)
        return tuple(column[0] for column in found.description or ()), rows
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise Refused(_sentence(error, seconds)) from None
    finally:
        reader.close()


def _reader() -> sqlite3.Connection:
    name = str(connection.settings_dict["NAME"])
    if name == ":memory:" or "mode=memory" in name:
        raise Refused("A database in memory cannot be opened a second time.")
    address = name if name.startswith("file:") else f"file:{quote(str(Path(name).resolve()))}"
    joined = "&" if "?" in address else "?"
    return sqlite3.connect(f"{address}{joined}mode=ro", uri=True, timeout=5)


def _there(reader: sqlite3.Connection) -> frozenset[str]:
    """The names of all tables: the database's, and those that SQLite brings."""
    found = reader.execute(
        "SELECT name FROM sqlite_master UNION SELECT name FROM pragma_module_list"
    ).fetchall()
    return frozenset(name.lower() for (name,) in found)


def _authorizer(secret: str, there: frozenset[str]) -> Callable[..., int]:
    """A statement reads the views, and only what bears the secret name reads tables.

    SQLite tells through which view a table is read, but a statement may call a part of itself like any view of ours
    (``WITH sie_cases AS (SELECT … FROM people_reporter)``): so the views that are trusted have a name nobody knows.
    Where no column is read, as for COUNT(*), whatever has a name of its own in no database is a part of the statement.
    """

    def may(action: int, first: str | None, second: str | None, _base: str | None, within: str | None) -> int:
        allowed = action in _ALLOWED
        if action == sqlite3.SQLITE_READ:
            name = (first or "").lower()
            part = not second and name not in there and not name.startswith(_OWN)
            allowed = part or name in VIEWS or name.startswith(secret) or (within or "").startswith(secret)
        elif action == sqlite3.SQLITE_FUNCTION:
            allowed = (second or "").lower() not in _NEVER
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY

    return may


def _sentence(error: Exception, seconds: float) -> str:
    said = str(error)
    if "prohibited" in said or "not authorized" in said:
        return "Only the views may be read: " + ", ".join(VIEWS) + "."
    if said == "interrupted":
        return f"It took longer than {seconds:g} seconds."
    if "one statement" in said:
        return "One statement at a time."
    return f"The statement is not right: {said}."
