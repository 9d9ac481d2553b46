"""The measures against numbers worked out by hand."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.agencies.calendar import Calendar
from surga.reactions.insight.queries.counted.rows import Reckoner, Row
from surga.reactions.insight.rules.measures import MEASURES, mean, quantile, share, shares, within

pytestmark = pytest.mark.once
# 29 April to 6 May 2022: joint leave and Idulfitri, as decreed.
LEAVE = frozenset(date(2022, month, day) for month, day in ((4, 29), (5, 2), (5, 3), (5, 4), (5, 5), (5, 6)))
CALENDAR = Calendar(days_off=LEAVE, covered_from=date(2022, 1, 1), covered_to=date(2022, 12, 31))
NOW = datetime(2022, 12, 31, tzinfo=UTC)


RECKONER = Reckoner(CALENDAR, NOW)


def row(received: str, followed: str = "", *, ended: bool = False) -> Row:
    """Times as "04-28 16:30", in UTC."""

    def at(text: str) -> int:
        return int(datetime.fromisoformat(f"2022-{text}").replace(tzinfo=UTC).timestamp())

    return RECKONER.row(at(received), at(followed) if followed else None, ended)


@pytest.mark.parametrize(
    ("received", "followed", "days", "working"),
    [
        ("03-07 02:00", "03-07 08:00", 0.25, 0),  # Monday, the same day
        ("03-07 16:30", "03-07 17:30", 1 / 24, 1),  # 23:30 and 00:30 in Jakarta: two days
        ("03-11 02:00", "03-14 02:00", 3.0, 1),  # over a weekend
        ("03-12 02:00", "03-13 02:00", 1.0, 0),  # from Saturday to Sunday
        ("04-28 02:00", "05-09 02:00", 11.0, 1),  # over Idulfitri: Friday 29 April to Friday 6 May are off
        ("04-27 02:00", "05-10 02:00", 13.0, 3),  # Thursday, Monday, Tuesday
    ],
)
def test_days_and_working_days(received: str, followed: str, days: float, working: int) -> None:
    one = row(received, followed)
    assert one.days == pytest.approx(days)
    assert one.working_days == working


def test_open_cases_have_no_time() -> None:
    one = row("03-07 02:00")
    assert (one.days, one.working_days) == (None, None)


def test_what_came_later_has_not_happened_yet() -> None:
    early = Reckoner(CALENDAR, datetime(2022, 3, 8, 12, tzinfo=UTC))
    monday = datetime(2022, 3, 7, 2, tzinfo=UTC).timestamp()
    one = early.row(int(monday), int(monday) + 3 * 86_400, False)
    assert (one.days, one.working_days, one.waited) == (None, None, 1)
    assert one.received.month == "2022-03"


def test_within_five_counts_the_open_ones_that_are_late() -> None:
    rows = [
        row("03-07 02:00", "03-14 09:00"),  # five working days: in
        row("03-07 02:00", "03-15 02:00"),  # six: out
        row("03-07 02:00"),  # open since March: out
        row("12-30 02:00"),  # open since yesterday: not yet told
        row("03-07 02:00", ended=True),  # archived unanswered: neither
    ]
    found = within(rows)
    assert (found.value, found.n) == (pytest.approx(1 / 3), 3)


def test_wilson_interval_of_a_textbook() -> None:
    found = share(8, 10)
    assert found.low == pytest.approx(0.4902, abs=1e-4)
    assert found.high == pytest.approx(0.9433, abs=1e-4)
    assert share(0, 0).value is None
    assert (share(0, 5).low, share(5, 5).high) == pytest.approx((0.0, 1.0))


def test_mean_and_its_interval() -> None:
    found = mean([1, 2, 3, 4])
    # 2.5 ± 1.96 · 1.2910 / 2
    assert (found.value, found.n) == (2.5, 4)
    assert found.low == pytest.approx(1.2349, abs=1e-4)
    assert found.high == pytest.approx(3.7651, abs=1e-4)
    assert (mean([]).value, mean([7]).value, mean([7]).low) == (None, 7, None)


def test_quantiles() -> None:
    ten = [float(n) for n in range(1, 11)]
    assert quantile(ten, 0.5).value == 5.5
    assert quantile(ten, 0.9).value == pytest.approx(9.1)  # between the 9th and the 10th
    assert quantile([3.0], 0.9).value == 3.0
    assert quantile([], 0.9).value is None


@given(st.lists(st.integers(0, 1000).map(float), min_size=1, max_size=60), st.sampled_from([0.5, 0.9]))
def test_a_quantile_lies_within_its_interval(values: list[float], below: float) -> None:
    found = quantile(values, below)
    assert found.value is not None
    assert min(values) - 1e-9 <= found.value <= max(values) + 1e-9
    # So few that no rank bounds it: five for a median, three dozen for the slowest tenth.
    bounded = len(values) >= (6 if below == 0.5 else 36)
    assert (found.low is not None) == (found.high is not None) == bounded
    if found.low is not None and found.high is not None:
        assert min(values) <= found.low <= found.high <= max(values)


@given(st.lists(st.tuples(st.integers(0, 360), st.integers(0, 40) | st.none()), max_size=25))
def test_every_measure_takes_any_rows(times: list[tuple[int, int | None]]) -> None:
    start, day = int(datetime(2022, 1, 1, tzinfo=UTC).timestamp()), 86_400
    rows = [
        RECKONER.row(start + at * day, None if took is None else start + (at + took) * day, False)
        for at, took in times
    ]
    for measure in MEASURES.values():
        found = measure.take(rows)
        assert 0 <= found.n <= len(rows)
        assert found.value is None or found.value >= 0


def test_the_days_beyond_the_city_are_not_the_city_s() -> None:
    away = row("03-07 02:00", "03-21 02:00")._replace(away=8)  # ten working days, two of them the city's
    late = row("03-07 02:00", "03-21 02:00")
    both = [away, late]
    assert MEASURES["follow_up_working_days"].take(both).value == 10
    assert MEASURES["city_working_days"].take(both).value == 6
    assert MEASURES["within_5_working_days"].take(both).value == 0
    assert MEASURES["city_within_5_working_days"].take(both).value == 0.5


def test_days_that_still_run_beyond_the_city_count_until_now() -> None:
    reckoner = Reckoner(CALENDAR, datetime(2022, 3, 18, 12, tzinfo=UTC))  # a Friday
    since = int(datetime(2022, 3, 14, 2, tzinfo=UTC).timestamp())  # the Monday before
    assert reckoner.away(3, since, None) == 7
    assert reckoner.away(3, since, since) == 3  # answered: what came after is none of it
    assert reckoner.away(3, since + 30 * 86_400, None) == 3  # it left later than that moment


@given(st.lists(st.integers(0, 10**9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))))
def test_many_shares_are_each_by_itself(counted: list[tuple[int, int]]) -> None:
    for many, (hits, n) in zip(shares(counted), counted, strict=True):
        one = share(hits, n)
        assert many.n == one.n == n
        if n == 0:
            assert many == one
        else:
            assert many == pytest.approx(one, rel=1e-9)
