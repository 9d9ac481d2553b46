"""How far the joining of many has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from surga.reactions.together.models import Gathering


@dataclass(frozen=True, slots=True)
class Progress:
    """Of ``total`` cases ``done`` were looked at and ``joined`` go together; ``left``: error code → how many do not."""

    number: int
    total: int
    done: int
    joined: int
    left: dict[str, int]
    asked_at: datetime
    finished_at: datetime | None


def gatherings(most: int = 10) -> list[Progress]:
    """The latest, the newest first."""
    rows = Gathering.objects.order_by("-pk")[:most]
    return [
        Progress(
            row.pk, len(row.cases) - 1, row.done, row.joined, dict(row.left), row.asked_at, row.finished_at
        )
        for row in rows
    ]
