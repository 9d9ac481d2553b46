"""`/sie/kepuasan`: IKM per unit and period, what is weakest and why, and the stars of cases, apart."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import parse_qsl

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from surga.core.agencies.queries import city
from surga.doors.executive.frame.page import show
from surga.doors.executive.frame.period.mistakes import typed, unknown
from surga.doors.executive.frame.scope import Scope, scope_of
from surga.doors.executive.satisfaction import cards
from surga.doors.executive.satisfaction.chosen import Rounds, rounds_for
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.templatetags import moments
from surga.reactions.surveys import queries
from surga.reactions.surveys.queries import BY_CODE, Publication

#: So many surveys stand beside each other; of more one chooses from a list.
_CHIPS: Final = 6


@require_safe
@at_desk("see_sie")
def satisfaction(request: Visit) -> HttpResponse:
    """What people say of the service, and how sure that is."""
    scope = scope_of(request, request.actor)
    levels = {code: agency.level for code, agency in city(fresh=False).agencies.items()}
    found = rounds_for(scope, typed(request, "survei"), levels)
    asked = typed(request, "survei")
    if asked and (found.shown is None or asked != str(found.shown.id)):
        unknown(request, "survei", _("survei"), _("yang terakhir pada masa ini"))
    told = None if found.shown is None else queries.publication(found.shown, scope.moment)
    context: dict[str, Any] = {
        "says": _says(told),
        "stars": cards.stars_card(scope),
        "choices": _choices(found, scope),
        "many": len(found.others) > _CHIPS,
        "kept": parse_qsl(scope.address()),
        "told": told,
    }
    if told is not None:
        shown = [
            cards.index_card(told, scope),
            cards.course_card(found.of_unit, told, scope),
            cards.alike_card(found.alike, told, scope),
        ]
        context |= {
            "cards": [card for card in shown if card is not None],
            "elements": cards.elements_card(told, scope),
            "weak": _weak(told, scope),
        }
    return show(request, "sie/satisfaction/satisfaction.html", scope, "satisfaction", context)


def _says(told: Publication | None) -> str:
    if told is None:
        return _("Belum ada survei kepuasan pada masa ini.")
    info, index = told.round, told.index
    words = {"unit": info.unit_name, "period": info.period_name(get_language()), "n": moments.number(index.n)}
    if index.band is None:
        return _("Survei %(unit)s, %(period)s, belum dapat dihitung: baru %(n)s orang menjawab.") % words
    words |= {"value": cards.two(index.converted), "band": index.band.name(get_language()).lower()}
    return _("%(n)s orang menilai pelayanan %(unit)s %(band)s: %(value)s dari 100, %(period)s.") % words


def _choices(found: Rounds, scope: Scope) -> list[dict[str, Any]]:
    """The other rounds of the period, as links."""
    if len(found.others) < 2 and found.shown in found.others:
        return []
    return [
        {
            "id": info.id,
            "href": f"?{scope.address(survei=str(info.id))}",
            "label": f"{info.unit_name}, {info.period_name(get_language())}",
            "on": info == found.shown,
        }
        for info in found.others
    ]


def _weak(told: Publication, scope: Scope) -> list[dict[str, Any]]:
    """The three weakest elements, and what those wrote who scored them 1 or 2."""
    return [
        {
            "name": BY_CODE[each.code].name(get_language()),
            "value": cards.two(each.nrr),
            "n": each.n,
            "low": cards.two(each.low),
            "high": cards.two(each.high),
            "comments": queries.words_on(told.round, each.code, scope.moment),
        }
        for each in told.index.weakest
    ]
