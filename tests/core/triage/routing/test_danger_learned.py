"""What ships is what the texts give: anybody can make it again."""

import numpy as np
import pytest

from surga.core.triage.danger.features import words_in
from surga.core.triage.danger.learned import KINDS, Learned, shipped, stretches_of
from surga.core.triage.danger.learning.fitting import learn, texts


@pytest.fixture(scope="module")
def again():
    weights, steps, base = learn()
    return Learned((weights * steps[:, None]).astype(np.float32), base)


def test_learning_again_gives_what_is_shipped(again):
    told = [line.text for line in texts()[0]][::20]
    before = np.array([shipped().opinion(text).score for text in told])
    after = np.array([again.opinion(text).score for text in told])
    # Other processors add up in another order; a text of other words would move far more.
    assert np.abs(before - after).max() < 0.05
    assert shipped().rows.shape == again.rows.shape == (1 + len(KINDS), 1 << 16)


def test_a_changed_word_would_be_seen(again):
    changed = Learned(np.roll(again.rows, 1, axis=1), again.base)
    assert (
        abs(changed.opinion("kebakaran di pasar").score - shipped().opinion("kebakaran di pasar").score)
        > 0.05
    )


@pytest.mark.parametrize(("words", "stretches"), [(0, 1), (5, 1), (36, 1), (37, 3), (400, 33)])
def test_a_long_sentence_is_weighed_in_pieces_that_leave_nothing_out(words, stretches):
    said = [chr(97 + number // 26) + chr(97 + number % 26) for number in range(words)]
    found = stretches_of(" ".join(said))
    assert len(found) == stretches
    assert {word for stretch in found for word in stretch} == set(words_in(" ".join(said)))


def test_a_long_text_is_weighed_by_sentences_and_short_ones_stand_together():
    first, second = (
        "satu dua tiga empat lima enam tujuh delapan " * 3,
        "api. besar. sekali. di gang kami. sekarang juga",
    )
    assert stretches_of(f"{first}. {second}") == [first.split(), words_in(second)]


def test_words_are_read_as_people_write_them():
    assert words_in("anak2 gak ono 5 tolooong") == ["anak", "0", "tidak", "ada", "0", "tolong"]
