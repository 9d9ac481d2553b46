"""What is known of a case at any moment is what its events known by then say, by the calendar known by then."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from surga.core.agencies.calendar import Calendar
from surga.reactions.insight.rules.known.clock import Clock
from surga.reactions.insight.rules.known.facts import Fact, after
from surga.reactions.insight.rules.known.retold import Calendars, Life

BEGIN = 1_741_000_000  # a Monday of March 2025, seconds
END = 2**62
HOUR, DAY, MICRO = 3_600, 86_400, 1_000_000
OPENED = {"channel": "web", "kind": "complaint", "topic": "jalan", "agency": "umum", "level_now": "opd"}
STEPS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("CaseVerified", {"topic": "jalan", "agency": "umum", "level_now": "opd"}),
    ("CaseForwarded", {"agency": "umum", "level_now": "kelurahan"}),
    ("CaseEscalated", {"level": "province"}),
    ("CaseReturned", {"agency": "umum", "bounces": 1}),
    ("CaseReturned", {"agency": ""}),
    ("CaseAnswered", {}),
    ("CaseConfirmed", {}),
    ("CaseReopened", {"status": "in_progress"}),
)
days_off = st.frozensets(
    st.integers(-10, 40).map(lambda n: date(2025, 3, 3) + timedelta(days=n)), max_size=12
)
turns = st.lists(st.tuples(st.integers(0, 40 * DAY), days_off), max_size=4)
#: What happens, how long after the step before (now and then before it), and how much later it is told.
stories = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(-30, 300), st.integers(0, 5 * DAY)), min_size=1, max_size=8
)


def told(story: list[tuple[int, str, dict[str, Any], int, int]], clock: Clock) -> Fact | None:
    fact = None
    for _, name, data, at, _ in story:
        fact = after(fact, name, data, at, clock, 1)
    return fact


@given(
    first=days_off,
    later=turns,
    story=stories,
    moments=st.lists(st.integers(0, 60 * DAY), min_size=1, max_size=8),
)
def test_each_moment_has_the_calendar_that_was_known(
    first: frozenset[date],
    later: list[tuple[int, frozenset[date]]],
    story: list[tuple[tuple[str, dict[str, Any]], int, int]],
    moments: list[int],
) -> None:
    clocks = [(0, Clock(Calendar(days_off=first)))]
    for since, days in sorted(later, key=lambda one: one[0]):
        clocks.append(((BEGIN + since) * MICRO, Clock(Calendar(days_off=days))))
    steps, at = [(1, "CaseOpened", OPENED, BEGIN, BEGIN * MICRO)], BEGIN
    for number, ((name, data), hours, late) in enumerate(story, 2):
        at += hours * HOUR
        # Heard in the order of the record: what was told earlier is known no later than this.
        steps.append((number, name, data, at, max(steps[-1][-1], (at + late) * MICRO)))
    life = Life(Calendars(clocks))
    for step in steps:
        life.hear(1, *step)
    versions = list(life.versions(END))
    assert all(since < until for since, until, _, _ in versions)
    assert [until for _, until, _, _ in versions] == [*(since for since, _, _, _ in versions[1:]), END]
    for moment in [(BEGIN + seconds) * MICRO for seconds in moments] + [END - 1]:
        clock = [clock for since, clock in clocks if since <= moment][-1]
        (known,) = [fact for since, until, _, fact in versions if since <= moment < until]
        assert known == told([step for step in steps if step[-1] <= moment], clock)
