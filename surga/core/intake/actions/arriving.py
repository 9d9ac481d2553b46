"""Keeping what a channel brought, before anything is done with it."""

from __future__ import annotations

from typing import Final

from django.db import connection
from django.utils import timezone

#: One statement is its own transaction: when it returns, the arrival is kept. The same again changes nothing.
_KEEP: Final = """
    INSERT INTO intake_arrival
        (channel, body, external_id, state, received_at, next_at, attempts, lease, error)
    VALUES (%s, %s, %s, 'new', %s, %s, 0, '', '')
    ON CONFLICT DO NOTHING
"""


def keep(channel: str, body: bytes, external_id: str | None = None) -> None:
    """Keep one arrival byte for byte; the second time for the same ``external_id`` does nothing.

    Called for every webhook, so it is one plain statement: building a row object costs more than the database.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [channel, body, external_id, now, now])
