"""What triage says of a case, which cases are one matter, and what was found on pictures."""

from dataclasses import dataclass, field

from surga.events.event import CaseEvent


@dataclass(frozen=True)
class CaseTriaged(CaseEvent):
    """A judgement on the case, by what was learned or by the city's tables.

    ``confidence``: of a thousand, how often such a judgement was right; ``best``: the likeliest agencies' codes;
    ``by``: model, words or nothing; ``rule``: the authority table's that stands above; ``automatic``: it went straight
    to the agency. What the case has after it, whatever was judged: ``topic_now``, ``agency_now`` (proposed),
    ``level_now``, ``protected_now``; no topic (None) in events of before that was told.
    """

    topic: str
    agency: str
    kind: str
    level: str
    confidence: int
    by: str
    version: str
    rule: str
    automatic: bool
    oversight: bool
    best: list[str] = field(default_factory=list)
    topic_now: str | None = None
    agency_now: str = ""
    level_now: str = ""
    protected_now: bool = False


@dataclass(frozen=True)
class DangerSeen(CaseEvent):
    """Its words tell of a danger of this kind: fire, flood, wires, violence, child, illness, accident.

    Empty: an officer has looked, and there is none.
    """

    danger: str


@dataclass(frozen=True)
class CaseJoined(CaseEvent):
    """The case is the same matter as the case ``lead_id`` and goes with it. ``how``: "reporter" or "officer"."""

    lead_id: int
    lead: str
    how: str


@dataclass(frozen=True)
class CaseSplit(CaseEvent):
    """The case goes by itself again.

    ``why``: "officer"; "objected", "reopened" or "returned" for what its own reporter or another government did; or
    "lead_ended": it leads now.
    """

    lead_id: int
    lead: str
    why: str
    entry_id: int | None


@dataclass(frozen=True)
class PhotoJudged(CaseEvent):
    """A photo was looked at. ``look``: clear, masked, unsure or held; ``kinds``: what was found on it."""

    photo_id: int
    look: str
    kinds: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class OriginalSeen(CaseEvent):
    """An officer looked at a photo as it came, before anything was blurred."""

    photo_id: int
