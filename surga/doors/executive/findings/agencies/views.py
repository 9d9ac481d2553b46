"""The pages of the agencies."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from surga.core.agencies.queries import city
from surga.core.cases import queries as cases
from surga.core.people.access import NotAllowed
from surga.doors.executive.findings.agencies.cards import cards_of
from surga.doors.executive.findings.agencies.listing import full_name, listing
from surga.doors.executive.findings.agencies.one import Facts, facts_of, since_days
from surga.doors.executive.findings.agencies.questions import questions_of
from surga.doors.executive.findings.asking import TIME, WITHIN, Ask, definition
from surga.doors.executive.frame.page import show
from surga.doors.executive.frame.period.mistakes import chosen
from surga.doors.executive.frame.scope import Scope, scope_of
from surga.doors.look.charts.scale import said
from surga.doors.look.pages.officer import Visit, at_desk


@at_desk("see_sie")
def agencies(request: Visit) -> HttpResponse:
    """All agencies, like with like; whoever asks for one of them, or may see but one, goes to its page."""
    scope, ask = scope_of(request, request.actor), Ask()
    if scope.where.agency:
        return _to(request, scope)
    order = chosen(request, "urut", ("tempat",), _("urutan"), _("menurut nama"))
    found = listing(ask, scope, by_rank=bool(order))
    context = {
        "listing": found,
        "by_name": f"?{scope.address(urut='')}",
        "by_rank": f"?{scope.address(urut='tempat')}",
        "definitions": [definition(name) for name in ("like_with_like", WITHIN, TIME)],
    }
    return show(request, "sie/findings/agencies.html", scope, "agencies", context)


@at_desk("see_sie")
def agency(request: Visit, code: str) -> HttpResponse:
    """The page that an agency opens itself; a liaison opens no other's."""
    scope, ask = scope_of(request, request.actor), Ask()
    if scope.bound and scope.bound != code:
        raise NotAllowed("see_sie")
    if not scope.bound and scope.where.agency:
        return _to(request, scope)
    mine = scope.of(agency=code)
    if code not in city(fresh=False).agencies and not ask.rows("cases", mine, "all"):
        raise Http404
    facts, now = facts_of(ask, mine), timezone.now()
    seen = cases.lines_of(request.actor, [each.case_id for each in facts.oldest])
    context = {
        "name": full_name(code),
        "facts": facts,
        "questions": questions_of(facts),
        "cards": cards_of(mine, facts),
        "oldest": [(each, since_days(each.since, now), seen.get(each.case_id)) for each in facts.oldest],
        "better": [each for each in facts.changes if each.better],
        "worse": [each for each in facts.changes if not each.better],
        "back": "" if scope.bound else f"/sie/instansi?{scope.address()}",
        "finding": _finding(facts),
    }
    return show(request, "sie/findings/agency.html", scope, "agencies", context)


def _to(request: Visit, scope: Scope) -> HttpResponse:
    """To the page of the agency that the address filters by, with all else that it says: a mistake is told there."""
    rest = request.GET.copy()
    if not scope.bound:
        rest.pop("instansi", None)
    return HttpResponseRedirect(f"/sie/instansi/{quote(scope.where.agency, safe='')}?{rest.urlencode()}")


def _finding(facts: Facts) -> str:
    """The agency in a sentence."""
    mix = facts.mix
    if mix is None:
        return _("Belum cukup laporan untuk dibandingkan.")
    values = {"kept": said(mix.kept.value, "%"), "expected": said(mix.expected.value, "%")}
    if facts.mark < 0:
        return (
            _("Tepat waktu %(kept)s, di bawah %(expected)s yang diharapkan untuk campuran topiknya.") % values
        )
    if facts.mark > 0:
        return (
            _("Tepat waktu %(kept)s, di atas %(expected)s yang diharapkan untuk campuran topiknya.") % values
        )
    return (
        _(
            "Tepat waktu %(kept)s; %(expected)s diharapkan untuk campuran topiknya, dan bedanya dapat kebetulan."
        )
        % values
    )
