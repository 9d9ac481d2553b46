"""One deed on many cases: each in its own transaction, and a page that tells what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from surga.core.agencies.city import City
from surga.core.cases import queries as cases
from surga.core.cases.states import MoveRefused, Refused
from surga.core.people.access import Actor, NotAllowed, may
from surga.doors.desk.casework.handling.deeds import BULK_DEEDS as BULK_DEEDS
from surga.doors.desk.casework.handling.deeds import Deed
from surga.doors.desk.casework.handling.forms import DeedForm, ForwardForm
from surga.doors.desk.casework.handling.scene import Scene
from surga.doors.desk.casework.handling.views import refuse_early, status_of
from surga.doors.desk.frame.fields import Choice, agency_parts
from surga.doors.desk.frame.page import city_now, frame, queue_path, queues_of
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.sentences import sentence

MOST = 50


class ForwardManyForm(ForwardForm):
    """Each to its own proposed agency, or all to one."""

    def build(self, scene: Scene) -> None:
        super().build(scene)
        empty = _("Masing-masing sesuai usulan")
        agency = Choice(agency_parts(scene.city), empty=empty, label=_("Instansi"), required=False)
        self.fields = {**self.fields, "agency": agency}


@dataclass(frozen=True)
class Outcome:
    """What became of one case; ``refused`` says why nothing did."""

    code: str
    title: str
    refused: str = ""
    status: int = 200


@require_POST
@at_desk("bulk")
def bulk(request: Visit) -> HttpResponse:
    """First what exactly to do, then the doing."""
    deed = next((deed for deed in BULK_DEEDS if deed.name == request.POST.get("do", "")), None)
    if deed is None:
        return HttpResponseBadRequest(sentence(""))
    queue = request.POST.get("antrean", "")
    back = queue_path(queue) if queue in queues_of(request.actor) else "/meja"
    codes = list(dict.fromkeys(request.POST.getlist("code")))[:MOST]
    city, language = city_now(), get_language() or "id"
    scenes = [_scene(request.actor, city, language, code) for code in codes]
    seen = [scene for scene in scenes if isinstance(scene, Scene)]
    if not codes:
        return redirect(back)
    if not seen:
        return _told(request, deed, [s for s in scenes if isinstance(s, Outcome)], back)
    sure = "sure" in request.POST
    form = _form(deed, seen[0], request.POST if sure else None)
    if not sure or not form.is_valid():
        return _ask(request, deed, form, seen, back, queue, status=422 if sure else 200)
    outcomes = [s if isinstance(s, Outcome) else _done(s, deed, form.cleaned_data) for s in scenes]
    return _told(request, deed, outcomes, back)


def _scene(actor: Actor, city: City, language: str, code: str) -> Scene | Outcome:
    found = cases.case_by_code(code)
    if found is None or not may(actor, "see", cases.facts_of(found)):
        return Outcome(code[:20], "", sentence("code_unknown"), 404)
    return Scene(cases.as_seen_by(actor, found), city, actor, language)


def _form(deed: Deed, scene: Scene, data: Any) -> DeedForm:
    kind = ForwardManyForm if deed.form is ForwardForm else deed.form
    return kind(scene, deed.name, data)


def _done(scene: Scene, deed: Deed, said: dict[str, Any]) -> Outcome:
    case = scene.case
    try:
        if not may(scene.actor, "bulk", scene.facts):
            raise NotAllowed("bulk")
        refuse_early(scene, deed)
        deed.run(case.code, scene.actor, dict(said))
    except (NotAllowed, MoveRefused, Refused) as error:
        status, why = status_of(error)
        return Outcome(case.code, case.title, why, status)
    return Outcome(case.code, case.title)


def _ask(
    request: Visit, deed: Deed, form: DeedForm, scenes: list[Scene], back: str, queue: str, *, status: int
) -> HttpResponse:
    context = {
        **frame(request.actor, on=queue),
        "deed": deed,
        "form": form,
        "cases": [scene.case for scene in scenes],
        "back": back,
        "queue": queue,
    }
    return render(request, "desk/queues/bulk.html", context, status=status)


def _told(request: Visit, deed: Deed, outcomes: list[Outcome], back: str) -> HttpResponse:
    """Fine when anything was done; else the status of the first refusal."""
    done = [each for each in outcomes if not each.refused]
    refused = [each for each in outcomes if each.refused]
    context = {**frame(request.actor), "deed": deed, "done": done, "refused": refused, "back": back}
    status = 200 if done else refused[0].status
    return render(request, "desk/queues/bulk_done.html", context, status=status)
