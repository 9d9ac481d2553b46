"""Deeds whose forms are the same on every case: drawn once for a language and a profile, then filled in.

A case page shows up to eight forms, and drawing them was most of what it cost.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from surga.doors.desk.casework.handling.scene import Scene

#: Their forms take nothing from the case but its code and its ready-made replies.
ALIKE = frozenset(
    {"ask", "start", "return", "answer", "resolve", "archive", "note", "reopen", "refuse_reopen"}
)
_CODE, _QUEUE, _CSRF, _CANNED = ("~surga-code~", "~surga-queue~", "~surga-csrf~", "~surga-canned~")
_MOST = 500
_kept: dict[tuple[object, ...], str] = {}


def drawn(request: HttpRequest, scene: Scene, shown: Any, queue: str) -> SafeString:
    """The deed's HTML for this case. ``shown`` has no form: one is made where nothing is kept yet."""
    key = (shown.deed.name, scene.language, scene.city.version, bool(scene.canned), shown.due, shown.open)
    html = _kept.get(key)
    if html is None:
        if len(_kept) >= _MOST:  # profiles that were changed many times
            _kept.clear()
        html = _kept[key] = _draw(scene, shown)
    for place, value in (
        (_CODE, conditional_escape(scene.case.code)),
        (_QUEUE, conditional_escape(queue)),
        (_CSRF, get_token(request)),
        (_CANNED, scene.canned_options),
    ):
        html = html.replace(place, value)
    return SafeString(html)  # our own template, and values that were escaped above


def _draw(scene: Scene, shown: Any) -> str:
    anywhere = replace(scene)
    # A cached property of a frozen dataclass lives here; the place is filled for each case.
    anywhere.__dict__["canned_options"] = SafeString(_CANNED) if scene.canned else SafeString("")
    made = replace(shown, form=shown.deed.form(anywhere, shown.deed.name))
    context = {"shown": made, "case": {"code": _CODE}, "queue": _QUEUE, "csrf_token": _CSRF}
    return render_to_string("desk/handling/deed.html", context)
