"""Contacts: kept once each, with or without a case, and never mistaken for one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.cases.models import Case
from surga.core.hotlines.models import Hotline
from surga.core.intake.actions import contacts
from surga.core.intake.actions.contacts import (
    ContactDraft,
    begin_chat,
    correct_outcome,
    end_chat,
    log_contact,
)
from surga.core.intake.contacts import IDLE, OUTCOMES
from surga.core.intake.message import MessageRefused
from surga.core.intake.models import Contact, Conversation, Submission
from surga.core.intake.queries.contacts import counts, history_of_phone, marks_of
from surga.core.intake.receive import KeyReused
from surga.core.people.access import Actor, NotAllowed
from surga.core.people.models import Reporter
from surga.events.models import Event
from tests.core.conftest import file_case

NOW = timezone.now()


@pytest.fixture
def operator(staff: dict[str, Actor]) -> Actor:
    return staff["operator"]


def ended() -> list[dict[str, object]]:
    return list(Event.objects.filter(name="ContactEnded").order_by("id").values_list("data", flat=True))


def call(**more: object) -> ContactDraft:
    values: dict[str, object] = {"channel": "phone", "outcome": "complaint", "external_id": "desk:1", **more}
    return ContactDraft(**values)  # type: ignore[arg-type]  # fields of the draft


def test_a_complaint_is_a_contact_and_a_case_of_one_reporter(operator: Actor) -> None:
    draft = call(
        text="aspal rusak", opens_case=True, name="Sumarni", phone="0812 3456 7890", seconds=75,
        topic="jalan", region="99.01.1001", more={"address": "Gang 2"}, promise="Ditelepon lagi",
    )  # fmt: skip
    contact = log_contact(draft, operator, at=NOW)
    case = Case.objects.get()
    assert (contact.case, contact.touch, contact.caller_phone) == (case, "call", "+6281234567890")
    assert contact.started_at == NOW - timedelta(seconds=75)
    assert (case.channel, case.kind, case.address) == ("phone", "complaint", "Gang 2")
    assert contact.reporter_id == case.reporter_id == Reporter.objects.get().pk
    assert ended()[0]["case_code"] == case.code


def test_the_same_again_changes_nothing_and_another_is_refused(operator: Actor) -> None:
    draft = call(text="aspal rusak", opens_case=True)
    first = log_contact(draft, operator)
    assert log_contact(draft, operator) == first
    with pytest.raises(KeyReused):
        log_contact(call(text="yang lain", opens_case=True), operator)
    assert (Case.objects.count(), Contact.objects.count(), len(ended())) == (1, 1, 1)


@pytest.mark.parametrize("outcome", sorted(IDLE))
def test_what_brings_no_matter_is_kept_even_with_half_a_number(outcome: str, operator: Actor) -> None:
    contact = log_contact(call(outcome=outcome, phone="08", name="Iseng"), operator)
    assert (contact.outcome, contact.caller_phone, contact.reporter, contact.case) == (
        outcome,
        "",
        None,
        None,
    )
    assert not Reporter.objects.exists()
    assert not Case.objects.exists()


def test_pranks_and_abuse_mark_the_number_and_others_do_not(operator: Actor) -> None:
    for n, outcome in enumerate(OUTCOMES):
        log_contact(call(outcome=outcome, phone="0811111111", external_id=f"desk:{n}"), operator)
    assert marks_of("+62 811 111 111") == 2
    assert marks_of("0811111112") == marks_of("") == marks_of("x") == 0
    assert len(history_of_phone("0811-1111-11")) == 5


def test_nothing_stays_of_a_contact_whose_case_was_refused(operator: Actor) -> None:
    with pytest.raises(MessageRefused):
        log_contact(call(text="", opens_case=True), operator)
    assert not Contact.objects.exists()
    assert not Reporter.objects.exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"outcome": "lunch"}, "outcome"),
        ({"channel": "pigeon"}, "channel"),
        ({"promise": "x" * 301}, "promise"),
        ({"answer": "x" * 10_001}, "answer"),
        ({"text": "x" * 10_001}, "text"),
        ({"phone": "12"}, "reporter_phone"),
    ],
)
def test_what_cannot_be_kept_is_named(more: dict[str, object], field: str, operator: Actor) -> None:
    with pytest.raises(MessageRefused) as refused:
        log_contact(call(**more), operator)
    assert field in refused.value.errors


def test_only_who_may_file_logs_and_corrects(staff: dict[str, Actor]) -> None:
    contact = log_contact(call(outcome="silent"), staff["operator"])
    for role in ("liaison", "executive", "inspectorate", "administrator"):
        with pytest.raises(NotAllowed):
            log_contact(call(outcome="silent", external_id="desk:2"), staff[role])
        with pytest.raises(NotAllowed):
            correct_outcome(contact.pk, "prank", staff[role])


def test_an_outcome_is_corrected_and_the_counts_follow(operator: Actor) -> None:
    contact = log_contact(call(outcome="silent"), operator, at=NOW)
    correct_outcome(contact.pk, "prank", operator)
    hour = timedelta(hours=1)
    assert counts("outcome", NOW - hour, NOW + hour) == {"prank": 1}
    assert counts("channel", NOW - hour, NOW + hour, hotline="none") == {}
    assert [each["outcome"] for each in ended()] == ["silent", "prank"]
    with pytest.raises(MessageRefused):
        correct_outcome(contact.pk, "lunch", operator)


def test_a_length_nobody_can_have_measured_is_not_kept(operator: Actor) -> None:
    assert log_contact(call(outcome="silent", seconds=-5), operator).seconds is None
    assert log_contact(call(outcome="silent", seconds=10**9, external_id="desk:2"), operator).seconds is None


@pytest.fixture
def chat(small_city: None) -> Conversation:
    return Conversation.objects.create(
        channel="whatsapp", sender="62811", phone="+62811111111", changed_at=NOW
    )


def test_a_chat_runs_once_and_ends_once(chat: Conversation) -> None:
    first = begin_chat(chat, NOW)
    assert begin_chat(chat, NOW + timedelta(minutes=1)) == first
    for _ in range(2):
        end_chat(chat, "information", at=NOW + timedelta(minutes=3), article_slug="ktp")
    first.refresh_from_db()
    assert (first.touch, first.seconds, first.outcome, first.article_slug) == (
        "chat",
        180,
        "information",
        "ktp",
    )
    assert len(ended()) == 1
    assert begin_chat(chat, NOW + timedelta(hours=1)) != first


def test_a_chat_that_filed_keeps_its_case(chat: Conversation) -> None:
    case = Case.objects.get(code=file_case())
    contact = begin_chat(chat, NOW)
    end_chat(chat, "complaint", at=NOW, case=case)
    contact.refresh_from_db()
    assert (contact.case, contact.topic_code) == (case, "jalan")
    assert ended()[0]["case_code"] == case.code
    with pytest.raises(ValueError, match="lunch"):
        end_chat(chat, "lunch", at=NOW)


def test_a_case_typed_from_a_conversation_sends_its_news_there(operator: Actor, chat: Conversation) -> None:
    log_contact(call(text="aspal rusak", opens_case=True, conversation_id=chat.pk), operator)
    assert Submission.objects.get().conversation == chat


def test_typed_from_a_held_conversation_it_is_the_touch_that_runs_there(
    operator: Actor, chat: Conversation
) -> None:
    running = begin_chat(chat, NOW)
    Conversation.objects.update(mode=Conversation.HELD)
    draft = call(channel="whatsapp", text="aspal rusak", opens_case=True, conversation_id=chat.pk)
    assert log_contact(draft, operator) == running
    assert not ended()
    chat.refresh_from_db()
    assert chat.case == Case.objects.get()
    end_chat(chat, "complaint", at=NOW + timedelta(minutes=2), officer_id=int(operator.id))
    running.refresh_from_db()
    assert (running.case, running.text, Contact.objects.count()) == (chat.case, "aspal rusak", 1)
    assert log_contact(draft, operator) == running


def test_nobody_holds_it_so_the_touch_is_over(operator: Actor, chat: Conversation) -> None:
    running = begin_chat(chat, NOW)
    log_contact(call(outcome="information", text="jam buka", conversation_id=chat.pk), operator)
    running.refresh_from_db()
    chat.refresh_from_db()
    assert running.ended_at is not None
    assert chat.contact is None
    assert len(ended()) == 1


@pytest.mark.parametrize(
    ("more", "publishes", "public"),
    [
        ({"opens_case": True}, True, True),
        ({"outcome": "information"}, True, True),
        ({"outcome": "prank"}, True, False),
        ({"outcome": "information", "text": "Petugas minta uang, bagaimana?"}, True, False),
        ({"outcome": "information", "topic": "pungli"}, True, False),
        # As much of the one as of the other: unsure, and kept back.
        ({"outcome": "information", "text": "jalan berlubang, dan petugas minta uang"}, True, False),
        ({"opens_case": True, "more": {"confidential": True}}, True, False),
        ({"opens_case": True, "text": "Petugas minta uang"}, True, False),
        ({"opens_case": True}, False, False),
        ({"opens_case": True, "published": True}, False, True),
    ],
)
def test_a_hotline_shows_its_records_but_no_secrets(
    more: dict[str, object], publishes: bool, public: bool, operator: Actor
) -> None:
    Hotline.objects.create(slug="banjir", name="Posko", opens_on=NOW, publishes=publishes, changed_at=NOW)
    contact = log_contact(call(**{"text": "aspal rusak", "hotline": "banjir", **more}), operator)
    assert (contact.published, contact.hotline is not None) == (public, True)
    assert counts("outcome", NOW - timedelta(days=1), NOW + timedelta(days=1), "banjir").values()
    correct_outcome(contact.pk, "prank", operator)
    assert not Contact.objects.get().published, "what brought no matter is nobody's to read"


def test_what_a_hotline_asks_is_checked_by_its_type(operator: Actor) -> None:
    asked = [{"key": "jiwa", "label": "Jumlah jiwa", "type": "number", "required": True}]
    Hotline.objects.create(slug="banjir", name="Posko", opens_on=NOW, fields=asked, changed_at=NOW)
    with pytest.raises(MessageRefused) as refused:
        log_contact(call(hotline="banjir", extra={"jiwa": "banyak"}), operator)
    assert refused.value.errors["extra_jiwa"][0] == "number_invalid"
    assert log_contact(call(hotline="banjir", extra={"jiwa": "4", "x": "y"}), operator).extra == {"jiwa": 4}
    assert log_contact(call(hotline="banjir", outcome="prank", external_id="desk:2"), operator).extra == {}
    with pytest.raises(MessageRefused):
        log_contact(call(hotline="lain", external_id="desk:3"), operator)


def test_two_at_once_are_one(operator: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other came between the look and the write: the database says no, and theirs is given back."""
    first = log_contact(call(outcome="prank"), operator)
    answers = iter([None, first])
    monkeypatch.setattr(contacts, "contact_of", lambda external_id: next(answers))
    assert log_contact(call(outcome="prank"), operator) == first
    assert Contact.objects.count() == 1
