"""The register of decisions: changes of policy that came from complaints, with what happened before and after."""

from __future__ import annotations

from datetime import datetime

from surga.reactions.insight.queries.planning.said import Decision


def decisions(as_of: datetime | None = None, *, language: str = "id") -> list[Decision]:
    """Every decision as it was known at ``as_of`` (None: now), the latest first."""
    return []
