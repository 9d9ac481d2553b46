"""Counts that are added up say the same as the cases themselves, whatever happened."""

from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import Count

from surga.core.agencies import actions as agency_actions
from surga.core.agencies.queries import city as the_city
from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.people.access import REPORTER, Actor
from surga.events import relay
from surga.reactions.register import queries, tally
from surga.reactions.register.actions import rebuild, show_cases
from surga.reactions.register.models import PublicCase, Tally

type Filing = Callable[..., Case]


def agree() -> Counter[tuple[str, str]]:
    """Added up and counted are the same; how many there are."""
    relay.drain()
    totals = tally.totals()
    assert totals == tally.counted(PublicCase.objects.all())
    return totals


def test_the_counts_follow_every_step(publish: Filing, file: Filing, verifier: Actor) -> None:
    file()
    assert agree() == {}
    case, other = publish(), publish(region="99.01.1002", topic="surat")
    assert agree() == {("99.01.1001", "verified"): 1, ("99.01.1002", "verified"): 1}
    actions.forward_case(case.code, verifier, agency="umum")
    actions.resolve_case(case.code, verifier, text="Sudah.")
    assert agree() == {("99.01.1001", "resolved"): 1, ("99.01.1002", "verified"): 1}
    actions.confirm_case(case.code, REPORTER)
    show_cases([case.pk, other.pk])
    show_cases([case.pk])
    assert agree() == {("99.01.1001", "closed"): 1, ("99.01.1002", "verified"): 1}
    Case.objects.filter(pk=case.pk).update(region="99.01.1002", published=True)
    show_cases([case.pk])
    assert agree()["99.01.1002", "closed"] == 1
    Case.objects.filter(pk=case.pk).update(published=False)
    show_cases([case.pk])
    topic = the_city().topics["surat"]
    agency_actions.save_topic(topic.__class__(**{**topic.__dict__, "protected": True}), "officer:1")
    assert agree() == {}


def test_a_rebuild_counts_anew(publish: Filing) -> None:
    publish()
    publish()
    before = agree()
    Tally.objects.all().delete()
    Tally.objects.create(region_code="99.01.1001", status="closed", n=40)
    rebuild()
    assert agree() == before


def test_many_rows_become_few_and_say_the_same(city: None) -> None:
    for number in range(2 * tally._FOLD_EVERY):
        region = f"99.01.{1001 + number % 3}"
        tally.change(
            Counter({(region, "verified"): 1} if number > 2 else {}), Counter({(region, "closed"): 1})
        )
    before = tally.totals()
    assert before.total() == 3
    assert Tally.objects.count() < tally._FOLD_EVERY * 2 + 10
    tally.fold()
    assert Tally.objects.count() == 6
    assert tally.totals() == before
    tally.fold()
    assert tally.totals() == before


@pytest.mark.django_db(transaction=True)
def test_counting_anew_needs_no_transaction_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever numbers the rows get: here each of them makes many into few."""
    monkeypatch.setattr(tally, "_FOLD_EVERY", 1)
    Tally.objects.create(region_code="99.01.1001", status="closed", n=40)
    tally.recount()
    tally.change(Counter(), Counter({("99.01.1002", "verified"): 2}))
    assert tally.totals() == Counter({("99.01.1002", "verified"): 2})


def test_without_other_filters_no_case_is_read(
    publish: Filing, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    publish()
    relay.drain()
    queries.summary(region="99.01")
    for filters in (
        {},
        {"region": "99.01"},
        {"status": "verified"},
        {"region": "99.01.1001", "status": "verified"},
    ):
        with django_assert_max_num_queries(2) as asked:  # type: ignore[attr-defined]  # pytest-django's has no type
            assert queries.summary(**filters).total == 1
        assert not any("register_publiccase" in query["sql"] for query in asked.captured_queries)


@pytest.mark.parametrize(
    "filters", [{"topic": "jalan"}, {"agency": "umum"}, {"topic": "jalan", "status": "closed"}]
)
def test_other_counts_begin_in_an_index(city: None, filters: queries.Filters) -> None:
    counts = queries._chosen(filters).order_by().values("region_code", "status").annotate(n=Count("*"))
    plan = str(counts.explain())
    # PostgreSQL decides by how many rows there are, and here are none.
    if connection.vendor == "sqlite":
        assert "COVERING INDEX public_of_" in plan
        assert "TEMP B-TREE" not in plan
