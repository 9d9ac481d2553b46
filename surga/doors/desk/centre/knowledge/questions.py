"""What was asked and not found: the most asked first, and what becomes of each."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from surga.core.knowledge import queries
from surga.core.knowledge.actions import settle_question
from surga.doors.desk.centre.knowledge.scope import keeps, own_agency, tabs_of
from surga.doors.desk.frame.page import city_now, frame
from surga.doors.desk.frame.rows import agency_label
from surga.doors.look.pages.officer import Visit, at_desk

_SHOWN = 60


@require_safe
@at_desk("keep_articles")
def every(request: Visit) -> HttpResponse:
    return _page(request)


@require_POST
@at_desk("keep_articles")
def settle(request: Visit, pk: int) -> HttpResponse:
    """Point to the article that answers it, or say that none is needed."""
    asked = queries.question(pk)
    if asked is None or not keeps(request.actor, asked.agency):
        raise Http404
    if request.POST.get("do") == "dismiss":
        settle_question(str(request.actor), pk, dismissed=True)
        messages.success(request, _("Tidak perlu artikel untuk pertanyaan itu."))
        return redirect("desk_questions")
    named = request.POST.get("article", "").replace("\x00", "").strip()
    found = next((each for each in queries.articles() if named in (each.slug, each.title)), None)
    if found is None:
        return _page(request, wrong=pk, named=named[:160])
    settle_question(str(request.actor), pk, article=found.slug, teach=keeps(request.actor, found.agency))
    messages.success(request, _("Pertanyaan itu dijawab oleh “%(title)s”.") % {"title": found.title})
    return redirect("desk_questions")


def _page(request: Visit, *, wrong: int = 0, named: str = "") -> HttpResponse:
    """The list; ``wrong``: the question for which an article was named (``named``) that is none."""
    city = city_now()
    rows = [
        {"question": each, "agency": agency_label(city, each.agency), "wrong": each.id == wrong}
        for each in queries.open_questions(own_agency(request.actor), _SHOWN)
    ]
    context = {
        **frame(request.actor),
        "tabs": tabs_of(request.actor, "questions"),
        "rows": rows,
        "titles": [each.title for each in queries.articles()],
        "named": named,
    }
    return render(request, "desk/centre/knowledge/questions.html", context, status=422 if wrong else 200)
