"""Articles are kept, found, loaded from a folder, and edited."""

import pytest

from surga.core.knowledge import actions, queries
from surga.core.knowledge.article import ArticleInfo

pytestmark = pytest.mark.django_db
ME = "officer:1"
KTP = ArticleInfo(
    "ktp-hilang", "KTP hilang", "Cara mengurus KTP yang hilang.", agency="umum", title_en="Lost ID"
)


def test_a_saved_article_is_found(small_city: None) -> None:
    actions.save_article(ME, KTP)
    found = queries.search("ktp saya hilang, bagaimana?")
    assert [each.article.slug for each in found] == ["ktp-hilang"]
    assert queries.article("ktp-hilang") == queries.articles()[0]
    assert queries.articles()[0].label("en") == "Lost ID"
