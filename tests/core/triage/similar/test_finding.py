"""Finding what was reported before: by keys, never pair by pair."""

import random
import subprocess
import sys
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from surga.core.triage.similar import (
    Finder,
    MemoryIndex,
    Place,
    Rarity,
    Report,
    Scorer,
    in_order,
    keys,
    pairs,
    rare_words,
    report_of,
    traits_of,
)
from surga.core.triage.similar.index import candidates
from tests.core.triage.similar.test_scoring import written_pairs

START = datetime(2026, 3, 1)


def table() -> list[Report]:
    """Our pairs as one table, each shifted by a day, so that every row has its own moment."""
    return [
        Report(report.text, report.place, START + timedelta(days=number // 2, minutes=number))
        for number, report in enumerate(report for _, *both in written_pairs() for report in both)
    ]


def test_the_same_in_every_process() -> None:
    told = (
        "from surga.core.triage.similar import *; print(keys('lampu padam', Place('Jalan Dhoho', 'Kemasan')))"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", told],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1] == f"{keys('lampu padam', Place('Jalan Dhoho', 'Kemasan'))}\n"


@given(st.text(max_size=300), st.text(max_size=80), st.sampled_from(["", "Pojok"]))
def test_keys_are_few_and_fit_a_column(text: str, address: str, kelurahan: str) -> None:
    found = keys(text, Place(address, kelurahan, "", -7.8, 112.0))
    assert len(found) == len(set(found)) <= 50
    assert all(-(2**63) <= key < 2**63 for key in found)


def test_nearly_all_pairs_that_are_the_same_share_a_key() -> None:
    same = [
        (keys(one.text, one.place), keys(other.text, other.place))
        for is_same, one, other in written_pairs()
        if is_same
    ]
    assert sum(bool(set(one) & set(other)) for one, other in same) == len(same)


def test_the_order_of_the_rows_does_not_matter() -> None:
    reports = table()
    names = [str(number) for number in range(len(reports))]
    shuffled = random.Random(4).sample(range(len(reports)), len(reports))
    assert found_in([reports[place] for place in shuffled], [names[place] for place in shuffled]) == found_in(
        reports, names
    )


def found_in(reports: list[Report], names: list[str]) -> set[tuple[str, str, float]]:
    order = in_order(reports, names)
    found = pairs([reports[place] for place in order])
    return {(names[order[a]], names[order[b]], score) for a, b, score in found}


def test_a_table_is_never_gone_through_pair_by_pair() -> None:
    copies = [
        Report("jalan ambrol di depan pasar, mohon ditutup dulu", Place("Jalan Dhoho 5", "Kemasan"), START)
    ] * 400
    found = list(pairs(copies))
    assert {score for *_, score in found} == {1.0}
    assert len(found) < 400 * 64
    assert {later for _, later, _ in found} == set(range(1, 400))  # yet each is tied to one before it


def test_what_is_typed_finds_what_was_reported() -> None:
    reports = table()
    traits = [traits_of(report) for report in reports]
    scorer = Scorer(Rarity.of(map(rare_words, traits)))
    index = MemoryIndex()
    for case, report in enumerate(reports):
        index.add(case, keys(report.text, report.place))
    finder = Finder(index, scorer, lambda case: scorer.weighed(traits[case]) if case else None)
    typed = Report("lampu mati di gang IV penanggungan", Place("Jl Penanggungan gang 4", "Pojok"), START)
    found = finder.find(typed)
    assert found
    assert "penanggungan" in reports[found[0].case].place.address.lower()
    assert found == sorted(found, key=lambda match: -match.score)
    assert finder.find(reports[0])[:1] != []
    assert all(match.case for match in finder.find(reports[0]))  # case 0 is gone, and is not shown


@given(st.lists(st.lists(st.integers(-3, 3), max_size=6, unique=True), max_size=30), st.integers(1, 5))
def test_the_block_and_what_was_added_later_say_the_same(rows: list[list[int]], most: int) -> None:
    whole, half = MemoryIndex.of(rows), MemoryIndex.of(rows[: len(rows) // 2])
    for case in range(len(rows) // 2, len(rows)):
        half.add(case, rows[case])
    asked = list(range(-3, 4))
    for before in (None, 0, 7, 40):
        expected = {
            key: found
            for key in asked
            if (
                found := [c for c in range(len(rows)) if key in rows[c] and (before is None or c < before)][
                    ::-1
                ][:most]
            )
        }
        assert whole.newest(asked, most, before) == expected
        assert half.newest(asked, most, before) == expected


def test_adding_much_is_merged_and_still_found() -> None:
    index = MemoryIndex()
    for case in range(300_000):
        index.add(case, (case % 100_000, 1_000_000 + case, -1))
    assert index.newest([7, -1], 2) == {7: [200_007, 100_007], -1: [299_999, 299_998]}
    assert candidates(index, [7, -1], most=1) == [200_007]


def test_rows_with_anything_in_them_are_read() -> None:
    odd = {"text": None, "date": "kemarin", "lat": "x", "lon": float("nan"), "address": 7, "topic": []}
    assert report_of(odd) == Report("")
    assert report_of({"text": "a", "date": "2026-01-02T03:04:05+07:00"}).on == datetime(2026, 1, 1, 20, 4, 5)
    assert report_of({"text": "a", "lat": "-7.8", "lon": 112}).place.point == (-7.8, 112.0)
