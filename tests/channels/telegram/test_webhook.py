"""Telegram's calls: whoever does not send our secret back is nobody."""

import pytest
from django.db import OperationalError
from django.test import Client

from surga.core.intake.actions.traffic import arriving
from surga.core.intake.models import Arrival
from surga.project.configuration.messaging import Telegram

URL = "/hooks/telegram"
ACCOUNT = Telegram("1:token", "https://telegram.example", "our-secret")


@pytest.fixture
def client(settings, db) -> Client:
    settings.TELEGRAM = ACCOUNT
    return Client(enforce_csrf_checks=True)


def post(client: Client, body: bytes, secret: str | None) -> int:
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    return client.post(URL, body, content_type="application/json", headers=headers).status_code


def test_an_update_is_kept_byte_for_byte(client) -> None:
    assert post(client, b'{"update_id": 1}', "our-secret") == 200
    assert post(client, b"no json", "our-secret") == 200
    assert [(a.channel, bytes(a.body)) for a in Arrival.objects.order_by("id")] == [
        ("telegram", b'{"update_id": 1}'),
        ("telegram", b"no json"),
    ]


@pytest.mark.parametrize(("secret", "status"), [(None, 401), ("", 401), ("our-secreT", 403), ("\u00e9", 403)])
def test_others_leave_no_trace(client, secret, status) -> None:
    assert post(client, b"{}", secret) == status
    assert not Arrival.objects.exists()


def test_telegram_calls_again_while_the_database_is_away(client, monkeypatch) -> None:
    def away(*_args: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(arriving, "keep", away)
    assert post(client, b"{}", "our-secret") == 503


def test_a_body_too_large_is_refused(client) -> None:
    assert post(client, b" " * (3 * 1024 * 1024 + 1), "our-secret") == 413


def test_it_is_not_there_until_it_is_set_up_and_takes_only_posts(client, settings) -> None:
    assert client.get(URL).status_code == 405
    settings.TELEGRAM = None
    assert post(client, b"{}", "our-secret") == 404
