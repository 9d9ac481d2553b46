"""What an address asks of a paper, and the paper as an answer."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from surga.core.people.access import Actor, NotAllowed
from surga.doors.executive.frame.scope import Scope, scope_of
from surga.doors.executive.papers import making
from surga.doors.executive.papers.contents.asking import Asked
from surga.doors.executive.papers.making.paper import Paper
from surga.reactions.insight.figures import language_of

PDF, XLSX = "application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def language(request: HttpRequest) -> str:
    """The paper's language: as asked for, else the reader's."""
    return language_of(request.GET.get("dalam") or get_language())


def asked_by(request: HttpRequest, actor: Actor) -> Asked:
    """Period, filter, as of and language; a liaison is held to the own agency."""
    return asked_of(scope_of(request, actor), language(request))


def asked_of(scope: Scope, said: str) -> Asked:
    """The scope of a page as a question of a paper."""
    # To the second: a paper's moment is printed, and the same second gives the same bytes.
    moment = scope.moment or timezone.now().replace(microsecond=0)
    return Asked(scope.from_, scope.to, said, scope.where, moment, scope.as_of is not None)


def for_agency(request: HttpRequest, actor: Actor, code: str) -> Asked:
    """The question of one agency's report. Raises ``NotAllowed`` for a liaison of another."""
    asked = asked_by(request, actor)
    if actor.role == "liaison" and actor.agency != code:
        raise NotAllowed("see_sie")
    return replace(asked, where=replace(asked.where, agency=code))


def as_pdf(paper: Paper) -> HttpResponse:
    """The paper, to be read in the browser or kept."""
    return _file(making.pdf_of(paper), PDF, f"surga-{paper.name}.pdf", "inline")


def as_xlsx(paper: Paper) -> HttpResponse:
    """The paper's numbers, to be kept."""
    return _file(making.xlsx(making.book_of(paper)), XLSX, f"surga-{paper.name}.xlsx", "attachment")


def _file(content: bytes, kind: str, name: str, how: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'{how}; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
