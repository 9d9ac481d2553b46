"""An answer to a request, and the request as the rest of this program sees it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from sandbox.phone.book.entries import Json


class BadRequest(ValueError):
    """A request that cannot be read; the text says why."""


class Lost(Exception):
    """The connection is to be closed without an answer."""


@dataclass(frozen=True, slots=True)
class Request:
    """``headers`` by their names in small letters."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def bearer(self) -> str:
        kind, _, token = self.headers.get("authorization", "").partition(" ")
        return token.strip() if kind.lower() == "bearer" else ""

    def given(self) -> Any:
        """The body as JSON. Raises ``BadRequest``."""
        try:
            return json.loads(self.body or b"{}")
        except ValueError:
            raise BadRequest("The body is no JSON.") from None

    def form(self) -> Json:
        """The body as an object: JSON, or a form whose values may be JSON (as Telegram takes both)."""
        told = self.headers.get("content-type", "")
        if told.startswith("application/x-www-form-urlencoded") and not self.body.startswith(b"{"):
            return {name: _loose(value) for name, value in parse_qsl(self.body.decode("utf-8", "replace"))}
        form = self.given()
        if not isinstance(form, dict):
            raise BadRequest("The body is no JSON object.")
        return form


def _loose(value: str) -> Any:
    if not value.startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


@dataclass(frozen=True, slots=True)
class Answer:
    """``body`` ready to be sent."""

    status: int
    body: bytes
    mime: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


def as_json(form: Any, status: int = 200) -> Answer:
    return Answer(status, json.dumps(form, ensure_ascii=False).encode())
