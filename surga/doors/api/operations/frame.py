"""How every operation says what it may refuse, so that the description and the doing stay together."""

from __future__ import annotations

from typing import Any

from ninja import Router

#: Everything below /cases: citizens and officers share its addresses, so they share the router.
case_router = Router()
#: Every operation may answer these: the machine, and the doorway.
ALWAYS = (500, 503, 507)
#: Besides, whatever reads a body.
WITH_BODY = (400, 413, 415, 422)


def refusing(
    *statuses: int, body: bool = False, security: list[dict[str, list[str]]] | None = None
) -> dict[str, Any]:
    """ninja's ``openapi_extra``: the statuses that come with a problem document (``describe`` fills them in)."""
    every = sorted({*statuses, *ALWAYS, *(WITH_BODY if body else ())})
    extra: dict[str, Any] = {"responses": {status: {"problem": True} for status in every}}
    if security is not None:
        extra["security"] = security
    return extra
