"""Each page of SIE is one look: what it asks for several times is read once, and as of one moment.

What an address of a file says wrongly is told here, too.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from surga.doors.executive.frame.period.mistakes import STATUS, NotUnderstood
from surga.doors.look.pages.mistakes import problem_page
from surga.reactions.insight.queries import one_look


class LookingMiddleware:
    """For what is only read, below /sie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, within a look where it is a page of SIE."""
        below = request.path_info == "/sie" or request.path_info.startswith("/sie/")
        if not below or request.method not in {"GET", "HEAD"}:
            return self._next(request)
        with one_look():
            return self._next(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A file whose address was not understood is not made: a page says what was wrong in it."""
        if not isinstance(error, NotUnderstood):
            return None
        answer = problem_page(request, STATUS, f"{error} {_('Berkasnya belum dibuat.')}")
        add_never_cache_headers(answer)
        return answer
