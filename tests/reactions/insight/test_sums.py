"""Every figure by every grouping: from the cells, from the facts, and by a plain recount of the cases."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from surga.core.agencies.queries import city as city_of
from surga.core.cases import states
from surga.core.cases.models import Case
from surga.reactions.insight.queries import BY, EVERYTHING, Figure, Where, behind, figure
from surga.reactions.insight.queries.counted.groups import matches
from surga.reactions.insight.queries.counted.rows import Asked, Reckoner, Row
from surga.reactions.insight.queries.counted.summed import plan
from surga.reactions.insight.queries.counted.summed.plan import Piece, pieces, plan_for
from surga.reactions.insight.queries.counted.summed.takes import TAKES
from surga.reactions.insight.rules.known.contributions import PERIODS
from surga.reactions.insight.rules.measures import MEASURES
from tests.reactions.insight.lives import Lives

pytestmark = pytest.mark.django_db
WHERES = (
    EVERYTHING, Where(topic="jalan"), Where(agency="umum"), Where(topic="surat", agency="kel-timur"),
    Where(region="99.01.1001"), Where(agency="umum", channel="web"), Where(topic="jalan", region="99.01.1002"),
    Where(channel="web", level="opd"),
    Where(kind="information"), Where(topic="pungli", agency="umum", region="99.01.1001"),
)  # fmt: skip
#: All of it; a whole quarter; ragged at both edges; whole months; inside of one month; one day; nothing.
RANGES = (
    (None, None), (date(2024, 12, 20), date(2025, 4, 12)),
    (date(2025, 1, 20), date(2025, 4, 9)), (date(2025, 2, 1), date(2025, 3, 31)),
    (date(2025, 3, 5), date(2025, 3, 25)), (date(2025, 3, 5), date(2025, 3, 5)), (date(2025, 3, 5), date(2025, 3, 4)),
)  # fmt: skip


def recounted(now: datetime) -> list[tuple[Row, bool]]:
    """The cases' own rows as the measures see them, and whether each is hidden."""
    reckoner = Reckoner(city_of().calendar, now)

    def at(moment: datetime | None) -> int | None:
        return None if moment is None else int(moment.timestamp() // 1)

    found = []
    for case in Case.objects.order_by("pk"):
        followed, away = at(case.first_follow_up_at), case.away_days
        since = at(case.away_since)
        row = reckoner.row(
            int(case.received_at.timestamp() // 1), followed, case.status in states.ENDED, case.channel, case.kind,
            case.topic_id or "", case.agency_id or case.proposed_agency, case.region_id or "", case.level,
            case.reopened > 0, case.stars, reckoner.away(away, since, followed), case.joined_to_id is not None, case.pk,
        )  # fmt: skip
        found.append((row, case.confidential or case.oversight or case.protected))
    return found


def same(
    one: Figure, other: list[tuple[str, float | None, int, float | None, float | None]], what: object
) -> None:
    assert [row.by for row in one.rows] == [row[0] for row in other], what
    for row, (by, *values) in zip(one.rows, other, strict=True):
        for told, value in zip((row.value, row.n, row.low, row.high), values, strict=True):
            assert told == (None if value is None else pytest.approx(value, rel=1e-9, abs=1e-9)), (what, by)


def by_hand(
    name: str, by: str, rows: list[Row]
) -> list[tuple[str, float | None, int, float | None, float | None]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[BY[by](row)].append(row)
    taken = {key: MEASURES[name].take(members) for key, members in groups.items()}
    return [(key, one.value, one.n, one.low, one.high) for key, one in sorted(taken.items())]


@pytest.fixture(params=[21, 22])
def lived(request: pytest.FixtureRequest, city: None) -> list[tuple[Row, bool]]:
    lives = Lives(request.param)
    lives.go_on(300)
    return recounted(timezone.now())


def test_every_figure_is_the_plain_recount(lived: list[tuple[Row, bool]]) -> None:
    later = timezone.now() + timedelta(seconds=5)
    # The index is counted by another room.
    for number, name in enumerate(sorted(set(TAKES) - {"ikm"})):
        for place, by in enumerate(BY):
            # Each figure by each grouping, with a few of the filters and ranges each time: all pairs come up.
            for n in range(3):
                where = WHERES[(number + place + 4 * n) % len(WHERES)]
                from_, to = RANGES[(2 * number + place + n) % len(RANGES)]
                open_only = (number + place + n) % 3 == 0
                chosen = [
                    row for row, hidden in lived
                    if matches(row, where) and not (open_only and hidden)
                    and (from_ is None or from_ <= row.received.date <= (to or from_))
                ]  # fmt: skip
                what = (name, by, where, from_, to, open_only)
                expected = by_hand(name, by, chosen)
                for as_of in (None, later):
                    found = figure(name, from_, to, by, as_of, where=where, open_only=open_only)
                    assert found.n == len(chosen), what
                    same(found, expected, (*what, as_of))


def test_exactly_the_cases_behind_each_row(lived: list[tuple[Row, bool]]) -> None:
    from_, to = date(2025, 1, 20), date(2025, 4, 9)
    chosen = {row.case_id: row for row, _ in lived if from_ <= row.received.date <= to}
    for name in TAKES:
        for by in ("all", "month", "topic", "topic*agency", "agency*month", "week", "level*month"):
            for row in figure(name, from_, to, by).rows:
                found = behind(name, from_, to, by, row.by, limit=1000)
                assert found.next is None
                assert found.n == len(found.rows) == len({one.case_id for one in found.rows})
                assert {one.code for one in found.rows} <= set(Case.objects.values_list("code", flat=True))
                assert all(BY[by](chosen[one.case_id]) == row.by for one in found.rows)
                if name != "ikm":
                    assert found.n == row.n, (name, by, row)
                hits = Counter(one.counted for one in found.rows)[True]
                if name in {"joined", "reopened", "within_5_working_days", "city_within_5_working_days"}:
                    assert row.value == pytest.approx(hits / row.n if row.n else None)
                if name in {"open_cases", "services"}:
                    assert row.value == hits


def test_those_that_still_wait_are_counted_as_they_are_shown(lived: list[tuple[Row, bool]]) -> None:
    assert lived
    for name in TAKES:
        for by in ("all", "agency", "agency*month"):
            for row in figure(name, by=by).rows:
                found = behind(name, by=by, value=row.by, limit=1000, waiting=True)
                assert found.n == len(found.rows), (name, by, row)


def test_pages_of_what_stands_behind_hold_together(lived: list[tuple[Row, bool]]) -> None:
    seen, after = [], None
    while True:
        page = behind("cases", limit=7, after=after)
        seen += [row.case_id for row in page.rows]
        assert page.n == len(lived)
        if (after := page.next) is None:
            break
    received = dict(Case.objects.values_list("pk", "received_at"))
    # As whole seconds: what came within one is told apart by its number.
    assert seen == sorted(
        (row.case_id for row, _ in lived), key=lambda pk: (int(received[pk].timestamp()), pk), reverse=True
    )


@pytest.mark.usefixtures("city")
def test_of_what_is_no_row_there_is_nothing_behind() -> None:
    for name, by, value in (
        ("cases", "month", "2025-13"), ("cases", "topic*agency", "jalan"), ("cases", "all", "jalan"),
        ("none", "all", ""),
        ("contacts", "month", "x"), ("contacts", "agency", "umum"),
    ):  # fmt: skip
        assert behind(name, by=by, value=value).n == 0
    assert behind("cases", by="topic", value="jalan", where=Where(topic="surat")).n == 0


@pytest.mark.once
def test_the_narrowest_rollup_answers_with_whole_months(monkeypatch: pytest.MonkeyPatch) -> None:
    last_day = date(2025, 6, 12).toordinal()
    monkeypatch.setattr(plan, "_find_last_day", lambda: last_day)
    assert plan_for("month", EVERYTHING).rollup == "all"
    assert plan_for("agency*month", Where(topic="jalan")).rollup == "topic*agency"
    assert plan_for("topic", Where(region="x")).rollup == "topic*region"
    assert plan_for("topic", Where(region="x"), times=True).rollup == ""
    assert plan_for("channel*month", Where(agency="x")).rollup == "agency*channel"
    assert plan_for("region", Where(agency="x")).rollup == "agency*region"
    assert plan_for("channel", Where(region="x")).rollup == ""
    low, high = date(2025, 1, 20).toordinal(), date(2025, 4, 9).toordinal()
    found = pieces(plan_for("all", EVERYTHING), "all", Asked(low, high))
    assert [(piece.grain, piece.kept) for piece in found] == [("m", True), ("d", True), ("d", True)]
    assert sum(piece.high - piece.low + 1 for piece in found) == 2 + 12 + 9
    # After the last day there is nothing: its whole month is what the days up to it are.
    found = pieces(plan_for("all", EVERYTHING), "all", Asked(low, last_day))
    assert [(piece.grain, piece.high - piece.low + 1) for piece in found] == [("m", 5), ("d", 12)]
    found = pieces(plan_for("all", EVERYTHING), "all", Asked(last_day - 2, last_day + 90))
    assert found == [Piece("d", last_day - 2, last_day)]
    found = pieces(plan_for("all", EVERYTHING), "all", Asked(last_day + 5, last_day + 90))
    assert found == [Piece("d", last_day + 5, last_day + 5)]


_DAYS = st.integers(date(2023, 11, 1).toordinal(), date(2026, 2, 1).toordinal())


@pytest.mark.once
@given(_DAYS, _DAYS, _DAYS, st.sampled_from(["topic*agency", "agency", "topic*region", "agency*month"]))
def test_the_pieces_hold_each_day_once(low: int, more: int, last_day: int, by: str) -> None:
    low, high = min(low, more), max(low, more)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(plan, "_last_day", lambda: last_day)
        found = pieces(plan_for(by, EVERYTHING), by, Asked(low, high))
    days = [
        day for piece in found for day in range(low - 100, high + 101)
        if piece.low <= PERIODS[piece.grain](day) <= piece.high
    ]  # fmt: skip
    assert len(days) == len(set(days))
    # After the last day nothing has come: whether such days are in does not matter.
    assert {day for day in days if day <= last_day} == set(range(low, min(high, last_day) + 1))
    assert all(day >= low for day in days)


@pytest.mark.once
def test_pairs_of_a_year_are_read_by_quarters(monkeypatch: pytest.MonkeyPatch) -> None:
    last_day = date(2025, 11, 12).toordinal()
    monkeypatch.setattr(plan, "_find_last_day", lambda: last_day)
    pairs = plan_for("topic*agency", EVERYTHING)
    found = pieces(pairs, "topic*agency", Asked(date(2024, 11, 29).toordinal(), last_day))
    assert [(piece.grain, piece.high - piece.low + 1) for piece in found] == [("q", 4), ("m", 1), ("d", 2)]
    found = pieces(pairs, "topic*agency", Asked(date(2024, 11, 1).toordinal(), date(2025, 4, 30).toordinal()))
    assert [(piece.grain, piece.high - piece.low + 1) for piece in found] == [("q", 1), ("m", 2), ("m", 1)]
    by_month = pieces(
        pairs, "agency*month", Asked(date(2024, 11, 1).toordinal(), date(2025, 4, 30).toordinal())
    )
    assert [piece.grain for piece in by_month] == ["m"]
