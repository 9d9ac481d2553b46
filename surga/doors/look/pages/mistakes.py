"""What went wrong, as a page: every refusal of the rooms below gets its status and its sentence.

A view may catch a refusal itself to show it beside the field; what it lets
pass ends here, and never as a 500 that the visitor caused.
"""

from __future__ import annotations

from collections.abc import Callable
from errno import ENOSPC

import structlog
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string

from surga.core.agencies.actions import RefusedError
from surga.core.cases.queries import CursorBroken
from surga.core.cases.states import MoveRefused, Refused
from surga.core.intake.message import MessageRefused
from surga.core.intake.receive import KeyReused
from surga.core.people.access import NotAllowed
from surga.doors.look.sentences import sentence

log = structlog.get_logger("surga.doors")


class MistakesMiddleware:
    """Turns exceptions into pages; the API turns the same into problem documents by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        known = status_and_sentence(error)
        if known is None:
            return None
        status, words = known
        if status >= 500:
            log.error("request_failed", error=type(error).__name__, status=status)
        return problem_page(request, status, words)


def status_and_sentence(error: Exception) -> tuple[int, str] | None:
    """The HTTP status and the sentence of a known mistake; None for a fault of ours."""
    if isinstance(error, DatabaseError | InterfaceError | OSError):
        return _of_the_machine(error)
    found: tuple[int, str] | None = None
    match error:
        case NotAllowed():
            found = 403, sentence("not_allowed")
        case MoveRefused():
            found = 409, sentence("move_refused", status=error.status, move=error.move)
        case MessageRefused():
            code, params = next(iter(error.errors.values()))
            found = 422, sentence(code, **params)
        case Refused():
            found = (404 if error.code == "code_unknown" else 422), sentence(error.code, **error.params)
        case RefusedError():
            found = 422, sentence(error.code)
        case KeyReused():
            found = 409, sentence("key_reused")
        case CursorBroken():
            found = 400, sentence("cursor_broken")
    return found


def _of_the_machine(error: Exception) -> tuple[int, str] | None:
    """A database that is busy or gone, a disk that is full."""
    said = str(error).lower()
    if getattr(error, "errno", None) == ENOSPC or (isinstance(error, DatabaseError) and "full" in said):
        return 507, sentence("disk_full")
    if isinstance(error, OperationalError | InterfaceError):
        busy = "locked" in said or "busy" in said
        return 503, sentence("database_busy" if busy else "database_gone")
    return None


def problem_page(request: HttpRequest, status: int, words: str) -> HttpResponse:
    """A whole page that says what happened and what to do; a broken machine's page asks nothing of the machine."""
    values = {"status": status, "detail": words}
    page = render_to_string("look/problem.html", values, request if status < 500 else None)
    response = HttpResponse(page, status=status)
    if status == 503:
        response["Retry-After"] = "10"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or came from elsewhere."""
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that Django would not read: too large (413), or broken (400)."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent | TooManyFieldsSent):
        return problem_page(request, 413, sentence("body_too_large"))
    return problem_page(request, 400, "")
