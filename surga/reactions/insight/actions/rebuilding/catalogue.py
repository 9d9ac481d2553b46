"""What PostgreSQL's catalogue says of tables of ours, and twins of them: the same to the last word, without rows.

``CREATE TABLE … (LIKE … INCLUDING ALL)`` gives indexes names of its own, and leaves out grants, targets of statistics
and settings; but a migration asks for these names, and an administrator for the rest. So it is read from the catalogue
(https://www.postgresql.org/docs/current/catalogs.html) and said again, and ``described`` finds what was not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from psycopg.sql import SQL, Composed, Identifier

#: Tables, their columns, indexes, constraints, and the sequences of their numbers; whose they are, who may do what
#: with them, and what an administrator has set or written of them. In which schema they lie is no part of it.
_DESCRIBED: Final = """
WITH t AS (
  SELECT c.* FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = %(schema)s AND c.relname = ANY(%(names)s)
), x AS (
  SELECT i.*, c.relname, format(' ON %%I.%%I ', %(schema)s::text, t.relname) AS place
  FROM t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class c ON c.oid = i.indexrelid
), parts AS (
  SELECT t.* FROM t UNION ALL SELECT c.* FROM x JOIN pg_class c ON c.oid = x.indexrelid
  UNION ALL SELECT c.* FROM t JOIN pg_depend d ON d.refobjid = t.oid AND d.deptype = 'i'
  JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S'
)
SELECT 'part', relname, concat_ws(' ', relkind, relpersistence, relam, reltablespace, relreplident, relrowsecurity,
  relforcerowsecurity, relispartition, reloftype, reloptions, pg_get_userbyid(relowner),
  obj_description(oid, 'pg_class')) FROM parts
UNION SELECT 'overflow', t.relname, o.reloptions::text FROM t JOIN pg_class o ON o.oid = t.reltoastrelid
UNION SELECT 'may', relname, concat_ws(' ', a.grantor, a.grantee, a.privilege_type, a.is_grantable)
  FROM parts, aclexplode(coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner))) a
  WHERE relkind <> 'i'
UNION SELECT 'column', t.relname || '.' || c.attname, concat_ws(' ',
  row_number() OVER (PARTITION BY t.oid ORDER BY c.attnum), format_type(c.atttypid, c.atttypmod), c.attnotnull,
  c.attidentity, c.attgenerated, c.attstorage, c.attcompression, c.attstattarget, c.attoptions, c.attcollation,
  c.attacl, pg_get_expr(f.adbin, f.adrelid), col_description(c.attrelid, c.attnum))
  FROM t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
  LEFT JOIN pg_attrdef f ON f.adrelid = c.attrelid AND f.adnum = c.attnum
UNION SELECT 'index', relname, concat_ws(' ', replace(pg_get_indexdef(indexrelid), place, ' ON '), indisunique,
  indisprimary, indimmediate, indisclustered, indisvalid, indisreplident,
  (SELECT array_agg(attstattarget ORDER BY attnum) FROM pg_attribute WHERE attrelid = indexrelid)) FROM x
UNION SELECT 'constraint', t.relname || '.' || c.conname, concat_ws(' ', c.contype, pg_get_constraintdef(c.oid),
  c.convalidated, x.relname, obj_description(c.oid, 'pg_constraint'))
  FROM t JOIN pg_constraint c ON c.conrelid = t.oid LEFT JOIN x ON x.indexrelid = c.conindid
UNION SELECT 'sequence', p.relname, concat_ws(' ', s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmax, s.seqmin,
  s.seqcache, s.seqcycle) FROM parts p JOIN pg_sequence s ON s.seqrelid = p.oid
