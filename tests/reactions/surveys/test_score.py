"""From nine answers to the index: exact, by the bands, never filled in."""

from __future__ import annotations

import math
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from surga.reactions.surveys.rules import score
from surga.reactions.surveys.rules.elements import ABOUT, BY_CODE, CODES, ELEMENTS
from surga.reactions.surveys.rules.score import EXACT, PRINTED, ScoresRefused
from surga.reactions.surveys.rules.student import sample_size, t975

one = st.none() | st.integers(1, 4)
people = st.lists(
    st.tuples(*[one] * 9).filter(lambda scores: any(each is not None for each in scores)), max_size=30
)
full = st.lists(st.tuples(*[st.integers(1, 4)] * 9), min_size=2, max_size=30)


def of(*scores: int | None, n: int = 1) -> Counter[score.Scores]:
    return Counter({tuple(scores): n})


def flat(value: int, n: int = 1) -> Counter[score.Scores]:
    return of(*[value] * 9, n=n)


def test_there_are_nine_elements_with_four_words_each_in_two_languages() -> None:
    assert len(ELEMENTS) == len(BY_CODE) == 9
    assert [each.number for each in ELEMENTS] == [f"U{n}" for n in range(1, 10)]
    for each in ELEMENTS:
        assert len({answer("id") for answer in each.answers}) == 4
        assert len({answer("en") for answer in each.answers}) == 4
        assert each.name("id-ID") == each.name.id
        assert each.name(None) == each.name.id
    assert set(ABOUT) == {"age", "sex", "education"}


@pytest.mark.parametrize(
    ("converted", "quality"),
    [
        ("100.00", "A"), ("88.31", "A"), ("88.30", "B"), ("76.61", "B"), ("76.60", "C"), ("65.00", "C"),
        ("64.99", "D"), ("25.00", "D"), ("24.75", "D"),
    ],
)  # fmt: skip
def test_bands_go_by_their_lower_bounds(converted: str, quality: str) -> None:
    assert score.band_of(Decimal(converted)).quality == quality


@pytest.mark.parametrize(
    ("value", "converted", "quality"),
    [
        # Kediri's two: both B. A begins at 3.5324.
        (Fraction(348, 100), "87.00", "B"),
        (Fraction(351, 100), "87.75", "B"),
        (Fraction(35324, 10000), "88.31", "A"),
        # In the gaps between the printed bounds: rounded first, then compared.
        (Fraction(35322, 10000), "88.31", "A"),
        (Fraction(35321, 10000), "88.30", "B"),
        (Fraction(25997, 10000), "64.99", "D"),
        (Fraction(25998, 10000), "65.00", "C"),
    ],
)
def test_converting_rounds_first(value: Fraction, converted: str, quality: str) -> None:
    assert score.hundred(value) == Decimal(converted)
    assert score.band_of(score.hundred(value)).quality == quality


def test_a_perfect_survey_is_100_with_exact_weights_and_99_with_the_printed_ones() -> None:
    assert score.index_of(flat(4, 10), EXACT).converted == Decimal("100.00")
    assert score.index_of(flat(4, 10), PRINTED).converted == Decimal("99.00")


def test_one_survey_gives_two_numbers_by_its_weights() -> None:
    # An example made after the form: 91.48 exactly, 90.56 with 0.11. Its sum of NRR is about 32.9315.
    assert score.hundred(Fraction(329315, 10000) / 9) == Decimal("91.48")
    assert score.hundred(Fraction(329315, 10000) * Fraction(11, 100)) == Decimal("90.56")


@given(people, st.sampled_from([EXACT, PRINTED]))
def test_the_index_is_the_weighted_sum_of_the_means(given_: list[score.Scores], mode: str) -> None:
    index = score.index_of(Counter(given_), mode)
    assert index.n == len(given_)
    assert index.complete == sum(None not in each for each in given_)
    means = []
    for place, element in enumerate(index.elements):
        answers = [each[place] for each in given_ if each[place] is not None]
        assert (element.code, element.n) == (CODES[place], len(answers))
        assert element.unanswered == len(given_) - len(answers)
        if answers:
            assert element.nrr == Fraction(sum(answers), len(answers))
            assert element.converted is not None
            assert element.band is not None
            means.append(element.nrr)
        else:
            assert element.nrr is element.converted is element.band is None
    if len(means) == 9:
        assert index.value == sum(means) * score.WEIGHTS[mode]
    else:
        assert index.value is index.converted is index.band is index.low is None


@given(full)
def test_with_all_nine_answered_the_interval_is_that_of_the_people_s_means(
    given_: list[score.Scores],
) -> None:
    index = score.index_of(Counter(given_))
    means = [sum(each) / 9 for each in given_]  # type: ignore[arg-type]
    assert index.value is not None
    assert float(index.value) == pytest.approx(sum(means) / len(means))
    assert index.error == pytest.approx(stats.sem(means), abs=1e-9)
    half = stats.t.ppf(0.975, len(means) - 1) * stats.sem(means)
    assert index.low == pytest.approx(max(1, sum(means) / len(means) - half), abs=1e-6)
    assert index.high == pytest.approx(min(4, sum(means) / len(means) + half), abs=1e-6)


