"""Joining and splitting one case."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from surga.core.cases import actions
from surga.core.cases.codes import tidy_code
from surga.core.cases.states import ENDED, MoveRefused, Refused
from surga.core.people.access import NotAllowed, may
from surga.doors.desk.casework.handling.scene import Scene
from surga.doors.desk.casework.handling.views import scene_of, status_of
from surga.doors.desk.casework.together.alike import twins_of
from surga.doors.desk.frame.page import frame
from surga.doors.look.pages.officer import Visit, at_desk

_LONGEST = 2000


@require_safe
@at_desk("see")
def similar(request: Visit, code: str) -> HttpResponse:
    """The cases that may be the same, beside this one; ``?bagian=ya``: the short list for the case page alone."""
    scene = scene_of(request.actor, code)
    if request.GET.get("bagian"):
        others = [twin for twin in twins_of(scene) if not twin.together]
        context = {"case": scene.case, "twins": others[:3]}
        return render(request, "desk/triage/together/short.html", context)
    return _page(request, scene)


@require_POST
@at_desk("join")
def join(request: Visit, code: str) -> HttpResponse:
    """Join it with the case ``dengan``; the older of the two leads."""
    scene = scene_of(request.actor, code)
    typed = request.POST.get("dengan", "")[:40]
    other = tidy_code(typed)
    try:
        if not other:
            raise actions.CaseUnknown
        scene_of_other = scene_of(request.actor, other)
        lead = actions.join_case(scene.case.code, scene_of_other.case.code, request.actor)
    except (Refused, MoveRefused, NotAllowed) as error:
        status, said = status_of(error)
        return _page(request, scene, said=said, typed=typed, status=status)
    said = _("Digabung. %(code)s memimpin, karena paling lama.") % {"code": lead.code}
    messages.success(request, said)
    return redirect(f"/meja/laporan/{scene.case.code}")


@require_POST
@at_desk("split")
def split(request: Visit, code: str) -> HttpResponse:
    """Let it go by itself again, with the reason ``alasan``."""
    scene = scene_of(request.actor, code)
    reason = request.POST.get("alasan", "").replace("\x00", "")[:_LONGEST]
    try:
        actions.split_case(scene.case.code, request.actor, reason=reason)
    except (Refused, NotAllowed) as error:
        status, said = status_of(error)
        context = {**frame(request.actor), "case": scene.case, "said": said, "reason": reason}
        return render(request, "desk/triage/together/split.html", context, status=status)
    messages.success(
        request, _("%(code)s berjalan sendiri lagi, dari keadaannya sekarang.") % {"code": scene.case.code}
    )
    return redirect(f"/meja/laporan/{scene.case.code}")


def _page(
    request: Visit, scene: Scene, *, said: str = "", typed: str = "", status: int = 200
) -> HttpResponse:
    twins = twins_of(scene)
    context = {
        **frame(request.actor),
        "case": scene.case,
        "twins": twins,
        "said": said,
        "typed": typed,
        "may_type": may(request.actor, "join", scene.facts) and scene.case.status not in ENDED,
    }
    return render(request, "desk/triage/together/similar.html", context, status=status)
