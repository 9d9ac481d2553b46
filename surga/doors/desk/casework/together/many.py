"""Campaigns and repetitions: many alike, joined at once by a coordinator and done by the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from surga.core.cases.queries import together
from surga.core.people.access import may
from surga.doors.desk.frame.page import frame
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.sentences import sentence
from surga.reactions.similar import queries as similar
from surga.reactions.together import actions
from surga.reactions.together.queries import Progress, gatherings

_DAYS = 90
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """A group. ``key`` names it in the form: its kind and its oldest case."""

    key: str
    said: str
    first: Any
    n: int
    may_join: bool


@require_safe
@at_desk("supervise")
def groups(request: Visit) -> HttpResponse:
    """The groups of the last three months, and how far the joining of the latest has come."""
    found = similar.groups(_DAYS)[:_SHOWN]
    seen = together.seen_among([group.case_ids[0] for group in found], request.actor)
    shown = [_shown(group, seen[group.case_ids[0]], request) for group in found if group.case_ids[0] in seen]
    works = [(work, _progress(work), _left(work)) for work in gatherings()]
    context = {**frame(request.actor), "groups": shown, "works": works, "days": _DAYS}
    return render(request, "desk/triage/together/groups.html", context)


@require_POST
@at_desk("join")
def gather(request: Visit) -> HttpResponse:
    """Let the worker join a whole group."""
    if not _may_gather(request):
        raise Http404
    wanted = request.POST.get("kelompok", "")
    found = next((group for group in similar.groups(_DAYS) if _key(group) == wanted), None)
    if found is None or len(found.case_ids) < 2:
        messages.error(request, _("Kelompok itu sudah berubah. Lihat lagi daftarnya."))
        return redirect("/meja/gabungan")
    actions.gather(found.case_ids, request.actor)
    n = len(found.case_ids)
    said = ngettext("%(n)s laporan sedang digabung.", "%(n)s laporan sedang digabung.", n) % {"n": n}
    messages.success(request, said)
    return redirect("/meja/gabungan")


def _may_gather(request: Visit) -> bool:
    return may(request.actor, "join") and may(request.actor, "supervise")


def _key(group: similar.Group) -> str:
    return f"{group.kind}-{group.case_ids[0]}"


def _shown(group: similar.Group, first: Any, request: Visit) -> Shown:
    n = len(group.case_ids)
    said = {
        "campaign": _("Banyak yang sama"),
        "writer": _("Satu pelapor berkali-kali"),
        "spam": _("Mirip pesan sampah"),
    }[group.kind]
    # One writer's reports are hardly one matter.
    return Shown(_key(group), said, first, n, group.kind != "writer" and n > 1 and _may_gather(request))


def _progress(work: Progress) -> str:
    return _("%(done)s dari %(total)s dilihat, %(joined)s digabung") % {
        "done": work.done,
        "total": work.total,
        "joined": work.joined,
    }


def _left(work: Progress) -> list[str]:
    return [f"{n} × {sentence(code)}" for code, n in sorted(work.left.items())]
