"""Until a person answers: a voice note and an emergency leave the bot listening, a wish for a person does not."""

import pytest
from django.utils import timezone

from surga.core.cases.models import Case
from surga.core.intake.actions import holding
from surga.core.intake.models import Conversation
from surga.core.people.access import Actor
from surga.events.models import Event
from tests.core.intake.writing import STORY, said, talk, write

pytestmark = pytest.mark.usefixtures("small_city")


def passed() -> int:
    return Event.objects.filter(name="ConversationPassed").count()


@pytest.mark.parametrize("first", [{"kind": "voice"}, {"text": "tolong!!"}])
def test_whoever_goes_on_in_writing_gets_a_code_and_keeps_the_place_in_the_line(
    first: dict[str, str],
) -> None:
    write(**first)
    waits = talk().waiting_since
    assert talk().mode == Conversation.WAITING
    write(STORY)
    assert "Sudah benar?" in said()[-1]
    write("kirim")
    case = Case.objects.get()
    assert any(case.code in each for each in said())
    write("terima kasih")
    assert said()[-1].startswith("Sama-sama")
    assert (talk().mode, talk().waiting_since, talk().unread) == (Conversation.WAITING, waits, 4)
    assert passed() == 1


def test_a_voice_note_that_came_first_belongs_to_the_case() -> None:
    write(kind="voice")
    write(STORY)
    write("kirim")
    assert "akan didengarkan petugas" in said()[-1]
    assert Case.objects.get().text == STORY


def test_the_bot_is_quiet_as_soon_as_somebody_takes_it(staff: dict[str, Actor]) -> None:
    write(kind="voice")
    holding.take(talk().pk, staff["operator"])
    before = said()
    write(STORY)
    assert said() == before


def test_who_asked_for_a_person_after_all_waits_for_one() -> None:
    write(kind="voice")
    write("petugas")
    before = said()
    write(STORY)
    assert said() == before


def test_never_mind_ends_the_waiting_while_nobody_answers_yet(staff: dict[str, Actor]) -> None:
    write("petugas")
    write("tidak jadi")
    assert "dibatalkan" in said()[-1]
    assert (talk().mode, talk().waiting_since) == (Conversation.BOT, None)
    write("petugas", at=timezone.now())
    holding.take(talk().pk, staff["operator"])
    before = said()
    write("batal")
    assert said() == before
