"""Reading and searching the articles, from the process's own copy.

Each call asks the database for the copy's version, one tiny query, and nothing else while the articles are
unchanged; ``fresh=False`` trusts the copy, for the second look within one request.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.db.models import QuerySet

from surga.core.agencies import queries as agencies
from surga.core.knowledge import models
from surga.core.knowledge.article import ArticleInfo as ArticleInfo
from surga.core.knowledge.article import Found as Found
from surga.core.knowledge.index import Index
from surga.core.triage.words import words_of

#: What is read of a question; people paste whole stories.
LONGEST_ASKED = 500
#: Below this the best article is only near to what was asked: the question counts as one without an article.
NEAR = 0.45


@dataclass(frozen=True)
class QuestionInfo:
    """What was asked and not found, masked. ``article``: the slug of what answers it now, or empty."""

    id: int
    text: str
    count: int
    first_at: datetime
    last_at: datetime
    agency: str
    article: str
    dismissed: bool


@dataclass(frozen=True)
class _Snapshot:
    version: int
    articles: tuple[ArticleInfo, ...]
    by_slug: dict[str, ArticleInfo]
    index: Index


class _Kept:
    lock = Lock()
    snapshot: _Snapshot | None = None


def forget() -> None:
    """Drop the process's copy: the next look reads everything anew."""
    _Kept.snapshot = None


def search(text: str, limit: int = 5, fresh: bool = True) -> list[Found]:
    """The articles that answer ``text``, best first. Text as people write it: slang, Javanese, mistakes."""
    return _snapshot(fresh).index.search(text[:LONGEST_ASKED], limit)


def answered(found: list[Found]) -> bool:
    """Whether a search found something that answers, rather than something near."""
    return any(each.score >= NEAR for each in found)


def article(slug: str, fresh: bool = True) -> ArticleInfo | None:
    """The article with this slug, None when there is none or it is switched off."""
    return _snapshot(fresh).by_slug.get(slug)


def articles(fresh: bool = True) -> list[ArticleInfo]:
    """Every article in use, in order of title."""
    return list(_snapshot(fresh).articles)


def most_read(limit: int = 6) -> list[ArticleInfo]:
    """The articles that were opened most; none that nobody opened."""
    slugs = models.Article.objects.filter(active=True, read_count__gt=0).order_by("-read_count", "slug")
    known = _snapshot(fresh=False).by_slug
    return [known[slug] for slug in slugs.values_list("slug", flat=True)[:limit] if slug in known]


def all_articles(agency: str = "") -> list[ArticleInfo]:
    """Those switched off too, for the desk; of one agency when it is named."""
    rows = models.Article.objects.all()
    return [_info(row) for row in (rows.filter(agency_code=agency) if agency else rows)]


def kept_article(slug: str) -> ArticleInfo | None:
    """The article with this slug, switched off or not."""
    row = models.Article.objects.filter(slug=slug).first()
    return _info(row) if row else None


def open_questions(agency: str = "", limit: int = 200) -> list[QuestionInfo]:
    """What still has no article, the most asked first; of one agency when it is named."""
    return [_question(row, "") for row in _open(agency).order_by("-count", "-last_at")[:limit]]


def count_open_questions(agency: str = "") -> int:
    return _open(agency).count()


def question(pk: int) -> QuestionInfo | None:
    row = models.Question.objects.select_related("article").filter(pk=pk).first()
    return _question(row, row.article.slug if row.article else "") if row else None


def _open(agency: str) -> QuerySet[models.Question]:
    rows = models.Question.objects.filter(dismissed=False, article=None)
    return rows.filter(agency_code=agency) if agency else rows


def _snapshot(fresh: bool) -> _Snapshot:
    kept = _Kept.snapshot
    if kept is not None and not fresh:
        return kept
    version = models.KnowledgeState.objects.values_list("version", flat=True).first() or 0
    if kept is not None and kept.version == version:
        return kept
    with _Kept.lock:
        _Kept.snapshot = _read(version)
        return _Kept.snapshot


def _read(version: int) -> _Snapshot:
    infos = tuple(_info(row) for row in models.Article.objects.filter(active=True))
    # Everybody here means this city: its name tells no article from another.
    index = Index(infos, words_of(agencies.city(fresh=False).name) if infos else ())
    return _Snapshot(version, infos, {each.slug: each for each in infos}, index)


def _info(row: models.Article) -> ArticleInfo:
    return ArticleInfo(
        slug=row.slug, title=row.title, title_en=row.title_en, summary=row.summary, summary_en=row.summary_en,
        requirements=tuple(row.requirements), steps=tuple(row.steps), cost=row.cost, place=row.place,
        hours=row.hours, source=row.source, valid_until=row.valid_until, agency=row.agency_code,
        topics=tuple(row.topics), words=tuple(row.words), confirmed=row.confirmed, active=row.active,
        edited=row.edited_at is not None, theme=row.theme,
    )  # fmt: skip


def _question(row: models.Question, slug: str) -> QuestionInfo:
    return QuestionInfo(
        id=row.pk, text=row.text, count=row.count, first_at=row.first_at, last_at=row.last_at,
        agency=row.agency_code, article=slug, dismissed=row.dismissed,
    )  # fmt: skip
