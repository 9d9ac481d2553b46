"""Events that come in portions leave the same rows as events that come one by one."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.people.access import system
from surga.events import catalogue
from surga.events.catalogue import from_data
from surga.events.models import Delivery, Event
from surga.events.queries import known_at_of
from surga.events.subscriptions import Recorded
from surga.reactions.insight import models as insight
from surga.reactions.insight.actions.folding import fold
from surga.reactions.insight.actions.rebuilding import ensure_built
from surga.reactions.insight.handlers import HANDLERS, on_portion
from tests.reactions.insight.lives import Lives
from tests.reactions.insight.test_rebuilding import KEPT, dump

pytestmark = pytest.mark.django_db
AT = datetime(2025, 3, 3, 2, tzinfo=UTC)
CODE = {"kind": "complaint", "channel": "web", "anonymous": False, "confidential": False, "region": None}
OPENED = {**CODE, "code": "KDR-1", "topic": "jalan", "agency": "umum", "rule_version": "v1"}


def told() -> list[Recorded]:
    """All that insight is owed, in order."""
    owed = Delivery.objects.filter(reaction="insight").values("event_id")
    return [
        Recorded(row.pk, from_data(row.name, row.data, row.case_id), row.actor, row.at, known_at_of(row))
        for row in Event.objects.filter(pk__in=owed).order_by("pk")
    ]


def kept_after(portions: list[list[Recorded]]) -> dict[str, list[tuple[Any, ...]]]:
    """All rows after these portions, in tables that were empty, with all changes in the sums."""
    for model in (*KEPT, insight.Delta):
        model._base_manager.all().delete()
    for portion in portions:
        with transaction.atomic():
            on_portion(portion)
    while fold(100):
        pass
    return dump()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.usefixtures("city")
def test_in_portions_is_one_by_one_is_twice(seed: int) -> None:
    Lives(seed).go_on(250)
    events, dice = told(), random.Random(seed)
    assert len({type(each.event) for each in events}) > 10
    expected = kept_after([[each] for each in events])
    assert all(expected.values())
    portions, rest = [], list(events)
    while rest:
        size = dice.choice((1, 2, 10, 70))
        portions.append(rest[:size])
        rest = rest[size:]
    assert kept_after(portions) == expected
    assert kept_after([events]) == expected
    assert kept_after([events + events, events, *portions]) == expected


def happened(event: catalogue.Event, number: int, at: datetime = AT) -> Recorded:
    return Recorded(number, event, "system:test", at, at)


@pytest.mark.usefixtures("city")
def test_what_two_events_tell_at_one_instant_is_one_version() -> None:
    later = AT.replace(day=4)
    opened, rated = catalogue.CaseOpened(9, **OPENED), catalogue.CaseRated(9, stars=2, entry_id=None)
    answered = catalogue.CaseAnswered(9, agency="umum", entry_id=1)
    on_portion([happened(opened, 1), happened(rated, 2), happened(answered, 3, later)])
    spans = insight.Fact.objects.order_by("known_from").values_list("event", "stars", "status", "known_to")
    (first, second) = spans
    assert first[:3] == (2, 2, "received")
    assert second == (3, 2, "answered", insight.NOW)
    # The version that was there before the portion is changed likewise, and ended likewise.
    again = catalogue.CaseRated(9, stars=5, entry_id=None)
    ended = catalogue.CaseConfirmed(9)
    on_portion([happened(again, 4, later), happened(ended, 5, later.replace(day=5))])
    found = list(spans.all())
    assert [row[:3] for row in found] == [(2, 2, "received"), (4, 5, "answered"), (5, 5, "closed")]
    assert found[1][3] < found[2][3] == insight.NOW


@pytest.mark.usefixtures("city")
def test_a_case_that_becomes_hidden_hides_its_contacts(file: Callable[..., Case]) -> None:
    case = file(topic="jalan", at=AT, actor=system("import"))
    actions.verify_case(case.code, system("import"), oversight=True, at=AT.replace(day=4))
    opened, *_, verified = [each for each in told() if type(each.event) in HANDLERS]
    contact = catalogue.ContactEnded(
        contact_id=1, touch="call", channel="phone", outcome="complaint", topic="jalan", started=AT.isoformat(),
        case_code=case.code, article="",
    )  # fmt: skip
    for portions in (
        [[opened, happened(contact, 2), verified]],
        [[opened], [happened(contact, 2)], [verified]],
        [[opened, verified], [happened(contact, 2)]],
    ):
        kept_after([])
        for portion in portions:
            on_portion(portion)
        assert insight.ContactFact.objects.get().hidden


@pytest.mark.usefixtures("city")
def test_a_portion_asks_no_more_for_many_events(
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    Lives(5).go_on(120)
    events = told()
    assert len(events) > 70
    # As where a worker runs: the sums say by which calendar they stand.
    assert ensure_built()
    kept_after([])
    with django_assert_max_num_queries(16):
        on_portion(events)
    assert fold() > 0
