"""The tables that take the others' place are the same in everything; where they cannot be, the old ones stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from surga.core.cases.models import Case
from surga.reactions.insight import models as insight
from surga.reactions.insight.actions import rebuilding
from surga.reactions.insight.actions.rebuilding.anew import _MADE

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="On SQLite the tables stay"),
]
TABLES = [model._meta.db_table for model in _MADE]
#: What an administrator may have done; and a second look at the catalogue, by other ways than the code under test.
SET_BY_HAND = """
CREATE ROLE surga_reader; CREATE ROLE surga_teller;
GRANT SELECT ON insight_cell, insight_fact TO surga_reader WITH GRANT OPTION;
GRANT SELECT, INSERT ON insight_flow TO surga_teller; GRANT SELECT ON insight_flow TO PUBLIC;
GRANT USAGE ON SEQUENCE insight_flow_id_seq TO surga_teller;
COMMENT ON TABLE insight_cell IS 'It''s the sums: 100 %'; COMMENT ON COLUMN insight_cell.key IS 'A code';
ALTER TABLE insight_cell ALTER rollup SET STATISTICS 321;
ALTER TABLE insight_delta SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01);
CREATE INDEX by_hand ON insight_contactfact (upper(hotline)) INCLUDE (day) WHERE article <> '';
ALTER TABLE insight_exchange ADD CONSTRAINT by_hand_too CHECK (seconds > -1000000000);
CREATE VIEW sums WITH (security_barrier = true) AS SELECT c.*, f.opened FROM insight_cell c
  LEFT JOIN insight_flow f ON f.day = c.period AND f.agency = c.key;
