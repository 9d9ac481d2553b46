"""`/meja/hotline`: all hotlines; one made in two minutes, changed, closed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from surga.core.hotlines import actions, queries
from surga.core.hotlines.actions import RefusedError
from surga.core.hotlines.queries import BoardLine, HotlineInfo
from surga.core.people.access import Actor, CaseFacts, may
from surga.doors.desk.centre.hotlines.forms import Filled
from surga.doors.desk.frame.page import city_now, frame
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.templatetags import moments


@require_safe
@at_desk("keep_board", "run_hotlines")
def every(request: Visit) -> HttpResponse:
    """All hotlines and the age of their boards; a liaison's list has those with a line of their agency."""
    now, today, language = timezone.now(), timezone.localdate(), get_language() or "id"
    found = queries.hotlines()
    boards = queries.boards_of([one.slug for one in found])
    rows = []
    for one in found:
        own = own_lines(request.actor, boards.get(one.slug, []))
        if own or keeps_all(request.actor):
            rows.append(
                {
                    "slug": one.slug,
                    "name": one.label(language),
                    "period": period(one),
                    "open": one.open_on(today),
                    "closed": one.closed_on(today),
                    "lines": len(own),
                    "oldest": _oldest(own),
                    "stale": 0
                    if one.closed_on(today)
                    else sum(line.stale(now, one.stale_hours) for line in own),
                }
            )
    context = {
        **frame(request.actor),
        "rows": rows,
        "others": bool(found),
        "runs": may(request.actor, "run_hotlines"),
    }
    return render(request, "desk/centre/hotlines/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("run_hotlines")
def one(request: Visit, slug: str = "") -> HttpResponse:
    """Make a hotline (no ``slug``) or change one. "Tambah baris" gives more empty rows and saves nothing."""
    known = found_or_404(slug) if slug else None
    board = queries.board_of(slug) if known else []
    data = request.POST if request.method == "POST" else None
    filled = Filled(city_now(), known, board, get_language() or "id", data)
    if data is None or data.get("more"):
        filled.quiet()
        return _page(request, filled, 200)
    saved = _saved(filled, request.actor)
    if saved is None:
        return _page(request, filled, 422)
    messages.success(request, _("Tersimpan: %(name)s.") % {"name": saved.name})
    return redirect("desk_hotline", saved.slug)


@require_POST
@at_desk("run_hotlines")
def close(request: Visit, slug: str) -> HttpResponse:
    """Today is its last day."""
    info = found_or_404(slug)
    actions.close_hotline(slug, timezone.localdate(), str(request.actor))
    messages.success(
        request, _("%(name)s ditutup hari ini. Halamannya tetap dapat dibaca.") % {"name": info.name}
    )
    return redirect("desk_hotlines")


def found_or_404(slug: str) -> HotlineInfo:
    info = queries.hotline(slug)
    if info is None:
        raise Http404
    return info


def keeps_all(actor: Actor) -> bool:
    """Whether every board is this officer's to keep, and not only an agency's lines."""
    return may(actor, "keep_board", CaseFacts())


def own_lines(actor: Actor, board: list[BoardLine]) -> list[BoardLine]:
    """The lines of a board that this officer may keep."""
    return [line for line in board if may(actor, "keep_board", CaseFacts(agency=line.agency))]


def period(info: HotlineInfo) -> str:
    last = moments.short(info.closes_on) if info.closes_on else _("seterusnya")
    return f"{moments.short(info.opens_on)} – {last}"


def _saved(filled: Filled, actor: Actor) -> HotlineInfo | None:
    """The hotline as kept; None when something is wrong, which then stands at its field."""
    if not filled.is_valid():
        return None
    info = filled.info()
    try:
        actions.save_hotline(info, str(actor), new=filled.known is None, board=filled.lines())
    except RefusedError as refused:
        filled.refuse(refused)
        return None
    return info


def _page(request: Visit, filled: Filled, status: int) -> HttpResponse:
    known = filled.known
    context: dict[str, Any] = {
        **frame(request.actor),
        "hotline": known,
        "filled": filled,
        "form": filled.main,
        "wrong": filled.wrong() if status == 422 else {},
        "closable": known is not None
        and known.open_on(timezone.localdate())
        and known.closes_on != timezone.localdate(),
    }
    return render(request, "desk/centre/hotlines/hotline.html", context, status=status)


def _oldest(lines: list[BoardLine]) -> datetime | None:
    """When the line was said that has waited longest; None where one was never said."""
    said = [line.updated_at for line in lines]
    return None if None in said else min((at for at in said if at is not None), default=None)
