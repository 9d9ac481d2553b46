"""The cases this browser may follow as their reporter: a signed cookie with their codes, hidden from scripts.

The token of a case is derived from its code, so the cookie need not hold it: our signature is the proof.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from surga.core.cases.codes import tidy_code

COOKIE: Final = "laporan_saya"
MOST: Final = 20
_SALT = "surga.portal.keys"
_AGE = 180 * 24 * 3600


def held(request: HttpRequest) -> tuple[str, ...]:
    """The codes that this browser holds, the newest first."""
    signed = request.get_signed_cookie(COOKIE, default="", salt=_SALT, max_age=_AGE) or ""
    return tuple(code for code in signed.split(".") if tidy_code(code) == code)[:MOST] if signed else ()


def holds(request: HttpRequest, code: str) -> bool:
    return code in held(request)


def hold(request: HttpRequest, response: HttpResponseBase, code: str) -> None:
    """Let this browser follow the case from now on."""
    _write(response, (code, *(other for other in held(request) if other != code)))


def let_go(request: HttpRequest, response: HttpResponseBase, code: str) -> None:
    """Forget one case on this browser: for a borrowed telephone."""
    _write(response, tuple(other for other in held(request) if other != code))


def _write(response: HttpResponseBase, codes: tuple[str, ...]) -> None:
    if not codes:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_signed_cookie(
        COOKIE,
        ".".join(codes[:MOST]),
        salt=_SALT,
        max_age=_AGE,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
