"""Talks that go on: a case's news answered in the chat, persons who take over, haste, and what is left."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from surga.core.cases.actions import ask_reporter, confirm_case, refuse_reopen, request_reopen
from surga.core.cases.models import Case, Entry
from surga.core.intake.actions.conversing import sweep_unfinished, take_in
from surga.core.intake.heard import Heard
from surga.core.intake.models import Contact, Conversation, Line
from surga.core.people.access import REPORTER, Actor
from surga.events.models import Event
from tests.core.intake.writing import SENDER, STORY, filed, said, solved, talk, write

pytestmark = pytest.mark.usefixtures("small_city")


def test_a_question_of_the_verifier_is_answered_in_the_chat(staff: dict[str, Actor]) -> None:
    case = filed()
    ask_reporter(case.code, staff["verifier"], text="Tiang nomor berapa?")
    write("nomor tiga")
    case.refresh_from_db()
    assert case.status == "received"
    assert Entry.objects.get(case=case, kind="reply").text == "nomor tiga"


def test_settled_and_rated_in_the_chat() -> None:
    case = solved()
    write("Sudah beres", kind="choice", choice=f"beres:{case.code}")
    write("5 mantap")
    case.refresh_from_db()
    assert (case.status, case.close_reason, case.stars) == ("closed", "confirmed", 5)


def test_not_settled_goes_back_to_the_agency() -> None:
    case = solved()
    write("belum")
    write("masih mati tiap malam")
    case.refresh_from_db()
    assert case.status == "in_progress"
    assert Entry.objects.get(case=case, kind="objection").text == "masih mati tiap malam"


def test_words_on_a_closed_case_ask_for_it_to_be_opened_again() -> None:
    case = solved()
    write("Sudah beres", kind="choice", choice=f"beres:{case.code}")
    write(f"{case.code} lampunya mati lagi sejak tadi malam pak, tolong")
    case.refresh_from_db()
    assert case.reopen_requested_at is not None
    assert "dibuka kembali" in said()[-1]


def stays_closed(staff: dict[str, Actor]) -> Case:
    """A case of the conversation whose reporter was refused its reopening."""
    case = solved()
    Case.objects.filter(pk=case.pk).update(agency_id="kel-timur")
    write("Sudah beres", kind="choice", choice=f"beres:{case.code}")
    request_reopen(case.code, REPORTER, text="Mati lagi")
    refuse_reopen(case.code, staff["verifier"], reason="Sudah benar")
    return case


def test_who_is_refused_a_reopening_asks_for_the_next_level_in_the_chat(staff: dict[str, Actor]) -> None:
    case = stays_closed(staff)
    write("Minta dinaikkan", kind="choice", choice=f"naik:{case.code}")
    assert "tingkat berikutnya" in said()[-1]
    write("Lampunya tetap mati tiap malam, gang kami gelap")
    case.refresh_from_db()
    assert (case.status, case.raised) in {("forwarded", 1), ("escalated", 1)}
    assert Entry.objects.get(case=case, kind="raise").text.startswith("Lampunya tetap mati")
    assert "kami catat" in said()[-1]
    # It is a right for once: the button leads to where it stands now.
    write("Minta dinaikkan", kind="choice", choice=f"naik:{case.code}")
    assert f"Laporan *{case.code}*" in said()[-1]
    write("sekali lagi tolong dinaikkan ya pak")
    case.refresh_from_db()
    assert case.raised == 1


def test_nobody_raises_a_case_that_is_not_theirs_or_was_not_refused(staff: dict[str, Actor]) -> None:
    case = solved()
    write("Naik", kind="choice", choice=f"naik:{case.code}")
    assert "Ceritakan mengapa" not in said()[-1]
    Case.objects.filter(pk=case.pk).update(agency_id="kel-timur")
    confirm_case(case.code, REPORTER)
    request_reopen(case.code, REPORTER, text="Mati lagi")
    refuse_reopen(case.code, staff["verifier"], reason="Sudah benar")
    write("Naik", kind="choice", choice=f"naik:{case.code}", sender="6281299999999")
    assert "Ceritakan mengapa" not in said()[-1]
    assert Case.objects.get(pk=case.pk).raised == 0


def test_a_person_who_was_asked_for_has_the_conversation() -> None:
    write("petugas")
    conversation = talk()
    assert (conversation.mode, conversation.unread) == (Conversation.WAITING, 1)
    assert conversation.waiting_since is not None
    count = len(said())
    write("halo?")
    assert len(said()) == count
    assert talk().unread == 2
    passed = Event.objects.filter(name="ConversationPassed").get()
    assert (passed.data["mode"], passed.actor) == ("waiting", "system:dialogue")


def test_a_button_works_while_a_person_has_the_conversation() -> None:
    case = solved()
    write("petugas")
    write("Sudah beres", kind="choice", choice=f"beres:{case.code}")
    case.refresh_from_db()
    assert case.status == "closed"
    assert case.code in said()[-1]
    assert talk().mode == Conversation.WAITING


def test_who_waits_and_is_in_danger_is_told_the_number_once() -> None:
    # Over a full hour, too.
    start = timezone.now().replace(minute=59, second=58) - timedelta(days=1)
    write("petugas", at=start)
    for number, text in enumerate(("kebakaran di sini!", "tolong kebakaran!", "kebakaran!!")):
        write(text, at=start + timedelta(seconds=1 + 2 * number))
    assert sum("112 sekarang" in text for text in said()) == 1
    write("kebakaran lagi!", at=start + timedelta(hours=1, minutes=1))
    assert sum("112 sekarang" in text for text in said()) == 2


def test_after_release_the_bot_speaks_again() -> None:
    write("petugas")
    Conversation.objects.update(mode=Conversation.BOT)
    write("halo")
    assert "layanan aduan" in said()[-1]


@pytest.mark.parametrize("minute", [0, 14, 59])
def test_who_writes_without_pause_is_kept_and_asked_to_slow_down(minute: int) -> None:
    start = timezone.now().replace(minute=minute, second=35) - timedelta(hours=1)
    for number in range(30):
        write(f"pesan {number} di jl Dhoho lampu mati", at=start + timedelta(seconds=number))
    assert Line.objects.filter(way=Line.IN).count() == 30
    assert len(said()) == 21
    assert said()[-1].startswith("Pelan-pelan")
    assert "pesan 29" in talk().memory["story"]
    write("halo", sender="another")
    assert "layanan aduan" in said()[-1]


def test_a_machine_that_answers_every_mail_of_ours_is_soon_answered_no_more() -> None:
    # Over midnight, too.
    start = timezone.now().replace(hour=23, minute=40) - timedelta(days=2)
    for number in range(25):
        at = start + timedelta(minutes=2 * number)
        write(f"Terima kasih, surat nomor {number} Anda kami terima.", at=at, channel="email",
              sender="robot@contoh.example", email="robot@contoh.example", phone="")  # fmt: skip
    assert Line.objects.filter(way=Line.IN).count() == 25
    assert Line.objects.filter(way=Line.OUT).count() <= 11
    assert said()[-1].startswith("Pelan-pelan")


def test_a_left_story_waits_for_an_officer_and_may_still_be_sent() -> None:
    then = timezone.now() - timedelta(minutes=90)
    write(STORY, at=then)
    assert sweep_unfinished(then + timedelta(minutes=59)) == 0
    assert sweep_unfinished() == 1
    assert sweep_unfinished() == 0
    assert talk().mode == Conversation.WAITING
    assert "belum dikirim" in said()[-1]
    write("kirim")
    assert Case.objects.count() == 1
    assert (talk().mode, talk().unread, talk().waiting_since) == (Conversation.BOT, 0, None)


def test_a_touch_that_came_to_nothing_ends_after_a_day() -> None:
    then = timezone.now() - timedelta(hours=25)
    write("halo", at=then)
    assert sweep_unfinished(then + timedelta(hours=23)) == 0
    assert sweep_unfinished() == 1
    assert Contact.objects.get().outcome == "silent"
    assert sweep_unfinished() == 0


def test_times_that_cannot_be_are_not_believed() -> None:
    now = timezone.now()
    take_in(Heard("whatsapp", SENDER, "x", now + timedelta(days=400), text="halo"), at=now)
    assert talk().last_in_at == now


def test_nothing_of_what_was_said_stands_in_an_event() -> None:
    case = filed()
    write("tambahan dari saya: Sri")
    write("tambahan")
    assert Entry.objects.filter(case=case).count() == 1
    assert not [
        event for event in Event.objects.all() if "Sri" in str(event.data) or SENDER in str(event.data)
    ]


def test_a_message_asks_the_database_no_more_than_it_must(django_assert_max_num_queries: Any) -> None:
    write("halo")
    write("lampu mati")
    with django_assert_max_num_queries(30):
        write("di jl Dhoho")


@pytest.mark.django_db(transaction=True)
def test_the_same_message_at_the_same_moment_is_one(small_city: None) -> None:
    now = timezone.now()
    heard = [
        Heard("whatsapp", SENDER, f"same.{n}", now, text=text) for n, text in enumerate([STORY, "kirim"])
    ]
    barrier, faults = threading.Barrier(2), []

    def go() -> None:
        try:
            for one in heard:
                barrier.wait(60)
                take_in(one, at=now)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert (Case.objects.count(), Line.objects.filter(way=Line.IN).count(), len(said())) == (1, 2, 2)
    assert Contact.objects.count() == 1
