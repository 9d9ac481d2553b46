"""`/foto`: one photo of a case, for those who may see it. Never the original."""

from __future__ import annotations

from typing import Any, Final

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from surga.core.agencies.queries import city
from surga.core.cases import queries as cases
from surga.core.people.access import may
from surga.core.people.queries import actor_of
from surga.doors.portal.gate import keys
from surga.reactions.register.projection import hidden_topics, is_public

SIZES: Final = {"kecil": "thumb", "besar": "file"}
_KEEP: Final = 3600


@require_http_methods(["GET", "HEAD"])
def picture(request: HttpRequest, photo_id: str, size: str) -> HttpResponse:
    """The small or the large picture; 404 for everybody who may not see it."""
    photo = cases.photo(int(photo_id)) if int(photo_id) < 2**63 else None
    if photo is None or not _may_see(request, photo):
        return HttpResponse(status=404)
    try:
        with default_storage.open(getattr(photo, SIZES[size])) as file:
            response = HttpResponse(file.read(), content_type="image/jpeg")
    except FileNotFoundError:
        return HttpResponse(status=404)
    response["Content-Disposition"] = f'inline; filename="foto-{photo_id}.jpg"'
    response["X-Content-Type-Options"] = "nosniff"
    # What is public today may be taken back tomorrow: no cache between us and the reader keeps it.
    response["Cache-Control"] = f"private, max-age={_KEEP}"
    response["Vary"] = "Cookie"
    return response


def _may_see(request: HttpRequest, photo: Any) -> bool:
    case = photo.case
    if photo.public and is_public(case, hidden_topics(city())):
        return True
    if keys.holds(request, case.code):
        return True
    officer: Any = request.user
    return bool(officer.is_authenticated) and may(actor_of(officer), "see", cases.facts_of(case))
