"""What appears beside the text as it is typed: danger, who calls, similar cases, articles. All of it by POST:
names, numbers and texts have no business in an address, where every log on the way keeps them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from surga.core.agencies import queries as agencies
from surga.core.cases import queries as cases
from surga.core.cases import states
from surga.core.intake.message import phone_of
from surga.core.intake.queries.callers import Caller, by_number, caller, callers_like, past_of, promises_of
from surga.core.knowledge.queries import search
from surga.core.people.access import Actor
from surga.core.triage.words import search_words
from surga.doors.desk.centre.calls.form import signed, unsigned
from surga.doors.desk.frame.page import city_now
from surga.doors.desk.frame.rows import agency_label, place_label, topic_label
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.words.dangers import alarm_in

#: So much of a text tells what it is about.
_READ: Final = 1_000
_NEWEST: Final = 80
_SHOWN: Final = 4
#: A full telephone number has at least so many digits.
_WHOLE: Final = 9
#: Words that say nothing of the matter.
_COMMON: Final = frozenset(
    search_words(
        "yang di ke dari dan ini itu ada untuk dengan sudah belum tidak saya kami pak bu mohon tolong depan"
    )
)


@dataclass(frozen=True, slots=True)
class Similar:
    """An open case like the one that is told. ``score``: how many roots both hold."""

    case: Any
    place: str
    score: int


@require_POST
@at_desk("file")
def callers(request: Visit) -> HttpResponse:
    """Who is meant by what is typed (``q``), and what is known of one that was chosen (``pilih``)."""
    chosen = caller(unsigned(request.POST.get("pilih", "")), request.actor)
    if chosen is not None:
        return JsonResponse({"name": chosen.name, "tail": chosen.tail, "html": _panel(request, chosen)})
    typed = request.POST.get("q", "")
    found = [
        {
            "ref": signed(each.ref),
            "name": each.name,
            "tail": each.tail,
            "contacts": each.contacts,
            "marks": each.marks,
            "cases": [case.code for case in each.cases[:3]],
        }
        for each in callers_like(typed, request.actor)
    ]
    return JsonResponse({"callers": found, "html": _of_number(request, typed)})


def _of_number(request: Visit, typed: str) -> str:
    """What a whole number is known for, before anybody is chosen."""
    number = phone_of(typed) if sum(map(str.isdigit, typed)) >= _WHOLE else None
    known = by_number(number) if number else None
    return _panel(request, known) if known is not None and known.contacts else ""


def _panel(request: Visit, who: Caller) -> str:
    context = {
        "who": who,
        "past": past_of(who, request.actor),
        "promises": promises_of(who, request.actor),
        "today": timezone.localdate(),
    }
    return render_to_string("desk/centre/calls/who.html", context)


@require_POST
@at_desk("file")
def helps(request: Visit) -> HttpResponse:
    """The danger in the text so far, whose it would be, similar open cases, articles (``text``, ``topic``, ``region``).

    By words and table alone: what was learned is the worker's, and far too large for each process that serves pages.
    """
    text, language = request.POST.get("text", "")[:_READ], get_language() or "id"
    city = city_now()
    guess = agencies.topic_of(text, fresh=False)
    topic, region = request.POST.get("topic", "") or guess, request.POST.get("region", "")
    proposed = agencies.route(topic, region, text, fresh=False).agency if topic else ""
    context = {
        "similar": similar(text, topic, region, request.actor),
        "articles": [_article(found.article, language) for found in search(text, limit=3, fresh=False)],
        "text": text.strip(),
    }
    return JsonResponse(
        {
            "topic": topic_label(city, guess, language),
            "alarm": render_to_string("desk/triage/heard.html", {"alarm": alarm_in(text)}),
            "agency": agency_label(city, proposed),
            "similar": render_to_string("desk/centre/calls/similar.html", context),
            "articles": render_to_string("desk/centre/calls/articles.html", context),
        }
    )


def _article(article: Any, language: str) -> dict[str, Any]:
    return {
        "info": article,
        "title": article.label(language),
        "brief": article.brief(language),
        "expired": article.expired(timezone.localdate()),
    }


def similar(text: str, topic: str, region: str, actor: Actor) -> list[Similar]:
    """Open cases of the topic or the kelurahan whose titles share words with the text; the most alike first."""
    asked = _roots(text)
    if not asked:
        return []
    page = cases.queue_of(
        actor, queue="all", topic=topic, region="" if topic else region, limit=_NEWEST, line=True
    )
    found = [
        Similar(case, place_label(case), _alike(case, asked, region))
        for case in page.items
        if case.status not in states.ENDED
    ]
    return sorted((each for each in found if each.score), key=lambda each: -each.score)[:_SHOWN]


def _alike(case: Any, asked: set[str], region: str) -> int:
    shared = len(asked & _roots(f"{case.title} {case.address}"))
    return shared + 2 if shared and region and case.region_id == region else shared


def _roots(text: str) -> set[str]:
    return {word for word in search_words(text) if len(word) > 2} - _COMMON
