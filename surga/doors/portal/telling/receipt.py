"""After sending: the number to keep, and what happens next by when."""

from __future__ import annotations

import io
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from PIL import Image, ImageDraw, ImageFont

from surga.core.cases.codes import tidy_code, token_for
from surga.core.cases.queries import case_by_code
from surga.doors.look.words.dangers import alarm_of
from surga.doors.portal.following import ahead
from surga.doors.portal.following.public import together_of
from surga.doors.portal.gate import keys

_INK, _RIVER, _PAPER, _MUTED = "#16262e", "#0d6767", "#fbfaf6", "#5b6670"


@never_cache
@require_http_methods(["GET", "HEAD"])
def receipt(request: HttpRequest, code: str) -> HttpResponseBase:
    """The receipt, for the browser that filed; everybody else is shown the case as they may see it."""
    tidy = tidy_code(code)
    case = case_by_code(tidy) if tidy and keys.holds(request, tidy) else None
    if case is None:
        return redirect("lacak_laporan", code)
    link = f"{settings.PUBLIC_URL}/lacak/{case.code}"
    context: dict[str, Any] = {
        "case": case,
        "token": token_for(case.code),
        "link": link,
        "happened": [{"type": "CaseOpened", "at": case.received_at}],
        "ahead": ahead.promised(case.promises, case.kind),
        "alarm": alarm_of(case.danger),
        "together": together_of(case),
        "told_by_mail": bool(case.reporter and case.reporter.email and not case.anonymous),
    }
    return render(request, "portal/telling/terima.html", context)


@never_cache
@require_http_methods(["GET", "HEAD"])
def card(request: HttpRequest, code: str) -> HttpResponse:
    """The number and its key as a picture, to be kept among one's photos."""
    tidy = tidy_code(code)
    if not tidy or not keys.holds(request, tidy):
        return HttpResponse(status=404)
    response = HttpResponse(draw_card(tidy, token_for(tidy)), content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="{tidy}.png"'
    return response


def draw_card(code: str, token: str) -> bytes:
    """A PNG of 1080 × 680 with the number large, its key, and where to follow it."""
    picture = Image.new("RGB", (1080, 680), _PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 1080, 18), fill=_RIVER)
    lines = (
        (90, 34, _MUTED, _("Nomor laporan Anda")),
        (150, 92, _INK, code),
        (310, 34, _MUTED, _("Kunci, untuk Anda sendiri")),
        (362, 52, _INK, token),
        (490, 34, _MUTED, _("Ikuti di")),
        (542, 40, _RIVER, f"{settings.PUBLIC_URL}/lacak".removeprefix("https://").removeprefix("http://")),
    )
    for top, size, colour, words in lines:
        pen.text((80, top), words, fill=colour, font=ImageFont.load_default(size))
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
