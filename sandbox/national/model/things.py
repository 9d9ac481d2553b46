"""Agencies, topics, reports and what is attached to them. Times are whole seconds since 1970."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.national.model import words


class Refused(Exception):
    """A move that is not allowed; nothing was changed. ``code`` is the gateway's, the text says why."""

    def __init__(self, code: str, why: str, stream_id: str = "") -> None:
        super().__init__(why)
        self.code = code
        self.why = why
        #: The stream that the same reference made the first time (DUPLICATE_STREAM).
        self.stream_id = stream_id


@dataclass(frozen=True, slots=True)
class Agency:
    """``parent`` is "0" at the top; ``level`` one of ``words.LEVELS``."""

    id: str
    parent: str
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class Topic:
    """``parent`` is "0" at the top."""

    id: str
    parent: str
    name: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who reported. It never leaves through the gateway."""

    first_name: str = ""
    last_name: str = "_"
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """Something attached. Its bytes lie beside the reports (``National.files``)."""

    id: str
    name: str
    mime: str
    #: The stream it came with; empty for the report's own.
    stream_id: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it comes in."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Stream:
    """One line of a report's history; never changed once written."""

    id: str
    at: int
    by: str
    role: str
    type: str
    note: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """What somebody reports. ``agency``: the reporter chose it, so it goes there at once."""

    text: str
    title: str = ""
    kind: str = words.KINDS[0]
    topic_id: str = ""
    agency: str = ""
    channel: str = "Website"
    happened_on: str = ""
    place: str = ""
    lat: str = ""
    lon: str = ""
    anonymous: bool = False
    secret: bool = False
    person: Person = Person()
    uploads: tuple[Upload, ...] = ()


@dataclass(slots=True)
class Report:
    """One report as the national side keeps it. ``agency`` is "" while the national admin has it."""

    tracking_id: str
    transaction_id: str
    title: str
    text: str
    kind: str
    topic_id: str
    agency: str
    status: str
    anonymous: bool
    secret: bool
    channel: str
    happened_on: str
    place: str
    lat: str
    lon: str
    created_at: int
    updated_at: int
    person: Person
    #: When it ends by itself; 0 while no such clock runs.
    auto_close_at: int = 0
    #: The agency whose system filed it by ``addstream``.
    filed_by: str = ""
    #: Agencies that passed it on or gave it back, and may still read it.
    watchers: list[str] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    streams: list[Stream] = field(default_factory=list)
    edits: int = 0

    @property
    def ended(self) -> bool:
        return self.status in words.ENDED
