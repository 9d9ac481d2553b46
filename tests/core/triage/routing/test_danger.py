"""Danger is found by recall first: almost all of it, with at most one false alarm in four."""

from pathlib import Path

import pytest

from surga.core.triage.danger.learning.fitting import texts
from surga.core.triage.danger.learning.growing import HERE, lines_of
from surga.core.triage.routing import danger_in

#: Nothing was learned from these, and no sign was made for them.
UNLEARNED = lines_of(Path(__file__).with_name("danger.txt"))
TRIED = lines_of(HERE / "tried.txt")


def both(lines):
    """What was missed, and what was raised for nothing."""
    missed = [line.text for line in lines if line.kind and danger_in(line.text) is None]
    return missed, [line.text for line in lines if not line.kind and danger_in(line.text) is not None]


@pytest.mark.parametrize(("lines", "found"), [(UNLEARNED, 0.95), (TRIED, 0.97)], ids=["unlearned", "tried"])
def test_almost_every_danger_is_found_and_one_alarm_in_four_is_false_at_most(lines, found):
    missed, false = both(lines)
    dangers = sum(bool(line.kind) for line in lines)
    assert len(missed) <= (1 - found) * dangers, missed
    assert len(false) <= 0.25 * (len(false) + dangers - len(missed)), false


def test_nothing_was_learned_from_what_it_is_measured_by():
    learned = {line.text for line in texts()[0]}
    assert not learned & {line.text for line in UNLEARNED}


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


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("asap tebal keluar dari atap tetangga", "fire"),
        ("air sudah sepinggang, mbah masih di dalam", "flood"),
        ("tiang pju kalau dipegang nyetrum", "wires"),
        ("ada yang mau loncat dari jembatan", "violence"),
        ("bocah kecemplung sumur", "child"),
        ("mak ora obah, ambegane wis ora ana", "illness"),
        ("tembok proyek ambrol, tukang ketimpa", "accident"),
    ],
)
def test_what_is_told_without_the_usual_words_is_heard(text, kind):
    found = danger_in(text)
    assert found is not None
    assert found.kind == kind
    assert found.said


def test_a_sign_is_taken_back_where_all_the_rest_is_calm():
    assert danger_in("apar di pasar sudah kedaluwarsa, mohon diganti sebelum ada kebakaran") is None
    assert danger_in("harga sembako mencekik, korban phk minta pelatihan kerja") is None


def test_in_a_long_letter_danger_is_heard_too():
    letter = "saya warga rt 3 dan sudah sering menulis soal saluran yang belum dikeruk. " * 8
    assert danger_in(letter) is None
    assert (
        danger_in(f"{letter} Tolong pak, sekarang ini rumah tetangga kebakaran, orangnya masih di dalam!")
        is not None
    )
