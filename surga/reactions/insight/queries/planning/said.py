"""What a policy brief and the register of decisions say: plain values, ready for a page, a PDF, a spreadsheet.

Sentences are in the language that was asked for. A number never stands alone: it has its sentence, n, its interval
where there is one, the name of its definition in the catalogue of figures, and the filter it was counted by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """One number. ``figure``: its definition's name; ``unit``: cases, reporters, days, working_days, share, ratio.

    ``low``, ``high``: its 95 % interval. ``filter``: as ``Figure.filter``: from, to, and topic, region, agency.
    """

    sentence: str
    figure: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    unit: str = "cases"
    filter: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Affected:
    """A region that a priority, or the whole brief, is about; ``cases`` of ``n``, with the share's interval."""

    code: str
    name: str
    parent: str
    cases: int
    n: int
    share: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One point of a series: ``at`` is a month ("2026-11"); ``expected``: forecast, with its 95 % interval."""

    at: str
    value: float | None
    low: float | None = None
    high: float | None = None
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A series to be drawn: ``title`` says the finding, ``subtitle`` what is drawn."""

    title: str
    subtitle: str
    unit: str
    steps: tuple[Step, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Acting:
    """Who must act, by the authority table. ``level``: as a case's; ``who``: agency, or body beyond the city.

    ``rule``: the line of the table that says so; ``confirmed``: whether the city's legal section confirmed it.
    """

    level: str
    level_name: str
    who: str
    rule: str = ""
    source: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Priority:
    """One priority as a person wrote it, with what the cases say. ``budget``: whole rupiah, None: not said.

    ``codes``: some of its cases that everybody may read; ``unshown``: how many of them only officers may, None where
    there are too many to look at each.
    """

    rank: int
    title: str
    what: str
    who: str
    when: str
    budget: int | None
    indicator: str
    target: str
    topic: str
    topic_name: str
    region: str
    region_name: str
    acting: Acting
    evidence: tuple[Evidence, ...]
    places: tuple[Affected, ...]
    line: Line | None
    codes: tuple[str, ...] = ()
    unshown: int | None = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """A policy brief. ``year``: the one it plans for; ``from_``, ``to``: the days of receipt its numbers are from.

    ``as_of``: what was known when; ``ready``: it is finished, so its numbers stay as they are; ``foreword``: written
    by a person, as all of a priority's words; everything else is counted. ``can``, ``cannot``: what it may be used for.
    """

    id: int
    title: str
    year: int
    city: str
    language: str
    as_of: datetime
    from_: date
    to: date
    ready: bool
    foreword: str
    intro: tuple[Evidence, ...]
    priorities: tuple[Priority, ...]
    places: tuple[Affected, ...]
    lines: tuple[Line, ...]
    can: tuple[str, ...]
    cannot: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """One figure before and after a decision, over windows of the same length; ``after`` is None while it is too early.

    ``earlier``: the same two windows a year before, where there is data. ``more_than_noise``: whether the difference
    is more than chance makes; None where it cannot be said.
    """

    figure: str
    unit: str
    before: Evidence
    after: Evidence | None
    earlier: tuple[Evidence, Evidence] | None
    more_than_noise: bool | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A change of policy that came from complaints. ``by``: the role that decided, never a person.

    ``codes``: linked cases that everybody may read; ``linked``: all of them, ``unshown`` of which are not public.
    ``edits``: how often its entry was changed since it was made. ``honest``: what before and after can not prove.
    """

    id: int
    title: str
    decided_on: date
    reason: str
    by: str
    topic: str
    topic_name: str
    agency: str
    agency_name: str
    region: str
    region_name: str
    codes: tuple[str, ...]
    linked: int
    unshown: int
    days: int
    effects: tuple[Effect, ...]
    honest: str
    edits: int
    changed_at: datetime
