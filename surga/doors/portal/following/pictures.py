"""`/foto`: one photo of a case, for those who may see it. Never the original, and covered where somebody is on it."""

from __future__ import annotations

from typing import Any, Final

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from surga.core.agencies.queries import city
from surga.core.cases import queries as cases
from surga.core.cases.photos import veiled_copy
from surga.core.people.access import may
from surga.core.people.queries import actor_of
from surga.doors.portal.gate import keys
from surga.reactions.register.projection import hidden_topics, is_public

SIZES: Final = {"kecil": "thumb", "besar": "file"}


@require_http_methods(["GET", "HEAD"])
def picture(request: HttpRequest, photo_id: str, size: str) -> HttpResponse:
    """The small or the large picture; 404 for everybody who may not see it."""
    photo = cases.photo(int(photo_id)) if int(photo_id) < 2**63 else None
    copy = _copy_for(request, photo) if photo is not None else "nothing"
    try:
        data = _read(photo, SIZES[size], copy)
    except FileNotFoundError:
        data = None
    if data is None:
        return HttpResponse(status=404)
    response = HttpResponse(data, content_type="image/jpeg")
    response["Content-Disposition"] = f'inline; filename="foto-{photo_id}.jpg"'
    response["X-Content-Type-Options"] = "nosniff"
    # What is public today may be taken back or covered tomorrow: nobody keeps it without asking again.
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Cookie"
    return response


def _copy_for(request: HttpRequest, photo: Any) -> str:
    """Which copy this reader may see: "file", "veiled" or "nothing"."""
    if cases.is_shown(photo) and is_public(photo.case, hidden_topics(city())):
        return "file"
    if keys.holds(request, photo.case.code):
        return cases.copy_for_reporter(photo)
    officer: Any = request.user
    if officer.is_authenticated and may(actor_of(officer), "see", cases.facts_of(photo.case)):
        return cases.copy_for_officer(photo)
    return "nothing"


def _read(photo: Any, size: str, copy: str) -> bytes | None:
    if copy == "nothing":
        return None
    if copy == "veiled":
        return veiled_copy(photo.thumb)
    with default_storage.open(getattr(photo, size)) as file:
        data: bytes = file.read()
        return data
