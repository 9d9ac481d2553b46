"""The page of papers, and each paper at its address."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from surga.core.people.access import may
from surga.doors.executive.frame.page import show
from surga.doors.executive.frame.scope import scope_of
from surga.doors.executive.papers.contents import agency, brief, digest, ikm, p4
from surga.doors.executive.papers.contents.asking import now_city
from surga.doors.executive.papers.making.paper import Paper
from surga.doors.executive.papers.pages import asking, shelf
from surga.doors.look.pages.officer import Visit, at_desk
from surga.reactions.insight.queries.planning import brief as brief_of
from surga.reactions.surveys import queries as surveys


@require_safe
@at_desk("see_sie")
def papers(request: Visit) -> HttpResponse:
    """What there is, for which period, in which language, for whom."""
    scope = scope_of(request, request.actor)
    context: dict[str, Any] = {
        "plans": may(request.actor, "plan"),
        "agencies": agency.every(scope.where),
        "rounds": shelf.rounds(),
        "briefs": shelf.briefs() if may(request.actor, "plan") else [],
        "decree": request.GET.get("sk", "")[:200],
        "carried": shelf.carried(scope),
        "language": asking.language(request),
        "empty": not shelf.has_cases(asking.asked_of(scope, "id")),
    }
    return show(request, "sie/papers/papers.html", scope, "papers", context)


@require_safe
@at_desk("plan")
def p4_pdf(request: Visit) -> HttpResponse:
    return asking.as_pdf(_p4(request))


@require_safe
@at_desk("plan")
def p4_xlsx(request: Visit) -> HttpResponse:
    return asking.as_xlsx(_p4(request))


def _p4(request: Visit) -> Paper:
    asked = asking.asked_by(request, request.actor)
    return p4.paper_of(p4.pack_of(asked, request.GET.get("sk", "")))


@require_safe
@at_desk("see_sie")
def choose_agency(request: Visit) -> HttpResponse:
    """From a choice of the form to the report's own address."""
    words = request.GET.copy()
    code, kind = words.pop("kode", [""])[-1], words.pop("jenis_berkas", ["pdf"])[-1]
    _known(code)
    return HttpResponseRedirect(
        f"/sie/kertas/instansi/{code}.{'xlsx' if kind == 'xlsx' else 'pdf'}?{words.urlencode()}"
    )


@require_safe
@at_desk("see_sie")
def agency_pdf(request: Visit, code: str) -> HttpResponse:
    return asking.as_pdf(_agency(request, code))


@require_safe
@at_desk("see_sie")
def agency_xlsx(request: Visit, code: str) -> HttpResponse:
    return asking.as_xlsx(_agency(request, code))


def _agency(request: Visit, code: str) -> Paper:
    asked = asking.for_agency(request, request.actor, code)
    _known(code)
    return agency.paper_of(agency.report_of(asked, code))


def _known(code: str) -> None:
    if code not in now_city().agencies:
        raise Http404


@require_safe
@at_desk("plan")
def brief_pdf(request: Visit, plan: int) -> HttpResponse:
    return asking.as_pdf(_brief(request, plan))


@require_safe
@at_desk("plan")
def brief_xlsx(request: Visit, plan: int) -> HttpResponse:
    return asking.as_xlsx(_brief(request, plan))


def _brief(request: Visit, plan: int) -> Paper:
    found = brief_of(plan, language=asking.language(request))
    if found is None:
        raise Http404
    return brief.paper_of(found)


@require_safe
@at_desk("see_sie")
def digest_pdf(request: Visit) -> HttpResponse:
    return asking.as_pdf(digest.paper_of(asking.asked_by(request, request.actor)))


@require_safe
def ikm_pdf(request: HttpRequest, unit: str, period: str) -> HttpResponse:
    """A published round, for everybody; any other is not there."""
    info = surveys.published("" if unit == surveys.CITY else unit, period)
    if info is None:
        raise Http404
    return asking.as_pdf(ikm.paper_of(surveys.publication(info), asking.language(request), public=True))
