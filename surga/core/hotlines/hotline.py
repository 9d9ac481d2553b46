"""A hotline and a line of its board as plain values: what every room reads. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from surga.core.hotlines.fields import Extra


@dataclass(frozen=True, slots=True)
class Reach:
    """One way to reach a hotline: the channel's code, and the number or address as people write it."""

    channel: str
    value: str


@dataclass(frozen=True, slots=True)
class HotlineInfo:
    """A hotline. ``closes_on``: its last day, None until further notice; ``topics``: codes, empty for any;
    ``articles``: slugs; ``publishes``: whether its records may be read by the public, masked.

    ``id`` and ``changed_at`` are the database's: leave them out of what is to be saved.
    """

    slug: str
    name: str
    opens_on: date
    closes_on: date | None = None
    name_en: str = ""
    about: str = ""
    numbers: tuple[Reach, ...] = ()
    channels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    script: str = ""
    fields: tuple[Extra, ...] = ()
    articles: tuple[str, ...] = ()
    publishes: bool = True
    #: A line of the board older than this many hours is stale.
    stale_hours: int = 24
    id: int = 0
    changed_at: datetime | None = None

    def label(self, language: str = "id") -> str:
        return self.name_en if language == "en" and self.name_en else self.name

    def open_on(self, day: date) -> bool:
        return self.opens_on <= day and (self.closes_on is None or day <= self.closes_on)

    def closed_on(self, day: date) -> bool:
        """Whether its last day is over; one that has not opened yet is neither open nor closed."""
        return self.closes_on is not None and self.closes_on < day


@dataclass(frozen=True, slots=True)
class BoardLine:
    """What one place has of something, and how much of it is free. None: nobody has said.

    ``agency``: who keeps it, a code; empty: the call centre itself. ``id``: 0 for a new line.
    """

    place: str
    unit: str
    total: int | None = None
    free: int | None = None
    note: str = ""
    agency: str = ""
    updated_at: datetime | None = None
    id: int = 0
    hotline: str = ""

    def stale(self, now: datetime, hours: int) -> bool:
        """Whether what it says is too old to go by, or was never said."""
        return self.updated_at is None or now - self.updated_at > timedelta(hours=hours)
