"""One turn of the dialogue as plain values: what is known before it, what is said and done in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from surga.core.intake.dialogue.memory import Memory

#: (id, label). At most three, a label of at most twenty characters: a messenger's buttons hold no more.
Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Offer:
    """A knowledge article that answers with confidence. ``brief`` is in the citizen's language.

    ``doubt``: why to ask before one sets out: "expired", "unconfirmed", or empty.
    """

    slug: str
    title: str
    brief: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A case as one is told of it. ``mine``: it was filed in this conversation. ``due``: promised for then."""

    code: str
    status: str
    mine: bool = False
    agency: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """An earlier report that everybody may read and that is likely of the same matter. ``title``: masked.

    ``count``: how many tell of it so far.
    """

    code: str
    title: str
    place: str
    since: date
    status: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Known:
    """What was looked up for the words that were heard; empty where nothing was found."""

    city: str = ""
    #: Where the public reads of cases, without a slash at its end.
    address: str = ""
    #: The letters the city's codes begin with.
    prefix: str = ""
    #: The kelurahan at the point that was sent; empty outside the city.
    region_at: str = ""
    #: The region that the words name; and what the place is called, be it named now or before.
    region_named: str = ""
    region_label: str = ""
    topic: str = ""
    topic_label: str = ""
    #: The articles to offer, best first.
    articles: tuple[Offer, ...] = ()
    #: The case whose code was said; with no code, the last one of this conversation. None: there is none.
    seen: Seen | None = None
    #: Codes of cases of this conversation: one that waits for a reply, one that was answered or resolved.
    asked: str = ""
    resolved: str = ""
    #: The code of the case that is spoken of, when its reporter may ask for the next level.
    refused: str = ""
    #: The earlier report that what is told is most likely the same as; or the one that was asked about.
    like: Alike | None = None
    #: Whom to call in danger.
    emergency: str = "112"
    #: Somebody is there to take over now; else the office opens at this time.
    open: bool = True
    opens: time | None = None
    #: The city's own words for some of ours.
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Say:
    """One thing that is said."""

    text: str
    choices: tuple[Choice, ...] = ()
    #: It warns of a danger: said whatever else can or cannot be done.
    warns: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """File what was told: the story is in the memory before this turn is over."""

    story: Memory


@dataclass(frozen=True, slots=True)
class AddToCase:
    """Add words, and the pictures that came with them, to a case."""

    code: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Confirm:
    """The reporter says that it is dealt with."""

    code: str


@dataclass(frozen=True, slots=True)
class Object:
    """The reporter says that it is not, and why."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Raise:
    """The reporter, who was refused a reopening, wants the next level to look at it, and why."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Rate:
    """One to five stars."""

    code: str
    stars: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class HandOver:
    """A person takes over. ``reason``: asked, emergency, voice, trouble."""

    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """The state of a case was told."""

    code: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An article was enough."""

    slug: str


@dataclass(frozen=True, slots=True)
class NotFound:
    """This was asked, and no article answered it."""

    text: str


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Nothing is to be filed."""


Act = File | AddToCase | Confirm | Object | Raise | Rate | HandOver | Told | Answered | NotFound | Cancelled


@dataclass(frozen=True, slots=True)
class Turn:
    """What one message leads to. Nothing is said only when a person has it, or an album was answered already."""

    memory: Memory
    says: tuple[Say, ...] = ()
    acts: tuple[Act, ...] = ()
    #: Part of what is over already ("thank you", one more photo): no touch of its own.
    tail: bool = False
