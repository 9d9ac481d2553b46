"""What people ask for, and how many different people they are."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from surga.core.intake.models import Contact
from surga.events.catalogue import ContactEnded
from surga.events.record import archived, record
from surga.reactions.insight.queries import Where
from surga.reactions.insight.queries.places import articles_found, asked, reporters_by_channel, together
from surga.reactions.insight.queries.places import sought as by_months

EVER = (date(2020, 1, 1), date(2200, 1, 1))


def sought(*of, **more):
    return together(by_months(*of, **more).values())


@pytest.fixture
def told(city):
    """A contact that was over ``ago`` days ago."""

    def one(topic="surat", ago=2, outcome="information", **said):
        at = timezone.now() - timedelta(days=ago)
        said = {"touch": "call", "channel": "phone", **said}
        contact = Contact.objects.create(
            topic_code=topic, outcome=outcome, started_at=at, ended_at=at + timedelta(minutes=3), **said
        )
        case = contact.case.code if contact.case is not None else None
        with archived(), transaction.atomic():
            event = ContactEnded(
                contact_id=contact.pk, touch=contact.touch, channel=contact.channel, outcome=outcome, topic=topic,
                started=at.isoformat(), case_code=case, article=contact.article_slug,
            )  # fmt: skip
            record(event, "system:import", contact.ended_at)
        return contact

    return one


def test_questions_are_cases_and_contacts_but_none_twice(told, put, settle):
    became = put(kind="information", topic="surat")
    put(kind="information", topic="jalan")
    put(kind="complaint", topic="jalan")
    settle()
    told()
    told(case=became)
    told(outcome="prank")
    told("jalan", ago=400)
    found = sought(*EVER)
    assert [(each.topic, each.cases, each.contacts, each.n) for each in found] == [
        ("jalan", 1, 1, 2),
        ("surat", 1, 1, 2),
    ]
    months = by_months(*EVER)
    assert len(months) in (2, 3)
    assert [each.topic for each in months[min(months)]] == ["jalan"]
    today = timezone.now().date()
    assert [each.n for each in sought(today - timedelta(days=30), today + timedelta(days=1))] == [2, 1]
    assert [each.topic for each in sought(*EVER, where=Where(topic="jalan"))] == ["jalan"]
    assert sum(each.contacts for each in sought(*EVER, where=Where(channel="whatsapp"))) == 0
    # No contact belongs to an agency.
    assert sum(each.contacts for each in sought(*EVER, where=Where(agency="umum"))) == 0


def test_the_articles_that_answered_most_stand_first(told):
    for slug in ("ktp", "kk", "ktp", ""):
        told(article_slug=slug)
    assert articles_found(*EVER) == [("ktp", 2), ("kk", 1)]
    assert articles_found(*EVER, limit=1) == [("ktp", 2)]
    assert articles_found(date(2020, 1, 1), date(2020, 2, 1)) == []


def test_what_was_known_before_is_told_from_the_contacts_themselves(told):
    """The sums know the present only; both ways say the same where nothing came since."""
    told("surat", ago=40, article_slug="ktp")
    told("jalan", ago=90, article_slug="kk")
    told("surat", ago=2, article_slug="ktp")
    now, then = timezone.now(), timezone.now() - timedelta(days=20)
    assert sought(*EVER) == sought(*EVER, as_of=now)
    assert [(each.topic, each.contacts) for each in sought(*EVER, as_of=then)] == [("jalan", 1), ("surat", 1)]
    assert articles_found(*EVER) == articles_found(*EVER, as_of=now) == [("ktp", 2), ("kk", 1)]
    assert articles_found(*EVER, as_of=then) == [("kk", 1), ("ktp", 1)]


def test_an_old_event_that_names_no_article_is_told_by_its_contact(told):
    contact = told("surat", article_slug="ktp", external_id="old")
    older = Contact.objects.create(
        touch="call", channel="phone", started_at=contact.started_at, ended_at=contact.ended_at, topic_code="surat",
        outcome="information", article_slug="kk",
    )  # fmt: skip
    with transaction.atomic():
        old = ContactEnded(contact_id=older.pk, touch="call", channel="phone", outcome="information")
        record(old, "system:import", older.ended_at)
    assert articles_found(*EVER) == [("kk", 1), ("ktp", 1)]
    assert [(each.topic, each.contacts) for each in sought(*EVER)] == [("surat", 2)]


def test_a_reporter_counts_once_and_in_each_channel(file, settle):
    file(email="a@example.org")
    file(email="a@example.org", channel="whatsapp")
    file(email="b@example.org", topic="surat")
    file(name="", email="")
    settle()
    found = reporters_by_channel(*EVER)
    assert (found.n, found.by_channel, found.unnamed) == (2, {"web": 2, "whatsapp": 1}, 1)
    assert reporters_by_channel(*EVER, where=Where(topic="surat", region="99.01.1001")).n == 1


def test_reporters_of_very_many_are_not_counted_while_somebody_waits(file, settle, monkeypatch):
    monkeypatch.setattr(asked, "MOST", 1)
    file(email="a@example.org")
    file(email="b@example.org")
    settle()
    assert reporters_by_channel(*EVER) is None
