"""What every template may use."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest

from surga.core.agencies import queries as agencies


def look(request: HttpRequest) -> dict[str, object]:
    """The city (its name, texts, ways to reach it), or None before a profile is loaded."""
    try:
        return {"city": agencies.city(fresh=False)}
    except (agencies.NoCityError, DatabaseError):
        return {"city": None}
