"""Each page of SIE is one look: what it asks for several times is read once, and as of one moment."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

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
