"""What the doors read of surveys: plain, frozen, without a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from surga.reactions.surveys.rules.elements import Said
from surga.reactions.surveys.rules.score import Change, Index

#: Fewer people than this are never shown as a group.
SMALLEST = 5


@dataclass(frozen=True, slots=True)
class RoundInfo:
    """One round. ``unit``: code of an agency, "" for the city; ``unit_name``: as one says it.

    ``period``: as it stands in addresses; ``period_name``: as one says it. ``state``: draft, open, closed.
    ``population``: how many were served; ``handed_out``: sheets of paper; None: not known.
    """

    id: int
    code: str
    unit: str
    unit_name: str
    period: str
    period_name: Said
    from_on: date
    to_on: date
    state: str
    population: int | None
    handed_out: int | None
    weight_mode: str
    questions: str
    walk_in: bool
    invites: bool
    follow_up: str
    opened_at: datetime | None
    closed_at: datetime | None
    published_at: datetime | None

    @property
    def slug(self) -> str:
        """The unit as it stands in addresses: "kota" for the city."""
        return self.unit or CITY

    @property
    def start_word(self) -> str:
        """What one writes to the city on WhatsApp to answer it there."""
        return f"SURVEI {self.code.upper()}"


#: The city as a whole, in an address.
CITY = "kota"


@dataclass(frozen=True, slots=True)
class Response:
    """How many were asked and how many of them answered; who answered without being asked is in no rate.

    ``asked``: invitations and sheets handed out; ``answered``: those of them that came back. ``rate``: 0 to 1, None
    when nobody was asked, or when more sheets came back than are said to have been handed out.
    """

    asked: int
    answered: int
    unasked: int

    @property
    def rate(self) -> float | None:
        return self.answered / self.asked if self.asked and self.answered <= self.asked else None


@dataclass(frozen=True, slots=True)
class Group:
    """One question about the people (age, sex, education) or the way they answered: choice and how many.

    A number below five is hidden (None), and with it the next smallest, so that it cannot be worked out.
    """

    code: str
    name: Said
    rows: tuple[tuple[Said, int | None], ...]
    unsaid: int | None


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything a unit publishes of one round (PermenPANRB 14/2017), and PDF, page and tables are made of.

    ``index``: exact; ``index.converted`` of 100, ``index.band``, ``index.elements`` in the form's order,
    ``index.weakest``. ``needed``: answers wanted by Krejcie and Morgan, None while nobody knows how many were served.
    ``before``: the round of the unit before it, with the same weights, and ``change`` from there. ``comments``: masked.
    """

    round: RoundInfo
    as_of: datetime
    city: str
    index: Index
    response: Response
    needed: int | None
    people: tuple[Group, ...]
    ways: Group
    before: RoundInfo | None
    before_index: Index | None
    change: Change | None
    comments: tuple[str, ...]
    follow_up: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the figure "ikm": ``value`` 1 to 4 of ``n`` people, with its 95 % interval."""

    by: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer without anything about the person. ``scores``: by the codes of the elements; None: left out."""

    id: int
    on: date
    way: str
    scores: Mapping[str, int | None]
    comment: str
    by_hand: bool
    withdrawn: bool
