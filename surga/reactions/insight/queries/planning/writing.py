"""The policy brief: what a person wrote, with the numbers behind it."""

from __future__ import annotations

from surga.reactions.insight.queries.planning.said import Brief


def brief(plan: int, *, language: str = "id") -> Brief | None:
    """The brief of a plan by its id; None when there is no such plan."""
    return None
