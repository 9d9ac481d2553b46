"""Each language by its small words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.triage.flags.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Lampu jalan di depan rumah saya sudah mati dan belum diperbaiki", "id"),
        ("Mohon perbaikan jalan berlubang", "id"),
        ("gak ada air min, tolong", "id"),
        ("Nyuwun tulung, dalan ngarep griya kula bolong kathah sanget", "jv"),
        ("lampune mati kabeh, peteng yen wengi", "jv"),
        ("Iki piye kok banyu ora mili wis telung dino", "jv"),
        ("Sengko' nyo'on tolong, lorong e adha' roma rosak ongghu", "mad"),
        ("Lampo mate kabbi, petteng mon malem", "mad"),
        ("The street light near my house is broken, please repair it", "en"),
        ("There is no water since Monday", "en"),
        ("", "id"),
        ("PJU", "id"),
    ],
)
def test_a_text_is_in_its_language(text: str, language: str) -> None:
    assert language_of(text) == language


@given(st.text(max_size=200))
def test_any_text_is_in_one_of_four(text: str) -> None:
    assert language_of(text) in {"id", "jv", "mad", "en"}
