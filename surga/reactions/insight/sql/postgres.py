"""The door on PostgreSQL: a role that owns nothing and may read the views alone, in a transaction that can only read.

The statement runs inside a function that belongs to that role and acts for it. There PostgreSQL itself refuses to take
another role, which a plain ``SET ROLE`` would not: a statement could take it back. The statement is sent as a value.

Role, views and function are made in the same transaction and rolled back with it: nothing stays in the database, so
that no view stands in a migration's way.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from typing import Any, Final

from django.db import Error, connection, transaction
from psycopg import errors
from psycopg.sql import SQL, Identifier

from surga.reactions.insight.sql.views import VIEWS, select


class Refused(Exception):
    """Why not, in one sentence."""


#: Made for the one question, unless the database's administrator made it for good.
_ROLE: Final = "surga_analyst"
_FUNCTION: Final = """
CREATE FUNCTION {schema}.answer(statement text, most bigint, OUT line text) RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $body$
BEGIN
  RETURN QUERY EXECUTE format('SELECT row_to_json(surga_row)::text FROM (%s\n) AS surga_row LIMIT %s', statement, most);
END $body$
"""


def ask(
    statement: str, *, hidden: bool, seconds: float, most: int
) -> tuple[tuple[str, ...], list[Sequence[Any]]]:
    """Column names and rows; no names where there are no rows. Raises ``Refused``."""
    schema = f"surga_sql_{secrets.token_hex(6)}"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            _open(cursor, schema, hidden=hidden)
            cursor.execute("SET TRANSACTION READ ONLY")
            cursor.execute(f"SET LOCAL statement_timeout = {int(seconds * 1000)}")
            # Our own short questions go without; an analyst's long one has what the server gives.
            cursor.execute("SET LOCAL max_parallel_workers_per_gather TO DEFAULT; SET LOCAL jit TO DEFAULT")
            cursor.execute(
                SQL("SELECT line FROM {}.answer(%s, %s)").format(Identifier(schema)), [statement, most]
            )
            lines = [json.loads(line, object_pairs_hook=tuple) for (line,) in cursor.fetchall()]
            transaction.set_rollback(True)
    except Error as error:
        raise Refused(_sentence(error, seconds)) from None
    columns = tuple(name for name, _ in lines[0]) if lines else ()
    return columns, [tuple(cell for _, cell in line) for line in lines]


def _open(cursor: Any, schema: str, *, hidden: bool) -> None:
    """Make the role, the views and the function. Raises ``Refused`` where the account may not."""
    named, role = Identifier(schema), Identifier(_ROLE)
    try:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [_ROLE])
        if cursor.fetchone() is None:
            cursor.execute(SQL("CREATE ROLE {} NOLOGIN NOINHERIT").format(role))
            cursor.execute(SQL("GRANT {} TO CURRENT_USER").format(role))
        cursor.execute(SQL("CREATE SCHEMA {}").format(named))
        for view in VIEWS.values():
            query = SQL(select(view, "postgresql", hidden=hidden))
            cursor.execute(SQL("CREATE VIEW {}.{} AS {}").format(named, Identifier(view.name), query))
        cursor.execute(SQL("GRANT USAGE, CREATE ON SCHEMA {} TO {}").format(named, role))
        cursor.execute(SQL("GRANT SELECT ON ALL TABLES IN SCHEMA {} TO {}").format(named, role))
        cursor.execute(SQL(_FUNCTION).format(schema=named))
        cursor.execute(SQL("ALTER FUNCTION {}.answer OWNER TO {}").format(named, role))
        cursor.execute(SQL("REVOKE CREATE ON SCHEMA {} FROM {}").format(named, role))
    except Error as error:
        if isinstance(error.__cause__, errors.InsufficientPrivilege):
            raise Refused(
                f"The database's account may not make a role. Let its administrator run: CREATE ROLE {_ROLE} NOLOGIN; "
                f"GRANT {_ROLE} TO <account>; GRANT CREATE ON DATABASE <database> TO <account>;"
            ) from None
        raise


def _sentence(error: Error, seconds: float) -> str:
    cause = error.__cause__
    if isinstance(cause, errors.QueryCanceled):
        return f"It took longer than {seconds:g} seconds."
    if isinstance(
        cause, errors.InsufficientPrivilege | errors.UndefinedTable | errors.ReadOnlySqlTransaction
    ):
        return "Only the views may be read: " + ", ".join(VIEWS) + "."
    said = str(error).strip().splitlines()[0]
    return f"The statement is not right: {said}."
