"""What a report lacks, held by texts of our own, both ways: what is missing is asked, and who tells enough is not."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.triage.flags.complete import CODES, missing

GIVEN: dict[str, dict[str, Any]] = {
    "region": {"region": "99.01.1001"},
    "point": {"point": (-7.8, 112.0)},
    "day": {"occurred_on": date(2026, 6, 1)},
}


def _read() -> list[tuple[tuple[str, ...], dict[str, Any], str]]:
    rows = []
    for line in Path(__file__).with_name("completeness.txt").read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        lacks, given, text = (part.strip() for part in line.split("|", 2))
        values: dict[str, Any] = {}
        for part in filter(None, given.split(";")):
            name, _, value = part.partition("=")
            values |= GIVEN.get(name, {name: int(value) if name == "photos" else value})
        rows.append((() if lacks == "-" else tuple(lacks.split()), values, text))
    return rows


TABLE = _read()


def test_there_are_enough_of_both_kinds() -> None:
    assert len(TABLE) >= 120
    assert sum(not lacks for lacks, _, _ in TABLE) >= 60
    assert {code for lacks, _, _ in TABLE for code in lacks} == set(CODES)


@pytest.mark.parametrize(("lacks", "given_too", "text"), TABLE, ids=[text[:60] for _, _, text in TABLE])
def test_what_is_missing(lacks: tuple[str, ...], given_too: dict[str, Any], text: str) -> None:
    assert missing(text, **given_too) == lacks


def test_at_most_one_complete_text_in_ten_is_asked_anything() -> None:
    complete = [(values, text) for lacks, values, text in TABLE if not lacks]
    asked = [text for values, text in complete if missing(text, **values)]
    assert len(asked) <= len(complete) / 10


def test_a_point_on_the_map_is_a_place_whatever_is_told() -> None:
    for _, values, text in TABLE:
        assert not {"where", "spot"} & set(missing(text, **{**values, "point": (-7.8, 112.0)}))


def test_the_topic_says_what_the_words_do_not() -> None:
    text = "sudah dua minggu begini terus dan belum ada yang datang"
    assert missing(text, region="99.01.1001") == ()
    assert missing(text, region="99.01.1001", topic="lampu-jalan") == ("spot",)


@given(st.text(), st.text(max_size=50), st.integers(0, 5))
def test_any_text_will_do(text: str, address: str, photos: int) -> None:
    found = missing(text, address=address, photos=photos)
    assert list(found) == [code for code in CODES if code in found]


@pytest.mark.parametrize("words", ["jalan ", "di depan ", "kel ", "bantuan ", "no ", "\n", "petugas "])
def test_whoever_repeats_a_word_is_read_at_once(words: str) -> None:
    missing(words * 3000, address=words * 100)
