"""Growth, delay, and what people write, as plain values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.reactions.insight.rules.planning.growth import (
    against_season,
    delay_of,
    growth_of,
    months_between,
    unevenness,
    year_before,
)
from surga.reactions.insight.rules.planning.texts import (
    MOST,
    DecisionText,
    PlanText,
    PriorityText,
    budget_of,
    decision_faults,
    decision_from,
    decision_to,
    plan_faults,
    plan_from,
    plan_to,
)

TODAY = date(2026, 11, 26)
PLAN = PlanText(
    "Rencana", 2027, date(2026, 1, 1), date(2026, 6, 30), "Kata", (PriorityText("jalan", budget=5),)
)
DECISION = DecisionText("Tim", date(2026, 1, 2), "Banyak laporan", "Wali Kota", "jalan", cases=(3, 1))


def test_growth_is_a_ratio_with_its_chance() -> None:
    more = growth_of([20] * 12, [10] * 12)
    assert more is not None
    assert (more.value, more.p < 0.001) == (2.0, True)
    same = growth_of([10, 11, 9], [9, 10, 11])
    assert same is not None
    assert same.p > 0.5
    assert growth_of([0], [0]) is None


def test_months_that_grow_unevenly_say_less() -> None:
    even, uneven = ([20] * 4, [14] * 4), ([50, 2, 26, 2], [10, 18, 12, 16])
    assert unevenness(*even) == 1.0
    assert unevenness(*uneven) > 5
    surer, less = growth_of(*even), growth_of(*uneven)
    assert surer is not None
    assert less is not None
    assert surer.p < 0.05 < less.p
    assert unevenness([9], [7]) == unevenness([9, 9], [0, 0]) == 1.0


def test_a_change_that_every_year_brings_is_none() -> None:
    seasonal = against_season(100, 200, (210, 105))
    real = against_season(100, 200, (200, 200))
    assert seasonal is not None
    assert real is not None
    assert seasonal.p > 0.5
    assert real.p < 0.001
    assert real.value == pytest.approx(0.5)
    assert real.low < real.value < real.high
    assert against_season(0, 5, (5, 5)) is None


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=30))
def test_delay_is_every_working_day_beyond_the_clock(waits: list[tuple[int, int]]) -> None:
    one_by_one = [days for days, cases in waits for _case in range(cases)]
    assert delay_of(waits, 5) == sum(days - 5 for days in one_by_one if days > 5)


def test_the_months_and_the_year_before() -> None:
    assert months_between(date(2025, 11, 30), date(2026, 2, 1)) == [
        "2025-11",
        "2025-12",
        "2026-01",
        "2026-02",
    ]
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert year_before(date(2026, 3, 1)) == date(2025, 3, 1)


def test_what_is_written_comes_back_the_same() -> None:
    assert plan_from(plan_to(PLAN)) == PLAN
    assert decision_from(decision_to(DECISION)) == DECISION


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (PLAN, {}),
        (
            PlanText(" ", 1900, date(2026, 2, 1), date(2026, 1, 1)),
            {"title": "missing", "year": "year", "to": "order"},
        ),
        (
            PlanText("x", 2027, TODAY, TODAY, "", (PriorityText("a", budget=-1),) * (MOST + 1)),
            {"priorities": "too_many", **{f"budget-{at}": "budget" for at in range(MOST + 1)}},
        ),
    ],
)
def test_what_cannot_be_kept_of_a_plan(text: PlanText, faults: dict[str, str]) -> None:
    assert plan_faults(text) == faults


def test_what_cannot_be_kept_of_a_decision() -> None:
    assert decision_faults(DECISION, TODAY) == {}
    bad = DecisionText("", date(2027, 1, 1), "", " ", days=7)
    assert decision_faults(bad, TODAY) == {
        "title": "missing", "reason": "missing", "by": "missing", "decided_on": "future", "days": "window",
        "topic": "about",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "rupiah"),
    [
        ("", None), ("Rp", None), ("1.500.000", 1_500_000), ("Rp 1500000", 1_500_000), ("rp1.500,00", 1_500),
        ("1.500,-", 1_500), ("0", 0),
    ],
)  # fmt: skip
def test_rupiah_are_read_as_people_write_them(said: str, rupiah: int | None) -> None:
    assert budget_of(said) == rupiah


@pytest.mark.parametrize("said", ["1,5 juta", "1,50", "1.5", "12.34.567", "abc", "-5", "1000.000", "²"])
def test_what_is_no_whole_number_of_rupiah_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        budget_of(said)