"""
#: What needs the tables and is no part of them, but for the views of the same owner: what it is called.
_STRANGERS: Final = """
WITH t AS (
  SELECT c.oid, c.reltype, y.typarray, c.relowner FROM pg_class c JOIN pg_type y ON y.oid = c.reltype
  JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %(schema)s AND c.relname = ANY(%(names)s)
)
SELECT pg_describe_object(d.classid, d.objid, d.objsubid) FROM t JOIN pg_depend d
  ON d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid
  OR d.refclassid = 'pg_type'::regclass AND d.refobjid IN (t.reltype, t.typarray)
WHERE NOT CASE d.classid
  WHEN 'pg_class'::regclass THEN d.deptype = 'i' OR EXISTS (
    SELECT FROM pg_index WHERE indrelid = t.oid AND indexrelid = d.objid)
  WHEN 'pg_type'::regclass THEN d.objid IN (t.reltype, t.typarray)
  WHEN 'pg_attrdef'::regclass THEN EXISTS (SELECT FROM pg_attrdef WHERE oid = d.objid AND adrelid = t.oid)
  WHEN 'pg_constraint'::regclass THEN EXISTS (
    SELECT FROM pg_constraint WHERE oid = d.objid AND conrelid = t.oid AND contype IN ('c', 'n', 'p', 'u'))
  WHEN 'pg_rewrite'::regclass THEN EXISTS (
    SELECT FROM pg_rewrite r JOIN pg_class v ON v.oid = r.ev_class
    WHERE r.oid = d.objid AND v.relkind = 'v' AND v.relpersistence = 'p'
      AND v.relowner = t.relowner)
  ELSE false END
"""
#: As statements, in their order: what ``LIKE`` leaves out.
_SAID_AGAIN: Final = """
WITH t AS (
  SELECT c.* FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = %(schema)s AND c.relname = ANY(%(names)s)
), x AS (
  SELECT i.indexrelid, t.relname AS name, k.oid AS held, k.conname
  FROM t JOIN pg_index i ON i.indrelid = t.oid LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid
), parts AS (
  SELECT t.oid, t.relname, t.relacl, t.relowner, 'TABLE' AS kind FROM t
  UNION ALL SELECT c.oid, c.relname, c.relacl, c.relowner, 'SEQUENCE' FROM t
  JOIN pg_depend d ON d.refobjid = t.oid AND d.deptype = 'i' JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S'
)
SELECT 1, replace(pg_get_indexdef(indexrelid), format(' ON %%I.%%I ', %(schema)s::text, name),
  format(' ON %%I.%%I ', %(beside)s::text, name)) FROM x WHERE held IS NULL
UNION SELECT 1, format('ALTER TABLE %%I.%%I ADD CONSTRAINT %%I %%s', %(beside)s::text, name, conname,
  pg_get_constraintdef(held)) FROM x WHERE held IS NOT NULL
UNION SELECT 2, format('ALTER TABLE %%I.%%I SET (%%s)', %(beside)s::text, relname, array_to_string(reloptions, ', '))
  FROM t WHERE reloptions IS NOT NULL
UNION SELECT 2, format('ALTER TABLE %%I.%%I ALTER %%I SET STATISTICS %%s', %(beside)s::text, t.relname, c.attname,
  c.attstattarget) FROM t JOIN pg_attribute c ON c.attrelid = t.oid WHERE c.attnum > 0 AND c.attstattarget >= 0
UNION SELECT 2, format('COMMENT ON TABLE %%I.%%I IS %%L', %(beside)s::text, relname, said)
  FROM t, obj_description(oid, 'pg_class') said WHERE said IS NOT NULL