@given(people)
def test_the_interval_holds_the_index_and_stays_on_the_scale(given_: list[score.Scores]) -> None:
    index = score.index_of(Counter(given_))
    if index.low is None or index.high is None or index.value is None:
        return
    assert 1 <= index.low <= float(index.value) + 1e-9
    assert float(index.value) - 1e-9 <= index.high <= 4
    for each in index.elements:
        if each.low is not None and each.high is not None and each.nrr is not None:
            assert 1 <= each.low <= float(each.nrr) + 1e-9 <= each.high + 2e-9


def test_one_person_has_no_interval() -> None:
    index = score.index_of(flat(3))
    assert (index.value, index.low, index.high, index.error) == (3, None, None, None)


def test_who_leaves_an_element_out_is_left_out_of_that_element_alone() -> None:
    index = score.index_of(of(*[4] * 8, None) + of(*[2] * 9))
    assert index.elements[-1].nrr == 2
    assert (index.elements[-1].n, index.elements[-1].unanswered) == (1, 1)
    assert index.elements[0].nrr == 3
    assert index.value == Fraction(3 * 8 + 2, 9)


def test_the_more_of_those_served_were_asked_the_smaller_the_interval() -> None:
    patterns = flat(3, 30) + flat(4, 30)
    unknown = score.index_of(patterns)
    some = score.index_of(patterns, population=240)
    everybody = score.index_of(patterns, population=60)
    wrong = score.index_of(patterns, population=10)
    assert unknown.error is not None
    assert some.error == pytest.approx(unknown.error * math.sqrt(0.75))
    assert everybody.error == 0
    assert wrong.error == unknown.error


def test_the_weakest_come_first_and_of_equals_the_first_of_the_form() -> None:
    index = score.index_of(of(4, 4, 1, 4, 2, 4, 2, 4, 4))
    assert [each.code for each in index.weakest] == ["time", "product", "conduct"]


def test_a_small_rise_among_few_is_noise_and_among_many_is_not() -> None:
    few = score.compared(score.index_of(flat(3, 52) + flat(4, 48)), score.index_of(flat(3, 49) + flat(4, 51)))
    assert few.difference == Fraction(3, 100)
    assert few.verdict == "noise"
    assert few.low is not None
    assert few.high is not None
    assert few.low < 0 < few.high
    many = score.compared(
        score.index_of(flat(3, 5200) + flat(4, 4800)), score.index_of(flat(3, 4900) + flat(4, 5100))
    )
    assert many.verdict == "up"
    back = score.compared(
        score.index_of(flat(3, 4900) + flat(4, 5100)), score.index_of(flat(3, 5200) + flat(4, 4800))
    )
    assert back.verdict == "down"


@given(full, full)
def test_a_change_is_judged_as_welch_does(before: list[score.Scores], after: list[score.Scores]) -> None:
    change = score.compared(score.index_of(Counter(before)), score.index_of(Counter(after)))
    first, second = ([sum(each) / 9 for each in some] for some in (before, after))  # type: ignore[arg-type]
    if stats.sem(first) < 1e-6 or stats.sem(second) < 1e-6:
        return
    interval = stats.ttest_ind(second, first, equal_var=False).confidence_interval()
    assert change.low == pytest.approx(interval.low, abs=1e-6)
    assert change.high == pytest.approx(interval.high, abs=1e-6)


def test_nobody_can_say_anything_of_a_change_from_nothing_or_of_one_person() -> None:
    nothing, one_, some = score.index_of(Counter()), score.index_of(flat(3)), score.index_of(flat(4, 5))
    assert score.compared(nothing, some).verdict == "unknown"
    assert score.compared(one_, some) == score.Change(Fraction(1), "unknown")
    assert score.compared(score.index_of(flat(3, 5)), some).verdict == "up"
    assert score.compared(some, some).verdict == "noise"
    with pytest.raises(ValueError, match="weights"):
        score.compared(some, score.index_of(flat(4, 5), PRINTED))


@given(st.tuples(*[one] * 9).filter(any))
def test_nine_typed_digits_are_nine_scores(scores: score.Scores) -> None:
    typed = "".join("-" if each is None else str(each) for each in scores)
    assert score.scores_in(typed) == scores
    assert score.scores_in(f" {typed[:3]} {typed[3:6]},{typed[6:]} ".replace("-", "0")) == scores


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("34434434", "count"), ("3443443444", "count"), ("344344345", "range"), ("34434434a", "range"),
        ("000000000", "empty"), ("", "count"), ("٣٤٤٣٤٤٣٤٤", "range"),
    ],
)  # fmt: skip
def test_what_is_no_sheet_is_refused(typed: str, code: str) -> None:
    with pytest.raises(ScoresRefused) as refused:
        score.scores_in(typed)
    assert refused.value.code == code


def test_a_score_beyond_the_scale_is_refused() -> None:
    with pytest.raises(ScoresRefused, match="range"):
        score.checked([5] * 9)


@pytest.mark.parametrize(
    ("served", "asked"),
    [
        (100, 80), (200, 132), (500, 217), (1000, 278), (2000, 322), (5000, 357), (10_000, 370),
        (100_000, 383), (10**9, 384), (1, 1), (0, 0),
    ],
)  # fmt: skip
def test_the_sample_is_krejcie_s_and_morgan_s(served: int, asked: int) -> None:
    assert sample_size(served) == asked


@given(st.floats(1, 1e6))
def test_student_s_t_is_scipy_s(freedom: float) -> None:
    assert t975(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), abs=1e-7)


def test_student_s_t_needs_a_degree_of_freedom() -> None:
    with pytest.raises(ValueError, match="degree"):
        t975(0.5)
