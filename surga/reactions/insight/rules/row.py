"""A case as the measures see it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Day(NamedTuple):
    """A day of the city. ``passed``: working days up to its end, counted from some fixed day."""

    date: date
    month: str
    passed: int


class Row(NamedTuple):
    """What the measures need of a case, as it stood at the moment asked about.

    ``days`` and ``working_days`` from receipt to the first follow-up, None while there is none;
    ``waited``: working days to the follow-up or, while there is none, to that moment; ``away``: those of them
    that the case lay beyond the city.
    """

    received: Day
    days: float | None
    working_days: int | None
    waited: int
    ended: bool
    channel: str = ""
    kind: str = ""
    topic: str = ""
    agency: str = ""
    region: str = ""
    level: str = ""
    reopened: bool = False
    stars: int | None = None
    away: int = 0
    #: It goes with another case of the same matter.
    joined: bool = False
