"""Tables emptied and filled while others still read what stood in them; see docs/adr/0014."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

import structlog
from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.models import Model
from psycopg import errors
from psycopg.sql import SQL, Identifier

from surga.reactions.insight.actions.rebuilding.catalogue import (
    Tables,
    described,
    make_twins,
    searched,
    strangers,
    views,
)

log = structlog.get_logger("surga.insight")
#: Milliseconds for which the swap waits for each lock, at its first try and at most; who asks meanwhile waits behind
#: it. Less than PostgreSQL's deadlock_timeout (a second): where a reader and the swap wait for one another, it is the
#: swap that gives way.
_PATIENCE, _MOST_PATIENCE = 100, 500
#: Seconds between two tries: the first, twice that, and so on to the longest.
_PAUSE, _LONGEST_PAUSE = 0.1, 5.0


class _OtherwiseError(Exception):
    """What of the twins is not as it should be."""


@contextmanager
def made_anew(*kinds: type[Model]) -> Iterator[None]:
    """Find these tables empty within, and fill them; the caller has a transaction, and keeps other writers out.

    On PostgreSQL the block reads and writes twins of them in a schema of their own, which come first when a name is
    looked up; at its end they take the tables' place. Whoever reads has the old rows until then, and waits for a moment
    at most. What waits for it: other writers, from the beginning. Where twins cannot be had (``_twins``), and on
    SQLite, the tables themselves are emptied: on PostgreSQL their readers then wait until the transaction ends.
    """
    if connection.vendor != "postgresql":
        for kind in kinds:
            kind._base_manager.all().delete()
        yield
        return
    with connection.cursor() as cursor:
        tables = _tables(cursor, kinds)
        # Readers go on. Kept out until the end are writers, migrations, and the vacuum that starts by itself: the swap
        # would have to wait for it.
        cursor.execute(SQL("LOCK TABLE {} IN EXCLUSIVE MODE").format(tables.each()))
        twins = _twins(cursor, tables)
        if twins is None:
            cursor.execute(SQL("TRUNCATE {}").format(tables.each()))
            yield
            return
        with searched(cursor, twins.schema, first=True):
            yield
        _take_their_place(cursor, tables, twins)


def _tables(cursor: Any, kinds: Sequence[type[Model]]) -> Tables:
    names = tuple(kind._meta.db_table for kind in kinds)
    cursor.execute(
        "SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass(%s)",
        [names[0]],
    )
    return Tables(cursor.fetchone()[0], names)


def _twins(cursor: Any, tables: Tables) -> Tables | None:
    """Twins of the tables; none where the account may not make them, or they would not be the same in everything."""
    why = _refusal(cursor, tables)
    if why is None:
        try:
            with transaction.atomic():
                return _same(cursor, tables)
        except _OtherwiseError as error:
            why = error.args
        except DatabaseError as error:
            why = (type(error.__cause__).__name__,)
    log.warning("figures_made_in_place", reason=list(why))
    return None


def _same(cursor: Any, tables: Tables) -> Tables:
    schema = f"surga_anew_{secrets.token_hex(6)}"
    cursor.execute(SQL("CREATE SCHEMA {}").format(Identifier(schema)))
    twins = make_twins(cursor, tables, schema)
    wanted, made = (set(described(cursor, some)) for some in (tables, twins))
    if wanted != made:
        raise _OtherwiseError(*sorted({" ".join(one[:2]) for one in wanted ^ made}))
    return twins


def _refusal(cursor: Any, tables: Tables) -> Sequence[str] | None:
    """Why there can be no twins."""
    cursor.execute(
        "SELECT has_database_privilege(current_database(), 'CREATE') AND has_schema_privilege(%(schema)s, 'CREATE') "
        "AND bool_and(pg_get_userbyid(c.relowner) = current_user) "
        "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = %(schema)s AND c.relname = ANY(%(names)s)",
        tables.asked(),
    )
    if not cursor.fetchone()[0]:
        return ("The account has no CREATE on the database, or the tables are not its own.",)
    return strangers(cursor, tables) or None


def _take_their_place(cursor: Any, tables: Tables, twins: Tables) -> None:
    """Swap, as soon as all who read the tables let go of them at once: nobody stands in line for longer than a try."""
    for tried in count():
        try:
            with transaction.atomic():
                _swap(cursor, tables, twins, min(_PATIENCE * (tried + 1), _MOST_PATIENCE))
            return
        except OperationalError as error:
            if not isinstance(error.__cause__, errors.LockNotAvailable | errors.DeadlockDetected):
                raise
        pause = min(_PAUSE * 2**tried, _LONGEST_PAUSE)
        if pause < _LONGEST_PAUSE <= 2 * pause:
            log.info("figures_wait_for_readers", attempts=tried + 1)
        _rest(pause)


def _rest(seconds: float) -> None:
    time.sleep(seconds)  # noqa: TID251  # nothing tells when the last reader lets go; who waits here holds up nobody


def _swap(cursor: Any, tables: Tables, twins: Tables, patience: int) -> None:
    gone = f"{twins.schema}_gone"
    cursor.execute("SELECT current_setting('lock_timeout')")
    (before,) = cursor.fetchone()
    cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{patience}ms"])
    # Whoever reads a view holds it while it waits for the table behind it: so views first, then all tables at once.
    for view in views(cursor, tables):
        view.lock(cursor)
    cursor.execute(SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(tables.each()))
    reading = views(cursor, tables)
    cursor.execute(SQL("CREATE SCHEMA {}").format(Identifier(gone)))
    _move(cursor, tables, gone)
    _move(cursor, twins, tables.schema)
    for view in reading:
        view.make_again(cursor)
    # Without CASCADE: should anything still need them, all of this breaks, and the old figures hold.
    cursor.execute(SQL("DROP TABLE {}").format(Tables(gone, tables.names).each()))
    cursor.execute(SQL("DROP SCHEMA {}, {}").format(Identifier(gone), Identifier(twins.schema)))
    cursor.execute("SELECT set_config('lock_timeout', %s, true)", [before])


def _move(cursor: Any, tables: Tables, schema: str) -> None:
    for name in tables.names:
        cursor.execute(
            SQL("ALTER TABLE {} SET SCHEMA {}").format(Identifier(tables.schema, name), Identifier(schema))
        )
