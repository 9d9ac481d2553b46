"""The case page, what is done on it, and its photos."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from surga.core.cases import queries as cases
from surga.core.cases import states
from surga.core.cases.photos import veiled_copy
from surga.core.cases.states import MoveRefused, Refused
from surga.core.people.access import Actor, NotAllowed, may
from surga.doors.desk.casework.handling.deeds import DEEDS, Deed
from surga.doors.desk.casework.handling.forms import DeedForm
from surga.doors.desk.casework.handling.outside import Tried
from surga.doors.desk.casework.handling.page import Attempt, show_case
from surga.doors.desk.casework.handling.scene import Scene
from surga.doors.desk.frame.page import city_now, queue_path, queues_of
from surga.doors.look import words
from surga.doors.look.pages.mistakes import status_and_sentence
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.sentences import sentence
from surga.reactions.sync import actions as exchanging
from surga.reactions.sync import queries as exchange

_SIZES = {"kecil": "thumb", "besar": "file"}


@require_safe
@at_desk()
def case(request: Visit, code: str) -> HttpResponse:
    """One case, everything on one screen."""
    return show_case(request, scene_of(request.actor, code))


@require_POST
@at_desk()
def act(request: Visit, code: str, name: str) -> HttpResponse:
    """Do one deed to one case; what cannot be done is said, with what was typed kept."""
    scene = scene_of(request.actor, code)
    deed = DEEDS.get(name)
    if deed is None:
        raise Http404
    form = deed.form(scene, name, request.POST, request.FILES)
    if "insert" in request.POST and form.canned:
        # Without script: put the chosen reply into the text and show the form again.
        filled = deed.form(scene, name, form.inserted(request.POST.get("reply", "")))
        filled.errors.clear()
        return show_case(request, scene, attempt=Attempt(deed, filled))
    return _tried(request, scene, deed, form)


def _tried(request: Visit, scene: Scene, deed: Deed, form: DeedForm) -> HttpResponse:
    try:
        refuse_early(scene, deed)
        if not form.is_valid():
            return show_case(request, scene, attempt=Attempt(deed, form), status=422)
        said = {
            **form.cleaned_data,
            **({"then": request.POST.get("then", "")} if deed.name == "verify" else {}),
        }
        result = deed.run(scene.case.code, scene.actor, said)
    except (NotAllowed, MoveRefused, Refused) as error:
        return _refused(request, scene, deed, form, error)
    if deed.name == "reveal":
        return show_case(request, scene_of(scene.actor, scene.case.code), identity=(result,))
    messages.success(request, str(deed.done))
    return redirect(_onward(request, scene.actor, result))


@require_POST
@at_desk()
def outside(request: Visit, code: str, way: str) -> HttpResponse:
    """Link the case with its number on another side (``hubungkan``), or let it be told there (``izinkan``)."""
    scene = scene_of(request.actor, code)
    side = request.POST.get("side", "")
    if way not in {"hubungkan", "izinkan"} or side not in {each.name for each in exchange.sides()}:
        raise Http404
    typed = " ".join(request.POST.get("report_id", "")[:100].replace("\x00", "").split())
    told = {"side": words.side_name(side), "number": typed}
    try:
        if way == "izinkan":
            exchanging.allow_case(scene.case.code, side, request.actor)
            messages.success(request, _("Laporan ini boleh disampaikan ke %(side)s.") % told)
        else:
            link = exchanging.link_by_hand(scene.case.code, side, typed, request.actor)
            told["number"] = link.report_id
            messages.success(request, _("Terhubung dengan %(number)s di %(side)s.") % told)
    except Refused as refused:
        status, said = status_of(refused)
        return show_case(request, scene, tried=Tried(side, typed, said), status=status)
    return redirect(_onward(request, scene.actor, scene.case))


def refuse_early(scene: Scene, deed: Deed) -> None:
    """Ask the two tables before the form: who may not act is not told which field is missing."""
    if not may(scene.actor, deed.action, scene.facts):
        raise NotAllowed(deed.action)
    if not states.may_move(scene.case.status, deed.move):
        raise MoveRefused(scene.case.status, deed.move)


def status_of(error: Exception) -> tuple[int, str]:
    """The status and the sentence of what a case's action refused."""
    status, said = status_and_sentence(error) or (422, sentence(""))
    # Whose decision it is, is a question of rights, though only the case's history can tell.
    return (403 if getattr(error, "code", "") == "must_decide" else status), said


def _refused(request: Visit, scene: Scene, deed: Deed, form: DeedForm, error: Exception) -> HttpResponse:
    """The page as the case is now, with the sentence and what was typed."""
    status, said = status_of(error)
    fresh = scene_of(scene.actor, scene.case.code)
    form.is_valid()
    field = getattr(error, "field", "")
    form.add_error(field if field in form.fields else None, said)
    attempt = Attempt(deed, form, said, possible=deed.is_open(fresh))
    return show_case(request, fresh, attempt=attempt, status=status)


def _onward(request: Visit, actor: Actor, after: Any) -> str:
    """Back to the case, or to the queue when the deed took it out of the officer's sight."""
    queue = request.POST.get("antrean", "")
    queue = queue if queue in queues_of(actor) else ""
    if may(actor, "see", cases.facts_of(after)):
        return f"/meja/laporan/{after.code}" + (f"?antrean={queue}" if queue else "")
    return queue_path(queue) if queue else "/meja"


def scene_of(actor: Actor, code: str) -> Scene:
    """The case before this officer. A case they may not see does not exist for them."""
    found = cases.case_by_code(code)
    if found is None or not may(actor, "see", cases.facts_of(found)):
        raise Http404
    return Scene(cases.as_seen_by(actor, found), city_now(), actor, get_language() or "id")


@require_safe
@at_desk()
def photo(request: Visit, pk: int, size: str) -> HttpResponseBase:
    """A photo of a case the officer may see: the covered copy; a veil before anybody looked at it."""
    found: Any = cases.photo(pk)
    if found is None or size not in _SIZES or not may(request.actor, "see", cases.facts_of(found.case)):
        raise Http404
    path = getattr(found, _SIZES[size])
    if not default_storage.exists(path):
        raise Http404
    if cases.copy_for_officer(found) == "veiled":
        return HttpResponse(veiled_copy(found.thumb), content_type="image/jpeg")
    return FileResponse(default_storage.open(path), content_type="image/jpeg")
