"""The period and the filters out of an address, and back into one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from surga.core.agencies.city import LEVELS
from surga.core.intake.message import CHANNELS, KINDS
from surga.core.people.access import Actor
from surga.doors.executive.frame import scope as scopes
from surga.doors.executive.frame.page import behind
from surga.doors.executive.frame.period.names import EARLIEST, NAMES, days_of
from surga.doors.executive.frame.scope import Scope, scope_of
from surga.reactions.insight.queries import Where

TODAY = date(2026, 3, 10)
LIAISON = Actor("officer", "1", "liaison", agency="umum")


@pytest.fixture(autouse=True)
def _today(city, monkeypatch):
    # Ten at night in UTC is the next day in Central Indonesia.
    monkeypatch.setattr(scopes.timezone, "now", lambda: datetime(2026, 3, 9, 22, tzinfo=UTC))


def asked(query="", actor=None, **more):
    return scope_of(RequestFactory().get(f"/sie?{query}"), actor, **more)


def test_without_a_word_it_is_the_last_365_days_until_today():
    found = asked()
    assert (found.from_, found.to, found.days) == (date(2025, 3, 11), TODAY, 365)
    assert (found.as_of, found.moment, found.where) == (None, None, Where())
    assert found.address() == ""
    assert found.query() == "dari=2025-03-11&sampai=2026-03-10"


@pytest.mark.parametrize(
    ("name", "from_", "to"),
    [
        ("7", date(2026, 3, 4), TODAY),
        ("30", date(2026, 2, 9), TODAY),
        ("90", date(2025, 12, 11), TODAY),
        ("365", date(2025, 3, 11), TODAY),
        ("tahun-ini", date(2026, 1, 1), TODAY),
        ("tahun-lalu", date(2025, 1, 1), date(2025, 12, 31)),
        ("dua-tahun-lalu", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_named_period_rolls_on_and_keeps_its_name(name, from_, to):
    found = asked(f"periode={name}")
    assert (found.from_, found.to, found.period) == (from_, to, name)
    assert found.address() == f"periode={name}"
    assert "periode" not in found.query()


def test_every_name_has_its_days():
    for name in NAMES:
        from_, to = days_of(name, TODAY)
        assert from_ <= to <= TODAY


def test_no_address_of_ours_begins_before_there_was_anything():
    assert asked("dari=1990-01-01&sampai=1990-01-03").last(30).query() == "dari=1990-01-01&sampai=1990-01-03"
    assert asked("sampai=1990-06-01").from_ == EARLIEST


def test_days_of_ones_own_go_before_a_name_and_are_put_in_order():
    assert asked("periode=7&dari=2026-01-05&sampai=2026-02-01").period == ""
    assert asked("dari=2026-02-01&sampai=2026-01-05").from_ == date(2026, 1, 5)
    assert asked("sampai=2099-01-01").to == TODAY
    assert asked("dari=2026-03-01").to == TODAY
    assert asked("sampai=2026-01-31").from_ == date(2025, 2, 1)


@pytest.mark.parametrize(
    "query", ["dari=kemarin", "per=2026-13-01", "periode=selamanya", "dari=1066-01-01", "per=x"]
)
def test_what_is_said_wrongly_is_left_out(query):
    assert asked(query) == asked()


def test_as_known_on_a_day_nothing_later_is_asked_for():
    found = asked("per=2025-12-31")
    assert (found.from_, found.to) == (date(2025, 1, 1), date(2025, 12, 31))
    # Central Indonesian Time is eight hours ahead.
    assert found.moment == datetime(2025, 12, 31, 15, 59, 59, 999999, tzinfo=UTC)
    assert asked("per=2025-12-31&sampai=2026-02-01").to == date(2025, 12, 31)
    assert asked("per=2026-03-10").as_of is None
    assert asked("per=2099-01-01").as_of is None


def test_another_usual_period_may_stand_in():
    assert asked(period="30").days == 30
    assert asked("periode=7", period="30").days == 7


def test_a_liaison_sees_the_own_agency_whatever_is_asked():
    found = asked("instansi=pengawas&topik=jalan", LIAISON)
    assert (found.where, found.bound) == (Where(agency="umum", topic="jalan"), "umum")
    nowhere = asked("instansi=pengawas", Actor("officer", "1", "liaison"))
    assert nowhere.where.agency == "-"
    assert asked("instansi=pengawas", Actor("officer", "1", "coordinator")).where.agency == "pengawas"


def test_one_thing_is_changed_at_a_time():
    found = asked("periode=30&topik=jalan&kanal=web")
    assert found.address(topik="") == "periode=30&kanal=web"
    assert found.over("7") == "periode=7&topik=jalan&kanal=web"
    assert found.of(region="99.01").where == Where(topic="jalan", channel="web", region="99.01")
    assert found.last(7).from_ == date(2026, 3, 4)
    assert found.ever().from_ == EARLIEST


def test_the_cases_behind_are_those_of_its_days_also_tomorrow():
    href = behind(asked("periode=7&topik=jalan"), "cases", "channel", "web")
    assert href == (
        "/sie/laporan?dari=2026-03-04&sampai=2026-03-10&topik=jalan&angka=cases&menurut=channel&nilai=web"
    )


codes = st.tuples(
    st.sampled_from(["", "umum", "pengawas"]),
    st.sampled_from(["", "jalan", "surat"]),
    st.sampled_from(["", "99.01.1002", "99.01"]),
    st.sampled_from(["", *CHANNELS]),
    st.sampled_from(["", *LEVELS]),
    st.sampled_from(["", *KINDS]),
)
days = st.dates(date(1990, 1, 1), TODAY)


@given(
    first=days,
    last=days,
    known=st.none() | st.dates(date(2020, 1, 1), TODAY - timedelta(days=1)),
    words=codes,
)
def test_what_is_written_is_read_again(first, last, known, words):
    from_, to = sorted((first, last))
    if known is not None:
        from_, to = min(from_, known), min(to, known)
    agency, topic, region, channel, level, kind = words
    where = Where(channel=channel, agency=agency, topic=topic, region=region, level=level, kind=kind)
    said = Scope(from_, to, known, where)
    request = RequestFactory().get("/sie")
    request.GET = QueryDict(said.query())
    assert scope_of(request) == said
    request.GET = QueryDict(said.address())
    assert scope_of(request) == said
