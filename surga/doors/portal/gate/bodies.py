"""A body that is too large, or no form at all, is answered with a sentence before anything reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils.datastructures import MultiValueDict

from surga.core.cases.photos import MAX_BYTES, MAX_PHOTOS
from surga.doors.look.pages.mistakes import problem_page
from surga.doors.look.sentences import problem_of, sentence

#: Every photo at its largest, and the words beside them.
LARGEST: Final = MAX_PHOTOS * MAX_BYTES + 2 * 1024 * 1024
#: A browser shows our sentence only after it has sent everything: so much is read and thrown away.
_PATIENCE: Final = 4 * LARGEST
_PIECE: Final = 256 * 1024
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


class BodiesMiddleware:
    """Reads a form before the CSRF check does, so that a refusal is a page and not a bare 400.

    Stands after the language is known and before ``CsrfViewMiddleware``. Leaves JSON to the API.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if (
            request.method == "POST"
            and request.content_type in _FORMS
            and not request.path.startswith("/api/")
        ):
            refused = _refusal(request)
            if refused is not None:
                return refused
        return self.get_response(request)


def _refusal(request: HttpRequest) -> HttpResponse | None:
    if _length(request) > LARGEST:
        _throw_away(request)
        return _too_large(request)
    try:
        _ = request.POST
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        return _too_large(request)
    except (BadRequest, MultiPartParserError, UnreadablePostError, UnicodeError):
        _read_no_more(request)
        return problem_page(request, 400, str(problem_of(400).happened))
    return None


def _read_no_more(request: HttpRequest) -> None:
    """As Django does after a failure: the page that says so must not try the body again."""
    vars(request).update(_post=QueryDict(), _files=MultiValueDict())


def _too_large(request: HttpRequest) -> HttpResponse:
    _read_no_more(request)
    return problem_page(request, 413, sentence("body_too_large"))


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _throw_away(request: HttpRequest) -> None:
    left = min(_length(request), _PATIENCE)
    while left > 0:
        piece = request.META["wsgi.input"].read(min(_PIECE, left)) if "wsgi.input" in request.META else b""
        if not piece:
            return
        left -= len(piece)
