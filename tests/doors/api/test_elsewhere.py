"""What the API tells of a case that another government has."""

import pytest

from surga.core.cases import actions
from surga.core.people.access import system
from surga.doors.look import words
from surga.events import relay

SP4N = system("sp4n")


@pytest.fixture
def away(api, filed, bearer):
    """A published case that lies with the centre, and the value of its reporter's header."""
    code, token = filed("Jalan rusak di depan pasar", region="99.01.1001", topic="jalan")
    api.post(f"/cases/{code}/verify", {}, bearer("verifier"))
    actions.escalate_case(
        code, system("test"), level="centre", body="Balai 0812-3456-7890", reason="Jalan negara"
    )
    actions.note_link(code, SP4N, system="sp4n", report_id="9165816", direction="out")
    actions.note_step(
        code,
        SP4N,
        system="sp4n",
        step="follow_up",
        role="agency",
        text="Hubungi 081234567890, NIK 3571012345678901",
    )
    actions.note_step(code, SP4N, system="sp4n", step="status", standing="followed_up")
    relay.drain()
    return code, token


def test_everybody_reads_which_level_has_it_where_else_it_is_and_both_times(api, away):
    code, token = away
    for header in ("", token):
        seen = api.get(f"/cases/{code}", header).json() if header else api.get(f"/cases/{code}").json()
        assert (seen["level"], seen["labels"]["national"]) == ("centre", words.national_word("escalated"))
        assert seen["body"] == "Balai [telepon]"
        assert seen["elsewhere"] == [
            {"system": "sp4n", "report_id": "9165816", "direction": "out", "standing": "followed_up"}
        ]
        assert seen["working_days"] == {"city": 0, "elsewhere": 0}
        step = seen["timeline"][-1]
        assert (step["type"], step["system"], step["step"], step["standing"]) == (
            "outside_step_taken", "sp4n", "follow_up", "followed_up",
        )  # fmt: skip


def test_what_was_said_there_is_masked_for_the_public(api, away):
    code, _token = away
    assert api.get(f"/cases/{code}").json()["timeline"][-1]["text"] == "Hubungi [telepon], NIK [nomor]"


def test_officers_read_it_too(api, away, bearer):
    code, _token = away
    seen = api.get(f"/cases/{code}", bearer("coordinator")).json()
    assert seen["elsewhere"][0]["report_id"] == "9165816"
    assert set(seen["working_days"]) == {"city", "elsewhere"}


def test_nobody_reads_of_an_unpublished_case_where_else_it_is(api, filed, bearer):
    code, token = filed("Jalan rusak", region="99.01.1001", topic="jalan")
    actions.verify_case(code, system("test"), publish=False)
    actions.note_link(code, SP4N, system="sp4n", report_id="9165816", direction="out")
    assert api.get(f"/cases/{code}").json()["elsewhere"] == []
    assert "9165816" not in api.get(f"/cases/{code}").content.decode()
    assert api.get(f"/cases/{code}", token).json()["elsewhere"][0]["report_id"] == "9165816"
