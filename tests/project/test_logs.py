"""A log line cannot carry what a person wrote or is called."""

import json
import logging

import pytest
import structlog
from django.test import Client

from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people.access import REPORTER
from surga.project.configuration.logs import LOGGING

SECRETS = ("Wulan", "wulan@example.org", "81234567890", "pasar pahing")


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> "list[str]":
    """Everything the JSON handler writes while the test runs."""
    written: list[str] = []
    config = dict(LOGGING["formatters"]["json"])
    formatter = config.pop("()")(**config)

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(formatter.format(record))

    handler = Keep()
    roots = [logging.getLogger(name) for name in ("", "django", "surga")]
    for logger in roots:
        logger.addHandler(handler)
    yield written  # type: ignore[misc]  # a generator fixture
    for logger in roots:
        logger.removeHandler(handler)


def test_keys_that_are_not_on_the_list_are_dropped(lines: list[str]) -> None:
    structlog.get_logger("surga.test").warning("something", name="Wulan", text="pasar pahing", case_id=3)
    said = json.loads(lines[-1])
    assert said["event"] == "something"
    assert said["case_id"] == 3
    assert not any(secret in lines[-1] for secret in SECRETS)


def test_django_s_own_lines_lose_what_they_interpolate(lines: list[str]) -> None:
    logging.getLogger("django.request").warning("Not Found: %s", "/lacak/wulan@example.org")
    assert not any(secret in line for line in lines for secret in SECRETS)


def test_a_request_is_told_by_its_route_and_status(lines: list[str], client: Client, db: None) -> None:
    client.get("/lacak/wulan@example.org")
    client.get("/tidak/ada/Wulan")
    said = [json.loads(line) for line in lines]
    assert [(one["status"], one["method"], one["route"]) for one in said if "status" in one] == [
        (404, "GET", "lacak/<str:code>"),
        (404, "GET", "unknown"),
    ]
    assert not any(secret in line for line in lines for secret in SECRETS)


def test_an_exception_keeps_its_class_and_place_alone(lines: list[str]) -> None:
    try:
        raise ValueError("Wulan said so")
    except ValueError:
        logging.getLogger("surga.test").exception("failed")
    said = json.loads(lines[-1])
    assert said["error"] == "ValueError"
    assert said["where"].startswith("test_logs.py:")
    assert "Wulan" not in lines[-1]


@pytest.mark.usefixtures("small_city")
def test_a_whole_complaint_leaves_no_trace_in_the_log(lines: list[str]) -> None:
    message = Message(
        "aspal berlubang dekat pasar pahing", reporter_name="Wulan", reporter_phone="081234567890",
        reporter_email="wulan@example.org",
    )  # fmt: skip
    code = receive(message, REPORTER).code
    Client().get(f"/lacak/{code}")
    Client().get("/daftar?q=pasar+pahing")
    Client().get("/tidak-ada/wulan@example.org")
    assert not any(secret in line for line in lines for secret in SECRETS)
