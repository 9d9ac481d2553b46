"""A contact about a known case: the reporter's own words there, or a note."""

from __future__ import annotations

import pytest

from surga.core.cases.actions import archive_case, ask_reporter
from surga.core.cases.models import Case, Entry, Photo
from surga.core.cases.states import Refused
from surga.core.intake.actions.contacts import ContactDraft, log_contact
from surga.core.intake.models import Contact
from surga.core.people.access import Actor, NotAllowed
from tests.core.cases.test_photos import jpeg
from tests.core.conftest import file_case


@pytest.fixture
def operator(staff: dict[str, Actor]) -> Actor:
    return staff["operator"]


def call(**more: object) -> ContactDraft:
    values: dict[str, object] = {"channel": "phone", "outcome": "complaint", "external_id": "desk:1", **more}
    return ContactDraft(**values)  # type: ignore[arg-type]  # fields of the draft


def follow_up(code: str, **more: object) -> ContactDraft:
    return call(outcome="follow_up", text="Belum ada yang datang", case_code=code, **more)


def test_a_follow_up_is_what_the_reporter_adds_to_the_case(operator: Actor) -> None:
    code = file_case()
    contact = log_contact(follow_up(code), operator)
    assert contact.case is not None
    assert (contact.case.code, contact.case.status) == (code, "received")
    assert contact.officer_id == int(operator.id)
    entry = Entry.objects.get(kind="addition")
    assert (entry.text, entry.author, entry.visibility) == (
        "Belum ada yang datang",
        "reporter",
        Entry.REPORTER,
    )
    assert Case.objects.count() == 1


def test_a_case_that_waited_for_the_reporter_goes_on_once_they_called(operator: Actor) -> None:
    code = file_case()
    ask_reporter(code, operator, text="Di mana tepatnya?")
    assert Case.objects.get().status == "waiting_reporter"
    for _twice in range(2):
        log_contact(follow_up(code), operator)
    assert Case.objects.get().status == "received"
    assert Entry.objects.get(kind="reply").text == "Belum ada yang datang"


def test_what_somebody_else_says_is_a_note_and_the_case_waits_on(operator: Actor) -> None:
    code = file_case()
    ask_reporter(code, operator, text="Di mana tepatnya?")
    log_contact(follow_up(code, by_reporter=False), operator)
    assert Case.objects.get().status == "waiting_reporter"
    assert Entry.objects.get(kind="note").officer_id == int(operator.id)


def test_after_the_end_what_is_said_is_a_note(operator: Actor, staff: dict[str, Actor]) -> None:
    code = file_case()
    archive_case(code, staff["verifier"], reason="unclear")
    log_contact(follow_up(code), operator)
    assert Entry.objects.get(kind="note").text == "Belum ada yang datang"
    assert Case.objects.get().status == "archived"


def test_photos_brought_to_the_counter_reach_the_known_case(operator: Actor) -> None:
    code = file_case()
    log_contact(call(outcome="follow_up", case_code=code, more={"photos": [jpeg()]}), operator)
    assert Photo.objects.get().case_id == Case.objects.get(code=code).pk


def test_who_only_asks_how_it_stands_leaves_no_note(operator: Actor) -> None:
    code = file_case()
    contact = log_contact(call(outcome="follow_up", case_code=code), operator)
    assert contact.case is not None
    assert not Entry.objects.filter(kind="note").exists()
    for n, unknown in enumerate(("RWJ-2601-AAAAA", "x")):
        with pytest.raises(Refused):
            log_contact(call(outcome="follow_up", case_code=unknown, external_id=f"desk:x{n}"), operator)


def test_a_case_out_of_sight_is_not_followed_up(operator: Actor) -> None:
    code = file_case("petugas minta uang")
    for text in ("", "Kapan?"):
        with pytest.raises(NotAllowed):
            log_contact(call(outcome="follow_up", case_code=code, text=text), operator)
    assert not Contact.objects.exists()
