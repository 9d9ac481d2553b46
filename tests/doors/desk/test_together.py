"""Reports of the same matter at the desk: found, compared, joined, and split again."""

import pytest

from surga.core.cases import actions
from surga.core.cases.actions.joining import follow_lead
from surga.core.cases.models import Case
from surga.core.cases.queries import case_by_code, facts_of
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people.access import REPORTER, ROLES, may
from surga.events import relay
from surga.reactions.together import actions as together
from surga.reactions.together.queries import gatherings

HOLE = "Jalan di depan Pasar Lama berlubang dalam sekali, dekat toko besi, motor sering jatuh"


def told(text=HOLE, **more):
    code = receive(Message(text=text, topic="jalan", region="99.01.1001", **more), REPORTER).code
    relay.drain()
    return code


@pytest.fixture
def pair(city):
    """Two of the same, the older first."""
    return told(), told(f"{HOLE} tiap malam")


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_is_alike_stands_beside_the_case_and_is_joined_with_one_press(pair, at):
    older, newer = pair
    client = at("verifier")
    short = page(client, f"/meja/laporan/{newer}/serupa?bagian=ya")
    assert older in short
    assert "<html" not in short
    whole = page(client, f"/meja/laporan/{newer}/serupa")
    for said in ("hampir pasti sama", "di kelurahan yang sama", "hari yang sama", HOLE, "tiap malam"):
        assert said in whole
    answer = client.post(f"/meja/laporan/{newer}/gabung", {"dengan": older}, follow=True)
    assert f"{older} memimpin, karena paling lama" in answer.content.decode()
    assert case_by_code(newer).joined_to_id == case_by_code(older).pk
    assert "sudah digabung" in page(client, f"/meja/laporan/{newer}/serupa")


def test_both_pages_say_who_leads_and_what_the_other_reporter_said(pair, at):
    older, newer = pair
    client = at("verifier")
    actions.join_case(newer, older, client.actor)
    actions.reply_to_case(newer, REPORTER, text="Sekarang ada yang jatuh lagi")
    led, follower = page(client, f"/meja/laporan/{older}"), page(client, f"/meja/laporan/{newer}")
    assert "1 laporan lain ikut" in led
    assert "Sekarang ada yang jatuh lagi" in led
    assert f'href="/meja/laporan/{older}"' in follower
    # What is to be done is done where the lead is.
    assert f"/meja/laporan/{older}/verify" in led
    assert f"/meja/laporan/{newer}/verify" not in follower
    assert client.post(f"/meja/laporan/{newer}/verify", {"topic": "jalan"}).status_code in {409, 422}
    queue = page(client, "/meja/antrean/verify")
    assert "+ 1 pelapor" in queue
    assert newer not in queue


def test_it_is_split_with_a_reason_and_without_one_nothing_happens(pair, at):
    older, newer = pair
    client = at("verifier")
    actions.join_case(newer, older, client.actor)
    answer = client.post(f"/meja/laporan/{newer}/pisah", {"alasan": " "})
    assert answer.status_code == 422
    assert "Tuliskan alasannya." in answer.content.decode()
    assert case_by_code(newer).joined_to_id
    answer = client.post(f"/meja/laporan/{newer}/pisah", {"alasan": "Lubang lain"}, follow=True)
    assert "berjalan sendiri lagi" in answer.content.decode()
    assert "Lubang lain" in page(client, f"/meja/laporan/{newer}")


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ("", 422, "tidak ditemukan"),
        ("bukan nomor", 422, "tidak ditemukan"),
        ("sendiri", 422, "dirinya sendiri"),
    ],
)
def test_what_cannot_be_joined_says_why_and_keeps_what_was_typed(pair, at, typed, status, said):
    older, _newer = pair
    typed = older if typed == "sendiri" else typed
    answer = at("verifier").post(f"/meja/laporan/{older}/gabung", {"dengan": typed})
    assert answer.status_code in {status, 404}
    assert said in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()


def test_who_may_not_join_sees_no_button_and_is_refused(pair, at):
    older, newer = pair
    client = at("operator")
    assert "/gabung" not in page(client, f"/meja/laporan/{newer}/serupa")
    assert client.post(f"/meja/laporan/{newer}/gabung", {"dengan": older}).status_code == 403
    assert client.post(f"/meja/laporan/{newer}/pisah", {"alasan": "x"}).status_code == 403
    assert at("liaison").get(f"/meja/laporan/{newer}/serupa").status_code == 404  # not theirs to see


@pytest.mark.parametrize(
    "flags",
    [{}, {"oversight": True}, {"confidential": True, "accused": "umum"}, {"agency_id": "pengawas"}],
    ids=str,
)
def test_each_role_joins_and_splits_where_the_table_says_so(pair, at, flags):
    older, newer = pair
    Case.objects.update(**flags)
    for one in [at(role) for role in ROLES] + [at("coordinator", oversight=True)]:
        facts = facts_of(case_by_code(newer))
        sees = may(one.actor, "see", facts)
        for address, said, action in (
            ("gabung", {"dengan": older}, "join"),
            ("pisah", {"alasan": "Lain"}, "split"),
        ):
            answer = one.post(f"/meja/laporan/{newer}/{address}", said)
            expected = 302 if sees and may(one.actor, action, facts) else 403
            if not sees and may(one.actor, action):
                expected = 404
            assert answer.status_code == expected, (one.actor, action)
            assert bool(case_by_code(newer).joined_to_id) == (expected == 302 and action == "join")


def test_a_case_that_leads_asks_the_database_little_more(pair, at, django_assert_max_num_queries):
    older, newer = pair
    client = at("verifier")
    actions.join_case(newer, older, client.actor)
    follow_lead(case_by_code(newer).pk)
    page(client, f"/meja/laporan/{older}")
    with django_assert_max_num_queries(12):
        page(client, f"/meja/laporan/{older}")


def test_a_coordinator_joins_many_at_once_and_sees_how_far_it_is(city, at):
    codes = [told(f"{HOLE}, tolong segera ditambal kata warga nomor {n}") for n in range(52)]
    client = at("coordinator")
    listed = page(client, "/meja/gabungan")
    assert "Banyak yang sama" in listed
    assert codes[0] in listed
    key = listed.partition('name="kelompok" value="')[2].partition('"')[0]
    assert client.post("/meja/gabungan/mulai", {"kelompok": "campaign-0"}, follow=True).status_code == 200
    assert not gatherings()
    answer = client.post("/meja/gabungan/mulai", {"kelompok": key}, follow=True)
    assert "52 laporan sedang digabung." in answer.content.decode()
    while relay.run_once() + together.work_off():
        pass
    assert case_by_code(codes[0]).followers == 51
    assert "51 dari 51 dilihat, 51 digabung" in page(client, "/meja/gabungan")
    assert at("verifier").get("/meja/gabungan").status_code == 403
    assert at("verifier").post("/meja/gabungan/mulai", {"kelompok": key}).status_code == 404
