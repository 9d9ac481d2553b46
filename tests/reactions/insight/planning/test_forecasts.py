"""Which series are forecast, when, and how they are kept."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from surga.core.people.access import Actor, system
from surga.reactions.insight.actions import planning
from surga.reactions.insight.actions.planning import forecasting
from surga.reactions.insight.models import Outlook
from surga.reactions.insight.queries import planning as asked
from surga.reactions.insight.queries.planning import seasons
from surga.reactions.insight.rules.planning.texts import PlanText, PriorityText

pytestmark = pytest.mark.django_db
SYSTEM = system("import")
MAYOR = Actor("officer", "1", "executive")
FROM, TO = date(2025, 3, 1), date(2025, 3, 31)
AS_OF = datetime(2025, 4, 30, tzinfo=UTC)
TIMUR, BARAT = "99.01.1001", "99.01.1002"


def plan_of(*priorities: PriorityText, title: str = "Rencana 2026") -> PlanText:
    return PlanText(title, 2026, FROM, TO, "Kata pengantar.", priorities)


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
