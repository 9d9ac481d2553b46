"""The queue pages: /meja leads to the officer's first queue, /meja/antrean/<queue> lists one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from surga.core.agencies.city import City
from surga.core.cases import queries as cases
from surga.core.cases import states
from surga.core.cases.codes import tidy_code
from surga.core.people.access import may
from surga.core.regions import queries as regions
from surga.doors.desk.casework.queues.bulk import BULK_DEEDS
from surga.doors.desk.frame.fields import flat, options_html
from surga.doors.desk.frame.page import alerts_of, city_now, frame, queue_label, queue_path, queues_of
from surga.doors.desk.frame.rows import queue_html, rows_of
from surga.doors.look import words
from surga.doors.look.pages.officer import Visit, at_desk

FILTERS = ("agency", "topic", "region", "status")
PAGE = 50
_ONE_STATUS = frozenset({"returned", "waiting", "escalated"})


@require_safe
@at_desk()
def home(request: Visit) -> HttpResponse:
    """Where this officer's work begins."""
    queues = queues_of(request.actor)
    return redirect(queue_path(queues[0]) if queues else "/meja/kelola")


@require_safe
@at_desk("see")
def queue(request: Visit, name: str) -> HttpResponse:
    """A page of one queue, searched and filtered."""
    actor = request.actor
    if name not in queues_of(actor):
        raise Http404
    city = city_now()
    chosen = {key: _asked(request, key, 60) for key in FILTERS}
    q = _asked(request, "q", 200).strip()
    page = cases.queue_of(
        actor, queue=name, q=q, cursor=request.GET.get("cursor", "")[:200], limit=PAGE, line=True, **chosen
    )
    if q and len(page.items) == 1 and page.items[0].code == tidy_code(q):
        return redirect(f"/meja/laporan/{page.items[0].code}?antrean={name}")
    language = get_language() or "id"
    bulk = [deed for deed in BULK_DEEDS if may(actor, "bulk") and may(actor, deed.name)]
    context = {
        **frame(actor, on=name, counts=cases.queue_counts(actor)),
        "alerts": alerts_of(actor),
        "name": name,
        "title": queue_label(name),
        "meaning": words.meaning("queue", name) or words.meaning("status", name),
        "rows": queue_html(rows_of(page.items, city, queue=name, language=language), mark=bool(bulk)),
        "q": q,
        "chosen": chosen,
        "filters": _filters(city, chosen, language, name),
        "narrowed": bool(q or any(chosen.values())),
        "first": _address(q, chosen, "") if request.GET.get("cursor") else "",
        "next": _address(q, chosen, page.next) if page.next else "",
        "bulk": bulk,
    }
    return render(request, "desk/queues/queue.html", context)


def _asked(request: Visit, name: str, longest: int) -> str:
    """A value of the address, without the mark that no database can hold."""
    return request.GET.get(name, "")[:longest].replace("\x00", "")


def _address(q: str, chosen: dict[str, str], cursor: str) -> str:
    kept = {"q": q, **chosen, "cursor": cursor}
    return "?" + urlencode({key: value for key, value in kept.items() if value})


def _filters(city: City, chosen: dict[str, str], language: str, name: str) -> list[dict[str, Any]]:
    """The lists to choose from; the status is left out where the queue has but one."""
    offices = sorted((a for a in city.agencies.values() if a.active), key=lambda a: a.label)
    topics = sorted((t for t in city.topics.values() if t.active), key=lambda t: t.label(language))
    places = sorted(regions.regions(), key=lambda region: region.name)
    lists: dict[str, tuple[str, list[tuple[str, str]]]] = {
        "agency": (_("Instansi"), [(a.code, a.label) for a in offices]),
        "topic": (_("Topik"), [(t.code, t.label(language)) for t in topics]),
        "region": (_("Wilayah"), [(r.code, r.name) for r in places]),
        "status": (_("Status"), [(s, words.label("status", s)) for s in states.STATUSES]),
    }
    if name in _ONE_STATUS:
        del lists["status"]
    return [
        {"name": key, "label": label, "options": options_html(flat(options), chosen[key], _("Semua"))}
        for key, (label, options) in lists.items()
    ]
