"""The articles: a list with what has to be looked at again first, and a form to write one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from surga.core.knowledge import queries
from surga.core.knowledge.actions import RefusedError, save_article
from surga.core.knowledge.article import ArticleInfo
from surga.core.knowledge.queries import QuestionInfo
from surga.core.people.access import Actor
from surga.doors.desk.centre.knowledge.forms import ArticleForm, first_of
from surga.doors.desk.centre.knowledge.scope import keeps, own_agency, tabs_of
from surga.doors.desk.frame.page import city_now, frame
from surga.doors.desk.frame.rows import agency_label
from surga.doors.look import words
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.sentences import sentence

_SLUG = 70


@require_safe
@at_desk("keep_articles")
def every(request: Visit) -> HttpResponse:
    """The articles that the officer keeps, those past their day first."""
    city, language, today = city_now(), get_language() or "id", timezone.localdate()
    q = request.GET.get("q", "")[:80].strip()
    kept = [each for each in queries.all_articles(own_agency(request.actor)) if _speaks_of(each, q)]
    kept.sort(key=lambda each: (not each.active, not each.expired(today), each.label(language).lower()))
    context = {
        **frame(request.actor),
        "tabs": tabs_of(request.actor, "articles"),
        "q": q,
        "rows": [
            {
                "article": each,
                "title": each.label(language),
                "theme": words.label("theme", each.theme),
                "agency": agency_label(city, each.agency),
                "expired": each.expired(today),
            }
            for each in kept
        ],
        "expired": sum(each.active and each.expired(today) for each in kept),
    }
    return render(request, "desk/centre/knowledge/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("keep_articles")
def edit(request: Visit, slug: str = "") -> HttpResponse:
    """Change an article, or write a new one, perhaps for a question (``?pertanyaan=``) that nobody could answer."""
    city = city_now()
    kept, asked = _kept(slug, request.actor), _question(request)
    first = first_of(kept) if kept else _begun(asked)
    data = request.POST if request.method == "POST" else None
    form = ArticleForm(city, own_agency(request.actor), data, first)
    status = 200
    if request.method == "POST":
        saved = _save(form, kept, asked, request.actor) if form.is_valid() else None
        if saved is not None:
            messages.success(request, _("Artikel tersimpan: %(title)s.") % {"title": saved.title})
            return redirect("desk_questions" if asked else "desk_articles")
        status = 422
    context = {
        **frame(request.actor),
        "tabs": tabs_of(request.actor, "articles"),
        "form": form,
        "article": kept,
        "asked": asked,
        "agency": agency_label(city, own_agency(request.actor)),
    }
    return render(request, "desk/centre/knowledge/form.html", context, status=status)


def _save(
    form: ArticleForm, kept: ArticleInfo | None, asked: QuestionInfo | None, actor: Actor
) -> ArticleInfo | None:
    """Save what was filled in; None, and the form says why, when it cannot be kept."""
    article = form.article(kept or ArticleInfo(_free_slug(form.cleaned_data["title"]), "", ""))
    try:
        save_article(str(actor), article, new=kept is None, question=asked.id if asked else None)
    except RefusedError as refused:
        said = _said(refused.code)
        form.add_error(refused.field if refused.field in form.fields else None, said)
        return None
    return article


def _said(code: str) -> str:
    return (
        _("Tulis sumbernya, karena artikel ini ditandai sudah dipastikan.")
        if code == "source_missing"
        else sentence(code)
    )


def _kept(slug: str, actor: Actor) -> ArticleInfo | None:
    """The article to change, None for a new one. Another agency's article does not exist for a liaison."""
    if not slug:
        return None
    found = queries.kept_article(slug)
    if found is None or not keeps(actor, found.agency):
        raise Http404
    return found


def _question(request: Visit) -> QuestionInfo | None:
    said = request.GET.get("pertanyaan", "")
    found = queries.question(int(said)) if said.isdecimal() and len(said) < 18 else None
    return found if found is not None and keeps(request.actor, found.agency) else None


def _begun(asked: QuestionInfo | None) -> dict[str, Any]:
    """A new article, with the words of the question that it is to answer."""
    if asked is None:
        return {"active": True}
    return {"active": True, "title": asked.text[:160], "words": asked.text, "agency": asked.agency}


def _free_slug(title: str) -> str:
    """An address for a new article, made of its title."""
    base = slugify(title)[:_SLUG].strip("-") or "artikel"
    slug, number = base, 1
    while queries.kept_article(slug) is not None:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _speaks_of(article: ArticleInfo, q: str) -> bool:
    told = " ".join((article.slug, article.title, article.title_en, article.summary, *article.words)).lower()
    return all(word in told for word in q.lower().split())
