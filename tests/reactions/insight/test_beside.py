"""While all is made anew, whoever asks gets the old figures at once; then the new ones. On PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from threading import Event as Signal

import pytest
from django.db import Error, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from surga.core.agencies import actions as agencies
from surga.core.cases.models import Case
from surga.events import relay
from surga.reactions.insight import models as insight
from surga.reactions.insight.actions import noting, rebuilding
from surga.reactions.insight.actions.folding import fold
from surga.reactions.insight.actions.rebuilding import anew, beside
from surga.reactions.insight.actions.streaming import Told, case_events
from surga.reactions.insight.sql import ask
from tests.conftest import Other
from tests.reactions.insight.lives import Lives
from tests.reactions.insight.test_rebuilding import dump

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="On SQLite nobody waits for who writes"),
]
PATIENCE = 60
IMPATIENT = "SET lock_timeout = '10s'"
CASES = "SELECT SUM(cases) FROM insight_cell WHERE rollup = 'all' AND grain = 'm'"


@pytest.fixture
def reader() -> Iterator[BaseDatabaseWrapper]:
    """A connection that fails where it has to wait for what goes on only after the test."""
    made = connections.create_connection("default")
    with made.cursor() as cursor:
        cursor.execute(IMPATIENT)
    yield made
    made.close()


@pytest.fixture
def three(file: Callable[..., Case]) -> None:
    """Two cases are known, and a third one is not yet."""
    file(), file()
    rebuilding.rebuild()
    file()


class Anew:
    """Everything is made anew in a thread of its own, and stands still in the middle until ``go_on``."""

    def __init__(self, other: Other, error: Exception | None = None) -> None:
        self._in_hand, self._go_on, self._error = Signal(), Signal(), error
        self.ended = other(lambda: rebuilding.rebuild(events=self._told()))
        assert self._in_hand.wait(PATIENCE)

    def _told(self) -> Iterator[Told]:
        events = list(case_events())
        yield from events[:-1]
        self._in_hand.set()
        assert self._go_on.wait(PATIENCE)
        yield events[-1]
        if self._error is not None:
            raise self._error

    def go_on(self) -> object:
        self._go_on.set()
        return self.ended.result(PATIENCE)


def asked(reader: BaseDatabaseWrapper, sql: str = CASES) -> int:
    with reader.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])


def by_hand_and_worker() -> tuple[int, int, int]:
    with connection.cursor() as cursor:
        cursor.execute(IMPATIENT)
    (cases,) = ask("SELECT COUNT(*) FROM sie_cases").rows[0]
    return int(cases), relay.work_off("insight"), fold()


def left_behind() -> int:
    return asked(connection, "SELECT COUNT(*) FROM pg_namespace WHERE nspname LIKE 'surga%'")


def test_who_asks_meanwhile_has_the_old_figures_at_once(
    three: None, other: Other, reader: BaseDatabaseWrapper
) -> None:
    anew_ = Anew(other)
    tables = [model._meta.db_table for model in anew._MADE]
    old = [asked(reader, f"SELECT COUNT(*) FROM {table}") for table in tables]  # noqa: S608  # ours
    assert asked(reader) == 2
    # An analyst is answered, and the worker goes on with other things.
    assert other(by_hand_and_worker).result(PATIENCE) == (2, 0, 0)
    assert [asked(reader, f"SELECT COUNT(*) FROM {table}") for table in tables] == old  # noqa: S608  # ours
    assert anew_.go_on() == 3
    assert asked(reader) == 3
    assert ask("SELECT COUNT(*) FROM sie_cases").rows[0][0] == 3
    assert left_behind() == 0
    made = dump()
    relay.work_off("insight")
    while fold():
        pass
    assert dump() == made


def test_who_asked_before_has_the_new_ones_by_the_same_prepared_statement(
    three: None, reader: BaseDatabaseWrapper
) -> None:
    with reader.cursor() as cursor:
        cursor.execute(f"PREPARE cases AS {CASES}")
    assert [asked(reader, "EXECUTE cases") for _ in range(3)] == [2, 2, 2]
    rebuilding.rebuild()
    assert asked(reader, "EXECUTE cases") == 3
    assert asked(reader, "SELECT COUNT(*) FROM pg_prepared_statements WHERE generic_plans > 0") == 1


def test_a_reader_that_is_not_done_goes_on_and_the_swap_gives_way(
    three: None, other: Other, reader: BaseDatabaseWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried, let_go, rests = Signal(), Signal(), list[float]()

    def rest(seconds: float) -> None:
        rests.append(seconds)
        tried.set()
        assert let_go.wait(PATIENCE)

    monkeypatch.setattr(beside, "_rest", rest)
    with reader.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("DECLARE facts CURSOR FOR SELECT case_id FROM insight_fact ORDER BY case_id")
        cursor.execute("FETCH 1 FROM facts")
        assert len(cursor.fetchall()) == 1
        ended = other(rebuilding.rebuild)
        assert tried.wait(PATIENCE)
        # It holds one table and asks for the others, while the swap wants them all: nobody waits for anybody.
        assert asked(reader) == 2
        assert asked(reader, "SELECT COUNT(*) FROM insight_spread") >= 0
        cursor.execute("FETCH ALL FROM facts")
        assert len(cursor.fetchall()) == 1
        cursor.execute("COMMIT")
    let_go.set()
    assert ended.result(PATIENCE) == 3
    assert rests[0] == beside._PAUSE
    assert asked(reader) == 3


def test_the_longer_it_has_to_wait_for_readers_the_less_it_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[float] = []
    patience: list[int] = []

    def swap(_cursor: object, _tables: object, _twins: object, waits: int) -> None:
        patience.append(waits)
        if len(rests) < 9:
            with connection.cursor() as cursor:
                cursor.execute("DO $$ BEGIN RAISE lock_not_available; END $$")

    monkeypatch.setattr(beside, "_rest", rests.append)
    monkeypatch.setattr(beside, "_swap", swap)
    beside._take_their_place(None, None, None)  # type: ignore[arg-type]  # the swap is another
    assert rests == [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5, 5, 5]
    assert patience == [100, 200, 300, 400, 500, 500, 500, 500, 500, 500]
    monkeypatch.setattr(beside, "_swap", lambda *_given: connection.cursor().execute("SELECT 1 / 0"))
    with pytest.raises(Error):
        beside._take_their_place(None, None, None)  # type: ignore[arg-type]  # likewise


def test_what_breaks_leaves_nothing_behind(three: None, other: Other, reader: BaseDatabaseWrapper) -> None:
    before, table = dump(), asked(reader, "SELECT 'insight_fact'::regclass::oid")
    with pytest.raises(ZeroDivisionError):
        Anew(other, ZeroDivisionError()).go_on()
    assert dump() == before
    assert asked(reader) == 2
    assert asked(reader, "SELECT 'insight_fact'::regclass::oid") == table
    assert left_behind() == 0
    assert rebuilding.rebuild() == 3


def test_what_began_to_need_the_tables_meanwhile_is_not_torn_off(
    three: None, other: Other, reader: BaseDatabaseWrapper
) -> None:
    anew_ = Anew(other)
    with reader.cursor() as cursor:
        cursor.execute("CREATE MATERIALIZED VIEW kept_sums AS SELECT * FROM insight_cell")
        try:
            with pytest.raises(Error, match="kept_sums"):
                anew_.go_on()
            assert asked(reader) == 2
            assert left_behind() == 0
            # Next time it is seen before: the tables stay the same ones.
            assert rebuilding.rebuild() == 3
            cursor.execute("REFRESH MATERIALIZED VIEW kept_sums")
            assert asked(reader, CASES.replace("insight_cell", "kept_sums")) == 3
        finally:
            cursor.execute("DROP MATERIALIZED VIEW kept_sums")


def waits(reader: BaseDatabaseWrapper) -> bool:
    sql = "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    return asked(reader, sql) > 0


def test_of_two_at_once_the_second_begins_when_the_first_is_done(
    three: None, other: Other, reader: BaseDatabaseWrapper
) -> None:
    anew_ = Anew(other)
    second = other(rebuilding.rebuild)
    while not waits(reader):
        assert not second.done()
    assert asked(reader) == 2
    assert anew_.go_on() == second.result(PATIENCE) == 3
    assert asked(reader) == 3
    assert left_behind() == 0


def test_what_another_made_meanwhile_is_not_made_again(
    three: None, other: Other, reader: BaseDatabaseWrapper
) -> None:
    insight.Standing.objects.all().delete()
    anew_ = Anew(other)
    second = other(rebuilding.ensure_built)
    while not waits(reader):
        assert not second.done()
    assert anew_.go_on() == 3
    assert second.result(PATIENCE) is False


def test_a_calendar_saved_while_events_are_heard_waits_for_them_and_holds_for_all(
    city: object, other: Other, reader: BaseDatabaseWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    lives, in_hand, go_on, read = Lives(21), Signal(), Signal(), noting._lives
    lives.go_on(60)
    assert rebuilding.ensure_built()
    lives.go_on(60)

    def slowly(case_ids: Collection[int]) -> dict[int, noting._Life]:
        # Its clock is taken already.
        in_hand.set()
        assert go_on.wait(PATIENCE)
        return read(case_ids)

    monkeypatch.setattr(noting, "_lives", slowly)
    worker = other(lambda: relay.work_off("insight"))
    assert in_hand.wait(PATIENCE)
    for day in range(3, 8):
        agencies.save_day_off(date(2025, 2, day), "Cuti bersama", "local", "officer:9")
    builder = other(rebuilding.ensure_built)
    while not waits(reader):
        assert not builder.done()
    go_on.set()
    assert worker.result(PATIENCE)
    assert builder.result(PATIENCE) is True
    relay.work_off("insight")
    while fold():
        pass
    made = dump()
    rebuilding.rebuild()
    assert dump() == made
