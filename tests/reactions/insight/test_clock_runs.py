"""How the city's clocks ran: what was known of them on a day stays so, and it is what the cases themselves keep."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from surga.core.agencies.queries import city as profile
from surga.core.cases.models import Case
from surga.core.people.access import system
from surga.reactions.insight.actions.rebuilding import rebuild
from surga.reactions.insight.queries import Where, clock_runs, figure
from surga.reactions.insight.queries.clocks import ClockRun
from surga.reactions.insight.rules.measures import mean
from tests.reactions.insight.lives import Lives

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
WHERES = (Where(), Where(agency="umum"), Where(topic="jalan"))
ALWAYS = (date(2000, 1, 1), date(2100, 1, 1))


def runs(as_of: datetime | None) -> list[list[ClockRun]]:
    return [clock_runs(*ALWAYS, as_of, where=where) for where in WHERES]


@pytest.mark.parametrize("seed", range(3))
def test_what_comes_later_changes_no_clock_of_before(seed: int) -> None:
    lives = Lives(seed)
    kept: list[tuple[datetime, list[list[ClockRun]]]] = []
    for _ in range(3):
        lives.go_on(60, archive=False)
        figure("cases")  # what happened is taken in
        then = timezone.now()
        kept.append((then, runs(then)))
    assert kept[0][1] != kept[-1][1]
    assert all(told[0] for _, told in kept)
    for then, told in kept:
        assert runs(then) == told
    rebuild()
    for then, told in kept:
        assert runs(then) == told


def test_they_are_the_clocks_that_the_cases_keep() -> None:
    lives = Lives(4)
    lives.go_on(120)
    cases = Case.objects.filter(joined_to=None)
    stopped = [
        (datetime.fromisoformat(clock["stopped"]) - datetime.fromisoformat(clock["started"])).total_seconds() / 86_400
        for clocks in cases.values_list("clocks", flat=True)
        if (clock := clocks.get("verification")) and clock["stopped"]
    ]  # fmt: skip
    told = [run for run in clock_runs(*ALWAYS) if run.clock == "verification"]
    assert sum(run.mean.n for run in told) == len(stopped) > 5
    if len(told) == 1:
        plain = mean(stopped)
        assert told[0].mean.value == pytest.approx(plain.value)
        assert told[0].mean.low == pytest.approx(plain.low)


def test_one_that_was_typed_in_later_was_not_known_before() -> None:
    from surga.core.cases import actions

    figure("cases")
    then = timezone.now()
    assert clock_runs(*ALWAYS, then) == []
    long_ago = datetime.now(UTC) - timedelta(days=400)
    draft = actions.Draft("Selokan di depan pasar mampet.", "complaint", "letter", topic="jalan")
    actions.open_case(draft, system("import"), at=long_ago)
    assert clock_runs(*ALWAYS, then) == []
    day = profile().calendar.day_of(long_ago)
    assert [(run.clock, run.late) for run in clock_runs(day, day)] == [("verification", 1)]
