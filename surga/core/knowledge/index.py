"""Finding articles by the words of a question. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable

from surga.core.knowledge.article import ArticleInfo, Found
from surga.core.triage.words import search_words


class Index:
    """All articles, made ready to be searched."""

    def __init__(self, articles: Iterable[ArticleInfo]) -> None:
        self._articles = [(each, frozenset(search_words(_text_of(each)))) for each in articles]

    def search(self, text: str, limit: int) -> list[Found]:
        """The articles that fit best, best first; an empty list when none does."""
        asked = frozenset(search_words(text))
        if not asked:
            return []
        found = [
            Found(article, len(asked & words) / len(asked), len(asked & words) >= 2)
            for article, words in self._articles
            if asked & words
        ]
        return sorted(found, key=lambda each: (-each.score, each.article.slug))[:limit]


def _text_of(article: ArticleInfo) -> str:
    return " ".join([article.title, article.summary, *article.words, article.title_en])
