"""Articles are kept and refused, questions are masked and counted, and copies know their age."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from surga.core.knowledge import actions, queries
from surga.core.knowledge.actions import RefusedError, note_not_found, save_article, settle_question
from surga.core.knowledge.article import ArticleInfo
from surga.core.knowledge.models import Question
from surga.events.models import Event

pytestmark = pytest.mark.django_db
ME = "officer:1"
KTP = ArticleInfo(
    "ktp-hilang",
    "KTP hilang",
    "Cara mengurus KTP yang hilang.",
    agency="umum",
    title_en="Lost ID",
    topics=("surat",),
)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_a_saved_article_is_found_and_recorded(small_city: None) -> None:
    save_article(ME, KTP)
    found = queries.search("ktp saya hilang, bagaimana?")
    assert [each.article.slug for each in found] == ["ktp-hilang"]
    assert found[0].confident
    kept = queries.article("ktp-hilang")
    assert kept == replace(KTP, edited=True)
    assert queries.articles() == [kept]
    assert (kept.label("en"), kept.label("id"), kept.brief("en")) == ("Lost ID", "KTP hilang", KTP.summary)
    event = Event.objects.filter(name="ProfileChanged").latest("pk")
    assert (event.data["what"], event.data["code"], event.actor) == ("article", "ktp-hilang", ME)


def test_every_process_sees_a_change(small_city: None) -> None:
    save_article(ME, KTP)
    queries.articles()
    copy = queries._Kept.snapshot
    save_article(ME, replace(KTP, title="KTP tercecer"))
    queries._Kept.snapshot = copy  # another process, which was not told
    assert queries.article("ktp-hilang").title == "KTP tercecer"
    assert queries.article("ktp-hilang", fresh=False).title == "KTP tercecer"


def test_an_unchanged_copy_costs_one_small_query(small_city: None, django_assert_num_queries) -> None:
    save_article(ME, KTP)
    queries.articles()
    with django_assert_num_queries(1):
        queries.search("ktp hilang")
    with django_assert_num_queries(0):
        queries.search("ktp hilang", fresh=False)


def test_one_that_is_switched_off_is_for_the_desk_only(small_city: None) -> None:
    save_article(ME, replace(KTP, active=False))
    assert queries.search("ktp hilang") == []
    assert queries.article("ktp-hilang") is None
    assert [each.slug for each in queries.all_articles("umum")] == ["ktp-hilang"]
    assert queries.all_articles("pengawas") == []


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"slug": "KTP hilang"}, "slug", "slug_invalid"),
        ({"slug": "a" * 81}, "slug", "slug_invalid"),
        ({"title": ""}, "title", "title_empty"),
        ({"summary": ""}, "summary", "text_empty"),
        ({"title": "x" * 161}, "title", "text_too_long"),
        ({"steps": ("x" * 501,)}, "steps", "text_too_long"),
        ({"agency": "nobody"}, "agency", "agency_unknown"),
        ({"topics": ("nothing",)}, "topics", "topic_unknown"),
        ({"theme": "nothing"}, "theme", "theme_unknown"),
        ({"confirmed": True}, "source", "source_missing"),
    ],
)
def test_what_cannot_be_kept_is_refused(small_city: None, change, field, code) -> None:
    with pytest.raises(RefusedError) as refused:
        save_article(ME, replace(KTP, **change))
    assert (refused.value.field, refused.value.code) == (field, code)
    assert queries.all_articles() == []


def test_a_new_article_takes_no_other_ones_address(small_city: None) -> None:
    save_article(ME, KTP, new=True)
    with pytest.raises(RefusedError, match="slug_taken"):
        save_article(ME, KTP, new=True)


def test_it_expires_the_day_after(small_city: None) -> None:
    until = replace(KTP, valid_until=date(2026, 6, 1))
    assert not until.expired(date(2026, 6, 1))
    assert until.expired(date(2026, 6, 2))
    assert not KTP.expired(date(2999, 1, 1))


def test_what_is_read_most_comes_first(small_city: None) -> None:
    for slug in ("a", "b", "c"):
        save_article(ME, replace(KTP, slug=slug))
    actions.note_read("b")
    actions.note_read("b")
    actions.note_read("c")
    assert [each.slug for each in queries.most_read()] == ["b", "c"]
    assert [each.slug for each in queries.most_read(1)] == ["b"]


def test_a_question_is_kept_masked_and_counted(db) -> None:
    note_not_found("kapan prodamas cair? telp 081234567890", at=NOON)
    note_not_found("Prodamas cair kapan, TELP 081298765432", at=NOON + timedelta(hours=1))
    note_not_found("harga cabai", "umum", at=NOON)
    first, second = queries.open_questions()
    assert first.text == "kapan prodamas cair? telp [telepon]"
    assert (first.count, first.first_at, first.last_at) == (2, NOON, NOON + timedelta(hours=1))
    assert (second.count, second.agency) == (1, "umum")
    assert [each.text for each in queries.open_questions("umum")] == ["harga cabai"]


@pytest.mark.parametrize("text", ["", "abc", "   ", "????", "\x00\x00\x00\x00"])
def test_what_says_nothing_is_no_question(db, text) -> None:
    note_not_found(text)
    assert not Question.objects.exists()


def test_a_long_story_is_kept_short(db) -> None:
    note_not_found("kata " * 5000)
    assert len(Question.objects.get().text) <= 300


def test_a_question_is_settled_by_an_article_or_dismissed(small_city: None) -> None:
    save_article(ME, KTP)
    for text in ("ktp tercecer", "cuaca besok", "dompet jatuh"):
        note_not_found(text, at=NOON)
    ids = {each.text: each.id for each in queries.open_questions()}
    settle_question(ME, ids["ktp tercecer"], article="ktp-hilang")
    settle_question(ME, ids["cuaca besok"], dismissed=True)
    save_article(ME, replace(KTP, slug="dompet"), question=ids["dompet jatuh"])
    assert queries.open_questions() == []
    assert queries.question(ids["ktp tercecer"]).article == "ktp-hilang"
    assert queries.question(ids["cuaca besok"]).dismissed
    assert queries.question(ids["dompet jatuh"]).article == "dompet"


def test_a_settled_question_that_is_asked_again_stays_settled(small_city: None) -> None:
    note_not_found("cuaca besok", at=NOON)
    settle_question(ME, queries.open_questions()[0].id, dismissed=True)
    note_not_found("cuaca besok", at=NOON)
    assert queries.open_questions() == []


@pytest.mark.parametrize("said", [{"article": "tidak-ada"}, {}])
def test_a_question_is_settled_by_something(small_city: None, said) -> None:
    note_not_found("cuaca besok", at=NOON)
    with pytest.raises(RefusedError, match="article_unknown"):
        settle_question(ME, queries.open_questions()[0].id, **said)
    with pytest.raises(RefusedError, match="question_unknown"):
        settle_question(ME, 999, dismissed=True)
