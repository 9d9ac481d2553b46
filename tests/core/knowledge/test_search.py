"""Questions as people write them find their article, and what no article answers is not answered with confidence."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.agencies.profile import read_city
from surga.core.knowledge.article import ArticleInfo
from surga.core.knowledge.index import Index
from surga.core.knowledge.reading import read_articles
from surga.core.knowledge.spelling import Speller, one_apart
from tests.core.knowledge.questions import ANSWERED, UNANSWERED

FOLDER = Path(__file__).parents[3] / "cities" / "kediri"
LETTERS = st.text("abcde", max_size=6)


@pytest.fixture(scope="module")
def articles():
    city = read_city(FOLDER)
    return read_articles(FOLDER, {each.code for each in city.agencies}, {each.code for each in city.topics})


@pytest.fixture(scope="module")
def index(articles):
    return Index(articles, ("kota", "kediri"))


def test_the_right_article_is_among_the_first_three(index):
    missed = {
        text: slug
        for text, slug in ANSWERED
        if slug not in [found.article.slug for found in index.search(text, 3)]
    }
    assert len(ANSWERED) >= 60
    assert len(missed) <= 0.1 * len(ANSWERED), missed


@pytest.mark.parametrize("cry", ["kebakaran!!", "ada kebakaran", "tolong omahku kobongan", "kecelakaan"])
def test_who_cries_for_help_reads_the_number_to_call_first(index, cry):
    assert index.search(cry, 3)[0].article.theme == "emergency"


def test_what_is_confident_is_right(index):
    """Counted over all questions: also those that no article answers."""
    sure = []
    for text, slug in [*ANSWERED, *((text, "") for text in UNANSWERED)]:
        found = index.search(text, 1)
        if found and found[0].confident:
            sure.append((text, found[0].article.slug, slug))
    wrong = [each for each in sure if each[1] != each[2]]
    assert len(UNANSWERED) >= 20
    assert len(wrong) <= 0.05 * len(sure), wrong
    # Never being sure would be right too, and of no use.
    assert len(sure) >= 0.6 * len(ANSWERED)


@pytest.mark.parametrize(
    "text", ["", " ", "?", "halo", "bagaimana caranya", "syaratnya apa", "🙂", "\x00", "123456"]
)
def test_what_says_nothing_finds_nothing(index, text):
    assert index.search(text, 5) == []


@pytest.mark.parametrize("text", ["ktp", "surat", "pajak", "anak"])
def test_a_word_that_fits_several_is_not_sure(index, text):
    assert not any(found.confident for found in index.search(text, 5))


@given(st.text(max_size=200))
def test_no_text_breaks_it(text):
    for found in SMALL.search(text, 5):
        assert 0 <= found.score <= 1


SMALL = Index(
    [
        ArticleInfo("ktp", "KTP hilang", "Mengganti KTP.", words=("ktp ilang",)),
        ArticleInfo("akta", "Akta kelahiran", "Mencatat anak.", words=("akte lair",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("akte lair", "akta"),
        ("akta kelahiarn", "akta"),
        ("kelahirane", "akta"),
        ("ngilangne ktp", "ktp"),
        ("E-KTP HILANG!!!", "ktp"),
        ("katepe", "ktp"),
        ("aktakelahiran", "akta"),
    ],
)
def test_one_matter_written_in_many_ways(text, slug):
    assert [found.article.slug for found in SMALL.search(text, 1)] == [slug]


def test_the_order_of_the_articles_changes_nothing(articles, index):
    other = Index(reversed(articles), ("kota", "kediri"))
    for text, _slug in ANSWERED[:20]:
        assert other.search(text, 5) == index.search(text, 5)


def test_equal_articles_come_in_order_of_their_slugs():
    twins = [replace(ArticleInfo("b", "KTP hilang", "x"), slug=slug) for slug in ("b", "a")]
    assert [found.article.slug for found in Index(twins).search("ktp hilang", 5)] == ["a", "b"]
    assert not any(found.confident for found in Index(twins).search("ktp hilang", 5))


def test_no_articles_no_answers():
    assert Index([]).search("ktp hilang", 5) == []


@given(LETTERS, LETTERS)
def test_one_apart_is_what_a_slow_count_says(one, other):
    letters = "abcde"
    near = {one[:i] + one[i + 1 :] for i in range(len(one))}
    near |= {one[:i] + c + one[i:] for i in range(len(one) + 1) for c in letters}
    near |= {one[:i] + c + one[i + 1 :] for i in range(len(one)) for c in letters}
    near |= {one[:i] + one[i : i + 2][::-1] + one[i + 2 :] for i in range(len(one) - 1)}
    assert one_apart(one, other) == (one == other or other in near)
    assert one_apart(one, other) == one_apart(other, one)


@given(st.sampled_from(["kelahiran", "puskesmas", "imunisasi"]), st.data())
def test_any_single_mistake_in_a_long_word_is_understood(word, data):
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("xqz"))
    wrong = data.draw(
        st.sampled_from(
            [word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :], word[:at] + letter + word[at:]]
        )
    )
    assert word in Speller(["kelahiran", "puskesmas", "imunisasi"]).meant(wrong)
