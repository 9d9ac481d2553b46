"""Danger is found by recall first: almost all of it, with at most one false alarm in four."""

from pathlib import Path

import pytest

from surga.core.triage.routing import danger_in

LINES = [
    line
    for line in Path(__file__).with_name("danger.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
DANGERS = [line[2:] for line in LINES if line.startswith("!")]
CALM = [line[2:] for line in LINES if line.startswith("-")]


def test_almost_every_danger_is_found():
    missed = [text for text in DANGERS if danger_in(text) is None]
    assert len(missed) <= 0.03 * len(DANGERS), missed


def test_at_most_one_alarm_in_four_is_false():
    false = [text for text in CALM if danger_in(text) is not None]
    true = [text for text in DANGERS if danger_in(text) is not None]
    assert len(false) <= 0.25 * (len(false) + len(true)), false


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ada kebakaran di pasar", "fire"),
        ("kabel listrik putus di jalan", "wires"),
        ("balita terkunci di mobil", "child"),
        ("tetangga dipukuli suaminya", "violence"),
        ("bapak saya pingsan", "illness"),
        ("rumah kebanjiran", "flood"),
        ("kecelakaan motor", "accident"),
    ],
)
def test_the_kind_is_named(text, kind):
    found = danger_in(text)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "🔥",
        "火事です",
        "a" * 200_000,
        "tolong " * 20_000,
        "kabel " * 20_000,
        "anak " * 20_000,
    ],
)
def test_any_text_gets_an_answer(text):
    assert danger_in(text) == danger_in(text)


@pytest.mark.parametrize("text", ["KEBAKARAN DI GUDANG", "Kebakaran!!!", "ada keba\u200bkaran di gudang"])
def test_capitals_and_unseen_marks_hide_nothing(text):
    assert danger_in(text) is not None


def test_a_word_of_caution_before_it_takes_it_back():
    assert danger_in("usul pelatihan pemadam kebakaran untuk warga") is None
    assert danger_in("kebakaran sekarang di gudang, dulu pernah ada pelatihan") is not None
