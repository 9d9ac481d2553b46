"""What the events left is summed up: in memory first, then into the tables, in one transaction."""

from __future__ import annotations

from typing import Any, Final
from zlib import crc32

from django.db import connection, transaction

from surga.core.agencies.queries import city
from surga.events import relay
from surga.reactions.insight import models
from surga.reactions.insight.actions import summing
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.rules.known.contributions import summed
from surga.reactions.insight.rules.known.facts import Fact
from surga.reactions.insight.rules.known.moves import Move
from surga.reactions.insight.rules.known.touches import Touch, counted

_LOCK: Final = crc32(b"surga.insight.fold") % 2**31


def fold(limit: int = 5_000) -> int:
    """Bring up to so many changes into the sums; how many they were. Of two folds at once one does nothing."""
    if not models.Delta.objects.exists():
        return 0
    with transaction.atomic():
        if not lock(wait=False):
            return 0
        rows = list(
            models.Delta.objects.order_by("pk").values_list("pk", "what", "of", "before", "after", "moves")[
                :limit
            ]
        )
        add(rows)
        models.Delta.objects.filter(pk__in=[row[0] for row in rows]).delete()
    return len(rows)


def catch_up() -> None:
    """Hear all events that are due, and bring them into the sums: for a command that no worker runs beside.

    Raises ``NoCityError`` where there is no city yet.
    """
    city()
    relay.work_off("insight")
    while fold():
        pass


def lock(*, wait: bool) -> bool:
    """Keep others from the sums until the transaction ends. On SQLite the transaction itself does that."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_{'' if wait else 'try_'}advisory_xact_lock(%s)", [_LOCK])
        return wait or bool(cursor.fetchone()[0])


def add(rows: list[tuple[int, str, int, Any, Any, Any]]) -> None:
    """Add these changes to the sums. What a case went through meanwhile goes in as one change."""
    first: dict[tuple[str, int], Any] = {}
    last: dict[tuple[str, int], Any] = {}
    for _, what, of, before, after, _moves in rows:
        first.setdefault((what, of), before)
        last[what, of] = after
    facts, fact_signs = _signed("case", first, last)
    touches, touch_signs = _signed("contact", first, last)
    found = summed([Fact(*one) for one in facts], fact_signs, kept.clock())
    summing.add_to_cells({**found.cells, **counted([Touch(*one) for one in touches], touch_signs)})
    summing.add_to_spreads(found.spreads)
    summing.add_to_flows(Move(*move) for row in rows for move in row[5])


def _signed(
    what: str, first: dict[tuple[str, int], Any], last: dict[tuple[str, int], Any]
) -> tuple[list[Any], list[int]]:
    found, signs = [], []
    for name, before in first.items():
        if name[0] == what and before != last[name]:
            for value, sign in ((before, -1), (last[name], 1)):
                if value is not None:
                    found.append(value)
                    signs.append(sign)
    return found, signs
