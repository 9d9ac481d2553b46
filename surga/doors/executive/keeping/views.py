"""`/sie/pantau`: saved views, what one wants to be told, and the week in five lines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from surga.core.agencies.queries import city
from surga.core.cases.states import Refused
from surga.core.people import queries as people
from surga.doors.executive.frame.page import show
from surga.doors.executive.frame.period.mistakes import typed, unknown
from surga.doors.executive.frame.scope import scope_of
from surga.doors.executive.keeping.forms import (
    AlertForm,
    DigestForm,
    ViewForm,
    narrowed,
    said_change,
    said_window,
)
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.sentences import sentence
from surga.reactions.insight.actions import watching as acts
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.queries import watching as kept
from surga.reactions.notify.handlers.officers import written

_SIE, _PAGE = "/sie", "/sie/pantau"
#: Longer an address is not kept.
_LONGEST = 600


@require_http_methods(["GET", "HEAD"])
@at_desk("see_sie")
def watching(request: Visit) -> HttpResponse:
    """What is kept, and the forms to keep more; `?simpan=` is the page that one comes from."""
    return _shown(request)


@require_POST
@at_desk("see_sie")
def keep_view(request: Visit) -> HttpResponse:
    """Keep a view, or drop one (`hapus`)."""
    me = int(request.actor.id)
    if dropped := _number(request.POST.get("hapus")):
        acts.drop_view(me, dropped)
        messages.success(request, _("Tampilan dihapus."))
        return redirect(_PAGE)
    form = ViewForm(request.POST)
    if form.is_valid() and _accepted(form, lambda said: acts.save_view(me, said["name"], said["address"])):
        messages.success(request, _("Tampilan disimpan."))
        return redirect(_PAGE)
    return _shown(request, view=form)


@require_POST
@at_desk("see_sie")
def keep_alert(request: Visit) -> HttpResponse:
    """Watch a figure, or stop (`hapus`)."""
    me = int(request.actor.id)
    if dropped := _number(request.POST.get("hapus")):
        acts.drop_alert(me, dropped)
        messages.success(request, _("Kabar dihentikan."))
        return redirect(_PAGE)
    form = AlertForm(request.POST, actor=request.actor, language=get_language() or "id")
    if form.is_valid() and _accepted(
        form,
        lambda said: acts.save_alert(
            me, said["figure"], form.where(), said["change"], said["limit"], said["days"]
        ),
    ):
        messages.success(request, _("Anda akan dikabari. Angkanya dilihat sekali sehari."))
        return redirect(_PAGE)
    return _shown(request, alert=form)


@require_POST
@at_desk("see_sie")
def keep_digest(request: Visit) -> HttpResponse:
    """Have the week sent, or no longer (`hapus`)."""
    me = int(request.actor.id)
    if request.POST.get("hapus"):
        acts.unsubscribe(me)
        messages.success(request, _("Ringkasan mingguan dihentikan."))
        return redirect(_PAGE)
    form = DigestForm(request.POST)
    if form.is_valid() and _accepted(
        form, lambda said: acts.subscribe(me, said["way"], said["phone"], said["language"])
    ):
        messages.success(request, _("Ringkasan dikirim setiap Senin pagi."))
        return redirect(_PAGE)
    return _shown(request, digest=form)


def _accepted(form: forms.Form, act: Any) -> bool:
    """Whether the room below took it; else the form says why."""
    try:
        act(form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, sentence(refused.code))
        return False
    return True


def _shown(
    request: Visit,
    *,
    view: ViewForm | None = None,
    alert: AlertForm | None = None,
    digest: DigestForm | None = None,
) -> HttpResponse:
    me, language = int(request.actor.id), get_language() or "id"
    from_page, wanted = _from_page(request), kept.digest_of(me)
    officer = people.officer(me)
    if view is None and from_page:
        view = ViewForm(initial={"address": from_page})
    initial = {"way": "mail", "language": language}
    if wanted is not None:
        initial = {"way": wanted.way, "phone": wanted.phone, "language": wanted.language}
    alert = alert or AlertForm(actor=request.actor, language=language)
    context = {
        "views": kept.views_of(me),
        "alerts": [_alert(row, language) for row in kept.alerts_of(me)],
        "wanted": wanted,
        "reachable": bool(officer is not None and officer.email),
        "view_form": view,
        "alert_form": alert,
        "digest_form": digest or DigestForm(initial=initial),
        "alert_open": alert.is_bound,
        "letter": _letter(me, language),
    }
    wrong = any(form is not None and form.is_bound for form in (view, alert, digest))
    return show(
        request,
        "sie/keeping/watching.html",
        scope_of(request, request.actor),
        "",
        context,
        status=422 if wrong else 200,
        form=False,
    )


def _from_page(request: Visit) -> str:
    """The page that one comes from, to be kept; empty where none is named, or one that is no page of SIE."""
    asked = typed(request, "simpan")
    if len(asked) <= _LONGEST and asked.isprintable() and f"{asked}/".startswith((f"{_SIE}/", f"{_SIE}?")):
        return asked
    if asked:
        unknown(request, "simpan", _("halaman SIE"), _("yang sudah disimpan"))
    return ""


def _alert(row: Any, language: str) -> Mapping[str, Any]:
    """An alert as a sentence's parts."""
    return {
        "pk": row.pk,
        "title": FIGURES[row.figure].titled(language) if row.figure in FIGURES else row.figure,
        "of": narrowed(row.where),
        "change": said_change(row.change),
        "limit": row.limit,
        "window": said_window(row.days),
        "raised_on": row.raised_on,
    }


def _letter(me: int, language: str) -> Any:
    """This week's letter, as it would be sent: what one asks for is seen before."""
    today = timezone.now().astimezone(city().calendar.zone).date()
    facts = kept.week_facts(today - timedelta(days=today.weekday() + 1), kept.where_of(me))
    return written("digest", language, kept.worded(facts, language))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
