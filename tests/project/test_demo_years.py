"""The figures that a city told a jury are what its rows say."""

from datetime import date

import pytest

from surga.core.cases.models import Case
from surga.events.record import archived
from surga.events.subscriptions import subscribed_only
from surga.project.commands.preparing import prepare
from surga.project.demo.years import YEARS, tell_years
from surga.reactions.insight.actions.rebuilding import rebuild
from surga.reactions.insight.queries import Where, figure


@pytest.fixture
def told(db: None) -> None:
    prepare(demo=False)
    with subscribed_only({}), archived():
        assert tell_years(1) == 85
    rebuild()


def test_the_two_years_have_the_cases_and_days_that_were_told(told: None) -> None:
    by_channel = Where(channel="sp4n")
    for year, (cases, _days) in YEARS.items():
        span = date(year, 1, 1), date(year, 12, 31)
        assert figure("cases", *span, by="all", where=by_channel).n == cases
        took = figure("follow_up_working_days", *span, by="all", where=by_channel).rows[0]
        assert took.n == cases
        assert took.value is not None
        assert round(took.value, 1) == 4.6
    both = figure("follow_up_working_days", date(2020, 1, 1), date(2021, 12, 31), by="all", where=by_channel)
    assert both.rows[0].value == pytest.approx(4.6)


def test_telling_them_twice_makes_no_second(told: None) -> None:
    with subscribed_only({}):
        assert tell_years(1) == 0
    assert Case.objects.count() == 85
