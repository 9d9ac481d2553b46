"""A database that is locked, gone or full: one sentence, a fitting status, and nothing is lost or half done."""

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.test import Client

from surga.core.cases.models import Case
from surga.events.models import Event

pytestmark = pytest.mark.usefixtures("kediri")
BODY = {"text": "Lampu jalan mati sejak Senin"}


def failing_with(error: Exception) -> Callable[..., Any]:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("database is locked"), 503),
        (OperationalError("server closed the connection unexpectedly"), 503),
        (OperationalError("database or disk is full"), 507),
        (DatabaseError("could not extend file: No space left on device: disk full"), 507),
    ],
)
@pytest.mark.parametrize(
    "path", ["/lacak/KDR-2606-22222", "/daftar", "/api/v1/register", "/api/v1/cases/KDR-2606-22222"]
)
def test_a_reader_gets_one_sentence(path: str, error: Exception, status: int) -> None:
    client = Client(raise_request_exception=False)
    with connection.execute_wrapper(failing_with(error)):
        answer = client.get(path)
    assert answer.status_code == status
    assert b"Traceback" not in answer.content
    if status == 503:
        assert answer["Retry-After"]


def test_a_case_is_filed_whole_or_not_at_all() -> None:
    client = Client(raise_request_exception=False)

    def fail_at_the_event(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "INSERT INTO" in sql and "events_event" in sql:
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail_at_the_event):
        answer = client.post("/api/v1/cases", BODY, content_type="application/json")
    assert answer.status_code in {503, 507}
    assert answer["Content-Type"].startswith("application/problem+json")
    assert (Case.objects.count(), Event.objects.filter(name="CaseOpened").count()) == (0, 0)
    assert client.post("/api/v1/cases", BODY, content_type="application/json").status_code == 201


def test_a_writer_that_holds_the_file_makes_us_wait_and_then_say_so() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no single writer")
    connection.ensure_connection()
    connection.connection.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(connection.settings_dict["NAME"], timeout=1)
    other.execute("BEGIN IMMEDIATE")
    client = Client(raise_request_exception=False)
    try:
        locked = client.post("/api/v1/cases", BODY, content_type="application/json")
        assert client.get("/daftar").status_code == 200  # readers go on
    finally:
        other.rollback()
        other.close()
    assert locked.status_code == 503
    assert client.post("/api/v1/cases", BODY, content_type="application/json").status_code == 201
    connection.close()