CREATE VIEW of_all (n) AS SELECT SUM(cases) FROM sums WHERE rollup = 'all' AND grain = 'm';
GRANT SELECT ON sums TO surga_reader; COMMENT ON VIEW sums IS 'Sums';
"""
LOOKS = {
    "columns": "SELECT table_name, ordinal_position, column_name, udt_name, character_maximum_length, is_nullable, "
    "column_default, is_identity, identity_generation, identity_start, identity_increment, identity_maximum, "
    "identity_cycle FROM information_schema.columns WHERE table_schema = 'public' AND table_name LIKE 'insight%'",
    "indexes": "SELECT x.indexname, x.indexdef, x.tablename, i.indisclustered FROM pg_indexes x "
    "JOIN pg_index i ON i.indexrelid = x.indexname::regclass WHERE x.schemaname = 'public'",
    "constraints": "SELECT conrelid::regclass::text, conname, contype, pg_get_constraintdef(oid) FROM pg_constraint",
    "relations": "SELECT relname, relkind, pg_get_userbyid(relowner), relacl::text[], reloptions, "
    "obj_description(oid, 'pg_class') FROM pg_class WHERE relnamespace = 'public'::regnamespace",
    "attributes": "SELECT attrelid::regclass::text, attname, attstorage, attcompression, attstattarget, attoptions, "
    "attnotnull, col_description(attrelid, attnum) FROM pg_attribute JOIN pg_class c ON c.oid = attrelid "
    "WHERE relnamespace = 'public'::regnamespace AND NOT attisdropped",
    "sequences": "SELECT sequencename, data_type, start_value, min_value, max_value, increment_by, cycle, cache_size "
    "FROM pg_sequences WHERE schemaname = 'public'",
    "views": "SELECT viewname, definition FROM pg_views WHERE schemaname = 'public'",
    "schemas": "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'",
    "settings": "SELECT pg_get_serial_sequence('insight_fact', 'id'), current_setting('search_path'), "
    "current_setting('lock_timeout')",
}


def rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return sorted(cursor.fetchall(), key=repr)


def catalogue() -> dict[str, list[tuple[Any, ...]]]:
    return {name: rows(look) for name, look in LOOKS.items()}


def numbers() -> list[int]:
    """What PostgreSQL calls the tables inside: another number, another table."""
    return [rows(f"SELECT '{table}'::regclass::oid")[0][0] for table in TABLES]


@pytest.fixture
def rolled_back(file: Callable[..., Case]) -> Iterator[None]:
    """Two cases, one of them known; whatever the test does to the tables is undone."""
    file()
    rebuilding.rebuild()
    file()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.usefixtures("rolled_back")
def test_the_new_tables_are_the_old_ones_in_all_but_their_rows() -> None:
    before, old = catalogue(), numbers()
    assert rebuilding.rebuild() == 2
    assert catalogue() == before
    assert not set(old) & set(numbers())


@pytest.mark.usefixtures("rolled_back")
def test_what_was_set_by_hand_stays_and_views_read_the_new_tables() -> None:
    run(SET_BY_HAND)
    before, old = catalogue(), numbers()
    assert rows("SELECT n FROM of_all") == [(1,)]
    assert rebuilding.rebuild() == 2
    assert catalogue() == before
    assert not set(old) & set(numbers())
    assert rows("SELECT n FROM of_all") == [(2,)]
    run("SET LOCAL ROLE surga_reader")
    assert rows("SELECT COUNT(*) > 0 FROM sums") == [(True,)]
    run("RESET ROLE")


@pytest.mark.usefixtures("rolled_back")
def test_migrations_find_what_they_ask_for() -> None:
    before = catalogue()
    rebuilding.rebuild()
    call_command("migrate", "insight", "0001", verbosity=0)
    call_command("migrate", "insight", verbosity=0)
    assert rebuilding.rebuild() == 2
    call_command("migrate", "insight", "zero", verbosity=0)
    assert not [name for name in connection.introspection.table_names() if name in TABLES]
    call_command("migrate", "insight", verbosity=0)
    assert catalogue() == before
    assert rebuilding.rebuild() == 2


@pytest.mark.usefixtures("rolled_back")
def test_every_index_constraint_and_column_can_be_changed_afterwards() -> None:
    rebuilding.rebuild()
    before = catalogue()
    for model in _MADE:
        with connection.schema_editor() as editor:
            for index in model._meta.indexes:
                editor.remove_index(model, index)
                editor.add_index(model, index)
            for constraint in model._meta.constraints:
                editor.remove_constraint(model, constraint)
                editor.add_constraint(model, constraint)
            editor.alter_db_table(model, model._meta.db_table, "insight_renamed")
            editor.alter_db_table(model, "insight_renamed", model._meta.db_table)
    assert catalogue() == before


STRANGERS = {
    "a view that is kept": "CREATE MATERIALIZED VIEW kept_sums AS SELECT * FROM insight_cell",
    "a column of its kind": "CREATE TABLE elsewhere (flow insight_flow)",
    "a function of its rows": "CREATE FUNCTION flows() RETURNS SETOF insight_flow LANGUAGE plpgsql AS 'BEGIN END'",
    "a rule": "CREATE RULE never AS ON DELETE TO insight_flow DO INSTEAD NOTHING",
    "a trigger": "CREATE TRIGGER same BEFORE UPDATE ON insight_cell FOR EACH ROW "
    "EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "a policy": "CREATE POLICY all_of_it ON insight_cell USING (true)",
    "rows that are kept from some": "ALTER TABLE insight_cell ENABLE ROW LEVEL SECURITY",
    "a child": "CREATE TABLE child () INHERITS (insight_flow)",
    "statistics": "CREATE STATISTICS keys ON key, other FROM insight_cell",
    "a publication": "CREATE PUBLICATION told FOR TABLE insight_flow",
    "another way to tell rows apart": "ALTER TABLE insight_flow REPLICA IDENTITY FULL",
    "a grant of a column": "CREATE ROLE surga_reader; GRANT SELECT (day) ON insight_flow TO surga_reader",
    "words on an index": "COMMENT ON INDEX insight_contact_day IS 'By the day'",
    "an order": "CLUSTER insight_contactfact USING insight_contact_day",
    "others who get all that is new": "CREATE ROLE surga_reader; "
    "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO surga_reader",
    "a setting of long values": "ALTER TABLE insight_spread SET (toast.autovacuum_enabled = false)",
    "another's view": "CREATE ROLE surga_reader; GRANT SELECT ON insight_flow TO surga_reader; "
    "CREATE VIEW days AS SELECT day FROM insight_flow; ALTER VIEW days OWNER TO surga_reader",
    "a view of one session": "CREATE TEMPORARY VIEW days AS SELECT day FROM insight_flow",
    "a ban on schemas": "CREATE FUNCTION never() RETURNS event_trigger LANGUAGE plpgsql AS "
    "'BEGIN RAISE ''never''; END'; "
    "CREATE EVENT TRIGGER never ON ddl_command_start WHEN TAG IN ('CREATE SCHEMA') EXECUTE FUNCTION never()",
    "an account that may make no schema": "CREATE ROLE surga_small; "
    "GRANT USAGE, CREATE ON SCHEMA public TO surga_small; GRANT ALL ON ALL TABLES IN SCHEMA public TO surga_small; "
    "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO surga_small; "
    + "".join(f"ALTER TABLE {table} OWNER TO surga_small; " for table in TABLES)
    + "SET LOCAL ROLE surga_small",
}


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.usefixtures("rolled_back")
def test_where_something_hangs_on_the_tables_they_stay(stranger: str) -> None:
    run(STRANGERS[stranger])
    before, old = catalogue(), numbers()
    assert rebuilding.rebuild() == 2
    assert numbers() == old
    assert catalogue() == before
    assert insight.Fact.objects.filter(known_to=insight.NOW).count() == 2
