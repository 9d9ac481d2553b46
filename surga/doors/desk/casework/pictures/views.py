"""The queue of photos, one photo covered and uncovered, and what is decided about it."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from surga.core.cases import actions
from surga.core.cases import queries as cases
from surga.core.cases.states import Refused
from surga.core.people.access import may
from surga.doors.desk.casework.pictures.boxes import drawn, labels_of, places_of, seen_again
from surga.doors.desk.frame.page import frame
from surga.doors.look.pages.mistakes import status_and_sentence
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.sentences import sentence

_PAGE: Final = 24


@require_safe
@at_desk("judge_photo")
def index(request: Visit) -> HttpResponse:
    """The photos to decide about, or those held back; each as it is covered now."""
    held = request.GET.get("daftar") == "ditahan"
    photos = cases.photos_to_decide(request.actor, held=held)
    after = request.GET.get("sesudah", "")
    if after.isascii() and after.isdigit() and len(after) < 19:
        photos = photos.filter(pk__lt=int(after)) if held else photos.filter(pk__gt=int(after))
    shown = list(photos[: _PAGE + 1])
    context = {
        **frame(request.actor),
        "held": held,
        "lines": [{"photo": photo, "labels": labels_of(photo)} for photo in shown[:_PAGE]],
        "after": shown[_PAGE - 1].pk if len(shown) > _PAGE else None,
        "first": bool(after),
    }
    return render(request, "desk/triage/pictures/index.html", context)


@require_safe
@at_desk("judge_photo")
def one(request: Visit, pk: int) -> HttpResponse:
    return _page(request, _photo(request, pk))


@require_safe
@at_desk("see_original")
def original(request: Visit, pk: int) -> HttpResponse:
    """The photo as it came. Each time it is asked for is on record, so nobody keeps it to look at it again."""
    photo = _photo(request, pk, "see_original")
    try:
        data = actions.see_original(photo.case.code, request.actor, photo_id=pk)
    except Refused as refused:
        raise Http404 from refused
    response = HttpResponse(data, content_type="image/jpeg")
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = f'inline; filename="foto-{pk}.jpg"'
    return response


@require_POST
@at_desk("judge_photo")
def blur(request: Visit, pk: int) -> HttpResponse:
    """Cover what was drawn, and let be seen what is no longer ticked."""
    photo = _photo(request, pk)
    try:
        actions.cover_photo(
            photo.case.code,
            request.actor,
            photo_id=pk,
            boxes=drawn(request.POST),
            off=seen_again(request.POST, photo),
        )
    except Refused as refused:
        return _refused(request, photo, refused)
    messages.success(request, _("Diburamkan lagi dari foto asli. Periksa hasilnya, lalu putuskan."))
    return redirect("desk_photo_page", pk=pk)


@require_POST
@at_desk("judge_photo")
def again(request: Visit, pk: int) -> HttpResponse:
    """Forget what was drawn."""
    photo = _photo(request, pk)
    try:
        actions.start_photo_over(photo.case.code, request.actor, photo_id=pk)
    except Refused as refused:
        return _refused(request, photo, refused)
    messages.success(request, _("Dimulai lagi dari foto asli."))
    return redirect("desk_photo_page", pk=pk)


@require_POST
@at_desk("judge_photo")
def decide(request: Visit, pk: int) -> HttpResponse:
    """Show it or hold it back; then the next one at once."""
    photo = _photo(request, pk)
    safe = request.POST.get("putusan")
    if safe not in {"aman", "tahan"}:
        raise Http404
    try:
        actions.decide_photo(photo.case.code, request.actor, photo_id=pk, safe=safe == "aman")
    except Refused as refused:
        return _refused(request, photo, refused)
    done = _("Foto boleh tampil.") if safe == "aman" else _("Foto ditahan. Publik tidak melihatnya.")
    messages.success(request, f"{done} ({photo.case.code})")
    following = cases.next_to_decide(request.actor, pk)
    return redirect("desk_photo_page", pk=following) if following else redirect("desk_photos")


def _photo(request: Visit, pk: int, action: str = "judge_photo") -> Any:
    """The photo, if this officer may decide about it; for anybody else there is none."""
    found = cases.photo(pk) if pk < 2**63 else None
    if found is None or not may(request.actor, action, cases.facts_of(found.case)):
        raise Http404
    return found


def _refused(request: Visit, photo: Any, refused: Refused) -> HttpResponse:
    status, said = status_and_sentence(refused) or (422, sentence(refused.code))
    return _page(request, photo, said=said, status=status)


def _page(request: Visit, photo: Any, *, said: str = "", status: int = 200) -> HttpResponse:
    places = places_of(photo)
    context = {
        **frame(request.actor),
        "photo": photo,
        "case": cases.as_seen_by(request.actor, photo.case),
        "places": places,
        "labels": labels_of(photo),
        "failed": cases.failed(photo),
        "by_hand": any(place.by_hand or not place.on for place in places),
        "may_see": may(request.actor, "see_original", cases.facts_of(photo.case)),
        "said": said,
        "typed": request.POST,
        "next": cases.next_to_decide(request.actor, photo.pk),
    }
    return render(request, "desk/triage/pictures/one.html", context, status=status)
