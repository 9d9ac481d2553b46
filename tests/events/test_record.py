from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from surga.events import models
from surga.events.catalogue import CaseConfirmed, NoteAdded, ProfileChanged
from surga.events.models import AppendOnly
from surga.events.queries import events_of
from surga.events.record import OutsideTransaction, record, record_many
from surga.events.subscriptions import Recorded, subscribe, subscribed, subscribed_only


def ignore(recorded: Recorded) -> None: ...


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused() -> None:
    with pytest.raises(OutsideTransaction):
        record(CaseConfirmed(1), "officer:1")
    assert not models.Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_it_goes_with_the_transaction() -> None:
    with subscribed_only({"a": {CaseConfirmed: ignore}}), transaction.atomic():
        record(CaseConfirmed(1), "officer:1")
        transaction.set_rollback(True)
    assert not models.Event.objects.exists()
    assert not models.Delivery.objects.exists()


@pytest.mark.django_db
def test_who_and_when_are_kept() -> None:
    at = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    row = record(NoteAdded(5, 9), "officer:12", at)
    assert events_of(5) == [Recorded(row.pk, NoteAdded(5, 9), "officer:12", at)]
    row.refresh_from_db()
    assert row.recorded_at > at


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("actor", "at"),
    [("", None), ("officer:1", datetime(2026, 1, 2))],
)
def test_without_actor_or_time_zone_it_is_refused(actor: str, at: datetime | None) -> None:
    with pytest.raises(ValueError, match="event"):
        record(CaseConfirmed(1), actor, at)


@pytest.mark.django_db
def test_each_reaction_that_listens_is_owed_it_once() -> None:
    reactions = {
        "a": {CaseConfirmed: ignore},
        "b": {CaseConfirmed: ignore, NoteAdded: ignore},
        "c": {NoteAdded: ignore},
    }
    with (
        subscribed_only(reactions),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        row = record(CaseConfirmed(1), "officer:1")
    assert len(queries) == 2
    assert list(
        models.Delivery.objects.order_by("reaction").values_list("event_id", "case_id", "reaction")
    ) == [
        (row.pk, 1, "a"),
        (row.pk, 1, "b"),
    ]


@pytest.mark.django_db
def test_nobody_listening_costs_nothing() -> None:
    with subscribed_only({}), CaptureQueriesContext(connection) as queries:
        record(CaseConfirmed(1), "officer:1")
    assert len(queries) == 1


@pytest.mark.django_db
def test_what_happened_is_never_changed() -> None:
    row = record(CaseConfirmed(1), "officer:1")
    for change in (
        row.save,
        row.delete,
        models.Event.objects.all().delete,
        lambda: models.Event.objects.update(actor="officer:2"),
    ):
        with pytest.raises(AppendOnly):
            change()


@pytest.mark.django_db
def test_events_of_a_case_are_its_own_in_order() -> None:
    first, _, _, last = (
        record(event, "officer:1")
        for event in (
            NoteAdded(1, 1),
            NoteAdded(2, 2),
            ProfileChanged(what="topic", code="x"),
            NoteAdded(1, 3),
        )
    )
    models.Event.objects.create(name="FromTheFuture", case_id=1, data={}, actor="system:x", at=last.at)
    assert [recorded.id for recorded in events_of(1)] == [first.pk, last.pk]


def test_a_reaction_subscribes_once_and_only_for_the_test() -> None:
    before = subscribed()
    with subscribed_only({"a": {}}):
        assert subscribed() == ("a",)
        with pytest.raises(ValueError, match="a is subscribed"):
            subscribe("a", {})
    assert subscribed() == before


@pytest.mark.django_db
def test_many_at_once_are_each_recorded_and_each_owed() -> None:
    at = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    several = [(ProfileChanged(what="topic", code=str(n)), at) for n in range(5)]
    with subscribed_only({"a": {ProfileChanged: ignore}, "b": {CaseConfirmed: ignore}}):
        assert record_many(several, "system:import") == 5
        assert record_many([], "system:import") == 0
    rows = models.Event.objects.filter(name="ProfileChanged", actor="system:import", at=at).order_by("id")
    assert [row.data["code"] for row in rows] == ["0", "1", "2", "3", "4"]
    owed = models.Delivery.objects.values_list("event", "reaction", "case_id")
    assert sorted(owed) == [(row.pk, "a", None) for row in rows]


@pytest.mark.django_db
def test_many_of_a_case_or_without_a_zone_are_refused_whole() -> None:
    at = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    good = (ProfileChanged(what="topic", code="a"), at)
    for wrong in ((CaseConfirmed(1), at), (good[0], datetime(2026, 1, 2))):
        with pytest.raises(ValueError, match="event"):
            record_many([good, wrong], "system:import")
    assert not models.Event.objects.exists()
