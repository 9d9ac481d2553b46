"""A day off is saved while the worker runs: never do figures mix two calendars, and soon they stand by the new one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from surga.core.agencies import actions as agencies
from surga.core.agencies import queries
from surga.core.agencies.city import City
from surga.core.agencies.models import CalendarVersion, DayOff
from surga.events import relay
from surga.events.record import archived
from surga.project.work import Worker
from surga.reactions.insight import models as insight
from surga.reactions.insight.actions import rebuilding
from surga.reactions.insight.actions.folding import fold
from surga.reactions.insight.queries import figure
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.queries.counted.rows import Moment
from surga.reactions.insight.rules.known.clock import Clock
from surga.reactions.insight.rules.known.facts import FIELDS
from surga.reactions.insight.rules.measures import MEASURES
from tests.reactions.insight.lives import BEGIN, Lives
from tests.reactions.insight.test_as_of import answers
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


def of_now() -> dict[str, Any]:
    """The sums, and what is known still of each case."""
    found = dump()
    del found["Fact"]
    return {
        **found,
        "known": list(
            insight.Fact.objects.filter(known_to=insight.NOW).order_by("case_id").values_list(*FIELDS)
        ),
    }


def figures(then: datetime) -> dict[str, Any]:
    """What is known now, and what was known then."""
    span = (date(2025, 1, 1), date(2025, 8, 31))
    told = {name: figure(name, *span).rows for name in MEASURES}
    return told | {f"{name}, then": figure(name, *span, as_of=then).rows for name in MEASURES}


def test_what_happens_before_all_is_made_anew_is_counted_as_the_rest(lives: Lives) -> None:
    said("local")
    lives.go_on(150)
    take_in()
    before = of_now()
    # A holiday that is worked: those days count again as they did.
    said("working")
    assert rebuilding.ensure_built()
    assert of_now() == before


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
    assert "follow_up_working_days" in changed
    assert changed.isdisjoint({"cases", "contacts", "follow_up_days"})
    # What was known before it was saved is known by the calendar of then.
    assert not any(name.endswith(", then") for name in changed)


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
    assert insight.Standing.objects.get().calendar == here.calendar.as_text()
    working = kept.clock()
    days = range(date(2024, 1, 1).toordinal(), date(2027, 1, 1).toordinal())
    assert [working.passed_by(day) for day in days] == [Clock(here.calendar).passed_by(day) for day in days]


@pytest.mark.parametrize("seed", range(2))
def test_what_was_known_stays_by_the_calendar_that_was_known(seed: int) -> None:
    lives = Lives(seed)
    told: list[tuple[datetime, dict[str, Any]]] = []
    for kind in ("local", "working", "local"):
        lives.go_on(50, archive=False)
        take_in()
        rebuilding.ensure_built()
        then = timezone.now()
        told.append((then, answers(then)))
        said(kind)
    assert rebuilding.ensure_built()
    for then, before in told:
        assert answers(then) == before
    by_now = figure("follow_up_working_days", by="topic").rows
    assert by_now != figure("follow_up_working_days", by="topic", as_of=told[-1][0]).rows


@pytest.mark.parametrize("seed", [1, 2])
def test_what_an_archive_tells_of_before_is_known_as_if_all_were_made_anew(seed: int) -> None:
    lives, turned = Lives(seed), BEGIN + timedelta(days=60)
    with archived():
        lives.go_on(80)
    take_in()
    # Known long before the archive tells of it: by the calendar of then, and since this moment by the new one.
    CalendarVersion.objects.update(since=BEGIN)
    with time_machine.travel(turned):
        said("local")
    rebuilding.ensure_built()
    with archived():
        lives.go_on(80)
    take_in()
    before = dump()
    assert rebuilding.rebuild() > 0
    assert dump() == before
    early, late = (
        {row.case_id: row.worked for row in insight.Fact.objects.filter(known) if row.worked}
        for known in (
            Moment(turned - timedelta(hours=1), past=True).known,
            Moment(turned + timedelta(hours=1), past=True).known,
        )
    )
    assert any(late[case_id] != worked for case_id, worked in early.items())


def test_a_calendar_is_kept_once_for_each_change() -> None:
    kept_now = CalendarVersion.objects.count()
    agencies.save_text("greeting", "id", "Selamat datang", ADMIN)
    assert CalendarVersion.objects.count() == kept_now == 1
    said("local")
    assert CalendarVersion.objects.count() == 1 + len(DAYS)
    here = queries.city()
    first, last = here.calendars[0], here.calendars[-1]
    assert (first[1], last[1]) == (
        replace(here.calendar, days_off=here.calendar.days_off - {*DAYS}),
        here.calendar,
    )
    assert here.calendar_at(first[0] - timedelta(days=9)) == here.calendar_at(first[0]) == first[1]
    assert here.calendar_at(timezone.now()) == here.calendar


def test_a_change_beside_the_desk_is_kept_at_the_next_one() -> None:
    DayOff.objects.create(date=DAYS[0], name="Cuti", kind="local")
    agencies.save_text("greeting", "id", "Selamat datang", ADMIN)
    assert [DAYS[0] in one.days_off for _, one in queries.city().calendars] == [False, True]
