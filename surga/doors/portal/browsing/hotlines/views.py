"""`/hotline`: all of them; `/hotline/<slug>`: one, open or closed."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from surga.core.agencies import queries as agencies
from surga.core.agencies.city import City
from surga.core.hotlines import queries as hotlines
from surga.core.hotlines.queries import HotlineInfo
from surga.core.intake.queries.records import Page, Record, Tally, records_of
from surga.core.knowledge import queries as knowledge
from surga.doors.look import words
from surga.doors.look.pages.mistakes import problem_page
from surga.doors.portal.browsing.hotlines import counted as figures
from surga.doors.portal.browsing.hotlines import shown
from surga.doors.portal.gate.fields import QuickSelect, lazy_sentence
from surga.doors.portal.gate.ready import needs_city
from surga.reactions.register import queries as register

PAGE: Final = 10


class RecordFilter(forms.Form):
    """Channels and topics that the hotline has had; everything is optional."""

    channel = forms.ChoiceField(
        required=False,
        widget=QuickSelect,
        label=gettext_lazy("Kanal"),
        error_messages={"invalid_choice": lazy_sentence("channel_unknown")},
    )
    topic = forms.ChoiceField(
        required=False,
        widget=QuickSelect,
        label=gettext_lazy("Topik"),
        error_messages={"invalid_choice": lazy_sentence("topic_unknown")},
    )

    def __init__(self, data: Any, tally: Tally, where: City, language: str) -> None:
        super().__init__(data)
        everything = ("", _("Semua"))
        channels = [(code, words.label("channel", code)) for code in tally.by_channel]
        topics = [(c, where.topics[c].label(language)) for c in tally.by_topic if c in where.topics]
        for name, choices in (("channel", channels), ("topic", topics)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
            field.choices = [everything, *sorted(choices, key=lambda each: each[1].lower())]

    def question(self) -> dict[str, str]:
        """The arguments of the query; what was wrong is left out."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def address(self, **more: str) -> str:
        return "?" + urlencode({**self.question(), **more}) + "#catatan"


@needs_city
@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """All hotlines: those open now first, then those to come, then the closed ones."""
    agencies.city()
    today, language = timezone.localdate(), get_language() or "id"
    found = hotlines.hotlines()
    ranked = sorted(found, key=lambda one: (one.closed_on(today), not one.open_on(today)))
    rows = [
        {
            "slug": one.slug,
            "name": one.label(language),
            "about": one.about,
            "standing": shown.standing(one, today),
            "open": one.open_on(today),
        }
        for one in ranked
    ]
    return render(request, "portal/hotlines/list.html", {"rows": rows})


@needs_city
@require_safe
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """One hotline. A wrong filter is said beside its field, 422; an unknown hotline is a 404."""
    where, language = agencies.city(), get_language() or "id"
    info = hotlines.hotline(slug)
    if info is None:
        return unknown(request)
    figure = figures.counted(info, where)
    form = RecordFilter(request.GET, figure.tally, where, language)
    right = form.is_valid()
    page = _records(info, where, form, request.GET.get("cursor", "")[:60])
    public = register.public_codes({record.case_code for record in page.items if record.case_code})
    context = {
        **_about(info, language),
        **_figures(figure, where, language),
        "form": form,
        "records": shown.records_shown(page.items, public, where, language),
        "older": form.address(cursor=page.next) if page.next else "",
        "first": form.address() if "cursor" in request.GET else "",
        "narrowed": bool(form.question()),
        "columns": shown.columns(),
    }
    return render(request, "portal/hotlines/page.html", context, status=200 if right else 422)


def unknown(request: HttpRequest) -> HttpResponse:
    """No hotline has this name."""
    return problem_page(request, 404, _("Hotline itu tidak ada. Lihat semua hotline di alamat /hotline."))


def _records(info: HotlineInfo, where: City, form: RecordFilter, cursor: str) -> Page[Record]:
    if not info.publishes:
        return Page([], "")
    hidden = figures.hidden_topics(where)
    return records_of(info.id, hidden, **form.question(), cursor=cursor, limit=PAGE)


def _about(info: HotlineInfo, language: str) -> dict[str, Any]:
    now, today = timezone.now(), timezone.localdate()
    closed = info.closed_on(today)
    board = shown.places_of(hotlines.board_of(info.slug), info, now, closed=closed)
    known = {article.slug: article for article in knowledge.articles()} if info.articles else {}
    return {
        "hotline": info,
        "name": info.label(language),
        "standing": shown.standing(info, today),
        "closed": closed,
        "open": info.open_on(today),
        "numbers": shown.numbers_of(info),
        "board": board,
        "articles": [
            (article.label(language), article.brief(language), article.slug, article.doubt(today))
            for slug in info.articles
            if (article := known.get(slug)) is not None
        ],
    }


def _figures(figure: figures.Counted, where: City, language: str) -> dict[str, Any]:
    tally = figure.tally
    if not tally.contacts:
        return {"tally": tally}
    topics = figures.topic_bars(tally, where, language)
    return {
        "tally": tally,
        "as_of": figure.as_of,
        "channel_said": figures.channel_sentence(tally),
        "channel_bars": figures.channel_bars(tally),
        "topic_said": figures.topic_sentence(topics) if topics else "",
        "topic_bars": topics,
        "case_said": figures.case_sentence(tally),
    }
