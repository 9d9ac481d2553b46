"""The screen for calls and the counter: what comes of a touch, and what the script is told."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.cases.models import Case, Entry
from surga.core.hotlines.models import Hotline
from surga.core.intake.models import Contact, Conversation, Line, Submission
from surga.core.people.models import Reporter
from surga.doors.desk.centre.calls.form import ENDS, signed

DATA = {"Accept": "application/json"}


def send(client, outcome="", *, headers=None, **said):
    fields = {"channel": "phone", "kind": "complaint", "once": "a" * 32, "text": "", **said}
    return client.post("/meja/baru", {**fields, **({"outcome": outcome} if outcome else {})}, headers=headers)


@pytest.fixture
def operator(at):
    return at("operator")


@pytest.mark.parametrize("outcome", ENDS)
def test_each_key_saves_a_contact_and_no_case(outcome, operator):
    answer = send(operator, outcome, headers=DATA, seconds="7")
    contact = Contact.objects.get()
    assert answer.status_code == 201
    assert (contact.outcome, contact.seconds, contact.case, contact.text) == (outcome, 7, None, "")
    assert contact.officer == operator.officer
    told = answer.json()
    assert told["go"] == ""
    assert re.fullmatch("[0-9a-f]{32}", told["once"])
    assert not Case.objects.exists()


def test_without_script_a_prank_leads_to_an_empty_form(operator):
    answer = send(operator, "prank", text="wkwk", phone="08", email="x@", promised_on="31-02-2026")
    page = answer.content.decode()
    assert answer.status_code == 201
    assert "Tercatat: Iseng." in page
    assert "wkwk" not in page
    assert Contact.objects.get().text == "wkwk"


def test_a_case_leads_the_script_to_its_code(operator):
    answer = send(operator, headers=DATA, text="Jalan rusak", promise="Ditelepon", promised_on="2030-01-02")
    contact = Contact.objects.get()
    assert answer.json()["go"] == f"/meja/baru/{contact.case.code}"
    assert (contact.promise, contact.promised_on.isoformat()) == ("Ditelepon", "2030-01-02")
    page = operator.get(answer.json()["go"]).content.decode()
    assert contact.case.code in page
    assert "Ditelepon" in page


def test_sent_again_nothing_is_doubled(operator):
    first, again = (send(operator, headers=DATA, text="Jalan rusak") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["go"] == again.json()["go"]
    other = send(operator, headers=DATA, text="Lain")
    assert other.status_code == 409
    assert (Contact.objects.count(), Case.objects.count()) == (1, 1)


def test_what_is_wrong_is_told_by_field(operator):
    answer = send(operator, headers=DATA, phone="12", email="x@", text="")
    assert answer.status_code == 422
    assert answer.json()["errors"] == {"text": "Tuliskan dulu apa yang terjadi."}
    errors = send(operator, headers=DATA, phone="12", text="Jalan").json()["errors"]
    assert set(errors) == {"phone"}
    assert send(operator, "lunch", headers=DATA).status_code == 422
    assert send(operator, "prank", headers=DATA, once="x").status_code == 422
    assert not Contact.objects.exists()


@pytest.mark.parametrize(("ticked", "kind"), [({}, "addition"), ({"not_reporter": "on"}, "note")])
def test_about_a_known_case_it_is_a_follow_up_in_the_speakers_name(ticked, kind, operator, case):
    known = case()
    send(operator, about=known.code.lower(), text="Belum ada yang datang", **ticked)
    contact = Contact.objects.get()
    assert (contact.outcome, contact.case_id) == ("follow_up", known.pk)
    assert Entry.objects.get(kind=kind).text == "Belum ada yang datang"


def test_who_is_not_the_reporter_is_asked_only_about_a_known_case(operator, case):
    known = case()
    assert "data-about-box hidden" in operator.get("/meja/baru").content.decode()
    assert "data-about-box>" in operator.get(f"/meja/baru?perihal={known.code}").content.decode()


@pytest.mark.parametrize("code", ["RWJ-2601-AAAAA", "x"])
def test_about_an_unknown_case_is_refused_and_kept_on_the_page(code, operator):
    answer = send(operator, about=code, text="Belum ada yang datang")
    assert answer.status_code == 422
    assert "Belum ada yang datang" in answer.content.decode()


def test_about_a_case_out_of_sight_is_refused_in_words(operator, case):
    secret = case(text="Petugas minta uang")
    answer = send(operator, headers=DATA, about=secret.code, text="Kapan?")
    assert answer.status_code == 422
    assert "tidak dapat Anda buka" in answer.json()["said"]


def test_an_article_that_answered_is_kept(operator):
    send(operator, "information", article="surat-pindah", text="Syarat pindah?")
    assert Contact.objects.get().article_slug == "surat-pindah"


@pytest.fixture
def post(city):
    asked = [
        {"key": "jiwa", "label": "Jumlah jiwa", "type": "number", "required": True},
        {"key": "butuh", "label": "Butuh apa", "type": "choice", "choices": ["perahu", "makanan"]},
    ]
    return Hotline.objects.create(
        slug="banjir",
        name="Posko Banjir",
        opens_on=timezone.localdate() - timedelta(days=1),
        fields=asked,
        script="Tanyakan tinggi air.",
        changed_at=timezone.now(),
    )


def test_a_hotline_asks_its_own_and_says_what_is_wrong(operator, post):
    page = operator.get("/meja/baru").content.decode()
    assert "Tanyakan tinggi air." in page
    assert 'name="extra-banjir-jiwa"' in page
    wrong = send(operator, headers=DATA, hotline="banjir", text="Banjir", **{"extra-banjir-jiwa": "banyak"})
    assert set(wrong.json()["errors"]) == {"extra-banjir-jiwa"}
    right = {"extra-banjir-jiwa": "4", "extra-banjir-butuh": "perahu"}
    assert send(operator, headers=DATA, hotline="banjir", text="Banjir", **right).status_code == 201
    contact = Contact.objects.get()
    assert (contact.hotline, contact.extra) == (post, {"jiwa": 4, "butuh": "perahu"})


def test_a_closed_hotline_is_not_offered(operator, post):
    Hotline.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    assert "Posko Banjir" not in operator.get("/meja/baru").content.decode()
    assert send(operator, headers=DATA, hotline="banjir", text="Banjir").status_code == 201
    assert Contact.objects.get().hotline is None


def test_a_chosen_caller_is_the_same_reporter_without_their_number_on_the_page(operator, case):
    known = case(reporter_email="sumarni@contoh.id")
    ref = f"r{known.reporter_id}"
    send(operator, text="Lampu mati", caller=signed(ref), name="Sumarni")
    assert Reporter.objects.count() == 1
    send(operator, text="Lampu mati lagi", caller=ref, once="b" * 32)
    assert Contact.objects.order_by("id").last().reporter is None, "an unsigned caller is nobody"


@pytest.fixture
def chat(city):
    now = timezone.now()
    chat = Conversation.objects.create(
        channel="whatsapp", sender="62811", name="Bu Tini", phone="+62811111111", changed_at=now
    )
    for way, text in (("in", "Selamat pagi"), ("out", "Ada yang bisa dibantu?"), ("in", "Lampu mati")):
        Line.objects.create(
            conversation=chat, channel="whatsapp", way=way, author="x", kind="text", text=text, at=now
        )
    return chat


def test_from_a_conversation_the_form_is_filled_and_news_returns_there(operator, chat):
    page = operator.get(f"/meja/baru?percakapan={chat.pk}").content.decode()
    assert "Selamat pagi\nLampu mati</textarea>" in page
    assert 'value="Bu Tini"' in page
    assert '<option value="whatsapp" selected>' in page
    send(operator, text="Lampu mati", channel="whatsapp", conversation=chat.pk)
    assert Submission.objects.get().conversation == chat


@pytest.mark.parametrize("pk", ["0", "999999", "x", "٣", "9" * 30, "-1"])
def test_a_conversation_that_is_not_there_changes_nothing(pk, operator):
    assert operator.get("/meja/baru", {"percakapan": pk}).status_code == 200
    assert send(operator, text="Lampu mati", conversation=pk).status_code == 422
    assert not Case.objects.exists()


def test_the_page_asks_the_database_little(operator, post, django_assert_max_num_queries):
    operator.get("/meja/baru")
    with django_assert_max_num_queries(10):
        operator.get("/meja/baru")
