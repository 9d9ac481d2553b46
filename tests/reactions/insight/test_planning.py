"""Candidates recounted by hand; a brief that keeps its numbers; decisions as they were known."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.utils import timezone

from surga.core.cases import actions
from surga.core.cases.actions.joining import follow_lead
from surga.core.cases.models import Case
from surga.core.people.access import Actor, NotAllowed, system
from surga.events.record import archived
from surga.reactions.insight.actions import planning
from surga.reactions.insight.actions.planning import forecasting
from surga.reactions.insight.models import NOW, Fact, Outlook, Version, Writing
from surga.reactions.insight.queries import planning as asked
from surga.reactions.insight.queries.planning import seasons
from surga.reactions.insight.rules.planning.texts import DecisionText, PlanText, PriorityText

pytestmark = pytest.mark.django_db
SYSTEM = system("import")
MAYOR = Actor("officer", "1", "executive")
FROM, TO = date(2025, 3, 1), date(2025, 3, 31)
AS_OF = datetime(2025, 4, 30, tzinfo=UTC)
TIMUR, BARAT = "99.01.1001", "99.01.1002"


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """And what happens is known since it happened."""
    cache.clear()
    with archived():
        yield
    cache.clear()


@pytest.fixture
def told(file: Callable[..., Case]) -> Callable[..., Case]:
    """A case received and, perhaps, answered so many days later."""

    def one(received: str, answered_after: int | None = None, **more: object) -> Case:
        at = datetime.fromisoformat(f"{received}T02:00+00:00")
        case = file(at=at, actor=SYSTEM, **more)
        actions.verify_case(case.code, SYSTEM, agency="umum", at=at)
        actions.forward_case(case.code, SYSTEM, agency="umum", at=at)
        if answered_after is not None:
            actions.answer_case(case.code, SYSTEM, text="Sudah", at=at + timedelta(days=answered_after))
        return Case.objects.get(pk=case.pk)

    return one


@pytest.fixture
def march(told: Callable[..., Case]) -> None:
    """Rawajaya works Monday to Saturday; 10 March 2025 is off there, and 31 March.

    jalan: 3 to 5 March in time (2 working days); 4 to 14 March late (9 working days); 5 March unanswered by 30 April.
    """
    told("2025-03-03", 2, region=TIMUR, email="a@example.org", name="Wulan Sari")
    told("2025-03-04", 10, region=TIMUR, email="b@example.org", name="Budi Harto")
    told("2025-03-05", None, region=BARAT, email="b@example.org", name="Budi Harto")
    told("2025-03-06", 1, region=BARAT, topic="surat")


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
    today = timezone.localdate()
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


@pytest.fixture
def six_months(told: Callable[..., Case]) -> None:
    """An early case and a long silence; then from January, four roads a month in one place and a letter in another."""
    told("2023-05-05", 1)
    for month in range(1, 7):
        for day in (3, 10, 17, 24):
            told(f"2025-{month:02}-{day:02}", 1, region=TIMUR)
        told(f"2025-{month:02}-12", 1, topic="surat", region=BARAT)


def test_series_begin_where_cases_run_and_leave_no_month_out(six_months: None) -> None:
    found = {(one.kind, one.code): one for one in seasons.monthly(datetime(2025, 7, 9, tzinfo=UTC))}
    every = found["all", ""]
    assert every.months == ["2025-02", "2025-03", "2025-04", "2025-05", "2025-06"]
    assert (every.counts, every.begins) == ([5] * 5, "2025-07")
    assert found["topic", "surat"].counts == [1] * 5
    # Barat is too thin for itself: it is in the sum of its kecamatan.
    assert {key for key in found if key[0] == "region"} == {("region", "99.01"), ("region", TIMUR)}
    assert found["region", "99.01"].counts == [5] * 5
    assert set(found) >= {("agency", "umum")}


def test_forecasts_are_kept_until_they_are_due_again(six_months: None) -> None:
    now = datetime(2025, 7, 9, tzinfo=UTC)
    assert seasons.outdated(now, timedelta(hours=20))
    Outlook.objects.create(kind="topic", code="gone", begins="2024-01", history={}, content={}, made_at=now)
    made = planning.refresh_forecasts(now)
    assert made == Outlook.objects.count() == 6
    assert not seasons.outdated(now + timedelta(hours=1), timedelta(hours=20))
    assert seasons.outdated(now + timedelta(hours=21), timedelta(hours=20))
    assert seasons.outdated(datetime(2025, 8, 1, tzinfo=UTC), timedelta(days=90))
    known = asked.outlook("all")
    assert known is not None
    assert (known.forecast.why, known.ahead[0], known.ahead[-1]) == ("short", "2025-07", "2026-06")
    assert [one.code for one in asked.outlooks("topic")] == ["jalan", "surat"]
    assert "24 bulan" in asked.how_said(known)


def test_a_stop_leaves_the_rest_for_the_next_time(six_months: None, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2025, 7, 9, tzinfo=UTC)
    monkeypatch.setattr(forecasting, "timezone", SimpleNamespace(now=lambda: now))
    assert planning.forecast_if_due(stopping=lambda: True) == 0
    assert planning.forecast_if_due() == 6
    assert planning.forecast_if_due() == 0


def test_without_a_city_or_cases_nothing_is_forecast(db: None) -> None:
    assert planning.forecast_if_due() == 0


def test_without_cases_nothing_is_forecast(city: None) -> None:
    assert planning.refresh_forecasts() == 0
    assert asked.outlook("all") is None


def test_a_finished_brief_keeps_its_forecast(six_months: None) -> None:
    now = datetime(2025, 7, 9, tzinfo=UTC)
    planning.refresh_forecasts(now)
    row = planning.save_plan(MAYOR, plan_of(PriorityText("jalan")))
    planning.set_plan_ready(MAYOR, row.pk, ready=True)
    Outlook.objects.all().delete()
    found = asked.brief(row.pk)
    assert found is not None
    expected = {each.figure: each for each in found.priorities[0].evidence}["forecast"]
    assert expected.value == pytest.approx(48, abs=3)
    assert found.lines[0].steps[-1].expected
    assert found.priorities[0].line is not None
