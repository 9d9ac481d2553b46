"""The way in and out."""

import pytest
from axes.models import AccessAttempt

from tests.doors.desk.conftest import PASSWORD

WRONG = "Nama pengguna atau kata sandi tidak cocok."


def login(client, username, password=PASSWORD, **more):
    return client.post("/masuk", {"username": username, "password": password, **more})


def test_a_right_password_leads_to_the_desk_or_where_one_was_going(client, officer):
    someone = officer("verifier")
    assert login(client, someone.username)["Location"] == "/meja"
    client.post("/keluar")
    assert login(client, someone.username, next="/meja/baru")["Location"] == "/meja/baru"


def test_no_one_is_led_to_another_site(client, officer):
    assert login(client, officer("verifier").username, next="https://example.org/")["Location"] == "/meja"


def test_the_mistake_does_not_say_whether_the_name_exists(client, officer):
    someone = officer("verifier")
    known, unknown = login(client, someone.username, "salah"), login(client, "tidak-ada", "salah")
    for answer in (known, unknown):
        assert answer.status_code == 422
        assert WRONG in answer.content.decode()


def test_what_was_left_empty_is_said(client, city):
    page = login(client, "", "").content.decode()
    assert "Tuliskan nama pengguna." in page
    assert "Tuliskan kata sandi." in page


def test_too_many_wrong_passwords_close_the_door_for_a_while(client, officer):
    someone = officer("verifier")
    for _ in range(10):
        answer = login(client, someone.username, "salah")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) == 900
    page = login(client, someone.username).content.decode()
    assert "Coba lagi dalam 15 menit" in page
    AccessAttempt.objects.all().delete()
    assert login(client, someone.username).status_code == 302


def test_logging_out_is_posted(client, officer):
    login(client, officer("verifier").username)
    assert client.get("/keluar").status_code == 405
    assert client.get("/meja").status_code == 302
    assert client.post("/keluar")["Location"] == "/masuk"
    assert client.get("/meja")["Location"] == "/masuk?next=/meja"


def test_an_officer_who_may_no_longer_come_in_is_out_at_once(at, officer):
    client = at("verifier")
    client.officer.is_active = False
    client.officer.save()
    assert client.get("/meja")["Location"].startswith("/masuk")
    assert WRONG in login(client, client.officer.username).content.decode()


@pytest.mark.parametrize("value", ["\x00", "🙂" * 500, "' OR 1=1 --", "<script>", "x" * 100_000])
def test_any_name_is_answered_with_a_sentence(value, client, city):
    answer = login(client, value, value)
    assert answer.status_code in {422, 429}
    assert "<script>" not in answer.content.decode().split("<main")[1]
