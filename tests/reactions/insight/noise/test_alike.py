"""Like with like: the same figures give the same answer, whatever the mix."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from surga.reactions.insight.rules.noise.alike import Counted, expected_share, likeness

counted = st.integers(0, 300).flatmap(lambda n: st.builds(Counted, st.integers(0, n), st.just(n)))
mixes = st.dictionaries(st.sampled_from("abcdef"), counted, max_size=6)


def together(*mixes_: dict[str, Counted]) -> dict[str, Counted]:
    topics = {topic for mix in mixes_ for topic in mix}
    none = Counted(0, 0)
    return {
        topic: Counted(*(sum(each) for each in zip(*(mix.get(topic, none) for mix in mixes_), strict=True)))
        for topic in topics
    }


@given(mixes, mixes)
def test_what_is_expected_is_a_share_with_its_interval(
    mine: dict[str, Counted], others: dict[str, Counted]
) -> None:
    found = expected_share(mine, together(mine, others))
    if not sum(each.n for each in mine.values()) or not sum(each.n for each in others.values()):
        assert found is None
        return
    assert found is not None
    share, alike = found
    assert 0 <= share.low <= share.value <= share.high <= 1
    assert 0 <= alike < 1
    # Between the worst and the best of what the others keep on any topic.
    kept = [each.hits / each.n for each in others.values() if each.n]
    assert min(kept) - 1e-9 <= share.value <= max(kept) + 1e-9


@given(mixes, mixes)
def test_an_agency_is_not_compared_with_itself(mine: dict[str, Counted], others: dict[str, Counted]) -> None:
    """What it keeps changes what it is, and not what is expected of it."""
    better = {topic: Counted(each.n, each.n) for topic, each in mine.items()}
    one, two = expected_share(mine, together(mine, others)), expected_share(better, together(better, others))
    assert (one is None) == (two is None)
    if one is not None and two is not None:
        assert one[0].value == pytest.approx(two[0].value)


@given(mixes, mixes)
def test_the_ratio_lies_in_its_interval(mine: dict[str, Counted], others: dict[str, Counted]) -> None:
    found = likeness(mine, together(mine, others))
    assume(found is not None)
    assert found is not None
    assert 0 <= found.low <= found.value <= found.high
    assert found.difference.low <= found.difference.value <= found.difference.high
    assert found.n == sum(each.n for each in mine.values())


def test_hard_topics_are_no_shortcoming() -> None:
    """Roads take long for everybody: whoever has mostly roads is as good as expected, though far below the city."""
    mine = {"roads": Counted(50, 100), "papers": Counted(10, 10)}
    others = {"roads": Counted(1_000, 2_000), "papers": Counted(8_000, 8_000)}
    found = likeness(mine, together(mine, others))
    assert found is not None
    assert found.kept.value == pytest.approx(60 / 110)
    assert found.value == pytest.approx(1, abs=0.01)
    assert found.low < 1 < found.high
    assert found.alike > 0.98


def test_a_topic_that_nobody_else_has_is_held_against_the_whole_city() -> None:
    found = likeness({"own": Counted(10, 100)}, {"own": Counted(10, 100), "other": Counted(90, 100)})
    assert found is not None
    assert found.expected.value == pytest.approx(0.9)
    assert found.alike == 0
    assert found.high < 0.3
    assert found.difference.p < 0.001


def test_nothing_kept_by_others_is_said_as_such() -> None:
    found = likeness({"a": Counted(5, 10)}, {"a": Counted(5, 50)})
    assert found is not None
    assert found.value == math.inf
    assert likeness({}, {"a": Counted(1, 2)}) is None
    assert likeness({"a": Counted(1, 2)}, {"a": Counted(1, 2)}) is None


def test_the_interval_holds_what_it_says() -> None:
    """Of 400 agencies that are as good as the others, about 95 of 100 intervals hold 1 (seeded, so always the same)."""
    import numpy as np

    dice = np.random.default_rng(7)
    held = 0
    for _ in range(400):
        mine = {t: Counted(int(dice.binomial(60, p)), 60) for t, p in (("a", 0.5), ("b", 0.9))}
        others = {t: Counted(int(dice.binomial(300, p)), 300) for t, p in (("a", 0.5), ("b", 0.9))}
        found = likeness(mine, together(mine, others))
        assert found is not None
        held += found.low <= 1 <= found.high
    assert 0.93 <= held / 400 <= 1
