"""A brief has what was written and its numbers; finished, it keeps them; nobody writes over another unseen."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from surga.core.cases.models import Case
from surga.core.people.access import Actor, NotAllowed, system
from surga.reactions.insight.actions import planning
from surga.reactions.insight.models import NOW, Fact, Version, Writing
from surga.reactions.insight.queries import planning as asked
from surga.reactions.insight.queries.planning import writing
from surga.reactions.insight.rules.planning.texts import PlanText, PriorityText

pytestmark = pytest.mark.django_db
SYSTEM = system("import")
MAYOR = Actor("officer", "1", "executive")
FROM, TO = date(2025, 3, 1), date(2025, 3, 31)
AS_OF = datetime(2025, 4, 30, tzinfo=UTC)
TIMUR, BARAT = "99.01.1001", "99.01.1002"


def plan_of(*priorities: PriorityText, title: str = "Rencana 2026") -> PlanText:
    return PlanText(title, 2026, FROM, TO, "Kata pengantar.", priorities)


def test_a_brief_has_what_was_written_and_the_numbers_behind_it(march: None) -> None:
    row = planning.save_plan(
        MAYOR, plan_of(PriorityText("jalan", title="Tambal", budget=1_000), PriorityText("surat", BARAT))
    )
    found = asked.brief(row.pk)
    assert found is not None
    assert (found.title, found.year, found.ready, found.city) == (
        "Rencana 2026",
        2026,
        False,
        "Kota Rawajaya",
    )
    first, second = found.priorities
    assert (first.rank, first.title, first.budget, first.topic_name) == (1, "Tambal", 1_000, "Jalan")
    numbers = {each.figure: each for each in first.evidence}
    assert (numbers["cases"].value, numbers["reporters"].value) == (3, 2)
    assert numbers["cost_of_delay"].n == 2
    assert numbers["cases"].filter == {"from": "2025-03-01", "to": "2025-03-31", "topic": "jalan"}
    assert numbers["within_5_working_days"].low is not None
    assert [(place.code, place.cases, place.n) for place in first.places] == [(TIMUR, 2, 3), (BARAT, 1, 3)]
    assert (first.acting.level, first.acting.who) == ("opd", "Dinas Umum")
    assert (second.acting.level, second.acting.rule) == ("kelurahan", "surat-kelurahan")
    assert (len(first.codes), first.unshown) == (3, 0)
    assert set(found.figures) >= {"cases", "cost_of_delay"}
    assert found.can
    assert found.cannot
    assert [step.at for step in second.line.steps] == ["2025-03"] if second.line else True


def test_a_brief_speaks_english(march: None) -> None:
    row = planning.save_plan(MAYOR, plan_of(PriorityText("jalan")))
    found = asked.brief(row.pk, language="en")
    assert found is not None
    assert found.priorities[0].topic_name == "Roads"
    assert found.intro[0].sentence.startswith("4 cases were received")


def test_public_cases_are_named_and_others_only_counted(told: Callable[..., Case]) -> None:
    shown = told("2025-03-03", 1)
    told("2025-03-04", 1, confidential=True)
    row = planning.save_plan(MAYOR, plan_of(PriorityText("jalan")))
    found = asked.brief(row.pk)
    assert found is not None
    assert (found.priorities[0].codes, found.priorities[0].unshown) == ((shown.code,), 1)


def test_of_very_many_cases_the_newest_are_named(
    told: Callable[..., Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    told("2025-03-03", 1)
    new = told("2025-03-04", 1)
    row = planning.save_plan(MAYOR, plan_of(PriorityText("jalan")))
    monkeypatch.setattr(writing, "_LOOKED", 1)
    found = asked.brief(row.pk)
    assert found is not None
    assert (found.priorities[0].codes, found.priorities[0].unshown) == ((new.code,), None)


def test_a_finished_brief_keeps_its_numbers(told: Callable[..., Case], march: None) -> None:
    row = planning.save_plan(MAYOR, plan_of(PriorityText("jalan")))
    planning.set_plan_ready(MAYOR, row.pk, ready=True)
    before = asked.brief(row.pk)
    told("2025-03-20", 3)
    Case.objects.update(published=False)
    # It came to be known later, whatever it says of itself.
    ready = Writing.objects.get(pk=row.pk).ready_at
    assert ready is not None
    latest = Case.objects.latest("pk")
    asked.candidates(FROM, TO)
    Fact.objects.filter(case_id=latest.pk).exclude(known_to=NOW).delete()
    Fact.objects.filter(case_id=latest.pk).update(known_from=int(ready.timestamp() * 1e6) + 10)
    after = asked.brief(row.pk)
    assert before is not None
    assert after is not None
    assert before.intro == after.intro
    assert before.ready
    with pytest.raises(planning.Stale):
        planning.save_plan(MAYOR, plan_of(), row.pk, 2)
    again = planning.set_plan_ready(MAYOR, row.pk, ready=False)
    assert again.ready_at is None
    assert again.version == 3


def test_there_is_no_brief_without_a_plan(city: None) -> None:
    assert asked.brief(1) is None
    assert asked.plan(1) is None
    assert asked.decision(1) is None


def test_nobody_writes_over_another_unseen_and_drafts_are_not_lost(city: None) -> None:
    row = planning.save_plan(MAYOR, plan_of(title="Satu"))
    planning.save_plan(MAYOR, plan_of(title="Dua"), row.pk, 1, draft=True)
    with pytest.raises(planning.Stale) as stale:
        planning.save_plan(MAYOR, plan_of(title="Tiga"), row.pk, 1)
    assert stale.value.version == 2
    planning.save_plan(MAYOR, plan_of(title="Tiga"), row.pk, 2)
    kept = [version.content["title"] for version in Version.objects.order_by("number")]
    assert kept == ["Satu", "Dua", "Tiga"]
    assert [edit.changed for edit in asked.edits(row.pk)] == [(), ("title",), ("title",)]
    same = planning.save_plan(MAYOR, plan_of(title="Tiga"), row.pk, 3, draft=True)
    assert same.version == 3
    assert [plan.text.title for plan in asked.plans()] == ["Tiga"]


def test_only_who_may_plan_writes(city: None) -> None:
    with pytest.raises(NotAllowed):
        planning.save_plan(Actor("officer", "2", "verifier"), plan_of())
    with pytest.raises(planning.CannotKeep):
        planning.save_plan(MAYOR, plan_of(title=" "))
