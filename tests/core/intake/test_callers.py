"""Who may be calling: found as it is typed, and never the reporter of a secret case."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.cases.models import Case
from surga.core.cases.queries import CursorBroken
from surga.core.intake.actions.contacts import ContactDraft, log_contact
from surga.core.intake.models import Contact
from surga.core.intake.queries.callers import caller, callers_like, past_of, promises_of
from surga.core.intake.queries.contacts import contacts_between, desk_contact_of
from surga.core.people.access import Actor
from tests.core.conftest import file_case

SUMARNI = {"reporter_name": "Bu Sumarni", "reporter_phone": "0812 3456 7890"}
NOW = timezone.now()


@pytest.fixture
def operator(staff: dict[str, Actor]) -> Actor:
    return staff["operator"]


def called(n: int, outcome: str = "information", **more: object) -> ContactDraft:
    return ContactDraft("phone", outcome, external_id=f"desk:{n}", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed", ["sum", "SUMARNI bu", "0812", "+62812", "62812", "7890", "0812-3456", "0812%", "812 3456 7890"]
)
def test_a_reporter_is_found_as_the_name_or_number_is_typed(typed: str, operator: Actor) -> None:
    code = file_case(**SUMARNI)
    found = callers_like(typed, operator)
    assert [(each.name, each.tail) for each in found] == [("Bu Sumarni", "7890")]
    assert [case.code for case in found[0].cases] == [code]


@pytest.mark.parametrize("typed", ["", "su", "08", "sumarno", "0813", "\x00", "%", "___"])
def test_too_little_or_another_finds_nobody(typed: str, operator: Actor) -> None:
    file_case(**SUMARNI)
    assert callers_like(typed, operator) == []


@pytest.mark.parametrize("secret", ["anonymous", "confidential", "oversight"])
def test_a_reporter_of_secret_cases_alone_is_not_found(secret: str, operator: Actor) -> None:
    code = file_case(**SUMARNI)
    Case.objects.update(**{secret: True})
    found = Case.objects.get(code=code)
    assert callers_like("sumarni", operator) == callers_like("0812", operator) == []
    assert caller(f"r{found.reporter_id}", operator) is None


def test_a_secret_case_is_not_told_beside_an_open_one(operator: Actor) -> None:
    code = file_case(**SUMARNI)
    file_case("lampu mati", confidential=True, **SUMARNI)
    (found,) = callers_like("sumarni", operator)
    assert [case.code for case in found.cases] == [code]


def test_numbers_without_a_reporter_are_found_with_their_marks(operator: Actor) -> None:
    for n, outcome in enumerate(("prank", "prank", "silent")):
        log_contact(called(n, outcome, phone="0855 111 2222"), operator)
    (found,) = callers_like("0855", operator)
    assert (found.name, found.contacts, found.marks) == ("", 3, 2)
    assert caller(found.ref, operator) == found


@pytest.mark.parametrize("ref", ["", "r", "c", "r0", "c0", "x1", "r-1", "c" + "9" * 30, "r٣"])
def test_a_ref_of_nobody_is_nobody(ref: str, operator: Actor) -> None:
    assert caller(ref, operator) is None


def test_a_reporter_is_the_same_by_their_ref(operator: Actor) -> None:
    file_case(**SUMARNI)
    (found,) = callers_like("sumarni", operator)
    assert caller(found.ref, operator) == found
    assert found.ref.startswith("r")


def test_who_sees_no_case_finds_no_caller(staff: dict[str, Actor]) -> None:
    file_case(**SUMARNI)
    assert callers_like("sumarni", staff["administrator"]) == []


def test_the_history_of_a_caller_keeps_secrets(operator: Actor) -> None:
    log_contact(called(1, "complaint", text="jalan rusak", opens_case=True, phone="0812345678"), operator)
    secret = {"more": {"anonymous": True}, "opens_case": True}
    log_contact(called(2, "complaint", text="tetangga ribut", phone="0812345678", **secret), operator)
    log_contact(called(3, text="jam buka", phone="0812345678"), operator)
    (found, *_) = callers_like("0812345678", operator)
    told = {(past.text, bool(past.code)) for past in past_of(found, operator)}
    assert told == {("jalan rusak", True), ("", False), ("jam buka", False)}


def test_contacts_are_listed_page_by_page_without_a_gap(operator: Actor) -> None:
    for n in range(7):
        log_contact(called(n, "silent" if n % 2 else "prank"), operator, at=NOW + timedelta(seconds=n // 2))
    seen, cursor = [], ""
    while True:
        page = contacts_between(cursor=cursor, limit=2)
        seen += [contact.external_id for contact in page.items]
        cursor = page.next
        if not cursor:
            break
    assert seen == [f"desk:{n}" for n in reversed(range(7))]
    assert len(contacts_between(outcome="silent").items) == 3
    assert contacts_between(start=NOW + timedelta(seconds=9)).items == []
    assert contacts_between(end=NOW).items == []
    assert contacts_between(officer_id=int(operator.id), channel="phone").items


@pytest.mark.parametrize("cursor", ["x", "-1", "9" * 19, "9" * 40, "٣", "1"])
def test_a_cursor_of_another_is_refused(cursor: str, operator: Actor) -> None:
    with pytest.raises(CursorBroken):
        contacts_between(cursor=cursor)


def test_the_contact_that_took_a_case_is_known(operator: Actor) -> None:
    code = file_case()
    case_id = Case.objects.get(code=code).pk
    assert desk_contact_of(case_id) is None
    log_contact(called(1, "follow_up", text="kapan?", case_code=code), operator)
    assert desk_contact_of(case_id) is None
    taken = log_contact(called(2, "complaint", text="aspal rusak", opens_case=True), operator)
    assert taken.case_id is not None
    assert desk_contact_of(taken.case_id) == taken
    assert Contact.objects.count() == 2


def test_what_was_promised_is_told_however_long_ago_but_not_of_a_secret_case(operator: Actor) -> None:
    until = timezone.localdate() + timedelta(days=2)
    log_contact(called(1, phone="0855 111 2222", promise="Ditelepon lagi", promised_on=until), operator)
    for n in range(2, 10):
        log_contact(called(n, phone="0855 111 2222"), operator)
    (who,) = callers_like("0855", operator)
    (told,) = promises_of(who, operator)
    assert (told.promise, told.promised_on) == ("Ditelepon lagi", until)
    assert all(not past.promise for past in past_of(who, operator))
    more = {"anonymous": True}
    hidden = called(
        20,
        "complaint",
        phone="0855 111 2222",
        text="Lampu mati",
        opens_case=True,
        promise="Rahasia",
        more=more,
    )
    log_contact(hidden, operator)
    assert [each.promise for each in promises_of(who, operator)] == ["Ditelepon lagi"]
