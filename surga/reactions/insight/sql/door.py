"""The read-only door for SQL: one statement, over the views alone, for so many seconds.

Whatever else a statement tries is refused in one sentence: the views are all it can read, and nothing it can write.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from surga.reactions.insight.sql import postgres, sqlite


class NotAnswered(Exception):
    """Why the statement was not answered, in one sentence."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns, and the rows; ``more``: there were more rows than asked for."""

    columns: tuple[str, ...]
    rows: list[Sequence[Any]]
    more: bool = False


def ask(statement: str, *, hidden: bool = False, seconds: float = 30, most: int = 10_000) -> Answer:
    """The answer to one SELECT over the views (``views.VIEWS``).

    ``hidden``: with cases that are never published, for an officer. ``seconds``: how long it may take; ``most``: how
    many rows to give at most. Raises ``NotAnswered``.
    """
    words = statement.strip().rstrip(";").strip()
    if not words:
        raise NotAnswered("There is no statement to answer.")
    if words.partition(" ")[0].split("\n")[0].upper() not in {"SELECT", "WITH", "VALUES"}:
        raise NotAnswered("Only SELECT is answered here: nothing can be changed.")
    kept = postgres if connection.vendor == "postgresql" else sqlite
    try:
        columns, rows = kept.ask(words, hidden=hidden, seconds=seconds, most=most + 1)
    except kept.Refused as error:
        raise NotAnswered(str(error)) from None
    return Answer(columns, rows[:most], len(rows) > most)
