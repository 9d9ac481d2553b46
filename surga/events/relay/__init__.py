"""Hands each event to each reaction: in order per case, at least once, with backoff.

Several workers may call `run_once` at the same time on PostgreSQL; on SQLite one at a time gets the database.

Handlers run in the transaction that deletes the delivery, so a worker that dies has done nothing at all. A reaction
that takes portions is handed several deliveries at once; where one fails it is halved until the culprit is alone.
"""

from collections.abc import Collection

from django.db import IntegrityError, transaction

from surga.events.mending import lock_reaction
from surga.events.mending import replay as replay
from surga.events.mending import retry as retry
from surga.events.mending import skip as skip
from surga.events.queries import backlog as backlog
from surga.events.relay.claiming import LONGEST_WAIT as LONGEST_WAIT
from surga.events.relay.claiming import Due, claim, is_anything_due
from surga.events.relay.handing import MAX_ATTEMPTS as MAX_ATTEMPTS
from surga.events.relay.handing import Batch, put_off
from surga.events.subscriptions import Recorded as Recorded
from surga.events.subscriptions import subscribe as subscribe
from surga.events.subscriptions import subscribed


def run_once(limit: int = 100, without: Collection[str] = ()) -> int:
    """Take up to `limit` due deliveries of each reaction, one transaction for each reaction.

    Returns how many were tried, handled or failed; 0 means that nothing is due that another worker does not have.
    `without`: reactions that somebody else hands theirs.
    """
    asked = [reaction for reaction in subscribed() if reaction not in without]
    return sum(_run(reaction, limit) for reaction in asked if is_anything_due(reaction))


def work_off(reaction: str, enough: int | None = None) -> int:
    """Let one reaction catch up with what it is owed and that is due; how many deliveries were tried.

    `enough`: end after about so many, for more may come as fast as they go.
    """
    total = 0
    while (enough is None or total < enough) and is_anything_due(reaction) and (tried := _run(reaction, 200)):
        total += tried
    return total


def drain() -> int:
    """Run until nothing is due, and return how many deliveries were tried. Failed ones wait for their next time."""
    total = 0
    while tried := run_once():
        total += tried
    return total


def _run(reaction: str, limit: int) -> int:
    claimed: list[Due] = []
    try:
        # Durable: a batch inside somebody else's transaction could be undone after it was counted.
        with transaction.atomic(durable=True):
            if lock_reaction(reaction, wait=False):
                claimed = claim(reaction, limit)
            if not claimed:
                return 0
            batch = Batch(reaction)
            batch.hand_over(claimed)
            return batch.tried
    except IntegrityError as error:
        # Foreign keys are checked at the commit, which undoes the whole batch: halve it until the culprit is alone.
        if len(claimed) > 1:
            return _run(reaction, len(claimed) // 2)
        for due in claimed:
            put_off(due, error)
        return len(claimed)
