"""Series and tables beside the figures, against a recount by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from surga.core.cases import actions, states
from surga.core.cases.models import Case
from surga.core.intake.models import Contact
from surga.core.people.access import system
from surga.events.record import archived
from surga.reactions.insight import queries
from surga.reactions.insight.models import NOW, Exchange, Fact
from surga.reactions.insight.queries import EVERYTHING, Where
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.rules.measures import mean, quantile
from tests.reactions.insight.lives import Lives

pytestmark = pytest.mark.django_db
FROM, TO = date(2025, 1, 20), date(2025, 4, 9)


@pytest.fixture
def facts(city: None) -> list[Fact]:
    """Half a thousand steps of lives, and what is known of them."""
    Lives(31).go_on(350)
    queries.figure("cases")  # what happened is taken in
    return list(Fact.objects.filter(known_to=NOW))


def asked(facts: list[Fact]) -> list[Fact]:
    return [one for one in facts if FROM.toordinal() <= one.day <= TO.toordinal()]


def test_open_at_the_end_of_each_day(facts: list[Fact]) -> None:
    clock = kept.clock()
    end = date(2026, 12, 31)
    found = dict(queries.open_per_day(FROM, end, EVERYTHING))
    assert found[end] == Case.objects.exclude(status__in=states.ENDED).count()
    for agency in ("umum", "kel-timur"):
        told = queries.open_per_day(end, end, Where(agency=agency))
        assert told == [(end, sum(one.agency == agency and one.ended_at is None for one in facts))]
    for where in (Where(topic="jalan"), Where(topic="jalan", agency="umum")):
        told = dict(queries.open_per_day(FROM, TO, where))
        chosen = [one for one in facts if all(getattr(one, k) == v for k, v in where.chosen().items())]
        for day in (FROM, date(2025, 2, 28), TO):
            number = day.toordinal()
            still = [one for one in chosen if one.ended_at is None or clock.day(one.ended_at) > number]
            ended_before = [
                one for one in chosen if one.ended_at and clock.day(one.ended_at) <= number < one.day
            ]
            assert told[day] == sum(one.day <= number for one in still) - len(ended_before)
    public = queries.open_per_day(end, end, open_only=True)
    assert public == [(end, sum(one.ended_at is None and not one.hidden for one in facts))]


def test_the_oldest_and_the_ages_of_the_open(facts: list[Fact]) -> None:
    waiting = sorted((one.received, one.case_id) for one in facts if one.ended_at is None)
    found = queries.oldest_open(n=5)
    assert [one.case_id for one in found] == [case_id for _, case_id in waiting[:5]]
    assert found[0].since == datetime.fromtimestamp(waiting[0][0], UTC)
    assert found[0].code == Case.objects.get(pk=found[0].case_id).code
    ages = queries.backlog_ages()
    assert [(one.low, one.high) for one in ages] == list(queries.AGES)
    assert sum(one.n for one in ages) == len(waiting)
    umum = sum(one.ended_at is None and one.agency == "umum" for one in facts)
    assert sum(one.n for one in queries.backlog_ages(Where(agency="umum"))) == umum


def test_what_came_of_them_by_level(facts: list[Fact]) -> None:
    counted = Counter((one.level, one.outcome) for one in asked(facts))
    later = timezone.now() + timedelta(seconds=5)
    for as_of in (None, later):
        found = queries.outcomes(FROM, TO, as_of=as_of)
        assert {(one.level, one.outcome): one.n for one in found} == counted
    assert {"open", "answered"} <= {outcome for _, outcome in counted}


@pytest.mark.parametrize(
    "where",
    [EVERYTHING, Where(agency="umum"), Where(agency="kel-timur"), Where(topic="jalan", agency="umum")],
)
def test_levels(facts: list[Fact], where: Where) -> None:
    later = timezone.now() + timedelta(seconds=5)
    chosen = [one for one in asked(facts) if all(getattr(one, k) == v for k, v in where.chosen().items())]
    assert chosen
    stays: dict[str, list[float]] = defaultdict(list)
    for one in chosen:
        for level, days in (pair.split(":") for pair in one.stays.split()):
            stays[level].append(float(days))
    for as_of in (None, later):
        found = {one.level: one for one in queries.levels(FROM, TO, where, as_of)}
        assert set(found) == {one.level for one in chosen} | set(stays)
        for name, level in found.items():
            members = [one for one in chosen if one.level == name]
            worked = [float(one.worked) for one in members if one.worked is not None and not one.joined]
            assert level.cases == len(members)
            assert level.solved == sum(one.outcome not in {"open", "archived"} for one in members)
            assert level.mean.value == pytest.approx(mean(worked).value)
            told = quantile(worked, 0.5)
            assert (level.median.value, level.median.low, level.median.high) == (
                told.value,
                told.low,
                told.high,
            )
            assert level.stay.n == len(stays[name])
            assert level.stay.value == pytest.approx(mean(stays[name]).value)


def test_flows(facts: list[Fact]) -> None:
    end = date(2026, 12, 31)
    by_day = queries.flows(FROM, end, by="all")
    assert sum(one.opened for one in by_day) == sum(one.day >= FROM.toordinal() for one in facts)
    weeks = queries.flows(date(2024, 12, 30), end, by="all", step="week")
    assert all(one.day.weekday() == 0 for one in weeks)
    assert sum(one.opened for one in weeks) == len(facts)
    assert sum(one.followed for one in weeks) == sum(one.followed is not None for one in facts)
    assert sum(one.ended - one.reopened for one in weeks) == sum(one.ended_at is not None for one in facts)
    agencies = queries.flows(date(2024, 12, 30), end, step="week")
    assert sum(one.opened for one in agencies) == len(facts)
    assert {one.by for one in agencies} >= {"umum", "kel-timur"}
    umum = queries.flows(date(2024, 12, 30), end, where=Where(agency="umum"))
    assert {one.by for one in umum} == {"umum"}


@pytest.mark.usefixtures("city")
def test_how_long_the_exchange_took() -> None:
    actor, at = system("import"), datetime(2025, 3, 3, 2, tzinfo=UTC)
    with archived():
        draft = actions.Draft(
            text="Jalan rusak di depan pasar", kind="complaint", channel="web", topic="jalan"
        )
        code = actions.open_case(draft, actor, at=at).code
    begun = timezone.now()
    actions.note_link(code, actor, system="sp4n", report_id="1", direction="out")
    actions.note_link(code, actor, system="sp4n", report_id="2", direction="in")
    step = begun - timedelta(hours=3)
    actions.note_step(code, actor, system="sp4n", step="disposition", at=step)
    queries.figure("cases")
    found = {(one.system, one.way): one for one in queries.exchange_lags()}
    assert set(found) == {("sp4n", "out"), ("sp4n", "in")}
    assert found["sp4n", "in"].n == 1
    assert found["sp4n", "in"].median == pytest.approx(3 * 3600, abs=60)
    assert found["sp4n", "out"].mean == pytest.approx((begun - at).total_seconds(), abs=60)
    assert queries.exchange_lags(date(2020, 1, 1), date(2020, 1, 2)) == []
    assert Exchange.objects.count() == 2


def test_contacts_by_every_grouping(facts: list[Fact]) -> None:
    later, fields = timezone.now() + timedelta(seconds=5), {"channel": "channel", "topic": "topic_code"}
    everything = Contact.objects.count()
    for name, field in fields.items():
        counted = Counter(Contact.objects.values_list(field, flat=True))
        for as_of in (None, later):
            found = queries.figure("contacts", by=name, as_of=as_of)
            assert {row.by: row.value for row in found.rows} == counted
            for code, n in counted.items():
                if code:
                    where = Where(**{name: code})
                    assert queries.figure("contacts", by="month", where=where, as_of=as_of).n == n
                assert queries.behind("contacts", by=name, value=code, as_of=as_of).n == n
    both = queries.figure("contacts", by="topic", where=Where(channel="phone"))
    assert both.n == Contact.objects.filter(channel="phone").count()
    assert queries.figure("contacts", by="month", where=Where(agency="umum")).n == 0
    page = queries.behind("contacts", limit=3)
    assert page.n == everything
    assert page.next == page.rows[-1].case_id
    assert queries.behind("contacts", limit=everything, after=page.next).rows[0].case_id < page.next
