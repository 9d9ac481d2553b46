"""What changed since last week is told only where it is more than chance."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.agencies.queries import city as city_now
from surga.doors.executive.frame.scope import Scope
from surga.doors.executive.today.now.changes import changes_of


@pytest.fixture
def scope(city):
    today = city_now().calendar.day_of(timezone.now())
    return Scope(today - timedelta(days=29), today)


def usual(live, weeks=8, each=3, **more):
    """So many in every week before the last whole one."""
    for week in range(weeks):
        for n in range(each):
            live(ago=8.5 + 7 * week + n, answered=0.1, **more)


def test_a_quiet_week_tells_nothing(live, settle, scope):
    usual(live)
    for n in range(3):
        live(ago=2 + n, answered=0.1)
    settle()
    found = changes_of(scope)
    assert found.said == ()
    assert found.enough
    assert found.compared >= 2


def test_a_rise_is_told_with_what_is_usual_and_leads_to_its_cases(live, settle, scope):
    usual(live)
    usual(live, topic="surat")
    for n in range(15):
        live(ago=2 + n % 4)
    settle()
    said = changes_of(scope).said
    (rise,) = [change for change in said if "nilai=jalan" in change.href]
    assert re.fullmatch(r"Jalan naik: 15 dalam seminggu, biasanya 3,\d\.", rise.sentence)
    assert rise.up
    assert not any("Surat" in change.sentence for change in said)


def test_a_fall_is_told(live, settle, scope):
    usual(live, each=6)
    settle()
    (change, *_rest) = changes_of(scope).said
    assert "turun: 0 dalam seminggu, biasanya 6" in change.sentence
    assert not change.up


def test_today_is_not_over_and_is_not_compared(live, settle, scope):
    usual(live)
    for n in range(3):
        live(ago=2 + n, answered=0.1)
    for _ in range(20):
        live(ago=0)
    settle()
    assert changes_of(scope).said == ()


def test_less_in_time_is_told_of_the_week_whose_days_are_over(live, settle, scope):
    usual(live, each=4)
    for n in range(12):
        live(ago=11 + n % 5)
    settle()
    assert any("Tepat waktu turun" in change.sentence for change in changes_of(scope).said)


def test_without_enough_before_it_says_so(live, settle, scope):
    live(ago=2)
    live(ago=12)
    settle()
    found = changes_of(scope)
    assert (found.said, found.enough, found.compared) == ((), False, 0)


def test_one_topic_alone_is_not_compared_by_topic(live, settle, scope):
    usual(live)
    for n in range(15):
        live(ago=2 + n % 4)
    settle()
    found = changes_of(scope.of(topic="jalan", agency="umum"))
    assert [change.sentence[:24] for change in found.said] == ["Laporan masuk naik: 15 d"]
