"""Text as people write it: kept safely, searched by roots, without its greeting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.triage.words import plain, search_words, without_greeting


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Assalamualaikum, lampu jalan mati", "lampu jalan mati"),
        ("Selamat siang, mau lapor. ada dahan patah", "ada dahan patah"),
        ("Nuwun sewu, dalan peteng banget", "dalan peteng banget"),
        ("Yth. Bapak/Ibu, selokan mampet", "selokan mampet"),
        ("Permisi admin, KK saya salah", "KK saya salah"),
        ("Ibukota kita kotor sekali", "Ibukota kita kotor sekali"),
        ("Selamat pagi", "Selamat pagi"),
    ],
)
def test_the_matter_begins_after_the_greeting(text: str, matter: str) -> None:
    assert without_greeting(text) == matter


@given(st.text(max_size=200))
def test_plain_text_is_plain_already(text: str) -> None:
    for lines in (True, False):
        once = plain(text, lines=lines)
        assert plain(once, lines=lines) == once
        once.encode("utf-8")
        assert "\x00" not in once


@given(st.text(max_size=200))
def test_something_is_left_of_every_text(text: str) -> None:
    assert without_greeting(text) or not text.strip()


def test_words_are_found_by_their_root() -> None:
    assert set(search_words("perbaikan jalan")) & set(search_words("jalan diperbaiki"))
    assert search_words("PENERANGAN") == ["terang"]


def test_what_has_no_width_is_no_text() -> None:
    assert plain("\u200b\u2060 \u200c") == ""
    assert plain("Wu\u200blan\u00addari") == "Wulandari"
