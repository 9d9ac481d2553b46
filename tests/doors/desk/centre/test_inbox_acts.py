"""From waiting to ended, over HTTP; and asking for news, which costs next to nothing while there is none."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.intake.actions import holding, saying
from surga.core.intake.models import Contact, Conversation, Line

INBOX = "/meja/percakapan"
ONCE = "0123456789abcdef" * 2


def fresh(conversation):
    return Conversation.objects.get(pk=conversation.pk)


def marks_of(page):
    """The marks of the list and of the conversation, as the script reads them."""
    text = page.content.decode()
    list_mark = text.split('id="list"')[1].split('data-mark="')[1].split('"')[0]
    head = text.split('id="head"')
    talk_mark = head[1].split('data-mark="')[1].split('"')[0] if len(head) > 1 else ""
    return {"l": list_mark, "v": talk_mark}


def test_from_waiting_to_ended_without_a_script(at, talk):
    client, one = at("operator"), talk()
    page = f"{INBOX}/{one.pk}"
    assert client.post(f"{page}/ambil?saring=mine").url == f"{page}?saring=mine"
    assert fresh(one).holder_id == client.officer.pk
    for _ in range(2):
        client.post(f"{page}/jawab", {"text": "Baik, kami cek.", "once": ONCE})
    assert [line.text for line in Line.objects.all()] == ["Baik, kami cek."]
    client.post(f"{page}/tunda", {"until": "60"})
    assert fresh(one).snoozed_until - timezone.now() > timedelta(minutes=58)
    answer = client.post(f"{page}/selesai", {"outcome": "information"}, follow=True)
    assert "dicatat sebagai: Informasi" in answer.content.decode()
    assert (fresh(one).mode, Contact.objects.get().outcome) == ("bot", "information")


def test_tomorrow_morning_is_half_past_seven_in_the_city(at, held):
    client = at("operator")
    one = held(client)
    client.post(f"{INBOX}/{one.pk}/tunda", {"until": "besok"})
    until = timezone.localtime(fresh(one).snoozed_until)
    assert (until.hour, until.minute) == (7, 30)
    assert until.date() == timezone.localdate() + timedelta(days=1)


def test_handing_over_and_releasing(at, held):
    client, other = at("operator"), at("verifier")
    one = held(client)
    client.post(f"{INBOX}/{one.pk}/serahkan", {"officer": other.officer.pk})
    assert fresh(one).holder_id == other.officer.pk
    assert client.post(f"{INBOX}/{one.pk}/lepas").status_code == 409
    other.post(f"{INBOX}/{one.pk}/lepas")
    assert fresh(one).mode == "bot"


def test_a_coordinator_takes_over_from_whom_the_page_names(at, held):
    client, leader = at("operator", name="Rini"), at("coordinator")
    one = held(client)
    page = leader.get(f"{INBOX}/{one.pk}").content.decode()
    assert "Ambil dari Rini" in page
    leader.post(f"{INBOX}/{one.pk}/ambil", {"known_holder": client.officer.pk})
    assert fresh(one).holder_id == leader.officer.pk
    assert "Ambil dari" not in at("verifier").get(f"{INBOX}/{one.pk}").content.decode()


@pytest.mark.parametrize(("name", "said", "status"), [
    ("jawab", {"text": "  "}, 422), ("jawab", {}, 422), ("jawab", {"text": "a" * 4001}, 422),
    ("jawab", {"text": "a\x00"}, 302),
    ("tunda", {"until": "selamanya"}, 422), ("tunda", {}, 422), ("selesai", {"outcome": "x"}, 422),
    ("selesai", {}, 422),
    ("serahkan", {"officer": "abc"}, 422), ("serahkan", {"officer": "9" * 30}, 422), ("ulang", {"line": "9" * 18}, 409),
    ("ambil", {"known_holder": "-1"}, 302), ("menari", {}, 404),
])  # fmt: skip
def test_bad_input_is_one_clear_sentence(at, held, name, said, status):
    client = at("operator")
    one = held(client)
    answer = client.post(f"{INBOX}/{one.pk}/{name}", said)
    assert answer.status_code == status
    if status in {409, 422}:
        assert 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize("name", ["ambil", "jawab", "selesai", "templat"])
def test_acting_on_nothing_is_404(at, city, name):
    assert at("operator").post(f"{INBOX}/999/{name}", {"text": "x", "template": "lanjut"}).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["saring=apa", "sesudah=x", "sesudah=1e999-2", "sesudah=nan-2", "sesudah=1-x", "q=%00", "sebelum=x"],
)
def test_a_strange_address_is_still_a_page(at, talk, query):
    one = talk()
    for place in (INBOX, f"{INBOX}/{one.pk}", f"{INBOX}/{one.pk}/baru", f"{INBOX}/baru"):
        assert at("operator").get(f"{place}?{query}").status_code == 200


def test_nothing_is_drawn_while_nothing_happens(at, talk, django_assert_num_queries):
    client, one = at("operator"), talk()
    marks = marks_of(client.get(f"{INBOX}/{one.pk}"))
    client.get(f"{INBOX}/{one.pk}/baru", marks)
    # Session and officer; then one tiny query for the conversation and one for the list.
    with django_assert_num_queries(4):
        answer = client.get(f"{INBOX}/{one.pk}/baru", marks)
    assert (answer.status_code, answer.content) == (204, b"")
    with django_assert_num_queries(3):
        answer = client.get(f"{INBOX}/baru", marks)
    assert (answer.status_code, answer.content) == (204, b"")


def test_what_happens_in_it_is_drawn_and_only_that(at, talk):
    client, one, other = at("operator"), talk(), talk(name="Orang Lain")
    holding.take(one.pk, client.actor)
    marks = marks_of(client.get(f"{INBOX}/{one.pk}"))
    holding.answer(one.pk, client.actor, "Sudah kami cek.", once="a")
    page = client.get(f"{INBOX}/{one.pk}/baru", marks).content.decode()
    assert "Sudah kami cek." in page
    assert 'id="list"' in page
    marks = marks_of(client.get(f"{INBOX}/{one.pk}"))
    holding.take(other.pk, at("verifier").actor)
    page = client.get(f"{INBOX}/{one.pk}/baru", marks).content.decode()
    assert 'id="list"' in page
    assert 'id="thread"' not in page


def test_a_change_that_was_seen_late_is_still_found(at, talk):
    """Two changes at once may be committed in the other order: the newest moment alone would hide one."""
    client, one, other = at("operator"), talk(), talk()
    saying.touch(one, timezone.now())
    marks = marks_of(client.get(INBOX))
    earlier = fresh(one).changed_at - timedelta(seconds=1)
    Conversation.objects.filter(pk=other.pk).update(version=7, changed_at=earlier)
    assert client.get(f"{INBOX}/baru", marks).status_code == 200


def test_a_snoozed_one_that_comes_back_is_news(at, held):
    client = at("operator")
    one = held(client, snoozed_until=timezone.now() + timedelta(hours=1), unread=0)
    marks = marks_of(client.get(INBOX))
    assert client.get(f"{INBOX}/baru", marks).status_code == 204
    woken = marks["l"].rpartition("~")[0] + "~" + str(int(timezone.now().timestamp()) - 1)
    assert client.get(f"{INBOX}/baru", {"l": woken}).status_code == 200
    assert one.pk


def test_a_window_that_closes_is_news(at, held):
    client = at("operator")
    one = held(client)
    marks = marks_of(client.get(f"{INBOX}/{one.pk}"))
    Conversation.objects.filter(pk=one.pk).update(last_in_at=timezone.now() - timedelta(hours=25))
    page = client.get(f"{INBOX}/{one.pk}/baru", marks)
    assert page.status_code == 200
    assert "<textarea" not in page.content.decode()


@pytest.mark.parametrize("mark", ["", "x", "~~~", "nan~1~1~", "1e400~0~0~", "-5~0~0~", "1~2"])
def test_a_mark_that_is_not_ours_is_answered_with_the_list(at, talk, mark):
    talk()
    assert at("operator").get(f"{INBOX}/baru", {"l": mark}).status_code == 200


def test_reading_takes_the_number_away(at, held):
    client = at("operator")
    one = held(client, unread=3)
    assert 'id="read"' in client.get(f"{INBOX}/{one.pk}").content.decode()
    assert client.post(f"{INBOX}/{one.pk}/baca").status_code == 204
    assert fresh(one).unread == 0
    assert 'id="read"' not in client.get(f"{INBOX}/{one.pk}").content.decode()


def test_that_an_officer_writes_is_noted_for_the_worker(at, held):
    client = at("operator")
    one = held(client)
    assert client.post(f"{INBOX}/{one.pk}/mengetik").status_code == 204
    assert fresh(one).typing_at is not None
    assert at("liaison").post(f"{INBOX}/{one.pk}/mengetik").status_code == 403
