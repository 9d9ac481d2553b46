"""On SQLite the web writes before the worker."""

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.dispatch import Signal

from surga.project.configuration import turns
from surga.project.configuration.turns import Turns

IS_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


class Database:
    """A connection as far as turns are concerned."""

    def __init__(self, *, inside: bool = False) -> None:
        self.in_atomic_block = inside


@pytest.fixture
def web(tmp_path):
    return Turns(tmp_path / "turn")


@pytest.fixture
def worker(tmp_path):
    return Turns(tmp_path / "turn", patience=0)


def during(turns_, statement, look, *, inside=False):
    """What ``look`` finds while the statement runs."""
    return turns_.first(
        lambda *_given: look(), statement, None, False, {"connection": Database(inside=inside)}
    )


@pytest.mark.parametrize("statement", ["BEGIN IMMEDIATE", "\n    INSERT INTO x", "update x", "DELETE FROM x"])
def test_a_worker_sees_that_the_web_waits_to_write(web, worker, statement):
    assert during(web, statement, worker.give_way) is False
    assert worker.give_way() is True


@pytest.mark.parametrize(
    ("statement", "inside"), [("SELECT 1", False), ("COMMIT", False), ("INSERT INTO x", True)]
)
def test_reading_and_going_on_ask_for_no_turn(web, worker, statement, inside):
    assert during(web, statement, worker.give_way, inside=inside) is True


def test_a_web_that_fails_waits_no_longer(web, worker):
    def fails():
        raise RuntimeError

    with pytest.raises(RuntimeError):
        during(web, "BEGIN IMMEDIATE", fails)
    assert worker.give_way() is True


def test_the_worker_looks_before_it_begins_and_then_goes_on_all_the_same(web, worker):
    ran = []

    def begin(statement, inside):
        context = {"connection": Database(inside=inside)}
        return worker.after_others(lambda sql, *_: ran.append(sql), statement, None, False, context)

    during(web, "BEGIN IMMEDIATE", lambda: begin("BEGIN IMMEDIATE", False))
    begin("SELECT 1", True)
    assert ran == ["BEGIN IMMEDIATE", "SELECT 1"]


def test_two_who_wait_are_both_waited_for(web, worker, tmp_path):
    other = Turns(tmp_path / "turn")
    seen = []

    def inner():
        during(other, "BEGIN IMMEDIATE", lambda: None)
        seen.append(worker.give_way())

    during(web, "INSERT INTO x", inner)
    assert seen == [False]


@pytest.fixture
def connection(tmp_path, monkeypatch):
    """The connection of this thread, of a database in a folder of its own, with nothing wrapped around it."""
    default = connections["default"]
    monkeypatch.setattr(turns, "connection_created", Signal())
    monkeypatch.setattr(default, "execute_wrappers", [])
    if IS_SQLITE:
        monkeypatch.setitem(default.settings_dict, "NAME", str(tmp_path / "city"))
    return default


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not IS_SQLITE, reason="PostgreSQL lets many write at once")
def test_a_transaction_of_the_web_takes_its_turn_and_one_of_the_worker_looks(connection, tmp_path):
    worker, seen = Turns(tmp_path / "city-turn", patience=0), []
    turns.web_first()
    connection.execute_wrappers.append(lambda run, *given: (seen.append(worker.give_way()), run(*given))[1])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert seen == [False, True]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not IS_SQLITE, reason="PostgreSQL lets many write at once")
def test_a_new_connection_of_the_process_takes_turns_too_and_only_once(connection):
    turns.worker_after()
    turns.connection_created.send(sender=type(connection), connection=connection)
    assert len(connection.execute_wrappers) == 1


@pytest.mark.django_db
@pytest.mark.skipif(IS_SQLITE, reason="SQLite lets one write at a time")
def test_where_many_may_write_at_once_nobody_takes_turns(connection):
    turns.web_first()
    assert connection.execute_wrappers == []
