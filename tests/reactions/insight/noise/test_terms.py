"""Words that come up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.reactions.insight.rules.noise.terms import (
    Corpus,
    Text,
    keys_of,
    log_odds,
    rising_terms,
    roots_of,
    terms_of,
)

LAMP = "Lampu jalan padam di depan pasar"
FLOOD = "Pintu air macet, kampung tergenang"


def texts(*words: str, start: int = 1, who: str = "") -> list[Text]:
    return [Text(start + n, who or f"r{start + n}", each) for n, each in enumerate(words)]


def keys(text: str) -> set[str]:
    return {term.key for term in terms_of(text)}


def test_terms_are_roots_and_two_of_them_side_by_side() -> None:
    assert keys("Pintu air macet. Kampung gelap") >= {
        "pintu",
        "air",
        "macet",
        "pintu air",
        "air macet",
        "kampung gelap",
    }
    assert "macet kampung" not in keys("Pintu air macet. Kampung gelap")  # the end of a sentence lies between
    assert "pintu macet" not in keys("pintu yang macet")  # and so does a small word


def test_numbers_masks_names_and_idle_words_are_no_terms() -> None:
    found = keys("Hubungi 08123456789 [nomor telepon] pak Suparman kemarin rt03 hampir sebulan lampu padam")
    assert found - {"hubung", "hubungi"} == {"lampu", "padam", "lampu padam"}


@given(st.text(max_size=300))
def test_any_text_can_be_taken_apart(text: str) -> None:
    assert keys_of(text) == keys(text)
    for term in terms_of(text):
        assert all(word.isalpha() for word in term.key.split())
        assert 1 <= len(term.key.split()) <= 2


words = st.lists(
    st.sampled_from("lampu padam pintu air macet sampah bau jalan lubang parkir".split()),
    min_size=1,
    max_size=6,
)
written = st.lists(st.tuples(st.integers(0, 12), words), max_size=40).map(
    lambda rows: [Text(n, f"r{who}", " ".join(said)) for n, (who, said) in enumerate(rows)]
)


@given(written, written)
def test_no_term_is_told_of_fewer_than_five_reporters(recent: list[Text], before: list[Text]) -> None:
    here = Corpus(recent)
    for term in rising_terms(here, Corpus(before)):
        who = {text.who for text in recent if term.key in keys(text.words)}
        assert len(who) == term.n >= 5
        assert {text.case for text in recent if term.key in keys(text.words)} == set(term.cases)
        assert term.n / term.of > term.before / max(1, len({text.who for text in before}))


def test_what_comes_up_is_told_as_it_is_written() -> None:
    recent = Corpus(texts(*[FLOOD] * 9, *[LAMP] * 20))
    before = Corpus(texts(*[LAMP] * 150, FLOOD, start=100))
    first, *_ = rising_terms(recent, before)
    assert first.n == 9
    assert first.of == 29
    assert first.expected == pytest.approx(29 / 151)
    assert first.cases == tuple(range(9, 0, -1))
    # All of its words are in the same cases: they are told as one.
    assert len(rising_terms(recent, before)) == 1
    assert len(first.also) == 3


def test_fifty_letters_of_one_person_are_no_rise() -> None:
    recent = Corpus([*texts(*[FLOOD] * 50, who="r1"), *texts(*[LAMP] * 20, start=60)])
    assert rising_terms(recent, Corpus(texts(*[LAMP] * 150, start=100))) == []


def test_what_comes_every_year_at_this_time_is_no_rise() -> None:
    recent = Corpus(texts(*[FLOOD] * 9, *[LAMP] * 20))
    before = Corpus(texts(*[LAMP] * 150, start=100))
    season = Corpus(texts(*[FLOOD] * 45, *[LAMP] * 100, start=400))
    assert rising_terms(recent, before, season) == []
    # Of few texts of last year nothing is said.
    assert rising_terms(recent, before, Corpus(texts(*[FLOOD] * 45, start=400)))


def test_a_word_written_as_a_name_is_none_unless_the_city_knows_it() -> None:
    told = "Di jalan Kembangsari ada pohon tumbang"
    recent = Corpus(texts(*[told] * 9, *[LAMP] * 20))
    before = Corpus(texts(*[LAMP] * 150, start=100))
    terms = {term.key for term in rising_terms(recent, before)} | {
        word for term in rising_terms(recent, before) for word in term.also
    }
    assert not any("kembangsari" in term for term in terms)
    assert any("pohon" in term or "tumbang" in term for term in terms)
    known = rising_terms(recent, before, known=roots_of(["kembangsari"]))
    assert any(
        "kembangsari" in (term.words, *term.also) or "kembangsari" in term.words for term in known
    ) or any("kembangsari" in word for term in known for word in term.also)


def test_places_are_never_told() -> None:
    recent = Corpus(texts(*["ngronggo banjir"] * 9, *[LAMP] * 20))
    before = Corpus(texts(*[LAMP] * 150, start=100))
    found = rising_terms(recent, before, never=roots_of(["Ngronggo"]))
    assert [term.words for term in found] == ["banjir"]
    assert found[0].also == ()


def test_what_does_not_hold_in_masked_texts_is_left_out() -> None:
    recent = Corpus(texts(*[FLOOD] * 9, *[LAMP] * 20))
    before = Corpus(texts(*[LAMP] * 150, start=100))
    asked: list[str] = []

    def holds(key: str, cases: object) -> bool:
        asked.append(key)
        return key == "macet"

    assert [term.key for term in rising_terms(recent, before, holds=holds)] == ["macet"]
    assert len(asked) > 1


def test_nothing_to_compare_is_nothing_told() -> None:
    none = Corpus([])
    assert rising_terms(none, Corpus(texts(LAMP))) == []
    assert rising_terms(Corpus(texts(*[LAMP] * 9)), none) == []
    assert rising_terms(Corpus(texts(LAMP)), Corpus(texts(LAMP))) == []


@given(st.integers(1, 50), st.integers(0, 50), st.integers(51, 500), st.integers(51, 500))
def test_log_odds_tell_the_same_from_both_sides(y: int, other: int, n: int, other_n: int) -> None:
    prior, weight = (y + other) / (n + other_n), 100.0
    there, back = log_odds(y, n, other, other_n, prior, weight), log_odds(other, other_n, y, n, prior, weight)
    assert there == pytest.approx(-back)
    assert log_odds(y, n, y, n, prior, weight) == pytest.approx(0)
