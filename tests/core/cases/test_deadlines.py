"""Clocks: pure, monotone, never ending on a day off, still while the reporter is asked."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.agencies.calendar import Calendar
from surga.core.cases.deadlines import Step, clocks, next_due, promised, rule_for

WIB = ZoneInfo("Asia/Jakarta")
CALENDAR = Calendar(days_off=frozenset({date(2026, 8, 17), date(2026, 12, 25)}))


@dataclass(frozen=True)
class Rule:
    clock: str
    amount: int
    service_class: str = "*"
    unit: str = "working_day"
    starts: str = "received"
    valid_from: date = date(2018, 1, 1)
    valid_to: date | None = None


RULES = (
    Rule("verification", 3),
    Rule("first_follow_up", 5, starts="verified"),
    Rule("resolution", 14, "ordinary"),
    Rule("resolution", 3, "quick", "working_hour"),
    Rule("reporter_reply", 10, starts="asked"),
    Rule("silence", 10, starts="answered"),
    Rule("reopen", 10, starts="closed"),
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
gaps = st.timedeltas(timedelta(0), timedelta(days=40))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


def due(history: list[Step], clock: str, service_class: str = "ordinary") -> datetime | None:
    return clocks(history, CALENDAR, RULES, service_class)[clock].due_at


@given(moments, st.sampled_from(["ordinary", "quick"]))
def test_no_clock_ends_on_a_day_off(start: datetime, service_class: str) -> None:
    for clock in clocks([Step("received", start)], CALENDAR, RULES, service_class).values():
        assert clock.due_at is not None
        assert CALENDAR.is_working_day(clock.due_at.astimezone(WIB).date())
        assert clock.due_at > start


@given(moments, gaps)
def test_who_comes_later_is_not_due_earlier(start: datetime, gap: timedelta) -> None:
    for service_class in ("ordinary", "quick"):
        early = clocks([Step("received", start)], CALENDAR, RULES, service_class)
        late = clocks([Step("received", start + gap)], CALENDAR, RULES, service_class)
        for name, clock in early.items():
            other = late[name].due_at
            assert clock.due_at is not None
            assert other is not None
            assert clock.due_at <= other


@given(moments, gaps, gaps)
def test_waiting_for_the_reporter_gives_every_working_day_back(
    start: datetime, first: timedelta, wait: timedelta
) -> None:
    asked, replied = start + first, start + first + wait
    plain = due([Step("received", start)], "resolution")
    paused = due([Step("received", start), Step("asked", asked), Step("replied", replied)], "resolution")
    assert plain is not None
    assert paused is not None
    assert CALENDAR.working_days_between(plain, paused) == CALENDAR.working_days_between(asked, replied)


def test_a_clock_that_waits_has_no_end_and_the_reporter_has_one() -> None:
    found = clocks(
        [Step("received", at("2026-06-15 09:00")), Step("asked", at("2026-06-16 09:00"))],
        CALENDAR,
        RULES,
        "ordinary",
    )
    assert found["verification"].paused
    assert found["verification"].due_at is None
    assert next_due(found) == ("reporter_reply", at("2026-06-30 23:59:59"))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-06-15 23:59:59", "2026-06-18 23:59:59"),  # Monday, last second
        ("2026-06-16 00:00:00", "2026-06-19 23:59:59"),  # a second later it is Tuesday
        ("2026-06-19 10:00:00", "2026-06-24 23:59:59"),  # Friday: the weekend does not count
        ("2026-06-20 10:00:00", "2026-06-24 23:59:59"),  # Saturday counts from Monday
        ("2026-08-14 10:00:00", "2026-08-20 23:59:59"),  # 17 August is a day off
    ],
)
def test_days_are_those_of_the_city(start: str, end: str) -> None:
    # Given in UTC: 23:59 in Kediri is still the afternoon there.
    assert due([Step("received", at(start).astimezone(UTC))], "verification") == at(end)


def test_a_quick_matter_has_three_office_hours() -> None:
    assert due([Step("received", at("2026-06-15 14:30"))], "resolution", "quick") == at("2026-06-16 09:00")


def test_follow_up_starts_where_the_rule_says_and_stops_at_the_answer() -> None:
    history = [Step("received", at("2026-06-15 09:00"))]
    assert "first_follow_up" not in clocks(history, CALENDAR, RULES, "ordinary")
    history.append(Step("verified", at("2026-06-17 09:00")))
    assert due(history, "first_follow_up") == at("2026-06-24 23:59:59")
    history.append(Step("answered", at("2026-06-19 09:00")))
    clock = clocks(history, CALENDAR, RULES, "ordinary")["first_follow_up"]
    assert clock.stopped_at == at("2026-06-19 09:00")
    assert not clock.is_late(at("2026-12-01 00:00"))


def test_an_objection_sets_the_resolution_going_again_without_the_days_between() -> None:
    history = [
        Step("received", at("2026-06-01 09:00")),
        Step("verified", at("2026-06-02 09:00")),
        Step("resolved", at("2026-06-08 09:00")),
    ]
    assert clocks(history, CALENDAR, RULES, "ordinary")["resolution"].stopped_at is not None
    before = due(history, "resolution")
    history.append(Step("objected", at("2026-06-10 09:00")))
    clock = clocks(history, CALENDAR, RULES, "ordinary")["resolution"]
    assert clock.stopped_at is None
    assert before is not None
    assert clock.due_at is not None
    assert CALENDAR.working_days_between(before, clock.due_at) == 2


def test_silence_closes_ten_working_days_after_the_last_answer() -> None:
    history = [Step("received", at("2026-06-01 09:00")), Step("verified", at("2026-06-01 10:00"))]
    history += [Step("answered", at("2026-06-02 09:00")), Step("resolved", at("2026-06-05 09:00"))]
    assert next_due(clocks(history, CALENDAR, RULES, "ordinary")) == ("silence", at("2026-06-19 23:59:59"))


def test_the_rules_of_the_day_of_receipt_hold() -> None:
    old = Rule("verification", 3, valid_to=date(2026, 5, 31))
    new = Rule("verification", 1, valid_from=date(2026, 6, 1))
    assert rule_for((old, new), "verification", "ordinary", date(2026, 5, 31)) is old
    assert rule_for((old, new), "verification", "ordinary", date(2026, 6, 1)) is new
    assert rule_for((old, new), "verification", "ordinary", date(2017, 1, 1)) is None


def test_the_promise_counts_verification_in_when_follow_up_starts_after_it() -> None:
    promise = promised(at("2026-06-15 09:00"), CALENDAR, RULES, "ordinary")
    assert promise["verification"] == at("2026-06-18 23:59:59")
    assert promise["first_follow_up"] == at("2026-06-25 23:59:59")
    assert promise["resolution"] == at("2026-07-03 23:59:59")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "verified",
                    "asked",
                    "replied",
                    "forwarded",
                    "answered",
                    "resolved",
                    "objected",
                    "confirmed",
                    "silence",
                    "archived",
                    "reopened",
                    "escalated",
                    "added",
                ]
            ),
            gaps,
        ),
        max_size=12,
    ),
    moments,
)
def test_any_history_can_be_counted_and_counts_the_same_twice(
    steps: list[tuple[str, timedelta]], start: datetime
) -> None:
    history = [Step("received", start)]
    for name, gap in steps:
        history.append(Step(name, history[-1].at + gap))
    first = clocks(history, CALENDAR, RULES, "ordinary")
    assert first == clocks(history, CALENDAR, RULES, "ordinary")
    for clock in first.values():
        assert clock.paused == (clock.due_at is None)


def test_a_first_answer_is_never_promised_for_later_than_the_end() -> None:
    at = datetime(2026, 11, 26, 9, 0, tzinfo=WIB)
    quick = promised(at, CALENDAR, RULES, "quick")
    assert quick["first_follow_up"] <= quick["resolution"]
