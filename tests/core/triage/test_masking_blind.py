"""The two sets that the detector was not made with, and secrets put at random into random texts."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.triage.masking.blind.making import SETS, Filling, texts
from benchmarks.triage.masking.blind.measuring import IDENTIFIERS, measured
from surga.core.triage.mask import mask


@pytest.mark.parametrize("name", SETS)
def test_a_blind_set_keeps_the_goals_with_a_margin(name: str) -> None:
    score = measured(texts(name, seed=5), mask)
    assert score.texts >= 380
    assert score.recall(IDENTIFIERS) >= 0.99, score.escaped
    assert score.recall(["name", "initials"]) >= 0.93, score.escaped
    for kind in ("home", "birth", "point", "health"):
        assert score.recall([kind]) >= 0.9, score.escaped
    assert score.precision >= 0.95, score.alarms


#: Anything but digits and what stands for them, and no bracket that makes a number a part of something else.
around = st.text(
    st.characters(exclude_categories=["Nd", "Nl", "No", "Cs", "Co", "Cn"], exclude_characters="[]"),
    max_size=60,
)
spelled = st.tuples(
    st.sampled_from([(name, spelling) for name in SETS for spelling in SETS[name]]),
    st.sampled_from(["phone", "nik", "bpjs"]),
    st.integers(0, 10**6),
)


def planted(which: tuple[tuple[str, str], str, int]) -> tuple[str, str]:
    (name, spelling), kind, seed = which
    filling = Filling(Random(seed), SETS[name])
    digits: str = getattr(filling, kind)()
    return digits, SETS[name][spelling](digits, filling.random)


@settings(max_examples=300)
@given(
    around,
    spelled,
    around,
    st.sampled_from([" ", "\n", ", ", ": "]),
    st.sampled_from([" ", "\n", ". ", ", "]),
)
def test_a_number_is_hidden_wherever_it_stands(
    before: str, which: tuple[tuple[str, str], str, int], after: str, left: str, right: str
) -> None:
    _digits, text = planted(which)
    cue = {"phone": "hp", "nik": "NIK", "bpjs": "BPJS"}[which[1]]
    masked = mask(f"{before}{left}{cue} {text}{right}{after}")
    assert text not in masked
    assert mask(masked) == masked


@settings(max_examples=200)
@given(
    st.lists(st.one_of(around, spelled.map(lambda each: planted(each)[1])), max_size=6), st.integers(1, 300)
)
def test_it_ends_stays_and_never_grows_beyond_the_field(parts: list[str], limit: int) -> None:
    text = " ".join(parts)
    masked = mask(text)
    assert mask(masked) == masked
    assert len(mask(text, limit=limit)) <= limit
