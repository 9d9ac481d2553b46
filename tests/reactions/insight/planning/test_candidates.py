"""Candidates are what a plain recount says."""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from surga.core.cases import actions
from surga.core.cases.actions.joining import follow_lead
from surga.core.cases.models import Case
from surga.core.people.access import Actor, system
from surga.events import relay
from surga.reactions.insight.actions.folding import fold
from surga.reactions.insight.queries import Where, one_look
from surga.reactions.insight.queries import planning as asked

pytestmark = pytest.mark.django_db
SYSTEM = system("import")
MAYOR = Actor("officer", "1", "executive")
FROM, TO = date(2025, 3, 1), date(2025, 3, 31)
AS_OF = datetime(2025, 4, 30, tzinfo=UTC)
TIMUR, BARAT = "99.01.1001", "99.01.1002"


def plain_delay(days: list[int]) -> int:
    return sum(max(0, each - 5) for each in days)


def working_days(since: date, until: date) -> int:
    """By hand: Monday to Saturday without the days off of Rawajaya, the day of receipt is day 0."""
    from surga.core.agencies.queries import city

    calendar = city().calendar
    days = [since + timedelta(days=n) for n in range(1, (until - since).days + 1)]
    return sum(
        day in calendar.extra_workdays
        or (day.weekday() in calendar.workdays and day not in calendar.days_off)
        for day in days
    )


def test_candidates_are_what_a_plain_recount_says(march: None) -> None:
    found = {one.topic: one for one in asked.candidates(FROM, TO, AS_OF)}
    assert set(found) == {"jalan", "surat"}
    roads = found["jalan"]
    waits = [
        working_days(date(2025, 3, 3), date(2025, 3, 5)),
        working_days(date(2025, 3, 4), date(2025, 3, 14)),
        working_days(date(2025, 3, 5), date(2025, 4, 30)),
    ]
    assert (roads.cases, roads.reporters, roads.late) == (3, 2, 2)
    assert roads.delay == plain_delay(waits)
    assert (roads.open, roads.open_days) == (
        3,
        sum((date(2025, 4, 30) - day).days for day in (date(2025, 3, 3), date(2025, 3, 4), date(2025, 3, 5))),
    )
    assert roads.places == ((TIMUR, 2), (BARAT, 1))
    assert (found["surat"].delay, found["surat"].late) == (0, 0)
    assert (roads.before, roads.growth, roads.notable) == (None, None, False)


def test_a_topic_can_be_taken_apart_by_region(march: None) -> None:
    found = {one.key: one for one in asked.candidates(FROM, TO, AS_OF, by_region=True)}
    assert {key: one.cases for key, one in found.items()} == {
        f"jalan*{TIMUR}": 2, f"jalan*{BARAT}": 1, f"surat*{BARAT}": 1,
    }  # fmt: skip
    assert found[f"jalan*{TIMUR}"].reporters == 2
    whole = sum(one.delay for one in found.values())
    assert whole == sum(one.delay for one in asked.candidates(FROM, TO, AS_OF))


def test_growth_is_against_the_same_days_a_year_before(told: Callable[..., Case], march: None) -> None:
    told("2024-03-01", 1)
    for day in range(1, 3):
        told(f"2024-03-0{day}", 1, topic="surat")
    found = {one.topic: one for one in asked.candidates(FROM, TO, AS_OF)}
    assert (found["jalan"].before, found["surat"].before) == (1, 2)
    assert found["jalan"].growth is not None
    assert found["jalan"].growth.value == pytest.approx(3.0)
    assert not found["jalan"].notable
    by_region = asked.candidates(FROM, TO, AS_OF, by_region=True)
    assert {one.key: one.before for one in by_region}[f"jalan*{TIMUR}"] == 1


def test_who_goes_with_another_is_a_repeat_and_no_second_delay(told: Callable[..., Case]) -> None:
    lead = told("2025-03-03", 12)
    late = told("2025-03-04", None)
    before = asked.candidates(FROM, TO, AS_OF)[0].delay
    actions.join_case(late.code, lead.code, SYSTEM, at=datetime(2025, 3, 5, tzinfo=UTC))
    follow_lead(late.pk)
    after = asked.candidates(FROM, TO, AS_OF)[0]
    assert (after.cases, after.repeats, after.late) == (2, 1, 1)
    assert after.delay < before


@pytest.mark.parametrize("by_region", [False, True])
@pytest.mark.parametrize("to", [TO, date(2025, 3, 4), date(2200, 1, 1)])
def test_the_sums_say_what_the_facts_say(
    told: Callable[..., Case], march: None, by_region: bool, to: date
) -> None:
    """What is known now is read from the cells, what was known at a moment from the cases; one that lies beyond the
    city and one of today are looked at too."""
    away, at = told("2025-03-07", region=TIMUR), datetime(2025, 3, 11, tzinfo=UTC)
    actions.escalate_case(away.code, SYSTEM, level="centre", body="Balai", reason="Jalan negara.", at=at)
    told(f"{timezone.now() - timedelta(days=1):%Y-%m-%d}", region=TIMUR)
    relay.drain()
    fold()
    now = asked.candidates(FROM, to, by_region=by_region)
    assert now == asked.candidates(FROM, to, timezone.now(), by_region=by_region)
    assert sum(one.delay for one in now) > 0


def test_of_very_many_cases_the_reporters_are_not_told_apart(
    march: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        sys.modules["surga.reactions.insight.queries.planning.candidates"], "MOST_REPORTED", 3
    )
    assert {one.reporters for one in asked.candidates(FROM, TO, AS_OF)} == {None}
    of_letters = asked.candidates(FROM, TO, AS_OF, where=Where(topic="surat"))
    assert [one.reporters is not None for one in of_letters] == [True]


def test_it_asks_the_database_a_few_times_only(march: None, django_assert_max_num_queries) -> None:
    relay.drain()
    fold()
    with one_look(), django_assert_max_num_queries(16):
        asked.candidates(FROM, TO)
