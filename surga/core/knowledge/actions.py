"""Changing the articles and the questions nobody had an article for: the only place that writes them.

``actor`` is the text that the event log keeps ("officer:12", "system:setup"). Whether that actor may do it is asked by
the caller, before: roles live in ``people``, a floor above.
"""

from __future__ import annotations

import time
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from surga.core.agencies.city import TopicInfo
from surga.core.agencies.queries import NoCityError, city, topic_of
from surga.core.knowledge import models, queries
from surga.core.knowledge.article import THEMES, ArticleInfo
from surga.core.knowledge.index import telling_words
from surga.core.knowledge.reading import LISTS, LONGEST, LONGEST_LINE, LONGEST_SLUG, SLUG, read_articles
from surga.core.regions import queries as regions
from surga.core.triage.flags.sensitive import sensitive
from surga.core.triage.mask import MaskingFailed, mask
from surga.core.triage.words import plain, search_words
from surga.events.catalogue import ProfileChanged
from surga.events.record import record

LONGEST_QUESTION = 300
#: Shorter ones say nothing that could be answered.
SHORTEST_QUESTION = 4


class RefusedError(ValueError):
    """What was entered cannot be kept; ``field`` and ``code`` say what and why."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code


def load_articles(folder: Path, actor: str) -> int:
    """Make the articles those of the city's ``folder``; how many there are. All of it, or a ``ProfileError``.

    What was edited at the desk stays as it is; what vanished from the folder is switched off.
    """
    now = city()
    read = read_articles(folder, now.agencies, now.topics)
    with transaction.atomic():
        _lock()
        kept = {info.slug: info for info in queries.all_articles()}
        rows = [_row(info) for info in read if _differs(kept.get(info.slug), info)]
        fields = list(_fields(ArticleInfo("", "", "")))
        models.Article.objects.bulk_create(
            rows, update_conflicts=True, update_fields=fields, unique_fields=["slug"]
        )
        vanished = models.Article.objects.filter(edited_at=None, active=True)
        gone = vanished.exclude(slug__in=[info.slug for info in read]).update(active=False)
        if rows or gone:
            _changed("articles", now.code, actor)
    return len(read)


def save_article(actor: str, info: ArticleInfo, *, new: bool = False, question: int | None = None) -> None:
    """Add or change an article; ``question`` is then answered by it. Raises ``RefusedError``."""
    _check(info)
    with transaction.atomic():
        _lock()
        taken = models.Article.objects.filter(slug=info.slug).exists()
        _refuse_unless(not (new and taken), "slug", "slug_taken")
        fields = {**_fields(info), "edited_at": timezone.now()}
        row, _made = models.Article.objects.update_or_create(slug=info.slug, defaults=fields)
        if question is not None:
            models.Question.objects.filter(pk=question).update(article=row, dismissed=False)
        _changed("article", info.slug, actor)


def note_read(slug: str) -> None:
    """Count that somebody opened the article."""
    models.Article.objects.filter(slug=slug).update(read_count=F("read_count") + 1)


def note_not_found(text: str, agency: str = "", at: datetime | None = None) -> None:
    """Keep, masked, that ``text`` was asked and nothing answered it; asked again, its count grows.

    ``agency``: who should write the answer; when empty, that of the topic it speaks of. Not kept: what says nothing,
    what touches a topic that is never published or that accuses somebody, and what cannot be masked.
    """
    at = at or timezone.now()
    try:
        places = tuple(each.name for each in regions.regions(fresh=False))
        asked = mask(plain(text), places=places, limit=LONGEST_QUESTION).strip()
        if sensitive(asked, asked):
            return  # such words are nobody's list
    except MaskingFailed:
        return  # what might name somebody is not kept
    roots = sorted(set(search_words(" ".join(telling_words(asked)))))
    if len(asked) < SHORTEST_QUESTION or not roots:
        return
    topic = _topic_of(asked)
    if topic is not None and (topic.protected or topic.oversight):
        return  # such words are nobody's list
    agency = agency or (topic.agency if topic else "")
    digest = sha256(" ".join(roots).encode()).hexdigest()
    fresh = {"text": asked, "first_at": at, "last_at": at, "agency_code": agency}
    with transaction.atomic():
        row, new = models.Question.objects.get_or_create(digest=digest, defaults=fresh)
        if not new:
            models.Question.objects.filter(pk=row.pk).update(count=F("count") + 1, last_at=at)


def _topic_of(text: str) -> TopicInfo | None:
    try:
        return city(fresh=False).topics.get(topic_of(text, fresh=False))
    except NoCityError:
        return None


def settle_question(
    actor: str, pk: int, *, article: str = "", dismissed: bool = False, teach: bool = False
) -> None:
    """Say which article answers a question, or that none is needed. Raises ``RefusedError``.

    ``teach``: the article learns the question's words, so that the next one who asks finds it.
    """
    with transaction.atomic():
        _lock()
        answer = models.Article.objects.filter(slug=article).first() if article else None
        _refuse_unless(dismissed or answer is not None, "article", "article_unknown")
        question = models.Question.objects.filter(pk=pk).first()
        if question is None:
            raise RefusedError("question", "question_unknown")
        question.article, question.dismissed = answer, dismissed
        question.save(update_fields=["article", "dismissed"])
        record(ProfileChanged(what="question", code=str(pk)), actor)
        if teach and answer is not None:
            _teach(answer, question.text, actor)


def _teach(article: models.Article, text: str, actor: str) -> None:
    said = " ".join(telling_words(text))[:LONGEST_LINE]
    if said and said not in article.words:
        article.words = [*article.words, said]
        article.edited_at = article.changed_at = timezone.now()
        article.save(update_fields=["words", "edited_at", "changed_at"])
        _changed("article", article.slug, actor)


def _differs(kept: ArticleInfo | None, info: ArticleInfo) -> bool:
    """Whether the folder says something new of an article that nobody edited."""
    return kept is None or (not kept.edited and kept != info)


def _check(info: ArticleInfo) -> None:
    _refuse_unless(bool(SLUG.fullmatch(info.slug)) and len(info.slug) <= LONGEST_SLUG, "slug", "slug_invalid")
    _refuse_unless(info.theme in THEMES, "theme", "theme_unknown")
    _refuse_unless(bool(info.title), "title", "title_empty")
    _refuse_unless(bool(info.summary), "summary", "text_empty")
    for field, most in LONGEST.items():
        _refuse_unless(len(getattr(info, field)) <= most, field, "text_too_long")
    for field in LISTS:
        _refuse_unless(
            all(len(line) <= LONGEST_LINE for line in getattr(info, field)), field, "text_too_long"
        )
    now = city()
    _refuse_unless(not info.agency or info.agency in now.agencies, "agency", "agency_unknown")
    _refuse_unless(set(info.topics) <= now.topics.keys(), "topics", "topic_unknown")
    _refuse_unless(not info.confirmed or bool(info.source), "source", "source_missing")


def _row(info: ArticleInfo) -> models.Article:
    return models.Article(slug=info.slug, **_fields(info))


def _fields(info: ArticleInfo) -> dict[str, Any]:
    return {
        "title": info.title, "title_en": info.title_en, "summary": info.summary, "summary_en": info.summary_en,
        "requirements": list(info.requirements), "steps": list(info.steps), "cost": info.cost,
        "place": info.place, "hours": info.hours, "source": info.source, "valid_until": info.valid_until,
        "agency_code": info.agency, "topics": list(info.topics), "words": list(info.words),
        "confirmed": info.confirmed, "active": info.active, "theme": info.theme, "changed_at": timezone.now(),
    }  # fmt: skip


def _refuse_unless(good: bool, field: str, code: str) -> None:
    if not good:
        raise RefusedError(field, code)


def _lock() -> None:
    """One change of the articles at a time."""
    models.KnowledgeState.objects.get_or_create(id=1)
    list(models.KnowledgeState.objects.select_for_update().values_list("pk"))


def _changed(what: str, which: str, actor: str) -> None:
    """Grow the version, which every process compares its copy with, and record the change."""
    # Microseconds, so that no version comes twice, whatever was rolled back in between.
    models.KnowledgeState.objects.filter(id=1).update(version=time.time_ns() // 1000)
    record(ProfileChanged(what=what, code=which), actor)
    queries.forget()
