"""The calendar's promises, over every start and every amount that a case may bring."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.agencies.calendar import Calendar

WIB = ZoneInfo("Asia/Jakarta")
EID = frozenset(date(2022, 4, 29) + timedelta(days=n) for n in range(8))
CALENDAR = Calendar(
    days_off=EID | {date(2022, 6, 1), date(2022, 8, 17)},
    covered_from=date(2021, 1, 1),
    covered_to=date(2023, 12, 31),
)
# Beginning before the cover and ending after it, in any of three zones.
moments = st.datetimes(
    datetime(2020, 6, 1),
    datetime(2024, 6, 1),
    timezones=st.sampled_from([UTC, WIB, ZoneInfo("Asia/Jayapura")]),
)
amounts = st.integers(1, 80)
calendars = st.builds(
    Calendar,
    days_off=st.frozensets(st.dates(date(2021, 12, 1), date(2022, 3, 1)), max_size=30),
    workdays=st.frozensets(st.integers(0, 6), min_size=1),
    covered_from=st.just(date(2021, 12, 1)),
    covered_to=st.just(date(2022, 6, 1)),
)


def wib(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


@given(moments, amounts)
def test_a_deadline_in_working_days_ends_with_a_working_day(start, count):
    due = CALENDAR.add_working_days(start, count)
    assert CALENDAR.is_working_day(due.astimezone(WIB).date())
    assert due.astimezone(WIB).time() == time(23, 59, 59)
    assert due > start


@given(calendars, moments, amounts)
def test_adding_and_counting_agree(calendar, start, count):
    due = calendar.add_working_days(start, count)
    assert calendar.working_days_between(start, due) == count
    assert calendar.working_days_between(start, due - timedelta(days=1)) < count


@given(calendars, moments, moments, amounts)
def test_a_later_start_never_ends_earlier(calendar, one, other, count):
    early, late = sorted((one, other))
    assert calendar.add_working_days(early, count) <= calendar.add_working_days(late, count)
    assert calendar.add_working_hours(early, count) <= calendar.add_working_hours(late, count)


@given(moments, amounts)
def test_more_days_end_later(start, count):
    assert CALENDAR.add_working_days(start, count) < CALENDAR.add_working_days(start, count + 1)


@given(moments, moments)
def test_counting_back_is_the_opposite(one, other):
    assert CALENDAR.working_days_between(one, other) == -CALENDAR.working_days_between(other, one)


@given(calendars, moments, st.integers(1, 40))
def test_working_hours_end_in_office_hours_of_a_working_day(calendar, start, hours):
    due = calendar.add_working_hours(start, hours).astimezone(WIB)
    assert calendar.is_working_day(due.date())
    assert calendar.opens < due.time() <= calendar.closes
    assert due > start


@given(moments, amounts)
def test_the_answer_does_not_depend_on_the_zone_of_the_question(start, count):
    assert CALENDAR.add_working_days(start, count) == CALENDAR.add_working_days(start.astimezone(UTC), count)


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2022-06-13T08:00", 3, "2022-06-16"),  # Monday
        ("2022-06-17T23:59:59", 1, "2022-06-20"),  # one second before Saturday
        ("2022-06-18T00:00", 1, "2022-06-20"),  # Saturday itself
        ("2022-06-19T23:59", 1, "2022-06-20"),  # Sunday, a minute before Monday
        ("2022-06-20T00:00", 1, "2022-06-21"),  # midnight is already Monday
        ("2022-04-28T10:00", 1, "2022-05-09"),  # over the whole of Eid
        ("2022-05-31T10:00", 3, "2022-06-06"),  # Pancasila day on Wednesday
    ],
)
def test_days_are_counted_from_the_day_after(start, count, due):
    assert CALENDAR.add_working_days(wib(start), count) == wib(f"{due}T23:59:59")


def test_midnight_is_midnight_in_the_city_not_in_utc():
    # 17:30 UTC on Friday is half past midnight on Saturday in WIB; 16:30 UTC is still Friday.
    friday, saturday = datetime(2022, 6, 17, 16, 30, tzinfo=UTC), datetime(2022, 6, 17, 17, 30, tzinfo=UTC)
    assert CALENDAR.day_of(friday) == date(2022, 6, 17)
    assert CALENDAR.day_of(saturday) == date(2022, 6, 18)
    assert CALENDAR.working_days_between(friday, saturday) == 0
    thursday_end = datetime(2022, 6, 16, 16, 59, tzinfo=UTC)
    assert CALENDAR.working_days_between(thursday_end, friday) == 1


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2022-06-13T09:00", 3, "2022-06-13T12:00"),
        ("2022-06-13T05:00", 3, "2022-06-13T10:30"),  # before opening
        ("2022-06-13T13:00", 3, "2022-06-13T16:00"),  # to the very closing
        ("2022-06-13T15:00", 3, "2022-06-14T09:30"),
        ("2022-06-17T16:00", 3, "2022-06-20T10:30"),  # Friday's closing
        ("2022-04-28T15:00", 2, "2022-05-09T08:30"),  # over Eid
        ("2022-06-13T07:30", 8.5, "2022-06-13T16:00"),
        ("2022-06-13T07:30", 9, "2022-06-14T08:00"),
    ],
)
def test_working_hours_run_only_while_the_office_is_open(start, hours, due):
    assert CALENDAR.add_working_hours(wib(start), hours) == wib(due)


def test_units():
    start = wib("2022-06-17T10:00")
    assert CALENDAR.add(start, 5, "hour") == wib("2022-06-17T15:00")
    assert CALENDAR.add(start, 1, "day") == wib("2022-06-18T23:59:59")
    assert CALENDAR.add(start, 1, "working_day") == wib("2022-06-20T23:59:59")
    assert CALENDAR.add(start, 7, "working_hour") == wib("2022-06-20T08:30")
    with pytest.raises(ValueError, match="fortnight"):
        CALENDAR.add(start, 1, "fortnight")


def test_a_holiday_may_be_worked():
    calendar = Calendar(days_off=EID, extra_workdays=frozenset({date(2022, 5, 4), date(2022, 5, 7)}))
    assert calendar.is_working_day(date(2022, 5, 4))
    assert calendar.is_working_day(date(2022, 5, 7))  # a Saturday
    assert calendar.add_working_days(wib("2022-04-28T10:00"), 1) == wib("2022-05-04T23:59:59")


def test_the_cover_is_known():
    assert CALENDAR.covers(date(2021, 1, 1))
    assert CALENDAR.covers(date(2023, 12, 31))
    assert not CALENDAR.covers(date(2024, 1, 1))
    assert not CALENDAR.covers(date(2020, 12, 31))


@pytest.mark.parametrize(
    "wrong", [{"workdays": frozenset()}, {"workdays": frozenset({7})}, {"opens": time(16)}]
)
def test_a_calendar_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"workdays|open"):
        Calendar(**wrong)


@pytest.mark.parametrize("count", [0, -1])
def test_nothing_cannot_be_added(count):
    for add in (CALENDAR.add_days, CALENDAR.add_working_days, CALENDAR.add_working_hours):
        with pytest.raises(ValueError, match="must be added"):
            add(wib("2022-06-13T08:00"), count)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        CALENDAR.add_working_days(datetime(2022, 6, 13), 1)
