"""Who asked for secrecy and signed with their name all the same keeps it, before the agency and only there."""

import pytest

from surga.core.cases import actions
from surga.core.cases import queries as cases
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people.access import REPORTER, system
from surga.core.people.actions import issue_token

NAME = "Wulandari Prameswari"
TEXT = f"Jalan rusak di depan pasar. Saya {NAME}, hubungi 0812 3456 7890."


@pytest.fixture
def secret(city):
    code = receive(Message(text=TEXT, reporter_name=NAME, anonymous=True), REPORTER).code
    actions.verify_case(code, system("test"), topic="jalan", agency="umum", publish=False)
    actions.forward_case(code, system("test"), agency="umum", note="")
    actions.reply_to_case(code, REPORTER, text=f"Ini {NAME.split(maxsplit=1)[0]} lagi, belum ada kabar.")
    return code


@pytest.mark.parametrize("page", ["/meja/laporan/{}", "/meja/antrean/mine", "/meja/antrean/all"])
def test_the_agency_reads_no_name_where_secrecy_was_asked_for(page, secret, at):
    told = at("liaison").get(page.format(secret)).content.decode()
    assert secret in told
    assert "Wulandari" not in told
    assert "7890" not in told


def test_the_team_reads_what_was_written(secret, at):
    told = at("verifier").get(f"/meja/laporan/{secret}").content.decode()
    assert NAME in told


def test_the_api_veils_it_too(secret, at, client):
    for role, read in (("liaison", False), ("verifier", True)):
        token = issue_token(at(role).officer)
        headers = {"Authorization": f"Bearer {token}"}
        one = client.get(f"/api/v1/cases/{secret}", headers=headers).content.decode()
        many = client.get("/api/v1/cases?queue=all", headers=headers).content.decode()
        acted = client.post(
            f"/api/v1/cases/{secret}/note", {"text": "x"}, content_type="application/json", headers=headers
        ).content.decode()
        for answer in (one, many, acted):
            assert secret in answer
            assert ("Wulandari" in answer) is read


def test_a_search_does_not_tell_that_a_hidden_word_is_there(secret, at):
    liaison, verifier = at("liaison").actor, at("verifier").actor
    assert cases.queue_of(liaison, q="Wulandari").items == []
    assert [case.code for case in cases.queue_of(liaison, q=secret).items] == [secret]
    assert [case.code for case in cases.queue_of(verifier, q="Wulandari").items] == [secret]


def test_the_copy_to_show_is_not_the_case(secret, at):
    found = cases.case_by_code(secret)
    shown = cases.as_seen_by(at("liaison").actor, found)
    assert "[nama]" in shown.text
    assert found.text == TEXT
