"""Questions whose SQL is made once answer as the questions themselves do."""

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from surga.reactions.sync.models import Act, Link
from surga.reactions.sync.store.prepared import Prepared

pytestmark = pytest.mark.django_db


def _link(report_id: str, **more: object) -> Link:
    return Link.objects.create(
        system="sp4n", case_id=7, code="K", report_id=report_id, direction="in", twin=True, **more
    )


def _ask() -> Prepared:
    return Prepared(
        lambda system, case_id: (
            Link.objects.filter(system=system, case_id=case_id, state="linked")
            .order_by("id")
            .values_list("report_id", "twin", "seen_at", "settled")
        )
    )


def test_each_time_it_answers_for_what_is_given() -> None:
    at = timezone.now()
    _link("R1", seen_at=at)
    _link("R2", settled=True)
    ask = _ask()
    rows = [("R1", True, at, False), ("R2", True, None, True)]
    assert ask.all("sp4n", 7) == ask.all("sp4n", 7) == rows
    assert ask.first("sp4n", 7) == rows[0]
    assert ask.any("sp4n", 7)
    assert ask.all("sp4n", 8) == ask.all("other", 7) == []
    assert ask.first("sp4n", 8) is None


def test_it_is_one_question_and_the_one_that_was_written() -> None:
    ask = _ask()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        ask.all("sp4n", 7)
        ask.all("sp4n", 8)
        list(
            Link.objects.filter(system="sp4n", case_id=8, state="linked")
            .order_by("id")
            .values_list("report_id", "twin", "seen_at", "settled")
        )
    first, second, written = (each["sql"] for each in asked.captured_queries)
    assert second == written
    assert first == written.replace("8", "7")


def test_the_same_given_twice_stands_in_both_places() -> None:
    _link("7")
    ask = Prepared(lambda n: Link.objects.filter(case_id=n, after__lt=n + F("case_id")).values_list("id"))
    with pytest.raises(AssertionError):
        # What is reckoned with is not used as it is.
        Prepared(lambda n: Link.objects.filter(case_id=n + 1).values_list("id")).all(6)
    assert len(ask.all(7)) == 1


def test_a_text_like_a_mark_is_a_text() -> None:
    ask = Prepared(lambda ref: Act.objects.filter(ref=ref).values_list("id"))
    assert ask.all("\N{REPLACEMENT CHARACTER} given 0") == []
    assert ask.all("x' OR 1=1 --") == []
