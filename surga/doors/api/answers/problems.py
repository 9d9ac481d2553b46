"""Every refusal as a problem document (RFC 9457), with a stable type and a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404, HttpResponse, JsonResponse, UnreadablePostError
from ninja.errors import HttpError, ValidationError

from surga.core.agencies.queries import NoCityError
from surga.core.cases.queries import CursorBroken
from surga.core.cases.states import MoveRefused, Refused
from surga.core.intake.message import MessageRefused
from surga.core.intake.receive import KeyReused
from surga.core.people.access import NotAllowed
from surga.doors.api.answers import words
from surga.doors.api.answers.wrong import faults_of
from surga.reactions.sync.actions.partners import NotYours, RefReused

MEDIA_TYPE = "application/problem+json"
#: Where a field of a message stands in the request's body.
_PLACES = {
    "reporter_name": "reporter.name",
    "reporter_phone": "reporter.phone",
    "reporter_email": "reporter.email",
    "address": "location.address",
}


class Mistake(Exception):
    """A refusal of the API itself: its code, its status, and where in the request it is."""

    def __init__(
        self,
        code: str,
        status: int,
        path: str = "",
        headers: Mapping[str, str] | None = None,
        **params: object,
    ) -> None:
        super().__init__(code)
        self.code, self.status, self.path = code, status, path
        self.headers, self.params = dict(headers or {}), params


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where (``reporter.phone``; "" for the whole), which, with what figures."""

    path: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """What the answer will say. The first fault gives it its type."""

    status: int
    faults: Sequence[Fault]
    headers: Mapping[str, str] = field(default_factory=dict)


def problem_of(error: Exception) -> Problem | None:
    """The problem that a known mistake is; None for a fault of ours."""
    return _by_the_asker(error) or _by_the_rooms(error) or _by_the_machine(error)


def respond(problem: Problem) -> HttpResponse:
    """The document, in the active language."""
    first = problem.faults[0]
    body: dict[str, Any] = {
        "type": type_of(first.code),
        "title": words.title_of(problem.status),
        "status": problem.status,
        "detail": words.say(first.code, **first.params),
        "errors": [
            {"path": fault.path, "code": fault.code, "detail": words.say(fault.code, **fault.params)}
            for fault in problem.faults
        ],
    }
    return JsonResponse(body, status=problem.status, content_type=MEDIA_TYPE, headers=dict(problem.headers))


def type_of(code: str) -> str:
    """The address that names the problem, the same for ever."""
    return f"{settings.PUBLIC_URL}/problems/{code}"


def _one(status: int, code: str, path: str = "", **params: object) -> Problem:
    return Problem(status, (Fault(path, code, params),))


def _by_the_asker(error: Exception) -> Problem | None:
    match error:
        case Mistake():
            return Problem(error.status, (Fault(error.path, error.code, error.params),), error.headers)
        case ValidationError():
            return Problem(422, tuple(Fault(path, code) for path, code in faults_of(error.errors)))
        case RequestDataTooBig():
            return _one(413, "body_too_large")
        case UnreadablePostError() | SuspiciousOperation():
            return _one(400, "request_unreadable")
        case Http404():
            return _one(404, "address_unknown")
        case HttpError():
            return _one(error.status_code, "request_unreadable")
    return None


def _by_the_rooms(error: Exception) -> Problem | None:
    match error:
        case NotAllowed():
            return _one(403, "not_allowed")
        case MoveRefused():
            return Problem(409, (Fault("", "move_refused", {"status": error.status, "move": error.move}),))
        case MessageRefused():
            faults = [
                Fault(_PLACES.get(name, name), code, params) for name, (code, params) in error.errors.items()
            ]
            return Problem(422, faults)
        case Refused():
            status = 404 if error.code == "code_unknown" else 422
            return Problem(status, (Fault(error.field, error.code, error.params),))
        case KeyReused() | NotYours() | RefReused():
            return _one(409, error.code)
        case CursorBroken():
            return _one(422, "cursor_broken", "cursor")
        case NoCityError():
            return Problem(503, (Fault("", "city_missing"),), {"Retry-After": "60"})
    return None


def _by_the_machine(error: Exception) -> Problem | None:
    said = str(error).lower()
    full = isinstance(error, DatabaseError) and ("disk" in said or "full" in said)
    if full or (isinstance(error, OSError) and error.errno == 28):  # ENOSPC
        return _one(507, "disk_full")
    if isinstance(error, OperationalError | InterfaceError):
        busy = "locked" in said or "busy" in said
        code = "database_busy" if busy else "database_gone"
        return Problem(503, (Fault("", code),), {"Retry-After": "10"})
    return None
