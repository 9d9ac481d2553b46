"""The full-text index of the register.

SQLite: an FTS5 table over `search_text`, by `place`. Triggers keep it in step, so that no way of writing can forget it.
When a later migration makes Django build `register_publiccase` anew (it does so for most changes on SQLite), the
triggers are gone with the old table: such a migration ends with `words` of this one. A test would notice.

PostgreSQL: a generated tsvector of exactly the words in `search_text`, unparsed, under a GIN index.
"""

from django.db import migrations

SQLITE = """
CREATE VIRTUAL TABLE register_words USING fts5(
    search_text, content='register_publiccase', content_rowid='place', columnsize=0, detail=none
);
CREATE TRIGGER register_words_added AFTER INSERT ON register_publiccase BEGIN
    INSERT INTO register_words(rowid, search_text) VALUES (new.place, new.search_text);
END;
CREATE TRIGGER register_words_removed AFTER DELETE ON register_publiccase BEGIN
    INSERT INTO register_words(register_words, rowid, search_text) VALUES ('delete', old.place, old.search_text);
END;
CREATE TRIGGER register_words_changed AFTER UPDATE OF place, search_text ON register_publiccase
WHEN old.place <> new.place OR old.search_text <> new.search_text BEGIN
    INSERT INTO register_words(register_words, rowid, search_text) VALUES ('delete', old.place, old.search_text);
    INSERT INTO register_words(rowid, search_text) VALUES (new.place, new.search_text);
END;
INSERT INTO register_words(register_words) VALUES ('rebuild');
"""
SQLITE_BACK = """
DROP TRIGGER IF EXISTS register_words_added;
DROP TRIGGER IF EXISTS register_words_removed;
DROP TRIGGER IF EXISTS register_words_changed;
DROP TABLE IF EXISTS register_words;
"""
POSTGRESQL = """
ALTER TABLE register_publiccase ADD COLUMN words tsvector
    GENERATED ALWAYS AS (array_to_tsvector(string_to_array(search_text, ' '))) STORED;
CREATE INDEX register_words ON register_publiccase USING gin (words);
"""
POSTGRESQL_BACK = "ALTER TABLE register_publiccase DROP COLUMN IF EXISTS words;"


def words(apps, schema_editor):
    _run(schema_editor, SQLITE, POSTGRESQL)


def no_words(apps, schema_editor):
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


def _run(schema_editor, sqlite, postgresql):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(postgresql)
        return
    # One statement at a time: sqlite3's executescript would commit. A trigger's own statements end inside it.
    for statement in _statements(sqlite):
        schema_editor.execute(statement)


def _statements(script):
    import sqlite3

    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]

    operations = [migrations.RunPython(words, no_words)]
