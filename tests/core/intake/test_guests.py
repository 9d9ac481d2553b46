"""Somebody else than the dialogue may answer a message: what is its own, and never a danger or an officer's."""

from collections.abc import Callable

import pytest
from django.db import OperationalError

from surga.core.cases.models import Case
from surga.core.intake.actions.conversing import guests, take_in
from surga.core.intake.actions.conversing.guests import Spoken, Taken
from surga.core.intake.dialogue.turn import Say
from surga.core.intake.models import Contact, Conversation, Line
from tests.core.intake.writing import STORY, filed, said, talk, write

pytestmark = pytest.mark.usefixtures("small_city")
type Connect = Callable[[guests.Guest], None]


@pytest.fixture
def connect(monkeypatch: pytest.MonkeyPatch) -> Connect:
    """Let a guest in, alone."""
    alone: dict[str, guests.Guest] = {}
    monkeypatch.setattr(guests, "_guests", alone)
    return lambda guest: guests.connect(f"guest-{len(alone)}", guest)


def teller(spoken: Spoken) -> Taken | None:
    """Wants a secret number, and says how far it is."""
    if not spoken.heard.text.isdecimal():
        return None
    return Taken((Say("Terima kasih.", (("next", "Lagi"),)),), kept="(angka)")


def test_what_is_its_own_is_answered_by_the_guest_alone_and_kept_from_readers(connect: Connect) -> None:
    connect(teller)
    heard = write("3")
    assert said() == ["Terima kasih."]
    theirs, ours = Line.objects.order_by("id")
    assert (theirs.text, theirs.data, ours.data) == ("(angka)", {}, {"choices": [["next", "Lagi"]]})
    assert (talk().preview, talk().memory, talk().unread) == ("Terima kasih.", {}, 0)
    # It is no touch, and of no case.
    assert not Contact.objects.exists()
    assert ours.case_id is None
    take_in(heard)
    assert said() == ["Terima kasih."]


def test_a_guest_may_answer_by_silence(connect: Connect) -> None:
    connect(lambda spoken: Taken(kept="(angka)"))
    write("3")
    assert said() == []
    assert (talk().preview, Line.objects.get().text) == ("(angka)", "(angka)")


def test_all_else_is_the_dialogue_s(connect: Connect) -> None:
    connect(teller)
    case = filed()
    assert case.text == STORY
    assert case.code in said()[-1]


def test_the_first_that_takes_it_answers(connect: Connect) -> None:
    connect(lambda spoken: None)
    connect(lambda spoken: Taken((Say("Saya."),)))
    connect(lambda spoken: pytest.fail("it was taken"))
    write("3")
    assert said() == ["Saya."]
    assert Line.objects.get(way=Line.IN).text == "3"


@pytest.mark.parametrize("text", ["tolong ada kebakaran di pasar", "tolong!! darurat"])
def test_a_danger_is_shown_to_no_guest(connect: Connect, text: str) -> None:
    connect(lambda spoken: pytest.fail("a danger"))
    write(text)
    assert "112" in said()[0]


@pytest.mark.parametrize("mode", [Conversation.WAITING, Conversation.HELD])
def test_what_an_officer_is_to_read_is_shown_to_no_guest(connect: Connect, mode: str) -> None:
    write("halo")
    Conversation.objects.update(mode=mode)
    connect(lambda spoken: pytest.fail("an officer has it"))
    write("3")
    assert talk().unread == 1


def test_a_guest_that_fails_is_passed_over_and_its_writes_undone(connect: Connect) -> None:
    def broken(spoken: Spoken) -> Taken | None:
        Conversation.objects.filter(pk=spoken.conversation.pk).update(name="?")
        raise ValueError(spoken.heard.text)

    connect(broken)
    write("halo", name="Sri")
    assert "Halo!" in said()[0]
    assert talk().name == "Sri"


def test_a_database_that_is_away_is_no_fault_of_the_guest(connect: Connect) -> None:
    def away(spoken: Spoken) -> Taken | None:
        raise OperationalError

    connect(away)
    with pytest.raises(OperationalError):
        write("halo")
    assert not Line.objects.exists()


def test_a_matter_of_theirs_goes_first(connect: Connect) -> None:
    busy: list[bool] = []

    def watch(spoken: Spoken) -> None:
        busy.append(spoken.busy)

    connect(watch)
    write("halo")
    write(STORY)
    write("kirim")
    write("makasih")
    assert busy == [False, False, True, False]
    Case.objects.update(status="waiting_reporter")
    write("RT 3")
    assert busy[-1] is True
