"""What the engine keeps: sides, links, acts, steps. Plain values; the tables have the same columns."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

#: How a side is spoken to. Links stay, whatever it is changed to.
ADAPTERS: Final = ("off", "manual", "export", "sp4n", "surga")

#: What may be done there.
SUBMIT, FOLLOW_UP, PASS_ON, GIVE_BACK = KINDS = ("submit", "follow_up", "pass_on", "give_back")
#: Where an act stands. ``TRYING``: a worker has it in hand; ``PARKED``: an officer has to look; ``SKIPPED``: one did.
DUE, TRYING, DONE, PARKED, SKIPPED = ACT_STATES = ("due", "trying", "done", "parked", "skipped")
#: Still to be done, in the order of their case.
LIVE: Final = frozenset({DUE, TRYING, PARKED})

#: Where a report is: with us, with somebody else there, or not to be seen.
LINKED, ELSEWHERE, GONE = LINK_STATES = ("linked", "elsewhere", "gone")
#: "out": told by us; "in": told to us.
OUT, IN = DIRECTIONS = ("out", "in")

_LONGEST_INBOX: Final = 16
_LONGEST_NAME: Final = 30
#: A case is told with its text at most so long, the marker included (gateway page).
LONGEST_TEXT: Final = 5_000


@dataclass(frozen=True, slots=True)
class Side:
    """Another government's system as the city set it up.

    ``takes``: "all" (every verified case), or "escalated": only what goes up to ``level``. ``body``: what the city is
    called there; ``bodies``: level or name of a body, as our cases have it → its id there. ``since``: nothing that
    changed before is asked for.
    """

    name: str = "sp4n"
    adapter: str = "off"
    takes: str = "all"
    level: str = ""
    body: str = ""
    bodies: Mapping[str, str] = field(default_factory=dict)
    since: datetime | None = None
    #: What our cases call it, where a level has more than one such side; "" takes all of its level.
    title: str = ""

    @property
    def actor(self) -> str:
        """Who did what came from there."""
        return f"system:{self.name}"

    @property
    def channel(self) -> str:
        """Our word for the way a case came in."""
        return "sp4n" if self.name == "sp4n" else "api"

    @property
    def inbox(self) -> str:
        """Where ids of its reports are unique among submissions; their column takes 16 characters."""
        if len(self.name) <= _LONGEST_INBOX:
            return self.name
        return f"surga:{hashlib.sha256(self.name.encode()).hexdigest()[:10]}"

    def takes_up(self, level: str, body: str) -> bool:
        """Whether a case that goes up to this level, and there to this body, goes to this side."""
        meant = not self.title or self.title.casefold() == body.strip().casefold()
        return self.takes == "escalated" and self.tells and self.level == level and meant

    @property
    def talks(self) -> bool:
        """Whether a program is spoken to."""
        return self.adapter in {"sp4n", "surga"}

    @property
    def tells(self) -> bool:
        """Whether acts are made for it: sent, or typed by an officer."""
        return self.talks or self.adapter == "manual"


@dataclass(frozen=True, slots=True)
class Partner:
    """Another government's program: the name of its account, what people call it, and the agency that it is here."""

    name: str
    title: str = ""
    agency: str = ""

    @property
    def system(self) -> str:
        """Its name as a side: our own side to the same government is called so too, hence nothing echoes."""
        name = self.name.lower()
        if len(name) > _LONGEST_NAME:
            name = f"{name[:20]}~{hashlib.sha256(name.encode()).hexdigest()[:8]}"
        return f"surga:{name}"


@dataclass(frozen=True, slots=True)
class Ours:
    """A case as far as the rules need it. ``allowed``: an officer let this secret case be told to this side.

    ``brought_by``: the side whose program brought it here, and asks about it; ``known_above``: the national side has it
    from there.
    """

    id: int
    code: str
    status: str
    channel: str = "web"
    secret: bool = False
    allowed: bool = False
    waiting_from: str = ""
    brought_by: str = ""
    known_above: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One of our cases and one of their reports are the same matter.

    A case has one link to a side; ``twin``: it has more, for its reporter told both and an officer confirmed it.
    ``standing``: theirs, as we last saw it; ``told``: the one we told last and they took. ``seen``: how the list
    last told of it, ``settled``: its steps were read late enough after that to be all of them. ``updated_at``:
    when it changed last, by their clock. ``after``: what happened up to this event is not told, even if heard again.
    """

    system: str
    case_id: int
    code: str
    report_id: str
    direction: str
    second_id: str = ""
    twin: bool = False
    state: str = LINKED
    standing: str = "unverified"
    told: str = ""
    text_hash: str = ""
    seen: str = ""
    seen_at: datetime | None = None
    settled: bool = False
    looked_at: datetime | None = None
    updated_at: datetime | None = None
    since: datetime | None = None
    after: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Act:
    """Something to be done there, because something happened here.

    ``target``: the report it is for, "" for the one the case is submitted as. ``entry_id``: whose words are told;
    ``words``: what is said where there are none. ``doubt``: it may have been done; look before doing it (again).
    ``settle_at``: until then the other side may still be busy doing it, though a look does not show it.
    """

    system: str
    case_id: int
    event_id: int
    kind: str
    ref: str
    target: str = ""
    entry_id: int = 0
    words: str = ""
    standing: str = ""
    closes: bool = False
    body_id: str = ""
    state: str = DUE
    attempts: int = 0
    doubt: bool = False
    next_at: datetime | None = None
    lease: str = ""
    reason: str = ""
    made_at: datetime | None = None
    done_at: datetime | None = None
    settle_at: datetime | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """A step that both sides have: one of theirs that we heard, or one of ours that they took (``ref``)."""

    system: str
    report_id: str
    step_id: str
    ref: str = ""
    direction: str = IN
    kind: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """A report that could not be taken in; it is asked for again at ``next_at``."""

    system: str
    report_id: str
    reason: str
    attempts: int
    next_at: datetime
    since: datetime


@dataclass(frozen=True, slots=True)
class Twin:
    """Two cases that seem to be one matter, told on both sides: ``case_id`` came from there, ``other_id`` was here."""

    system: str
    report_id: str
    case_id: int
    other_id: int
    score: int


#: How the trouble of a row is named that has no report's id.
NAMELESS: Final = "?"

#: Which links are looked at though no list tells of them: others have the report, the list never told of it, it is
#: not to be seen, or it was quiet for long.
AWAY, UNLISTED, UNSEEN, QUIET = WATCHES = ("away", "unlisted", "unseen", "quiet")

#: What is over there.
ENDED: Final = frozenset({"done", "archived"})

#: Longer than any call may take: whoever holds an act longer is dead.
LEASE: Final = timedelta(minutes=10)
