"""The contacts one had, apart from cases, and a better word for what came of one."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from surga.core.cases.queries import CursorBroken
from surga.core.intake.actions.contacts import correct_outcome
from surga.core.intake.contacts import OUTCOMES
from surga.core.intake.message import CHANNELS, MessageRefused
from surga.core.intake.queries.callers import tells_reporter
from surga.core.intake.queries.contacts import Chosen, contacts_between
from surga.core.people.access import Actor, may
from surga.doors.desk.frame.page import frame
from surga.doors.look import words
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.sentences import sentence

_PAGE: Final = 50


@require_safe
@at_desk("file")
def contacts(request: Visit) -> HttpResponse:
    """One's own contacts of a day, today if none is named; a supervisor may see everybody's."""
    day = _day(request.GET.get("hari", ""))
    chosen = _chosen(request, day)
    try:
        page = contacts_between(cursor=request.GET.get("setelah", ""), limit=_PAGE, **chosen)
    except CursorBroken as error:
        raise Http404 from error
    asked = {name: value for name, value in request.GET.items() if value and name != "setelah"}
    context = {
        **frame(request.actor),
        "rows": [_row(each, request.actor) for each in page.items],
        "older": f"/meja/kontak?{urlencode({**asked, 'setelah': page.next})}" if page.next else "",
        "here": request.get_full_path(),
        "day": day,
        "everybody": "officer_id" not in chosen,
        "supervises": may(request.actor, "supervise"),
        "outcomes": [(code, words.label("outcome", code)) for code in OUTCOMES],
        "channels": [(code, words.label("channel", code)) for code in CHANNELS],
        "outcome": chosen.get("outcome", ""),
        "channel": chosen.get("channel", ""),
    }
    return render(request, "desk/centre/calls/contacts.html", context)


@require_POST
@at_desk("file")
def correct(request: Visit, pk: int) -> HttpResponse:
    """What really came of it."""
    try:
        correct_outcome(pk, request.POST.get("outcome", ""), request.actor)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    except MessageRefused:
        messages.error(request, sentence("outcome_unknown"))
    else:
        messages.success(request, _("Hasil kontak diperbaiki."))
    back = request.POST.get("kembali", "")
    fits = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/meja/kontak")
    return redirect(back if fits else "/meja/kontak")


def _chosen(request: Visit, day: date) -> Chosen:
    start = datetime.combine(day, time(), timezone.get_current_timezone())
    chosen: Chosen = {"start": start, "end": start + timedelta(days=1)}
    outcome, channel = request.GET.get("hasil", ""), request.GET.get("lewat", "")
    if outcome in OUTCOMES:
        chosen["outcome"] = outcome
    if channel in CHANNELS:
        chosen["channel"] = channel
    if not (request.GET.get("petugas") == "semua" and may(request.actor, "supervise")):
        chosen["officer_id"] = int(request.actor.id)
    return chosen


def _day(typed: str) -> date:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return timezone.localdate()
    # Days that no clock here can mean break the time zone's arithmetic.
    return day if 2000 <= day.year <= 2100 else timezone.localdate()


def _row(contact: Any, actor: Actor) -> dict[str, Any]:
    """A contact as the list shows it: where its case is secret, neither its words nor its number nor its code."""
    open_ = tells_reporter(contact.case, actor)
    return {
        "contact": contact,
        "case": contact.case if open_ else None,
        "secret": not open_,
        "text": contact.text if open_ else "",
        "tail": contact.caller_phone[-4:] if open_ else "",
        "tone": words.word("outcome", contact.outcome).tone,
        "length": length(contact.seconds),
    }


def length(seconds: int | None) -> str:
    """A length as the clock of the screen shows it: 75 is "01:15"; nothing where nobody measured it."""
    return "" if seconds is None else f"{seconds // 60:02d}:{seconds % 60:02d}"
