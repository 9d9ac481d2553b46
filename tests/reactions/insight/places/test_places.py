"""Cases per kelurahan: for their residents where these are known, apart only by more than chance."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from surga.core.agencies.queries import city as profile
from surga.reactions.insight.queries import Where
from surga.reactions.insight.queries.places import by_month, placed
from tests.reactions.insight.places.conftest import BARAT, TIMUR

EVER = (date(2020, 1, 1), date(2200, 1, 1))


def of(found, code):
    return next(place for place in (*found.kelurahan, *found.kecamatan) if place.code == code)


def whole(*days, **more):
    return placed(by_month(*days, **more).whole)


def test_cases_lie_where_they_are_about(put, settle):
    for region in (TIMUR, TIMUR, BARAT, "99.01", ""):
        put(region)
    settle()
    found = whole(*EVER)
    assert (of(found, TIMUR).n, of(found, BARAT).n, of(found, "99.01").n) == (2, 1, 4)
    assert (found.n, found.unplaced, found.rate) == (5, 2, None)
    assert of(found, TIMUR).rate is None


def test_filters_and_days_choose(put, settle):
    put(TIMUR, topic="surat")
    put(TIMUR, ago=60)
    settle()
    assert of(whole(*EVER, where=Where(topic="surat")), TIMUR).n == 1
    today = timezone.now().date()
    assert whole(today - timedelta(days=10), today + timedelta(days=1)).n == 1
    assert whole(*EVER, as_of=timezone.now() - timedelta(days=30)).n == 1


def test_rates_are_for_a_thousand_residents_with_their_exact_interval(city, people):
    people(2000, 8000)
    found = placed({TIMUR: 10, BARAT: 10})
    timur = of(found, TIMUR)
    assert (timur.rate, found.rate) == (pytest.approx(5), pytest.approx(2))
    # Garwood: ten cases have the interval 4.795 to 18.39.
    assert (timur.low, timur.high) == (pytest.approx(2.3977, abs=1e-3), pytest.approx(9.195, abs=1e-3))
    assert of(found, "99.01").rate == pytest.approx(2)


def test_only_what_is_more_than_chance_stands_out(city, people):
    people(5000, 5000)
    even = placed({TIMUR: 12, BARAT: 9})
    assert not any(place.above or place.below for place in even.kelurahan)
    apart = placed({TIMUR: 60, BARAT: 9})
    assert (of(apart, TIMUR).above, of(apart, TIMUR).below) == (True, False)
    assert (of(apart, BARAT).above, of(apart, BARAT).below) == (False, True)


def test_where_one_number_is_missing_nobody_is_judged(city, people):
    people(5000, None)
    found = placed({TIMUR: 60, BARAT: 9})
    assert found.rate is None
    assert of(found, TIMUR).rate == pytest.approx(12)
    assert not any(place.above for place in found.kelurahan)
    assert of(found, "99.01").rate is None


@pytest.mark.parametrize(("n", "few"), [(0, True), (4, True), (5, False)])
def test_fewer_than_five_say_nothing(city, n, few):
    assert of(placed({TIMUR: n}), TIMUR).few is few


def test_months_are_those_in_which_something_came(put, settle):
    first, second = put(TIMUR, ago=100), put(BARAT, ago=3)
    settle()
    found = by_month(*EVER)
    day_of = profile().calendar.day_of
    assert list(found.months) == sorted({f"{day_of(each.received_at):%Y-%m}" for each in (first, second)})
    assert sum(sum(months.values()) for months in found.counts.values()) == 2
