"""Who is at the desk, and what lets them through a page's door."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers

from surga.core.people import queries as people
from surga.core.people.access import Actor, NotAllowed, may

type View = Callable[..., HttpResponseBase]


class Visit(HttpRequest):
    """A request whose officer is known; only a name for the type checker."""

    actor: Actor


def at_desk(*actions: str) -> Callable[[View], View]:
    """Only for officers; where ``actions`` are named, only for roles that reach one of them at all.

    Nothing of the desk may be kept by a browser on a shared counter, so no page is cached.
    Raises :class:`NotAllowed`; whether the officer may act on one case is asked later, with the case.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, **place: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            request.actor = people.actor_of(request.user)
            if actions and not any(may(request.actor, action) for action in actions):
                raise NotAllowed(actions[0])
            response = view(request, **place)
            add_never_cache_headers(response)
            return response

        return guarded

    return decorate
