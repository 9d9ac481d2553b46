"""What the desk asks of the exchange: lists with their cases, in order, at a price that does not grow."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from surga.core.cases.models import Case
from surga.core.people.access import Actor, NotAllowed
from surga.reactions.sync import actions, queries
from surga.reactions.sync.models import Act, Cursor, Difference, Trouble, Twin

type Publish = Callable[..., Case]
COORDINATOR = Actor("officer", "1", "coordinator")
pytestmark = pytest.mark.django_db


@pytest.fixture
def act(publish: Publish) -> Callable[..., Act]:
    """An act of a new case, made so many minutes ago."""

    def make(minutes: int = 0, case: Case | None = None, **told: Any) -> Act:
        case = case or publish()
        n = Act.objects.count() + 1
        row = {
            "system": "sp4n",
            "kind": "submit",
            "state": "parked",
            "event_id": n,
            "ref": f"{case.code}.{n}",
        }
        made = timezone.now() - timedelta(minutes=minutes)
        return Act.objects.create(case_id=case.pk, made_at=made, **row | told)

    return make


def test_the_longest_waiting_comes_first_and_the_next_page_goes_on(act: Callable[..., Act]) -> None:
    young, old, oldest = act(1), act(5), act(9)
    first = queries.waiting_acts(limit=2)
    assert [each.id for each in first] == [oldest.pk, old.pk]
    assert [each.id for each in queries.waiting_acts(after=first[-1].id)] == [young.pk]
    assert first[0].case is not None
    assert first[0].code == first[0].case.code
    assert queries.waiting_acts("sp4n", "due") == []


def test_why_things_wait_is_counted(act: Callable[..., Act]) -> None:
    for reason in ("token", "connect", "token", ""):
        act(reason=reason)
    assert [(each.reason, each.n) for each in queries.reasons()] == [("token", 2), ("connect", 1)]
    assert queries.stuck_acts() == 4


def test_all_that_is_parked_is_tried_again_but_what_is_secret(act: Callable[..., Act]) -> None:
    act(reason="token")
    secret = act(reason="secret")
    act(reason="token", state="done")
    with pytest.raises(NotAllowed):
        actions.retry_all("sp4n", Actor("officer", "2", "verifier"))
    assert actions.retry_all("sp4n", COORDINATOR) == 1
    assert [each.id for each in queries.waiting_acts()] == [secret.pk]


def test_a_report_not_taken_in_is_asked_for_at_once() -> None:
    later = timezone.now() + timedelta(hours=1)
    row = Trouble.objects.create(
        system="sp4n", report_id="9", reason="unreadable", attempts=4, next_at=later, since=timezone.now()
    )
    assert actions.take_now(row.pk, COORDINATOR)
    (found,) = queries.untaken()
    assert found.next_at <= timezone.now()
    assert found.attempts == 4
    assert not actions.take_now(row.pk + 1, COORDINATOR)


def test_both_sides_are_compared_when_somebody_asks() -> None:
    assert not actions.compare_soon("sp4n", COORDINATOR)
    Cursor.objects.create(system="sp4n", compare_at=timezone.now() + timedelta(hours=9))
    assert actions.compare_soon("sp4n", COORDINATOR)
    assert Cursor.objects.get().compare_at <= timezone.now()


def test_twins_are_shown_to_who_may_see_both(publish: Publish) -> None:
    made, other, hidden = publish(), publish(), publish()
    Case.objects.filter(pk=hidden.pk).update(oversight=True)
    told = {"system": "sp4n", "case_id": made.pk, "decided": ""}
    shown = Twin.objects.create(report_id="1", other_id=other.pk, score=70, **told)
    veiled = Twin.objects.create(report_id="1", other_id=hidden.pk, score=90, **told)
    (pair,) = queries.pairs(COORDINATOR)
    assert (pair.id, pair.made.pk, pair.other.pk) == (shown.pk, made.pk, other.pk)
    assert queries.decidable(COORDINATOR, shown.pk)
    assert not queries.decidable(COORDINATOR, veiled.pk)
    assert [each.id for each in queries.pairs(Actor("officer", "1", "verifier", oversight=True))] == [
        veiled.pk,
        shown.pk,
    ]


@pytest.mark.parametrize("n", [1, 5])
def test_lists_cost_the_same_however_long(
    n: int, act: Callable[..., Act], publish: Publish, django_assert_max_num_queries: Any
) -> None:
    for each in range(n):
        case, other = publish(), publish()
        act(case=case)
        told = {"system": "sp4n", "report_id": str(each)}
        Trouble.objects.create(reason="x", attempts=1, next_at=timezone.now(), since=timezone.now(), **told)
        Twin.objects.create(case_id=case.pk, other_id=other.pk, score=70, **told)
        Difference.objects.create(kind="standing", case_id=case.pk, **told)
    with django_assert_max_num_queries(2):
        assert len(queries.waiting_acts()) == n
    with django_assert_max_num_queries(3):
        assert len(queries.untaken()) == n
    with django_assert_max_num_queries(2):
        assert len(queries.pairs(COORDINATOR)) == n
    with django_assert_max_num_queries(2):
        assert len(queries.differing()) == n
