"""`/informasi`: what a citizen needs to know of a service, found by the words they use for it."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from itertools import groupby
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from surga.core.agencies import queries as agencies
from surga.core.agencies.city import City
from surga.core.knowledge import actions, queries
from surga.core.knowledge.article import THEMES, ArticleInfo
from surga.core.triage.words import plain
from surga.doors.look import words
from surga.doors.look.pages.mistakes import problem_page
from surga.doors.look.sentences import sentence
from surga.doors.portal.gate import pace
from surga.doors.portal.gate.address import client_of
from surga.doors.portal.gate.ready import needs_city

_LONGEST, _FOUND, _SEVERAL = 200, 6, 6
#: The same question of the same client within so many seconds is a page that was loaded again.
_ONE_VISIT = 600


@needs_city
@require_http_methods(["GET", "HEAD"])
def articles(request: HttpRequest) -> HttpResponse:
    """The search box; below it what was found, or what is read most and everything by theme."""
    where, language = agencies.city(), get_language() or "id"
    q = plain(request.GET.get("q", "")[:_LONGEST])
    context: dict[str, Any] = {"q": q}
    if q:
        found = queries.search(q, _FOUND)
        answered = queries.answered(found)
        secret = _is_secret(q, where)
        if not answered and request.method == "GET":
            _note(request, q)
        shown = () if secret and not answered else found
        context |= {
            "rows": _rows((each.article for each in shown), language),
            "answered": answered,
            "secret": secret,
        }
    else:
        every = queries.articles()
        context |= {"most": _rows(queries.most_read(_SEVERAL), language), "themes": _themes(every, language)}
    return render(request, "portal/articles/list.html", context)


@needs_city
@require_http_methods(["GET", "HEAD"])
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """One article; 404 for one that is not, or no longer, there."""
    where, language = agencies.city(), get_language() or "id"
    found = queries.article(slug)
    if found is None:
        return problem_page(request, 404, sentence("article_unknown"))
    if request.method == "GET":
        _count(request, slug)
    owner = where.agencies.get(found.agency)
    context = {
        "article": found,
        "title": found.label(language),
        "summary": found.brief(language),
        "theme": words.label("theme", found.theme),
        "owner": owner.name if owner else "",
        "expired": found.expired(timezone.localdate()),
        "foreign": language != "id",
    }
    return render(request, "portal/articles/page.html", context)


def _themes(every: Iterable[ArticleInfo], language: str) -> list[dict[str, Any]]:
    ordered = sorted(every, key=lambda each: (THEMES.index(each.theme), each.label(language).lower()))
    return [
        {"code": theme, "label": words.label("theme", theme), "rows": _rows(group, language)}
        for theme, group in groupby(ordered, key=lambda each: each.theme)
    ]


def _rows(found: Iterable[ArticleInfo], language: str) -> list[dict[str, Any]]:
    today = timezone.localdate()
    return [
        {
            "slug": each.slug,
            "title": each.label(language),
            "summary": each.brief(language),
            "doubt": each.doubt(today),
        }
        for each in found
    ]


def _is_secret(q: str, where: City) -> bool:
    """Whether it speaks of what is never published: such words are not kept in a list."""
    topic = where.topics.get(agencies.topic_of(q, fresh=False))
    return topic is not None and topic.protected


def _note(request: HttpRequest, q: str) -> None:
    """Keep the question for the owner of the answer, once a visit, and not from who asks without end."""
    asked = sha256(q.lower().encode()).hexdigest()
    if cache.add(f"asked:{client_of(request)}:{asked}", 1, _ONE_VISIT) and _paced(request, "not_found"):
        actions.note_not_found(q)


def _count(request: HttpRequest, slug: str) -> None:
    if cache.add(f"read:{client_of(request)}:{slug}", 1, _ONE_VISIT) and _paced(request, "read"):
        actions.note_read(slug)


def _paced(request: HttpRequest, what: str) -> bool:
    try:
        pace.count(request, what)
    except pace.TooOften:
        return False
    return True
