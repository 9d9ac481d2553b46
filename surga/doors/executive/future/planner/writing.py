"""Writing on a plan: saved while one types, refused when somebody else was quicker, finished when it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from surga.doors.executive.frame.page import show
from surga.doors.executive.frame.scope import scope_of
from surga.doors.executive.future.parts import ways
from surga.doors.executive.future.planner.choosing import region_name, topic_name
from surga.doors.executive.future.planner.sheet import Sheet, moved, read, sheet_from, sheet_of
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.templatetags import moments
from surga.reactions.insight.actions.planning import Stale, save_plan, set_plan_ready
from surga.reactions.insight.queries.planning import KeptPlan, acting_on, edits
from surga.reactions.insight.queries.planning import plan as plan_of

_BY_ITSELF, _FINISH, _TAKE_UP = "otomatis", "selesai", "buka"


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("plan")
def edit(request: Visit, plan: int) -> HttpResponse:
    """The sheet of a plan. A POST says in ``aksi`` what is done: save, move a row, finish; or saves by itself."""
    kept = plan_of(plan)
    if kept is None:
        raise Http404
    if request.method != "POST":
        return _page(request, kept, sheet_of(kept.text, kept.version))
    deed = request.POST.get("aksi", "")
    if deed == _TAKE_UP:
        set_plan_ready(request.actor, plan, ready=False)
        return redirect("sie_rencana_ubah", plan=plan)
    sheet = moved(sheet_from(request.POST.dict()), deed)
    text, sheet = read(sheet)
    by_itself = deed == _BY_ITSELF
    if text is None:
        told = {"faults": dict(sheet.wrong)}
        return JsonResponse(told, status=422) if by_itself else _page(request, kept, sheet, status=422)
    try:
        row = save_plan(request.actor, text, plan, sheet.version, draft=by_itself)
    except Stale as stale:
        if by_itself:
            return JsonResponse({"stale": stale.version}, status=409)
        return _page(request, kept, replace(sheet, version=stale.version), stale=True, status=409)
    if by_itself:
        return JsonResponse({"version": row.version, "said": _said_saved()})
    if deed == _FINISH:
        set_plan_ready(request.actor, plan, ready=True)
        messages.success(request, _("Rencana selesai. Angkanya tetap seperti saat ini."))
        return redirect("sie_ringkasan_kebijakan", plan=plan)
    messages.success(request, _said_saved())
    return redirect("sie_rencana_ubah", plan=plan)


def _said_saved() -> str:
    return _("Tersimpan pukul %(hour)s.") % {"hour": moments.hour(timezone.now())}


def _page(
    request: Visit, kept: KeptPlan, sheet: Sheet, *, stale: bool = False, status: int = 200
) -> HttpResponse:
    scope = scope_of(request, request.actor)
    rows = [
        {
            "at": at,
            "row": row,
            "name": topic_name(row.topic) + (f" · {region_name(row.region)}" if row.region else ""),
            "acting": acting_on(row.topic, row.region),
            "first": at == 0,
            "last": at == len(sheet.rows) - 1,
        }
        for at, row in enumerate(sheet.rows)
    ]
    context: dict[str, Any] = {
        "ways": ways(request.actor, scope, "/sie/depan/rencana"),
        "plan": kept,
        "sheet": sheet,
        "rows": rows,
        "wrong": sheet.wrong,
        "stale": stale,
        "edits": edits(kept.id),
    }
    return show(request, "sie/future/planner/plan.html", scope, "future", context, status=status, form=False)
