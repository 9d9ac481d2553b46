"""How surely two reports are one thing: on pairs that we wrote, and what must hold of any two."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.triage.similar import SAME, Place, Rarity, Report, Scorer, traits_of

FIRST = datetime(2026, 1, 5, 9, 0)
SCORER = Scorer(Rarity())
TEXTS = st.text(max_size=400)
PLACES = st.builds(
    Place,
    st.sampled_from(["", "Jalan Veteran gang 3 no 7", "Perum Asri blok C", "jl. dhoho, Kemasan, Kota Kediri"])
    | TEXTS,
    st.sampled_from(["", "Pojok", "Kemasan"]),
    st.just(""),
    st.none() | st.floats(-90, 90),
    st.none() | st.floats(-180, 180),
)
REPORTS = st.builds(Report, TEXTS, PLACES, st.none() | st.datetimes(), st.sampled_from(["", "PJU", "Sampah"]))


def written_pairs() -> list[tuple[bool, Report, Report]]:
    lines = (Path(__file__).parent / "pairs.txt").read_text(encoding="utf-8").splitlines()
    return [pair_of(line) for line in lines if line and not line.startswith("#")]


def pair_of(line: str) -> tuple[bool, Report, Report]:
    verdict, days, one, other = line.split(" | ")
    return verdict == "same", report_of(one, 0), report_of(other, int(days))


def report_of(told: str, days: int) -> Report:
    kelurahan, address, text = (part.strip() for part in told.split(";", 2))
    return Report(text, Place(address, kelurahan), FIRST + timedelta(days=days))


def score(one: Report, other: Report, scorer: Scorer = SCORER) -> float:
    return scorer.score(scorer.weighed(traits_of(one)), scorer.weighed(traits_of(other)))


def test_pairs_that_we_wrote_are_told_apart() -> None:
    pairs = written_pairs()
    wrong = [(one.text, other.text) for same, one, other in pairs if (score(one, other) >= SAME) != same]
    assert len(pairs) >= 55
    assert len(wrong) <= len(pairs) // 20, wrong


@given(REPORTS, REPORTS)
def test_the_score_is_the_same_both_ways_and_between_0_and_1(one: Report, other: Report) -> None:
    assert 0.0 <= score(one, other) == score(other, one) <= 1.0


@given(REPORTS)
def test_a_report_is_the_same_as_itself(report: Report) -> None:
    assert score(report, report) == (1.0 if traits_of(report).letters else 0.0)


def test_the_same_words_at_the_same_place_are_the_same_whenever() -> None:
    told = "; Jalan Dhoho 3; lampu mati"
    assert score(report_of(told, 0), report_of(told, 900)) == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "!!! 🙏🙏",
        "?" * 9000,
        "路灯坏了三天没有人修",
        "صباح الخير الشارع مظلم",
        "a" * 200_000,
        "\ud800 x",
    ],
)
def test_any_text_can_be_compared(text: str) -> None:
    assert 0.0 <= score(Report(text), Report(text)) <= 1.0
    assert score(Report(text), Report("pohon tumbang di jalan Dhoho")) < SAME


def test_other_scripts_are_compared_too() -> None:
    assert score(Report("路灯坏了三天没有人修理请帮忙"), Report("路灯坏了三天没有人来修理请帮忙")) >= SAME


@pytest.mark.parametrize(("metres", "same"), [(20, True), (3000, False)])
def test_two_points_tell_one_place_from_two(metres: float, same: bool) -> None:
    here = Report("lampu jalan padam", Place("", "Pojok", "", -7.82, 112.01), FIRST)
    there = Report("pju mati gelap", Place("", "Pojok", "", -7.82 + metres / 111_320, 112.01), FIRST)
    assert (score(here, there) >= SAME) == same


def test_it_says_why() -> None:
    one, other = (
        report_of("Pojok; Jalan Dhoho gang 2; lampu padam", 0),
        report_of("Pojok; Jalan Dhoho gang 5; pju mati", 1),
    )
    why = SCORER.why(SCORER.weighed(traits_of(one)), SCORER.weighed(traits_of(other)))
    assert why["other number"] < 0 < why["matter here"]
