"""After filing: the code to read out, and a slip of paper to take home."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import segno
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from surga.core.cases.codes import token_for
from surga.core.cases.queries import case_by_code, facts_of
from surga.core.intake.queries.contacts import desk_contact_of
from surga.core.people.access import Actor, may
from surga.doors.desk.frame.page import city_now, frame
from surga.doors.desk.frame.rows import agency_label, topic_label
from surga.doors.look.pages.officer import Visit, at_desk

#: How long the officer who filed it may print the slip of a case that left their sight.
FRESH: Final = timedelta(hours=12)
_CLOCKS: Final = ("verification", "first_follow_up", "resolution")


@require_safe
@at_desk("file")
def told(request: Visit, code: str) -> HttpResponse:
    """The page after filing, again."""
    return filed(request, code)


@require_safe
@at_desk("file")
def slip(request: Visit, code: str) -> HttpResponse:
    """The receipt, about as large as a postcard."""
    return render(request, "desk/centre/calls/slip.html", _about(request, code))


def filed(request: Visit, code: str, *, status: int = 200) -> HttpResponse:
    """The code, large, and what to say to the caller."""
    return render(request, "desk/centre/calls/filed.html", _about(request, code), status=status)


def _about(request: Visit, code: str) -> dict[str, Any]:
    case, contact = _taken(code, request.actor)
    city, link = city_now(), f"{settings.PUBLIC_URL}/lacak/{case.code}"
    return {
        **frame(request.actor),
        "case": case,
        "contact": contact,
        "token": token_for(case.code),
        "sees": may(request.actor, "see", facts_of(case)),
        "link": link,
        "qr": qr(link),
        "topic": topic_label(city, case.topic_id, get_language() or "id"),
        "agency": agency_label(city, case.proposed_agency),
        "promises": [(clock, _moment(case.promises[clock])) for clock in _CLOCKS if case.promises.get(clock)],
    }


def _taken(code: str, actor: Actor) -> tuple[Any, Any]:
    """The case and the contact in which an officer took it. Its key is for who brought it, so nobody prints the slip
    of a case that came by itself; and one that left the officer's sight only while they may still be face to face.
    """
    case = case_by_code(code)
    contact = desk_contact_of(case.pk) if case is not None else None
    if case is None or contact is None:
        raise Http404
    own = str(contact.officer_id) == actor.id and timezone.now() - case.received_at < FRESH
    if not (own or may(actor, "see", facts_of(case))):
        raise Http404
    return case, contact


def _moment(kept: str) -> datetime:
    return datetime.fromisoformat(kept)


def qr(link: str) -> SafeString:
    """A QR code as SVG without a style of its own."""
    return SafeString(
        segno.make(link, error="m", micro=False).svg_inline(svgclass="qr", omitsize=True, border=2)
    )
