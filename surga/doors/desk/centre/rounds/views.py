"""`/meja/survei`: the rounds of the satisfaction survey: made, opened, closed, published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from surga.core.people.access import Actor, NotAllowed
from surga.doors.desk.centre.rounds.forms import RoundForm, half_year
from surga.doors.desk.centre.rounds.said import sentence_of
from surga.doors.desk.frame.page import city_now, frame
from surga.doors.look.pages.officer import Visit, at_desk
from surga.reactions.surveys import actions, queries
from surga.reactions.surveys.actions import SurveyRefused, allowed
from surga.reactions.surveys.queries import EXACT, WAYS, RoundInfo

STATES: Final[dict[str, Promise]] = {
    "draft": gettext_lazy("belum dibuka"),
    "open": gettext_lazy("menerima jawaban"),
    "closed": gettext_lazy("ditutup"),
    "published": gettext_lazy("terbit"),
}
_STEPS: Final[dict[str, tuple[Callable[[int, Actor], RoundInfo], Promise]]] = {
    "buka": (actions.open_round, gettext_lazy("Survei dibuka. Jawaban mulai diterima.")),
    "tutup": (actions.close_round, gettext_lazy("Survei ditutup. Jawaban tidak diterima lagi.")),
    "terbitkan": (actions.publish_round, gettext_lazy("Hasilnya terbit untuk umum.")),
    "tarik": (
        lambda pk, actor: actions.publish_round(pk, actor, public=False),
        gettext_lazy("Hasilnya ditarik dari umum."),
    ),
}


@require_safe
@at_desk("run_surveys", "enter_survey")
def every(request: Visit) -> HttpResponse:
    """The rounds this officer runs or types in for."""
    city_now()
    found = [info for info in queries.rounds() if _touches(request.actor, info)]
    indices = queries.indices_of(found)
    language = get_language() or "id"
    rows = [
        {
            "round": info,
            "period": info.period_name(language),
            "state": STATES["published" if info.published_at else info.state],
            "n": indices[info.id].n,
            "needed": queries.needed_for(info),
            "types": allowed(request.actor, "enter_survey", info.unit) and info.state == "open",
            "runs": allowed(request.actor, "run_surveys", info.unit),
        }
        for info in found
    ]
    runs = any(allowed(request.actor, "run_surveys", unit) for unit in ("", request.actor.agency))
    return render(request, "rounds/every.html", {**frame(request.actor), "rows": rows, "runs": runs})


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("run_surveys")
def new(request: Visit) -> HttpResponse:
    """Make a round; the half-year of today stands there already."""
    first, last = half_year(city_now().calendar.day_of(timezone.now()))
    start = {
        "from_on": first,
        "to_on": last,
        "weight_mode": EXACT,
        "walk_in": True,
        "unit": request.actor.agency,
        "invites": _city_invites(),
    }
    data = request.POST if request.method == "POST" else None
    form, status = RoundForm(data, request.actor, first=start), 200
    if data is not None:
        status = 422
        if form.is_valid():
            try:
                made = actions.make_round(form.draft(), request.actor)
                messages.success(request, _("Survei dibuat. Buka bila siap."))
                return redirect("desk_round", made.id)
            except SurveyRefused as refused:
                form.refuse(refused)
    return render(request, "rounds/new.html", {**frame(request.actor), "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("run_surveys")
def one(request: Visit, pk: int) -> HttpResponse:
    """A round: how many answered of how many needed, and what may still change."""
    info = round_or_404(pk, request.actor, "run_surveys")
    data = request.POST if request.method == "POST" else None
    form, status = RoundForm(data, request.actor, info), 200
    if data is not None:
        status = 422
        if form.is_valid():
            try:
                actions.change_round(pk, form.draft(), request.actor)
                messages.success(request, _("Tersimpan."))
                return redirect("desk_round", pk)
            except SurveyRefused as refused:
                form.refuse(refused)
    return render(request, "rounds/one.html", _context(request, info, form), status=status)


@require_POST
@at_desk("run_surveys")
def step(request: Visit, pk: int, step: str) -> HttpResponse:
    """Open, close, publish, take back."""
    if step not in _STEPS:
        raise Http404
    act, said = _STEPS[step]
    try:
        act(pk, request.actor)
        messages.success(request, str(said))
    except SurveyRefused as refused:
        if refused.code == "round_unknown":
            raise Http404 from None
        messages.error(request, sentence_of(refused.code))
    return redirect("desk_round", pk)


def round_or_404(pk: int, actor: Actor, action: str) -> RoundInfo:
    """The round, if there is one and this officer may do that for its unit. Raises ``NotAllowed``."""
    info = queries.round_by_id(pk)
    if info is None:
        raise Http404
    if not allowed(actor, action, info.unit):
        raise NotAllowed(action)
    return info


def _context(request: Visit, info: RoundInfo, form: RoundForm) -> dict[str, Any]:
    told, language = queries.publication(info), get_language() or "id"
    ways = zip(WAYS.values(), queries.by_way(info).values(), strict=True)
    return {
        **frame(request.actor),
        "round": info,
        "period": info.period_name(language),
        "state": STATES["published" if info.published_at else info.state],
        "told": told,
        "missing": max(0, (told.needed or 0) - told.index.n),
        "share": None if told.response.rate is None else round(told.response.rate * 100),
        "ways": [(name(language), n) for name, n in ways if n],
        "form": form,
        "types": allowed(request.actor, "enter_survey", info.unit) and info.state == "open",
    }


def _touches(actor: Actor, info: RoundInfo) -> bool:
    return any(allowed(actor, action, info.unit) for action in ("run_surveys", "enter_survey"))


def _city_invites() -> bool:
    return bool(city_now().settings.get("surveys", {}).get("invite_reporters"))