UNION SELECT 2, format('GRANT %%s ON %%s %%I.%%I TO %%s%%s', a.privilege_type, kind, %(beside)s::text, relname,
  CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
  CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
  FROM parts, aclexplode(relacl) a WHERE a.grantee <> relowner
ORDER BY 1, 2
"""
_VIEWS: Final = """
SELECT DISTINCT n.nspname, v.relname, v.reloptions, pg_get_viewdef(v.oid)
FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid AND d.classid = 'pg_rewrite'::regclass
JOIN pg_class v ON v.oid = r.ev_class AND v.relkind = 'v' JOIN pg_namespace n ON n.oid = v.relnamespace
JOIN pg_class t ON t.oid = d.refobjid AND d.refclassid = 'pg_class'::regclass
JOIN pg_namespace m ON m.oid = t.relnamespace
WHERE m.nspname = %(schema)s AND t.relname = ANY(%(names)s) ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Tables:
    """Some tables of a schema, by their names."""

    schema: str
    names: tuple[str, ...]

    def asked(self) -> dict[str, Any]:
        """As parameters of the questions above."""
        return {"schema": self.schema, "names": list(self.names)}

    def each(self) -> Composed:
        """As SQL names them one after another."""
        return SQL(", ").join(Identifier(self.schema, name) for name in self.names)


@dataclass(frozen=True, slots=True)
class View:
    """A view by its schema, name and settings; ``query`` names everything with its schema."""

    schema: str
    name: str
    settings: Sequence[str] | None
    query: str

    def lock(self, cursor: Any) -> None:
        """Take it for oneself alone: to make its owner its owner changes nothing else, and touches no other table."""
        cursor.execute(SQL("ALTER VIEW {} OWNER TO CURRENT_USER").format(Identifier(self.schema, self.name)))

    def make_again(self, cursor: Any) -> None:
        """Let its query find its tables anew, by their names; whose it is and who may read it stays."""
        settings = SQL(
            f" WITH ({', '.join(self.settings)})" if self.settings else ""
        )  # as the catalogue has them
        cursor.execute(
            SQL("CREATE OR REPLACE VIEW {}{} AS {}").format(
                Identifier(self.schema, self.name), settings, SQL(self.query)
            )
        )


@contextmanager
def searched(cursor: Any, *schemas: str, first: bool = False) -> Iterator[None]:
    """Let names be looked up in these schemas alone (``first``: and then in the others), until the block ends.

    With none, the catalogue's functions name everything with its schema. After an error the transaction, or what is
    rolled back of it, sets the path back by itself.
    """
    cursor.execute("SELECT current_setting('search_path')")
    (before,) = cursor.fetchone()
    path = ", ".join([*(f'"{name}"' for name in schemas or ("pg_catalog",)), *([before] if first else [])])
    cursor.execute("SELECT set_config('search_path', %s, true)", [path])
    yield
    cursor.execute("SELECT set_config('search_path', %s, true)", [before])


def described(cursor: Any, tables: Tables) -> list[tuple[str, ...]]:
    """All that the catalogue says of them but their schema, sorted: of twins it is the same."""
    with searched(cursor):
        cursor.execute(_DESCRIBED, tables.asked())
        return sorted(tuple(map(str, row)) for row in cursor.fetchall())


def strangers(cursor: Any, tables: Tables) -> list[str]:
    """What needs them, and could not be handed over to twins: what it is called."""
    cursor.execute(_STRANGERS, tables.asked())
    return sorted(str(name) for (name,) in cursor.fetchall())


def views(cursor: Any, tables: Tables) -> list[View]:
    """The views that read them."""
    with searched(cursor):
        cursor.execute(_VIEWS, tables.asked())
        return [View(*row) for row in cursor.fetchall()]


def make_twins(cursor: Any, tables: Tables, schema: str) -> Tables:
    """Twins of them in a schema that is there already."""
    for name in tables.names:
        cursor.execute(
            SQL("CREATE TABLE {} (LIKE {} INCLUDING ALL EXCLUDING INDEXES EXCLUDING STATISTICS)").format(
                Identifier(schema, name), Identifier(tables.schema, name)
            )
        )
    with searched(cursor):
        cursor.execute(_SAID_AGAIN, {**tables.asked(), "beside": schema})
        for _, statement in cursor.fetchall():
            cursor.execute(statement)
    return Tables(schema, tables.names)
