"""Figures and tables of a small city, recounted by hand."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from surga.core.cases import actions
from surga.core.cases.actions.joining import follow_lead
from surga.core.cases.models import Case
from surga.core.people.access import Actor, system
from surga.events.record import archived
from surga.reactions.insight.queries import FigureUnknown, figure, home_figures
from surga.reactions.insight.queries.printing import printed

pytestmark = pytest.mark.django_db
SYSTEM = system("import")
AS_OF = datetime(2025, 4, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """And what happens is known since it happened."""
    cache.clear()
    with archived():
        yield
    cache.clear()


@pytest.fixture
def four(file: Callable[..., Case]) -> None:
    """Rawajaya works Monday to Saturday, on Central Indonesian Time; 10 March 2025 is off there.

    jalan: answered after 1.5 days (1 working day), and after 8 days (6 working days: 5 to 8, 11 and 12 March);
    surat: answered the same day; open for ever.
    """
    for topic, received, answered in (
        ("jalan", "2025-03-03T02:00", "2025-03-04T14:00"),
        ("jalan", "2025-03-04T02:00", "2025-03-12T02:00"),
        ("surat", "2025-04-01T02:00", "2025-04-01T08:00"),
        ("surat", "2025-04-02T02:00", ""),
    ):
        at = datetime.fromisoformat(received).replace(tzinfo=UTC)
        case = file(topic=topic, at=at, actor=SYSTEM)
        actions.verify_case(case.code, SYSTEM, agency="umum", at=at)
        actions.forward_case(case.code, SYSTEM, at=at)
        if answered:
            then = datetime.fromisoformat(answered).replace(tzinfo=UTC)
            actions.answer_case(case.code, SYSTEM, text="Sudah", at=then)


def values(name: str, **more: object) -> dict[str, tuple[float | None, int]]:
    found = figure(name, as_of=AS_OF, **more)  # type: ignore[arg-type]
    return {row.by: (row.value, row.n) for row in found.rows}


def test_figures_by_month_and_topic(four: None) -> None:
    assert values("cases") == {"2025-03": (2, 2), "2025-04": (2, 2)}
    assert values("cases", by="topic") == {"jalan": (2, 2), "surat": (2, 2)}
    assert values("follow_up_days") == {"2025-03": (4.75, 2), "2025-04": (0.25, 1)}
    assert values("follow_up_days_median", by="agency") == {"umum": (1.5, 3)}
    assert values("follow_up_working_days") == {"2025-03": (3.5, 2), "2025-04": (0, 1)}
    assert values("within_5_working_days") == {"2025-03": (0.5, 2), "2025-04": (0.5, 2)}
    assert values("open_cases") == {"2025-03": (2, 2), "2025-04": (2, 2)}


def test_who_tells_the_same_is_counted_and_the_wait_of_the_matter_once(file: Callable[..., Case]) -> None:
    def on(day: int) -> datetime:
        return datetime(2025, 4, day, 2, tzinfo=UTC)

    lead, *others = [file(topic="jalan", at=on(day), actor=SYSTEM) for day in (7, 9, 10)]
    for other in others:
        actions.join_case(other.code, lead.code, SYSTEM, at=on(10))
    actions.verify_case(lead.code, SYSTEM, agency="umum", at=on(10))
    actions.answer_case(lead.code, SYSTEM, text="Sudah", at=on(12))
    for other in others:
        follow_lead(other.pk)
    by = {"by": "topic"}
    assert values("cases", **by) == values("open_cases", **by) == {"jalan": (3, 3)}
    assert values("joined", **by) == {"jalan": (2 / 3, 3)}
    assert values("follow_up_days", **by) == {"jalan": (5, 1)}  # not 5, 3 and 2
    assert values("within_5_working_days", **by) == {"jalan": (1, 1)}
    # What each of them waited stands on their own case all the same.
    assert Case.objects.get(pk=others[0].pk).first_follow_up_at == on(12)
    actions.split_case(others[0].code, SYSTEM, at=on(13))
    assert values("follow_up_days", **by) == {"jalan": (4, 2)}


def test_the_time_beyond_the_city_stands_beside_the_whole(file: Callable[..., Case]) -> None:
    def on(day: int) -> datetime:
        return datetime(2025, 4, day, 2, tzinfo=UTC)

    code = file(topic="jalan", at=on(7), actor=SYSTEM).code  # a Monday
    actions.verify_case(code, SYSTEM, agency="umum", at=on(7))
    actions.escalate_case(code, SYSTEM, level="centre", body="Balai Jalan", reason="Jalan negara.", at=on(9))
    assert values("city_within_5_working_days", by="topic") == {"jalan": (None, 0)}  # not late, not done
    actions.answer_case(code, SYSTEM, text="Sudah", at=on(17))
    assert values("follow_up_working_days", by="topic") == {"jalan": (9, 1)}
    assert values("city_working_days", by="topic") == {"jalan": (2, 1)}
    assert values("elsewhere_working_days", by="topic") == {"jalan": (7, 1)}
    assert values("elsewhere_working_days", by="topic", to=date(2025, 4, 1)) == {}
    assert (
        "1 of them lay beyond the city, 7.00 w.d. in the mean. "
        "Without that time: mean 2.00 w.d., within 5 w.d. 100.0%."
    ) in printed(as_of=AS_OF.date())


def test_only_the_time_asked_for_and_as_it_stood_then(four: None) -> None:
    assert values("cases", from_=date(2025, 3, 4), to=date(2025, 4, 1)) == {
        "2025-03": (1, 1),
        "2025-04": (1, 1),
    }
    early = figure("follow_up_days", as_of=datetime(2025, 3, 10, tzinfo=UTC))
    assert (early.n, [(row.value, row.n) for row in early.rows]) == (2, [(1.5, 1)])
    assert early.filter == {"by": "month"}


def test_a_day_begins_at_the_citys_midnight(file: Callable[..., Case]) -> None:
    file(at=datetime(2025, 3, 31, 16, 30, tzinfo=UTC), actor=SYSTEM)  # half past midnight, 1 April
    assert list(values("cases")) == ["2025-04"]
    assert values("cases", to=date(2025, 3, 31)) == {}


def test_no_such_figure_or_grouping(city: None) -> None:
    with pytest.raises(FigureUnknown):
        figure("happiness")
    with pytest.raises(FigureUnknown):
        figure("cases", by="weather")


def test_the_printed_table(four: None) -> None:
    told = printed(as_of=AS_OF.date())
    assert "beyond the city" not in told
    assert "4 cases received 2025-03-03 to 2025-04-02, as of 2025-04-30" in told
    # 1.5, 8 and 0.25 days; 1, 6 and 0 working days; two of four within five.
    assert "| all | 4 | 3 | 1 | 3.25 | 1.50 | 6.70 | 2.33 | 1.00 | 5.00 | 50.0% (15.0%–85.0%) |" in told
    assert "| 2025-03 | 2 | 2 | 0 | 4.75 | 4.75 | 7.35 | 3.50 | 3.50 | 5.50 | 50.0% (9.5%–90.5%) |" in told
    assert (
        "| Surat pengantar | 2 | 1 | 1 | 0.25 | 0.25 | 0.25 | 0.00 | 0.00 | 0.00 | 50.0% (9.5%–90.5%) |"
        in told
    )


def test_small_groups_join_the_others(four: None, file: Callable[..., Case]) -> None:
    file(topic="kekerasan", at=datetime(2025, 3, 5, tzinfo=UTC), actor=SYSTEM)
    told = printed(smallest=2, as_of=AS_OF.date())
    assert "Kekerasan" not in told
    assert "| others (1) | 1 | 0 | 1 |" in told
    assert "| others (2) | 3 |" in printed(top=1, as_of=AS_OF.date())


def test_no_cases_no_table(city: None) -> None:
    assert printed() == "There are no cases in this time."


def test_home_figures_are_of_the_last_year_and_kept_a_while(
    file: Callable[..., Case], verifier: Actor, django_assert_num_queries: Callable[..., object]
) -> None:
    case = file()
    actions.verify_case(case.code, verifier)
    actions.answer_case(case.code, SYSTEM, text="Sudah")
    file(at=datetime(2020, 1, 2, tzinfo=UTC), actor=SYSTEM)
    found = home_figures()
    assert (found.cases, found.followed_up, found.mean_working_days) == (1, 1, 0.0)
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        assert home_figures() == found


def test_the_home_page_does_not_blame_the_city_for_what_lay_beyond_it(file: Callable[..., Case]) -> None:
    now = timezone.now()

    def on(days_ago: int) -> datetime:
        return now - timedelta(days=days_ago)

    codes = [file(at=on(60), actor=SYSTEM).code for _ in range(3)]
    for code in codes:
        actions.verify_case(code, SYSTEM, agency="umum", at=on(60))
        actions.forward_case(code, SYSTEM, at=on(60))
    # One is answered beyond the city, one becomes late there, one becomes late with the city.
    for code in codes[:2]:
        actions.escalate_case(code, SYSTEM, level="centre", body="Balai", reason="Jalan negara.", at=on(57))
    actions.answer_case(codes[0], SYSTEM, text="Sudah", at=on(30))
    actions.sweep_clocks(now)
    found = home_figures()
    assert (found.overdue, found.overdue_away) == (1, 1)
    assert found.mean_working_days is not None
    assert found.city_working_days is not None
    assert found.city_working_days < 4
    assert found.mean_working_days > 15


def test_a_figure_of_now_is_never_an_old_one(file: Callable[..., Case]) -> None:
    file()
    assert figure("cases").n == 1
    file()
    assert figure("cases").n == 2
    assert figure("cases", as_of=timezone.now()).n == 2
