"""What the dialogue remembers between two messages: plain values, kept as a plain dict."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any, Final

#: Where a conversation stands. Whatever cannot be read begins afresh.
STEPS: Final = (
    "fresh",  # nothing is being told
    "telling",  # we wait for what happened
    "placing",  # we wait for where
    "checking",  # we wait for "send it"
    "alike",  # we wait for whether it is the same as an earlier report
    "sorting",  # new words so soon after a case was filed: of that case, or of another?
    "offered",  # articles were shown
    "objecting",  # the reporter said "not yet" and not yet why
    "rating",  # we wait for stars
    "appealing",  # the reporter wants the next level to look at it, and did not yet say why
)  # fmt: skip
#: Steps in which something was told that is not filed yet.
OPEN: Final = frozenset({"telling", "placing", "checking", "alike", "sorting"})
#: So long after a case was filed, what comes may belong to it.
TAIL: Final = timedelta(hours=1)
#: Far more than a case takes; a story that never ends must not fill the row.
LONGEST_STORY: Final = 40_000


@dataclass(frozen=True, slots=True)
class Memory:
    """``first``: id of the first line of what is being told, 0 while nothing is. ``*_at``: ISO 8601 or empty."""

    step: str = "fresh"
    language: str = "id"
    #: Left for an hour before it was filed: an officer was told, and whoever goes on is heard all the same.
    unfinished: bool = False
    #: A person has it: the bot says nothing until the conversation is its own again.
    quiet: bool = False
    #: Somebody was told of a voice note or an emergency; until they take it the bot goes on.
    along: bool = False

    story: str = ""
    kind: str = "complaint"
    region: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    #: The point lies outside the city.
    outside: bool = False
    photos: int = 0
    files: int = 0
    voices: int = 0
    anonymous: bool = False
    confidential: bool = False
    first: int = 0
    #: More was asked for once; nobody is asked twice.
    asked_more: bool = False
    asked_place: bool = False
    #: What else was asked for, by `flags.complete`'s codes.
    asked: tuple[str, ...] = ()
    #: The earlier report that was asked about, and whether this one goes together with it.
    like: str = ""
    joins: bool = False
    #: The kinds of danger of which they were warned.
    warned: tuple[str, ...] = ()
    #: The next words take the place of the story.
    rewriting: bool = False

    #: The articles that were shown, and those still to be shown.
    shown: str = ""
    others: tuple[str, ...] = ()
    #: Ids of the choices offered last, in their order: "1" means the first.
    choices: tuple[str, ...] = ()

    #: The case that is objected to, rated, or to go up.
    case: str = ""
    #: The case that was filed last, and when.
    filed: str = ""
    filed_at: str = ""
    #: When the last photo came, and of which album: an album is answered once.
    photo_at: str = ""
    album: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something was told, or shown in a photo, that is not filed yet."""
        return self.step in OPEN and bool(self.story or self.photos or self.files or self.voices)

    @property
    def has_place(self) -> bool:
        return bool(self.region or self.place or self.lat is not None)

    def filed_lately(self, now: datetime) -> bool:
        """Whether a case was filed here within the hour: what comes may belong to it."""
        filed_at = moment(self.filed_at)
        return bool(self.filed) and filed_at is not None and abs(now - filed_at) <= TAIL

    def over(self, **changes: Any) -> Memory:
        """Nothing is being told any more; what was filed, and the language, are remembered."""
        kept = Memory(
            language=self.language,
            filed=self.filed,
            filed_at=self.filed_at,
            photo_at=self.photo_at,
            album=self.album,
            along=self.along,
        )
        return replace(kept, **changes)


def moment(kept: str) -> datetime | None:
    """A moment as the memory keeps it; None when it keeps none."""
    try:
        at = datetime.fromisoformat(kept)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


def to_dict(memory: Memory) -> dict[str, Any]:
    """The memory as JSON takes it; what is as always is left out."""
    fresh = asdict(Memory())
    values = {name: value for name, value in asdict(memory).items() if value != fresh[name]}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def from_dict(kept: object) -> Memory:
    """The memory from what was kept. What another version wrote and this one cannot read is forgotten."""
    if not isinstance(kept, dict):
        return Memory()
    values: dict[str, Any] = {}
    for field in fields(Memory):
        value, always = kept.get(field.name), field.default
        if isinstance(always, tuple) and isinstance(value, list):
            values[field.name] = tuple(str(each) for each in value)
        elif always is None and isinstance(value, float | int) and not isinstance(value, bool):
            values[field.name] = float(value)
        elif type(value) is type(always):
            values[field.name] = value
    memory = Memory(**values)
    return memory if memory.step in STEPS else replace(memory, step="fresh")
