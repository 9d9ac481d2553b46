"""Answers that get lost, errors on demand, and how all of it is counted."""

import http.client
import urllib.error

import pytest

from tests.sandbox.conftest import SRI, City, Phone


def test_a_lost_answer_is_a_message_that_was_taken(phone: Phone) -> None:
    phone.say()
    phone.faults(lose_answers=1, marks=["sent"])
    with pytest.raises((http.client.RemoteDisconnected, urllib.error.URLError, ConnectionError)):
        phone.whatsapp(biz_opaque_callback_data="line:1")
    phone.faults(lose_answers=0)
    assert phone.state()["refs"] == {"line:1": 1}
    phone.whatsapp(biz_opaque_callback_data="line:1")  # who repeats blindly is found out
    state = phone.state()
    assert state["refs"] == {"line:1": 2}
    assert state["texts"] == {f"whatsapp:{SRI}:Baik": 2}


def test_about_the_wanted_share_is_lost_the_same_with_the_same_seed(phone: Phone) -> None:
    def falls() -> list[bool]:
        phone.faults(seed=7)
        return [phone.house.chance.falls(0.25) for _ in range(200)]

    first = falls()
    assert first == falls()
    assert 20 < sum(first) < 80


@pytest.mark.parametrize(
    ("code", "status"), [(130429, 429), (131000, 500), (131056, 400), (190, 401), (2, 503)]
)
def test_errors_on_demand_so_many_times(phone: Phone, code: int, status: int) -> None:
    phone.say()
    phone.faults(error_code=code, error_times=2)
    answers = [phone.whatsapp() for _ in range(3)]
    assert [answer.status for answer in answers] == [status, status, 200]
    assert [answer.form["error"]["code"] for answer in answers[:2]] == [code, code]


def test_a_gateway_answers_with_a_page_instead_of_json(phone: Phone) -> None:
    phone.say()
    phone.faults(error_code=502)
    answer = phone.whatsapp()
    assert (answer.status, answer.body[:6]) == (502, b"<html>")


@pytest.mark.parametrize(
    "wanted", [{"bacth": 3}, {"drop": "half"}, {"media_gone": 1}, {"marks": "read"}, {"batch": True}]
)
def test_a_fault_that_does_not_exist_is_refused_and_changes_nothing(
    phone: Phone, wanted: dict[str, object]
) -> None:
    before = phone.ask("/faults").form
    refused = phone.ask("/faults", {**wanted, "repeat": 9})
    assert refused.status == 400
    assert next(iter(wanted)) in refused.form["error"]
    assert phone.ask("/faults").form == before


@pytest.mark.parametrize(
    "said",
    [
        {"from": "abc"}, {"channel": "pigeon"}, {"kind": "smoke"}, {"text": "  "}, {"kind": "location"},
        {"kind": "location", "lat": 91, "lon": 0}, {"kind": "choice"}, {"kind": "photo", "data": "no base64!"},
        {"kind": "photo", "sample": "gajah"},
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_refused_with_a_sentence(phone: Phone, said: dict[str, object]) -> None:
    refused = phone.ask("/say", {"from": SRI, "text": "Halo", **said})
    assert refused.status == 400
    assert refused.form["error"].endswith(".")
    assert phone.state()["messages"] == []


def test_bodies_that_are_no_json_are_refused(phone: Phone) -> None:
    assert phone.ask("/say", "Halo").status == 400
    assert phone.ask("/faults", [1]).status == 400
    assert phone.ask("/v23.0/555/messages", [1], "meta-token").form["error"]["code"] == 100


def test_reset_forgets_messages_and_faults(phone: Phone, city: City) -> None:
    phone.say()
    phone.faults(repeat=4)
    city.wait(bool)
    phone.ask("/reset", {})
    state = phone.state()
    assert (state["messages"], state["refs"], len(state["persons"])) == ([], {}, 6)
    assert phone.ask("/faults").form["repeat"] == 1


def test_state_counts_webhooks_and_marks(phone: Phone, city: City) -> None:
    phone.faults(repeat=2)
    key = phone.say()
    out = phone.whatsapp().form["messages"][0]["id"]
    city.wait(lambda calls: len(city.marks(calls)) == 6)
    phone.until(lambda told: told["marks"] == {"sent": 2, "delivered": 2, "read": 2}, out)
    assert phone.until(lambda told: told["handed"] == 2, key)["tries"] == 2
    assert phone.state()["waiting"] == 0
