"""What escapes and what is hidden in vain, over a sample of made texts; and what no spelling may bring through."""

from functools import partial
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.triage.masking.corpus import KINDS, Made, Planted, corpus
from benchmarks.triage.masking.measuring import is_hidden, measured
from benchmarks.triage.masking.people import People
from benchmarks.triage.masking.planting import SPELLINGS, Planter
from benchmarks.triage.masking.texts import FILLERS, NOTHING
from surga.core.triage import mask as room
from surga.core.triage.mask import PHONE, WORDS, MaskingFailed, mask, mask_or_nothing
from surga.core.triage.masking.numbers import plates

DIGITS = {"phone", "nik", "bpjs"}


def test_a_sample_keeps_the_goals_with_a_margin() -> None:
    score = measured(corpus(300, seed=7), mask)
    assert score.identifiers >= 0.98, score.escaped
    assert score.recall(["name"]) >= 0.95, score.escaped
    assert score.recall(["birth", "point", "home", "health"]) >= 0.95, score.escaped
    assert score.precision >= 0.95, score.alarms


def test_the_last_digit_alone_in_words_is_hidden_too() -> None:
    assert mask("0 8 8 6 6 4 4 4 7 tujuh, terima kasih") == f"{PHONE}, terima kasih"


# What is asked of a detector that finds nearly all is the same in every run: a name that escapes it once in some
# thousand is counted by the measure above, and met by chance nowhere.
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, derandomize=True)
@given(seed=st.integers(0, 10**6), before=st.sampled_from(["", "mohon dibantu, ", "data saya: ", "- "]))
def test_nothing_that_is_planted_survives(kind: str, seed: int, before: str) -> None:
    form, text = getattr(Planter(Random(seed)), kind)()
    if kind == "plate" and text[-2:].lower() in plates._NO_TAIL:
        return  # "l 4468 dr" may be a measure, or the next word
    whole = f"{before}{text}, terima kasih"
    assert is_hidden(Planted(kind, form, text), whole, mask(whole))


@pytest.mark.parametrize("spelling", SPELLINGS)
@settings(max_examples=40, derandomize=True)
@example(tail="00000000", second="1", seed=1)
@given(
    tail=st.text("0123456789", min_size=8, max_size=9),
    second=st.sampled_from("1235789"),
    seed=st.integers(0, 99),
)
def test_a_telephone_is_hidden_however_it_is_spelled(
    spelling: str, tail: str, second: str, seed: int
) -> None:
    text = SPELLINGS[spelling](f"08{second}{tail}", Random(seed))
    assert PHONE in mask(f"nomor saya {text} ya"), text


@settings(max_examples=150, derandomize=True)
@given(
    seed=st.integers(0, 10**6),
    frame=st.sampled_from(
        [
            "a.n. {}",
            "Hormat saya,\n{}",
            "Sdr. {} merusak pagar",
            "nama saya {}",
            "pelakunya bernama {} dari desa",
            "Bu {}",
        ]
    ),
)
def test_a_name_that_is_announced_is_hidden(seed: int, frame: str) -> None:
    name = People(Random(seed)).name()
    text = frame.format(name)
    assert is_hidden(Planted("name", "", name), text, mask(text)), mask(text)


@st.composite
def plain_texts(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(NOTHING))
    for slot, choices in FILLERS.items():
        text = text.replace("{" + slot + "}", draw(st.sampled_from(choices)))
        text = text.replace("{" + slot.upper() + "}", draw(st.sampled_from(choices)).upper())
    return text


@settings(max_examples=200)
@given(plain_texts())
def test_a_text_without_personal_data_is_left_alone(text: str) -> None:
    assert mask(text) == text


made_texts = st.integers(0, 10**6).map(lambda seed: next(iter(corpus(1, seed))))


@settings(max_examples=150)
@given(st.lists(made_texts, min_size=1, max_size=3), st.text(max_size=30))
def test_masking_again_changes_nothing_whatever_is_planted(texts: list[Made], more: str) -> None:
    once = mask(more.join(made.text for made in texts), places=["Bandar Lor"])
    assert mask(once, places=["Bandar Lor"]) == once


@settings(max_examples=150)
@given(st.one_of(st.text(max_size=300), made_texts.map(lambda made: made.text)), st.integers(1, 200))
def test_it_never_grows_beyond_the_field_and_no_word_in_brackets_is_cut(text: str, limit: int) -> None:
    masked = mask(text, limit=limit)
    assert len(masked) <= limit
    whole = mask(text)
    assert whole.startswith(masked)
    assert not any(
        masked.endswith(word[:cut]) for word in WORDS for cut in range(2, len(word)) if word in whole
    )


def test_places_are_no_names() -> None:
    text = "Warga Suparman Lor mengeluh"
    assert mask(text, places=["Suparman Lor"]) == text
    assert mask(text) != text
    assert mask("Pak Suparman", places=["Suparman"]) != "Pak Suparman"


def test_an_error_says_nothing_of_the_text_and_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str, _places: object) -> None:
        raise ValueError(text)

    monkeypatch.setattr(room, "names_in", broken)
    with pytest.raises(MaskingFailed) as failed:
        partial(mask, "Pak Budi 081234567890")()
    assert str(failed.value) == "ValueError"
    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__
    assert mask_or_nothing("Pak Budi 081234567890") == ""
