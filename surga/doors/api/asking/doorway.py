"""The way in and out of every address of the API: a body that can be read, and never an HTML page."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from typing import Any, NoReturn, cast

import structlog
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from ninja.parser import Parser

from surga.doors.api.answers.problems import Fault, Mistake, Problem, problem_of, respond
from surga.doors.api.asking.exchange import is_partner

log = structlog.get_logger("surga.doors")

#: Bytes of a body: five pictures of ours as text, and the words beside them.
LARGEST_OF_PARTNERS = 12 * 1024 * 1024

type View = Callable[..., HttpResponseBase]


class ReadParser(Parser):
    """Gives ninja the body that the doorway has read already."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        return cast("dict[str, Any]", vars(request)["read_body"])


def guarded(view: View) -> View:
    """``view`` with every refusal turned into a problem document."""

    @csrf_exempt  # no cookie gives a right here, so nothing can be forged
    @functools.wraps(view)
    def guard(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            if request.method == "HEAD":
                request.method = "GET"  # the server sends the headers alone
            response = _known(view(request, *args, **kwargs))
        except Exception as error:
            response = _refused(request, error)
        patch_vary_headers(response, ("Authorization",))
        if request.method != "GET" or "Authorization" in request.headers:
            response["Cache-Control"] = "no-store"
        return response

    return guard


def reading(view: View) -> View:
    """``view`` with the JSON of its body read before ninja asks for it."""

    @functools.wraps(view)
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        _read(request)
        return view(request, *args, **kwargs)

    return read


def refuse(_request: HttpRequest, error: Any) -> HttpResponse:
    """What ninja shall answer for an exception; a fault of ours goes on to the guard."""
    problem = problem_of(error)
    if problem is None:
        raise error
    if problem.status >= 500:
        log.error("request_failed", error=type(error).__name__, status=problem.status)
    return respond(problem)


def _refused(request: HttpRequest, error: Exception) -> HttpResponseBase:
    try:
        return refuse(request, error)
    except Exception as fault:
        got_request_exception.send(sender=guarded, request=request)
        log.error("request_failed", error=type(fault).__name__, status=500, exc_info=fault)
        return respond(Problem(500, (Fault("", "fault"),)))


def _known(response: HttpResponseBase) -> HttpResponseBase:
    if response.status_code != 405:
        return response
    allow = {"Allow": response.headers.get("Allow", "")}
    return respond(Problem(405, (Fault("", "method_unknown"),), allow))


def _read(request: HttpRequest) -> None:
    if request.method != "POST":
        return
    kind = request.content_type or ""
    if _is_empty(request):
        # ninja asks no parser about a body that is not there; nothing said is an empty object here.
        vars(request)["_body"] = b"{}"
    elif kind != "application/json" and not kind.endswith("+json"):
        raise Mistake("content_type_unknown", 415)
    elif _is_large(request) and is_partner(request):
        # Pictures come with the words that they belong to, so that both are kept or neither.
        vars(request)["_body"] = request.read()
    vars(request)["read_body"] = _json(request.body) if request.body.strip() else {}


def _is_empty(request: HttpRequest) -> bool:
    if str(request.META.get("CONTENT_LENGTH") or "0") != "0":
        return False
    if "chunked" not in str(request.headers.get("Transfer-Encoding", "")).lower():
        return True
    # Django reads as much as was announced: nothing, for a body that comes in pieces.
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
    body = request.META["wsgi.input"].read(most + 1)
    if len(body) > most:
        raise RequestDataTooBig
    vars(request)["_body"] = body
    return not body


def _is_large(request: HttpRequest) -> bool:
    """Whether it is more than anybody may send, and no more than a partner may."""
    announced = str(request.META.get("CONTENT_LENGTH") or "0")
    size = int(announced) if announced.isdigit() and len(announced) < 12 else 0
    return (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) < size <= LARGEST_OF_PARTNERS


def _json(body: bytes) -> Any:
    try:
        return json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Mistake("json_invalid", 400) from error


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
