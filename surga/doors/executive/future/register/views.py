"""The register: every decision with before and after; and the form to write one down."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from surga.core.people.access import may
from surga.doors.executive.frame.page import show
from surga.doors.executive.frame.scope import scope_of
from surga.doors.executive.future.parts import ways
from surga.doors.executive.future.register.forms import DecisionForm, filled
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.templatetags import moments
from surga.reactions.insight.actions.planning import CannotKeep, Stale, save_decision
from surga.reactions.insight.queries.planning import decision as decision_of
from surga.reactions.insight.queries.planning import decisions as decisions_of
from surga.reactions.insight.queries.planning import edits


@require_safe
@at_desk("see_sie")
def decisions(request: Visit) -> HttpResponse:
    """Every decision, the latest first; a liaison sees those about the own agency."""
    scope = scope_of(request, request.actor)
    language = "en" if (get_language() or "").startswith("en") else "id"
    found = decisions_of(scope.moment, language=language, agency=scope.bound or scope.where.agency)
    sure = sum(any(effect.more_than_noise for effect in one.effects) for one in found)
    context: dict[str, Any] = {
        "ways": ways(request.actor, scope, "/sie/depan/keputusan"),
        "decisions": found,
        "finding": _finding(len(found), sure),
        "writes": may(request.actor, "plan"),
    }
    return show(request, "sie/future/register/decisions.html", scope, "future", context, form=False)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("plan")
def edit(request: Visit, decision: int | None = None) -> HttpResponse:
    """Write a decision down, or change what is written of one; every version is kept."""
    kept = decision_of(decision) if decision is not None else None
    if decision is not None and kept is None:
        raise Http404
    form = DecisionForm(
        request.POST if request.method == "POST" else None, initial=filled(kept) if kept else None
    )
    status, stale = 200, False
    if request.method == "POST":
        status = 422
        try:
            if form.is_valid():
                version = form.cleaned_data["version"] or 0
                save_decision(request.actor, form.text(), form.listed, decision, version)
                messages.success(request, _("Keputusan tersimpan."))
                return redirect("sie_keputusan")
        except CannotKeep as refused:
            form.tell(refused)
        except Stale as late:
            # What was typed stays; saving again, with the version that was now seen, replaces the other's.
            status, stale, form.data = 409, True, request.POST.copy()
            form.data["version"] = str(late.version)
    scope = scope_of(request, request.actor)
    context: dict[str, Any] = {
        "ways": ways(request.actor, scope, "/sie/depan/keputusan"),
        "form": form,
        "kept": kept,
        "stale": stale,
        "edits": edits(kept.id) if kept is not None else [],
    }
    page = "sie/future/register/decision.html"
    return show(request, page, scope, "future", context, status=status, form=False)


def _finding(n: int, sure: int) -> str:
    if not n:
        return _("Belum ada keputusan yang dicatat dari laporan warga.")
    said = ngettext(
        "%(n)s keputusan lahir dari laporan warga.", "%(n)s keputusan lahir dari laporan warga.", n
    ) % {"n": moments.number(n)}
    told = {"n": moments.number(sure)}
    return (
        said + " " + _("Pada %(n)s di antaranya ada perubahan yang lebih dari kebetulan.") % told
        if sure
        else said
    )
