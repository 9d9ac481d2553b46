"""What a programme could be about: candidates with what the cases say of each, to be picked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from surga.core.agencies.queries import city
from surga.core.regions import queries as regions
from surga.doors.executive.frame.page import behind, show
from surga.doors.executive.frame.period.mistakes import chosen, noted
from surga.doors.executive.frame.scope import Scope, scope_of
from surga.doors.executive.future.parts import listed, ways
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.templatetags import moments
from surga.reactions.insight.actions.planning import save_plan
from surga.reactions.insight.queries.planning import Candidate, acting_on, growth_said, plans
from surga.reactions.insight.queries.planning import candidates as candidates_of
from surga.reactions.insight.rules.planning.texts import MOST, PlanText, PriorityText

_KEPT_SECONDS: Final = 120
_SHOWN: Final = 30
#: Word of the address → name, and what it sorts by, the most first.
_ORDERS: Final[dict[str, tuple[str, Callable[[Candidate], float]]]] = {
    "beban": (gettext_noop("Beban penundaan"), lambda one: one.delay),
    "jumlah": (gettext_noop("Jumlah laporan"), lambda one: one.cases),
    "naik": (gettext_noop("Kenaikan"), lambda one: one.growth.low if one.growth and one.notable else -1.0),
    "terbuka": (gettext_noop("Masih terbuka"), lambda one: one.open_days),
}


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("plan")
def candidates(request: Visit) -> HttpResponse:
    """Choose (GET), and begin a plan with what was chosen (POST): not with cases of other days than were meant."""
    scope = scope_of(request, request.actor)
    if request.method == "POST" and not noted(request):
        return _begin(request, scope)
    order = chosen(request, "urut", _ORDERS, _("urutan"), _("menurut beban penundaan")) or "beban"
    split = chosen(request, "rinci", ("1",), _("rincian"), _("semua wilayah bersama"))
    topic = scope.where.topic if split else ""
    found = _found(scope, by_region=bool(topic))
    ranked = sorted(found, key=lambda one: (-_ORDERS[order][1](one), -one.cases, one.key))
    context: dict[str, Any] = {
        "ways": ways(request.actor, scope, "/sie/depan/rencana"),
        "finding": _finding(found),
        "rows": [_row(scope, one, rank) for rank, one in enumerate(ranked[:_SHOWN], 1)],
        "picked": request.POST.getlist("pilih"),
        "rest": len(ranked) - _SHOWN if len(ranked) > _SHOWN else 0,
        "orders": [
            {
                "href": f"?{scope.address(urut=word, rinci='1' if topic else '')}",
                "label": _(label),
                "on": word == order,
            }
            for word, (label, _by) in _ORDERS.items()
        ],
        "topic": topic_name(topic) if topic else "",
        "whole": f"/sie/depan/rencana?{scope.of(topic='').address()}",
        "plans": plans(),
        "action": f"/sie/depan/rencana?{scope.address()}",
    }
    return show(request, "sie/future/planner/candidates.html", scope, "future", context)


def _begin(request: Visit, scope: Scope) -> HttpResponse:
    picked = [key.partition("*") for key in request.POST.getlist("pilih")[:MOST]]
    known = city().topics
    priorities = tuple(
        PriorityText(topic=topic, region=region[:64], title=topic_name(topic))
        for topic, _star, region in picked
        if topic in known
    )
    year = _next_year(scope.to)
    title = _("Rencana program %(year)s") % {"year": year}
    row = save_plan(request.actor, PlanText(title, year, scope.from_, scope.to, "", priorities))
    return redirect("sie_rencana_ubah", plan=row.pk)


def _next_year(last: date) -> int:
    return (
        max(last, timezone.localdate()).year + 1 if last.year >= timezone.localdate().year else last.year + 1
    )


def _found(scope: Scope, *, by_region: bool) -> list[Candidate]:
    """The candidates, kept for two minutes: one sorts and picks in peace."""
    key = f"insight:candidates:{city().version}:{scope.query()}:{by_region}".replace(" ", "_")
    kept: list[Candidate] | None = cache.get(key)
    if kept is None:
        kept = candidates_of(scope.from_, scope.to, scope.moment, where=scope.where, by_region=by_region)
        cache.set(key, kept, _KEPT_SECONDS)
    return kept


def _finding(found: list[Candidate]) -> str:
    if not found:
        return _("Tidak ada laporan bertopik pada masa ini.")
    first = found[0]
    if not first.delay:
        return _("Tidak ada topik yang menunggu melewati batas 5 hari kerja.")
    words = {
        "topic": topic_name(first.topic),
        "days": moments.number(first.delay),
        "n": moments.number(first.late),
    }
    return (
        _("Yang paling lama menunggu: %(topic)s, %(days)s hari kerja melewati batas pada %(n)s laporan.")
        % words
    )


def _row(scope: Scope, one: Candidate, rank: int) -> dict[str, Any]:
    narrowed = scope.of(topic=one.topic, **({"region": one.region} if one.region else {}))
    acting = acting_on(one.topic, one.region)
    grown = (
        growth_said(one.cases, one.before, one.growth, notable=one.notable)
        if one.growth is not None and one.before is not None
        else _("Belum ada data setahun sebelumnya.")
    )
    return {
        "one": one,
        "rank": rank,
        "name": topic_name(one.topic) + (f" · {region_name(one.region)}" if one.region else ""),
        "grown": grown,
        "mean_open": round(one.open_days / one.open) if one.open else 0,
        "places": listed(_place(code, n) for code, n in one.places[:3]) if not one.region else "",
        "more_places": max(0, len(one.places) - 3) if not one.region else 0,
        "acting": acting,
        "behind": behind(narrowed, "cases"),
        "split": f"/sie/depan/rencana?{narrowed.address(rinci='1')}"
        if not one.region and len(one.places) > 1
        else "",
    }


def _place(code: str, n: int) -> str:
    return f"{region_name(code)} ({moments.number(n)})"


def topic_name(code: str) -> str:
    found = city(fresh=False).topics.get(code)
    return found.label(get_language() or "id") if found else code


def region_name(code: str) -> str:
    found = regions.region(code, fresh=False) if code else None
    return found.name if found else (code or _("tanpa wilayah"))
