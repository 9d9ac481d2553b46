"""A request as it came, and an answer as it will leave; what the network does to it is told, not done, here."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Request:
    """``headers`` by their names in small letters."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """``body`` ready to be sent, and how it travels."""

    status: int
    body: bytes
    mime: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    #: Seconds before it leaves.
    wait: float = 0.0
    #: The connection is closed: without a word, or in the middle of the body.
    cut: Literal["", "silent", "midway"] = ""
    #: Blanks before the body, bytes; -1: blanks without end.
    blanks: int = 0


def as_json(form: Any, status: int = 200, **more: Any) -> Answer:
    return Answer(status, json.dumps(form, ensure_ascii=False).encode(), **more)


def as_html(title: str, status: int, headers: dict[str, str] | None = None) -> Answer:
    """A page as a proxy or a machine under repair writes it."""
    page = f"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n"
    return Answer(status, page.encode(), "text/html; charset=UTF-8", headers or {})
