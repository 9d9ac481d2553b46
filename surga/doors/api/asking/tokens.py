"""Who asks: an officer with a personal token, the reporter with the token of their case, or anybody."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security.base import AuthBase

from surga.core.cases.codes import tidy_code, token_matches
from surga.core.people import queries as people
from surga.core.people.access import REPORTER, Actor
from surga.doors.api.answers.problems import Mistake
from surga.doors.api.asking import limits

_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="surga", Case realm="surga"'}


class OfficerToken(AuthBase):
    """``Authorization: Bearer``: a personal token, good for what its officer's role may do."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Actor:
        return officer_of(request)


class CaseToken(AuthBase):
    """``Authorization: Case``: the token that came with the case's code."""

    openapi_type = "http"
    openapi_scheme = "Case"

    def __call__(self, request: HttpRequest) -> Actor:
        match = request.resolver_match
        return reporter_of(request, str(match.kwargs.get("code", "")) if match else "")


def scheme_of(request: HttpRequest) -> str:
    """The first word of the Authorization header, in small letters; "" without one."""
    return _credentials(request)[0]


def officer_of(request: HttpRequest) -> Actor:
    """The officer whose token came along; raises a 401 ``Mistake``."""
    return people.actor_of(bearer_of(request))


def bearer_of(request: HttpRequest) -> Any:
    """The account whose token came along; raises a 401 ``Mistake``."""
    scheme, token = _credentials(request)
    if not scheme:
        raise Mistake("credentials_missing", 401, headers=_CHALLENGE)
    officer = people.officer_by_token(token) if scheme == "bearer" and token else None
    if officer is None:
        limits.spend(request, "miss")
        raise Mistake("credentials_wrong", 401, headers=_CHALLENGE)
    return officer


def reporter_of(request: HttpRequest, code: str) -> Actor:
    """The reporter, when the token belongs to the code; raises a 401 ``Mistake``.

    Says the same whether the case exists or not: the token is made from the code alone.
    """
    scheme, token = _credentials(request)
    if not scheme:
        raise Mistake("credentials_missing", 401, headers=_CHALLENGE)
    limits.check(request, "miss")
    if scheme != "case" or not token_matches(tidy_code(code), token):
        limits.spend(request, "miss")
        raise Mistake("token_wrong", 401, headers=_CHALLENGE)
    return REPORTER


def officer_at_screen(request: HttpRequest) -> Actor | None:
    """The officer who is logged in at the desk, for reading only."""
    user: Any = getattr(request, "user", None)
    return people.actor_of(user) if user is not None and user.is_authenticated else None


def _credentials(request: HttpRequest) -> tuple[str, str]:
    scheme, _, token = str(request.headers.get("Authorization", "")).strip().partition(" ")
    return scheme.lower(), token.strip()
