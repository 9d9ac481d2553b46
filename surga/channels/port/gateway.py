"""What another government's complaint system offers, in our words: reports, their steps, and acts upon them.

Whoever speaks such a system's own words (``channels/sp4n``, ``channels/surga``) offers this; the engine that keeps
both sides the same knows nothing else of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

#: What a step of a report's story is.
STEPS: Final = ("disposition", "follow_up", "reporter_reply", "status", "note")
#: Who took it.
ROLES: Final = ("centre", "agency", "liaison", "reporter", "system")
#: Where a report stands on the other side. "unknown": a word we do not know; it is kept and shown.
STANDINGS: Final = (
    "unverified", "postponed", "disposed", "in_progress", "followed_up", "reporter_replied", "done", "archived",
    "not_ours", "unknown",
)  # fmt: skip


#: The code of a refusal: somebody else has the report, or nobody yet. It may be given to us at any time.
NOT_YOURS: Final = "NOT_YOURS"


class Lost(Exception):
    """The question left and its answer did not come, or could not be read: an act may have been done. Look it up."""


class Later(Exception):
    """Certainly not done. ``wait``: seconds the other side asks for, None: our own patience."""

    def __init__(self, code: str, wait: float | None = None) -> None:
        super().__init__(code)
        self.code, self.wait = code, wait


class Denied(Exception):
    """Certainly not done, and never will be as it is. ``code``: the other side's word for the reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Gone(Denied):
    """The report is not there, or not there for us (any more)."""


@dataclass(frozen=True, slots=True)
class Body:
    """An agency of the other side. ``level``: city, neighbour, province, centre, or "" where it is not told."""

    id: str
    name: str
    parent: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A file with a report or a step. ``url`` where it is fetched from, or its ``data``."""

    name: str
    mime: str = ""
    url: str = ""
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a report's story. ``ref``: our own reference, where it was ours. ``at`` is aware."""

    id: str
    at: datetime
    kind: str
    role: str = ""
    by: str = ""
    text: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report as the other side tells it. Ids are strings, with their zeros.

    ``steps`` is None when the list that told of it leaves them out. ``odd``: what we could not understand,
    in a few words each; it becomes a note and an alarm, never a crash. ``kind`` is "unknown" for a word that we
    do not know. ``secret``: its reporter wants it unpublished; ``oversight``: it alleges an abuse of office.
    """

    id: str
    second_id: str
    text: str
    standing: str
    created_at: datetime
    updated_at: datetime
    title: str = ""
    kind: str = "complaint"
    topic_id: str = ""
    body_id: str = ""
    anonymous: bool = False
    secret: bool = False
    oversight: bool = False
    #: Only where the other side tells it, and never of who asked to be hidden.
    reporter_name: str = ""
    channel: str = ""
    occurred_on: date | None = None
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    closes_at: datetime | None = None
    pictures: tuple[Picture, ...] = ()
    steps: tuple[Step, ...] | None = None
    odd: tuple[str, ...] = ()
    #: The answer as it came, to be kept.
    raw: str = ""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Some of the reports that changed. ``more``: another page may follow.

    ``skipped``: a few words each about what stood there and cannot be told apart by an id.
    """

    reports: tuple[Report, ...]
    more: bool
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewReport:
    """A case to be told to the other side. ``marker`` is ours, unique, and findable there afterwards.

    Identity is given only where the reporter agreed; else the fields are empty and ``anonymous`` is set. What follows
    ``email`` is for a side that has a place for it; the text says enough without. ``known_above``: the national side
    has the case from us already, or is about to.
    """

    marker: str
    text: str
    anonymous: bool = True
    secret: bool = False
    name: str = ""
    phone: str = ""
    email: str = ""
    title: str = ""
    kind: str = "complaint"
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    occurred_on: date | None = None
    pictures: tuple[Picture, ...] = ()
    known_above: bool = False


@dataclass(frozen=True, slots=True)
class Accepted:
    """The ids under which the other side took a report."""

    id: str
    second_id: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What the city tells on a report. ``ref`` makes it repeatable: the same again is the same step."""

    report_id: str
    ref: str
    text: str
    standing: str = ""
    closes: bool = False
    pictures: tuple[Picture, ...] = ()


class Gateway(Protocol):
    """The other side. Every call may raise ``Lost``, ``Later`` or ``Denied``; none touches the database."""

    #: Its code, as links keep it: "sp4n", "surga:province".
    name: str

    def bodies(self) -> tuple[Body, ...]:
        """The agencies it knows."""

    def changes(self, since: datetime, page: int) -> ReportPage:
        """Reports changed since then (its clock), a page from 1; repeats and disorder are to be expected."""

    def find(self, marker: str) -> tuple[Report, ...]:
        """Reports whose text holds our marker: how a lost answer is looked up."""

    def report(self, report_id: str) -> Report:
        """One report with its steps. Raises ``Gone``."""

    def submit(self, new: NewReport) -> Accepted:
        """Tell a case. Not repeatable by itself: after ``Lost`` ask ``find`` first."""

    def follow_up(self, told: FollowUp) -> str:
        """Add a step; its id. The same ``ref`` again gives the first one's."""

    def pass_on(self, report_id: str, ref: str, body_id: str, text: str) -> str:
        """Give the report to another body; the step's id, "" where none is told."""

    def give_back(self, report_id: str, ref: str, reason: str) -> str:
        """Back to the centre: not ours."""

    def fetch(self, picture: Picture) -> bytes:
        """The bytes of a picture, at most 16 MB. Never follows it to another host with our token."""
