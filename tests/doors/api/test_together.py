"""Reports of the same matter: who reads that one goes with another, and how many told it."""

import pytest

from surga.core.cases import actions
from surga.core.people.access import system
from surga.events import relay
from surga.reactions.together import actions as together

SAID = "Jalan di depan pasar rusak"


@pytest.fixture
def verifier(bearer):
    return bearer("verifier")


@pytest.fixture
def pair(api, filed, verifier):
    """Two published cases, joined: (code, token) of the lead and of the other."""
    found = [filed(f"{SAID} {n}", region="99.01.1001", topic="jalan") for n in range(2)]
    for code, _token in found:
        api.post(f"/cases/{code}/verify", {}, verifier)
    actions.join_case(found[1][0], found[0][0], system("test"))
    while relay.run_once() + together.work_off():
        pass
    return found


def of(answer):
    seen = answer.json()
    return seen["joined_to"], seen["followers"]


def test_everybody_its_reporter_and_an_officer_read_with_what_it_goes(api, pair, verifier):
    (lead, _), (other, token) = pair
    assert of(api.get(f"/cases/{lead}")) == (None, 1)
    assert of(api.get(f"/cases/{other}")) == (lead, 0)
    assert of(api.get(f"/cases/{other}", token)) == (lead, 0)
    assert of(api.get(f"/cases/{other}", verifier)) == (lead, 0)
    listed = {row["code"]: row["joined_to"] for row in api.get("/cases", verifier).json()["items"]}
    assert listed == {lead: None, other: lead}
    (row,) = api.get("/register").json()["items"]
    assert (row["code"], row["followers"]) == (lead, 1)


def test_an_officer_s_move_on_one_that_goes_along_is_refused_in_words(api, pair, verifier):
    _, (other, _token) = pair
    answer = api.post(f"/cases/{other}/forward", {"agency": "umum"}, verifier)
    assert answer.status_code in {409, 422}
    assert "bersama laporan lain" in answer.json()["detail"]


def test_what_a_lead_that_is_not_public_is_called_the_public_does_not_read(api, pair):
    (lead, _), (other, _token) = pair
    actions.archive_case(lead, system("test"), reason="abusive")
    relay.drain()
    assert of(api.get(f"/cases/{other}")) == (None, 0)
    assert of(api.get(f"/cases/{lead}")) == (None, 0)
