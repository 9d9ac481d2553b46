"""A day off is saved while the worker runs: never do figures mix two calendars, and soon they stand by the new one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from surga.core.agencies import actions as agencies
from surga.core.agencies import queries
from surga.core.agencies.city import City
from surga.events import relay
from surga.project.work import Worker
from surga.reactions.insight import models as insight
from surga.reactions.insight.actions import rebuilding
from surga.reactions.insight.actions.folding import fold
from surga.reactions.insight.queries import figure
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.rules.known.clock import Clock
from surga.reactions.insight.rules.measures import MEASURES
from tests.reactions.insight.lives import Lives
from tests.reactions.insight.test_rebuilding import dump

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
ADMIN = "officer:9"
#: Working days in the middle of what happens.
DAYS = tuple(date(2025, 2, 3) + timedelta(days=n) for n in (0, 1, 2, 3, 4, 14, 15, 16, 17, 18))


def said(kind: str) -> None:
    """An administrator says what those days are; another process still has its copy of the city as it was."""
    old = queries._Kept.snapshot
    for day in DAYS:
        agencies.save_day_off(day, "Cuti bersama", kind, ADMIN)
    queries._Kept.snapshot = old


def take_in() -> None:
    relay.work_off("insight")
    while fold():
        pass


@pytest.fixture
def lives() -> Lives:
    """Cases whose figures stand, some of them open."""
    lives = Lives(21)
    lives.go_on(150)
    take_in()
    assert rebuilding.ensure_built()
    return lives


def figures(then: datetime) -> dict[str, Any]:
    """What is known now, and what was known then."""
    span = (date(2025, 1, 1), date(2025, 8, 31))
    told = {name: figure(name, *span).rows for name in MEASURES}
    return told | {f"{name}, then": figure(name, *span, as_of=then).rows for name in MEASURES}


def test_what_happens_before_all_is_made_anew_is_counted_as_the_rest(lives: Lives) -> None:
    said("local")
    lives.go_on(150)
    take_in()
    before = dump()
    # A holiday that is worked: those days count again as they did.
    said("working")
    assert rebuilding.ensure_built()
    assert dump() == before


def test_whoever_asks_before_that_gets_figures_of_one_calendar(
    lives: Lives, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = timezone.now()
    monkeypatch.setattr(kept, "now", lambda: then)
    before = figures(then)
    said("local")
    assert figures(then) == before
    assert rebuilding.ensure_built()
    after = figures(then)
    changed = {name for name, rows in before.items() if after[name] != rows}
    # Also what was known at a day of the past: working days are those of the calendar in force, not of the one of then.
    assert {"follow_up_working_days", "follow_up_working_days, then"} <= changed
    assert changed.isdisjoint({"cases", "contacts", "follow_up_days", "follow_up_days, then"})


def test_a_worker_that_runs_makes_all_anew_in_its_next_turn(lives: Lives) -> None:
    worker = Worker([], [])
    worker.figures()
    said("local")
    lives.go_on(50)
    before = dump()
    worker.figures()
    lives.go_on(50)
    worker.figures()
    after = dump()
    assert after != before
    assert rebuilding.rebuild() > 0
    assert dump() == after
    assert not rebuilding.ensure_built()


def test_it_is_made_by_one_calendar_whatever_is_saved_meanwhile(
    lives: Lives, monkeypatch: pytest.MonkeyPatch
) -> None:
    stood, whole = dump(), rebuilding.anew._remake

    def saved_meanwhile(*given: Any) -> int:
        said("local")
        return whole(*given)

    monkeypatch.setattr(rebuilding.anew, "_remake", saved_meanwhile)
    assert rebuilding.rebuild() > 0
    assert dump() == stood
    monkeypatch.undo()
    assert rebuilding.ensure_built()
    assert dump() != stood


def test_sums_that_do_not_say_their_calendar_are_of_the_city_s() -> None:
    here: City = queries.city()
    assert kept.clock().calendar == here.calendar
    rebuilding.ensure_built()
    insight.Standing.objects.update(calendar="")
    assert kept.clock().calendar == here.calendar
    # They are of these rules, so nothing is made anew; but what they stand by is kept from now on.
    assert not rebuilding.ensure_built()
    assert insight.Standing.objects.get().calendar == kept.as_text(here.calendar)
    working = kept.clock()
    days = range(date(2024, 1, 1).toordinal(), date(2027, 1, 1).toordinal())
    assert [working.passed_by(day) for day in days] == [Clock(here.calendar).passed_by(day) for day in days]
