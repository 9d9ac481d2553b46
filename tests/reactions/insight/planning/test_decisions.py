"""Decisions as they were known, with what came before and after."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from surga.core.agencies.queries import city as profile
from surga.core.cases.models import Case
from surga.core.people.access import Actor, system
from surga.reactions.insight.actions import planning
from surga.reactions.insight.queries import planning as asked
from surga.reactions.insight.rules.planning.texts import DecisionText

pytestmark = pytest.mark.django_db
SYSTEM = system("import")
MAYOR = Actor("officer", "1", "executive")
FROM, TO = date(2025, 3, 1), date(2025, 3, 31)
AS_OF = datetime(2025, 4, 30, tzinfo=UTC)
TIMUR, BARAT = "99.01.1001", "99.01.1002"


def decision(day: date, **more: object) -> DecisionText:
    fields = {
        "title": "Tim tambal",
        "decided_on": day,
        "reason": "Banyak lubang",
        "by": "Wali Kota",
        "topic": "jalan",
    }
    return DecisionText(**{**fields, "days": 30, **more})  # type: ignore[arg-type]


def test_a_decision_stands_beside_what_came_before_and_after(told: Callable[..., Case]) -> None:
    for day in range(1, 13):
        told(f"2025-02-{day + 10:02}", 9)
    told("2025-03-10", 1)
    case = told("2025-03-11", 1, confidential=True)
    planning.save_decision(MAYOR, decision(date(2025, 3, 1)), (case.code.lower(),))
    (found,) = asked.decisions()
    cases, median, within = found.effects
    assert (cases.before.value, cases.after.value if cases.after else None) == (12, 2)
    assert cases.more_than_noise
    assert median.before.value == pytest.approx(9.0)
    assert within.after is not None
    assert within.after.value == 1.0
    assert (found.linked, found.unshown, found.codes, found.edits, found.days) == (1, 1, (), 0, 30)
    assert "bukan bukti sebab" in found.honest
    assert "Musim belum" in found.honest
    assert "lebih dari kebetulan" in cases.sentence


def test_a_season_explains_what_every_year_brings(told: Callable[..., Case]) -> None:
    told("2024-01-10", 1)
    for year in (2024, 2025):
        for day in range(1, 13):
            told(f"{year}-02-{day + 8:02}", 1)
        for day in (10, 11):
            told(f"{year}-03-{day}", 1)
    planning.save_decision(MAYOR, decision(date(2025, 3, 1)), ())
    (found,) = asked.decisions()
    assert found.effects[0].earlier is not None
    assert [each.value for each in found.effects[0].earlier] == [12, 2]
    assert found.effects[0].more_than_noise is False
    assert "bisa jadi kebetulan" in found.effects[0].sentence


def test_a_young_decision_has_no_effect_yet(city: None) -> None:
    today = profile().calendar.day_of(timezone.now())
    planning.save_decision(MAYOR, decision(today - timedelta(days=3)), ())
    (young,) = asked.decisions()
    assert young.effects[0].after is None
    assert not young.effects[0].sentence
    assert "terlalu dini" in young.honest
    planning.save_decision(MAYOR, decision(today - timedelta(days=40), days=90), ())
    running = asked.decisions()[1]
    assert running.days == 40
    assert "masih berjalan" in running.honest
    assert running.effects[0].more_than_noise is None


def test_the_register_is_told_as_it_was_known(city: None, told: Callable[..., Case]) -> None:
    hidden, shown = told("2025-03-10", 1, confidential=True), told("2025-03-11", 1)
    row = planning.save_decision(MAYOR, decision(date(2025, 3, 1)), (hidden.code, shown.code))
    then = timezone.now()
    planning.save_decision(MAYOR, decision(date(2025, 3, 1), title="Lain", agency="umum"), (), row.pk, 1)
    assert asked.decisions(datetime(2020, 1, 1, tzinfo=UTC)) == []
    (before,), (now,) = asked.decisions(then), asked.decisions()
    assert (before.title, before.codes, before.linked, before.unshown) == ("Tim tambal", (shown.code,), 2, 1)
    assert (now.title, now.edits, now.linked, now.agency_name) == ("Lain", 1, 0, "Dinum")
    assert [one.title for one in asked.decisions(agency="umum")] == ["Lain"]
    assert asked.decisions(agency="pengawas") == []
    kept = asked.decision(row.pk)
    assert kept is not None
    assert kept.codes == ()


def test_cases_of_a_decision_must_exist(city: None) -> None:
    with pytest.raises(planning.CannotKeep) as refused:
        planning.save_decision(MAYOR, decision(date(2025, 3, 1)), ("RWJ-2501-AAAAA", "bukan kode"))
    assert refused.value.faults == {"codes": "unknown"}
    assert refused.value.unknown == ("RWJ-2501-AAAAA", "bukan kode")
