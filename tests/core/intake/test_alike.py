"""In a conversation: a danger, and the same matter again, with the tables behind it."""

import pytest

from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people.access import REPORTER, system
from surga.events import relay
from tests.core.intake.writing import SENDER, STORY, said, talk, write

pytestmark = pytest.mark.usefixtures("small_city")
TEAM = system("test")


@pytest.fixture
def known() -> str:
    """The same lamp, told before, and public; its code."""
    code = receive(Message(text=STORY, region="99.01.1001"), REPORTER).code
    actions.verify_case(code, TEAM, topic="jalan")
    relay.drain()
    return code


def test_yes_joins_and_both_keep_codes_of_their_own(known: str) -> None:
    write(f"{STORY}, gelap sekali")
    assert "Apakah ini hal yang sama?" in said()[-1]
    write("Ya, sama", kind="choice", choice="same")
    own = Case.objects.exclude(code=known).get()
    lead = Case.objects.get(code=known)
    assert own.joined_to_id == lead.pk
    assert lead.followers == 1
    assert own.code in said()[-1]
    assert known in said()[-1]
    assert "2 warga" in said()[-1]


def test_no_files_a_case_of_its_own_and_nobody_is_asked_twice(known: str) -> None:
    write(STORY)
    write("Bukan", kind="choice", choice="different")
    assert "Sudah benar?" in said()[-1]
    write("kirim")
    assert Case.objects.exclude(code=known).get().joined_to_id is None
    assert sum("hal yang sama?" in each for each in said()) == 1


def test_a_case_that_ended_meanwhile_costs_nobody_their_report(known: str) -> None:
    write(STORY)
    actions.archive_case(known, TEAM, reason="duplicate", note="Sudah.")
    write("ya")
    if Case.objects.count() == 1:
        write("kirim")
    own = Case.objects.exclude(code=known).get()
    assert own.joined_to_id is None
    assert own.code in said()[-1]


def test_who_told_it_elsewhere_under_the_same_number_is_not_counted_twice() -> None:
    told = receive(Message(text=STORY, region="99.01.1001", reporter_phone=f"+{SENDER}"), REPORTER).code
    actions.verify_case(told, TEAM, topic="jalan")
    relay.drain()
    write(STORY)
    write("Ya, sama", kind="choice", choice="same")
    assert Case.objects.get(code=told).followers == 0
    assert Case.objects.exclude(code=told).get().code in said()[-1]


def test_what_is_not_public_is_never_shown(known: str) -> None:
    Case.objects.filter(code=known).update(published=False)
    write(STORY)
    assert "Sudah benar?" in said()[-1]


def test_a_danger_is_the_first_answer_and_the_case_knows_it() -> None:
    write("kabel listrik putus menjuntai di depan Pasar Timur, keluar api")
    first = said()[0]
    assert "Hubungi 112 sekarang" in first
    assert len(said()) > 1
    write("kirim")
    case = Case.objects.get()
    assert case.danger
    assert case.code in said()[-1]


def test_a_mail_of_a_danger_is_answered_with_the_number_at_once_and_filed() -> None:
    text = "kabel listrik putus menjuntai di depan Pasar Timur, keluar api"
    write(text, channel="email", sender="sri@contoh.id", email="sri@contoh.id", phone="")
    assert "Hubungi 112 sekarang" in said()[0]
    assert Case.objects.get().danger


def test_a_danger_in_words_that_are_refused_is_told_all_the_same() -> None:
    write(STORY)
    write("kirim")
    case = Case.objects.get()
    actions.verify_case(case.code, TEAM, topic="jalan")
    actions.archive_case(case.code, TEAM, reason="not_government", note="Selesai.")
    talk()
    write(f"{case.code} sekarang kabelnya terbakar dan apinya besar sekali")
    assert any("112 sekarang" in each for each in said())
