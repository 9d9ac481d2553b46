"""Meta's calls: only what is signed is kept, whatever it says, and 200 only when it is."""

import hmac

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from surga.channels.wire import hooks
from surga.core.intake.actions.traffic import arriving
from surga.core.intake.models import Arrival
from surga.project.configuration.messaging import WhatsApp

URL = "/hooks/whatsapp"
ACCOUNT = WhatsApp("100", "token", "app secret", "verify me", "https://graph.example/v23.0")


@pytest.fixture
def client(settings, db) -> Client:
    settings.WHATSAPP = ACCOUNT
    return Client(enforce_csrf_checks=True)


def signature(body: bytes, secret: str = ACCOUNT.app_secret) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, "sha256").hexdigest()


def post(client: Client, body: bytes, signed: str | None) -> int:
    headers = {} if signed is None else {"X-Hub-Signature-256": signed}
    return client.post(URL, body, content_type="application/json", headers=headers).status_code


def kept() -> list[bytes]:
    return [bytes(a.body) for a in Arrival.objects.order_by("id")]


@pytest.mark.parametrize("body", [b'{"entry":[]}', b"no json \xff\x00", b"", '{"nama":"Sri 😀"}'.encode()])
def test_what_is_signed_is_kept_byte_for_byte(client, body) -> None:
    assert post(client, body, signature(body)) == 200
    assert kept() == [body]
    arrival = Arrival.objects.get()
    assert (arrival.channel, arrival.state, arrival.external_id) == ("whatsapp", Arrival.NEW, None)


@pytest.mark.parametrize(
    ("signed", "status"),
    [
        (None, 401),
        ("", 401),
        ("sha256=", 403),
        ("sha256=" + "0" * 64, 403),
        (signature(b"{}", "another secret"), 403),
        (signature(b"{} "), 403),
        (signature(b"{}").removeprefix("sha256="), 403),
        (signature(b"{}").upper(), 403),
        ("sha256=\u00e9\u00e9", 403),
    ],
)
def test_what_is_not_signed_by_meta_leaves_no_trace(client, signed, status) -> None:
    assert post(client, b"{}", signed) == status
    assert kept() == []


def test_a_large_batch_fits_and_a_larger_body_does_not(client) -> None:
    largest = b" " * hooks.LARGEST
    assert len(largest) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert post(client, largest, signature(largest)) == 200
    assert post(client, largest + b" ", signature(largest + b" ")) == 413
    assert kept() == [largest]


def test_a_form_with_a_right_signature_is_kept_too(client) -> None:
    body = b"a=1&b=2"
    answer = client.post(
        URL,
        body,
        content_type="application/x-www-form-urlencoded",
        headers={"X-Hub-Signature-256": signature(body)},
    )
    assert answer.status_code == 200
    assert kept() == [body]


def test_meta_calls_again_while_the_database_is_away(client, monkeypatch) -> None:
    def away(*_args: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(arriving, "keep", away)
    assert post(client, b"{}", signature(b"{}")) == 503


def test_it_is_not_there_until_it_is_set_up(client, settings) -> None:
    settings.WHATSAPP = None
    assert post(client, b"{}", signature(b"{}")) == 404
    assert client.get(URL).status_code == 404


def test_the_challenge_is_given_back_for_the_right_token(client) -> None:
    asked = {"hub.mode": "subscribe", "hub.verify_token": "verify me", "hub.challenge": "1158<b>201444"}
    answer = client.get(URL, asked)
    assert (answer.status_code, answer.content) == (200, b"1158<b>201444")
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "wrong", [{"hub.verify_token": "other"}, {"hub.mode": "unsubscribe"}, {"hub.verify_token": ""}]
)
def test_the_challenge_is_not_given_to_others(client, wrong) -> None:
    asked = {"hub.mode": "subscribe", "hub.verify_token": "verify me", "hub.challenge": "42"} | wrong
    answer = client.get(URL, asked)
    assert answer.status_code == 403
    assert b"42" not in answer.content


def test_other_methods_are_none_of_its(client) -> None:
    assert client.put(URL, b"{}").status_code == 405


def test_a_call_sets_no_cookie(client) -> None:
    answer = client.post(
        URL, b"{}", content_type="application/json", headers={"X-Hub-Signature-256": signature(b"{}")}
    )
    assert not answer.cookies
