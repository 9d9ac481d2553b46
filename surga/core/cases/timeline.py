"""The story of a case, for three audiences: the public, its reporter, an officer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from surga.core.agencies.calendar import Calendar
from surga.core.agencies.city import OUTSIDE_LEVELS
from surga.core.cases.models import Case, Entry, Photo
from surga.core.cases.queries.pictures import is_shown
from surga.core.people import queries as people
from surga.events.models import Event

Audience = Literal["public", "reporter", "officer"]

#: Events only officers read of.
_INTERNAL = frozenset(
    {
        "NoteAdded",
        "IdentityRevealed",
        "PhotoShown",
        "RoutingFailed",
        "ClockOverdue",
        "CaseReturned",
        "OutsideNoted",
        "CaseTriaged",
        "DangerSeen",
        "PhotoJudged",
        "OriginalSeen",
    }
)
#: Events between the reporter and the city: the public does not read of them.
_PRIVATE = frozenset(
    {
        "ReporterAsked",
        "ReporterReplied",
        "DetailsAdded",
        "CaseRated",
        "ReopenRequested",
        "ReopenRefused",
        "CaseJoined",
        "CaseSplit",
    }
)
#: What an event may tell the public beside its text.
_OPEN_FACTS = (
    "agency", "level", "body", "reason", "photos", "system", "step", "role", "standing", "report_id", "direction",
)  # fmt: skip
#: A step elsewhere → where it puts the report by itself.
_LEADS_TO = {"disposition": "disposed", "follow_up": "followed_up", "reporter_reply": "reporter_replied"}
#: Systems that are ourselves; any other that acts is another government's side.
_OURSELVES = frozenset({"system:import", "system:demo", "system:clock", "system:triage"})


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One thing that happened. ``type`` is the event's name; ``text`` as written, not masked."""

    at: datetime
    type: str
    #: "reporter", "officer" or "system".
    by: str
    text: str = ""
    #: An officer's name, for officers only.
    name: str = ""
    agency: str = ""
    #: What the event says beside its text: reason, level, stars, clock, …
    facts: dict[str, object] = field(default_factory=dict)
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """Who had a case from when to when: an agency, a ``body`` at a ``level``, or the verifiers where all are empty.

    ``until``: None while it is still there. ``raised``: the reason why it went up to here, empty when it did not.
    """

    since: datetime
    until: datetime | None = None
    agency: str = ""
    level: str = ""
    body: str = ""
    raised: str = ""

    @property
    def away(self) -> bool:
        """Whether that is beyond the city."""
        return self.level in OUTSIDE_LEVELS


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a case is besides here. ``direction``: it was told there ("out") or came from there ("in").

    ``standing``: where it stands there, in the port's words; "" while that is not known.
    """

    system: str
    report_id: str
    direction: str
    standing: str = ""


def links(items: Sequence[TimelineItem]) -> list[Elsewhere]:
    """The reports elsewhere that are the same matter, each once, as the timeline tells of them."""
    found: dict[tuple[str, str], Elsewhere] = {}
    standings: dict[str, str] = {}
    for item in items:
        system, facts = str(item.facts.get("system") or ""), item.facts
        if item.type == "CaseLinked":
            number = str(facts.get("report_id") or "")
            found[system, number] = Elsewhere(system, number, str(facts.get("direction") or ""))
        elif item.type == "OutsideStepTaken" and facts.get("standing"):
            standings[system] = str(facts["standing"])
    return [replace(each, standing=standings.get(each.system, "")) for each in found.values()]


def days_held(held: Sequence[Held], calendar: Calendar, now: datetime) -> int:
    """Working days that these holders had the case, up to ``now``.

    Of each at least none: an old case can be older than the day on which it was taken in.
    """
    return sum(max(0, calendar.working_days_between(each.since, each.until or now)) for each in held)


def holders(items: Sequence[TimelineItem]) -> list[Held]:
    """Who had the case, one after the other, as an officer's timeline tells it; nobody has it while it is ended."""
    found: list[Held] = []
    unit = ""  # the city's own that had it last
    for item in items:
        last = found[-1] if found and found[-1].until is None else None
        now = _holder_after(item, last, unit)
        unit = now.agency if now is not None and item.type == "CaseForwarded" else unit
        if last is not None and (now is None or _who(now) != _who(last)):
            found[-1] = replace(last, until=item.at)
        if now is not None and (last is None or _who(now) != _who(last)):
            found.append(now)
    return found


def _holder_after(item: TimelineItem, last: Held | None, unit: str) -> Held | None:
    """Who has it after this happened; ``last``: who had it before, ``unit``: the last of the city's."""
    facts, at = item.facts, item.at
    raised = str(facts.get("raised") or "")
    match item.type:
        case "CaseForwarded":
            return Held(at, agency=item.agency, raised=raised)
        case "CaseEscalated":
            return Held(at, level=str(facts.get("level")), body=str(facts.get("body") or ""), raised=raised)
        case "CaseOpened" | "CaseReturned":
            return Held(at)
        case "CaseReopened":
            return None if raised else Held(at, agency="" if facts.get("status") == "verified" else unit)
        case "CaseConfirmed" | "CaseClosedBySilence" | "CaseArchived":
            return None
        case "CaseAnswered" | "CaseResolved" if last is not None and last.level:
            return Held(at, agency=unit)
    return last


def _who(held: Held) -> tuple[str, str, str]:
    return held.agency, held.level, held.body


def timeline_of(case: Case, audience: Audience, photos: Sequence[Photo] | None = None) -> list[TimelineItem]:
    """Oldest first, in four queries at most; ``photos``: all of the case's, when they were read already.

    Masking for the public is the register's work.
    """
    return timelines_of([case], audience, photos)[case.pk]


def timelines_of(
    cases: Sequence[Case], audience: Audience, photos: Sequence[Photo] | None = None
) -> dict[int, list[TimelineItem]]:
    """The timelines of many cases by their ids, in four queries at most for all of them."""
    ids = [case.pk for case in cases]
    entries = {entry.pk: entry for entry in Entry.objects.filter(case__in=ids)}
    pictures: dict[int, list[Photo]] = {}
    if photos is None:
        photos = list(Photo.objects.filter(case__in=ids, entry__isnull=False).order_by("id"))
    for photo in photos:
        if audience != "public" or is_shown(photo):
            pictures.setdefault(photo.entry_id or 0, []).append(photo)
    events = list(Event.objects.filter(case_id__in=ids).order_by("id"))
    officers = {int(e.actor[8:]) for e in events if e.actor.startswith("officer:") and e.actor[8:].isdigit()}
    names = people.names_of(officers) if audience == "officer" and officers else {}
    found: dict[int, list[TimelineItem]] = {pk: [] for pk in ids}
    steps: dict[tuple[int, object], TimelineItem] = {}  # case, system → the last step there
    away: dict[int, Event] = {}  # case → its escalation, while it lies beyond the city
    for event in events:
        pk = event.case_id or 0
        if audience != "officer" and _follows(event, steps.get((pk, event.data.get("system")))):
            continue
        if _is_for(event, audience):
            entry = entries.get(event.data.get("entry_id") or 0)
            item = _item(event, entry, audience, names, pictures, away.get(pk))
            _put(found[pk], item)
            if event.name == "OutsideStepTaken":
                steps[pk, event.data.get("system")] = item
        if event.name == "CaseEscalated":
            away[pk] = event
        elif event.name in {"CaseForwarded", "CaseAnswered", "CaseResolved", "CaseReturned"}:
            away.pop(pk, None)
    return found


def _follows(event: Event, step: TimelineItem | None) -> bool:
    """Whether the event only says where a report stands since the step before it, which then tells that as well."""
    if event.name != "OutsideStepTaken" or step is None or event.data.get("entry_id"):
        return False
    standing = event.data.get("standing")
    if not standing or _LEADS_TO.get(str(step.facts.get("step"))) != standing:
        return False
    step.facts["standing"] = standing
    return True


def _put(items: list[TimelineItem], item: TimelineItem) -> None:
    """Add it; a step taken elsewhere stands where it happened, though we heard of it later."""
    place = len(items)
    while item.type == "OutsideStepTaken" and place and items[place - 1].at > item.at:
        place -= 1
    items.insert(place, item)


def _is_for(event: Event, audience: Audience) -> bool:
    if audience == "officer":
        return True
    if event.name == "CaseReturned" and not event.data.get("agency"):
        return True  # no agency gave it back, but whoever had it beyond the city
    if event.name == "OutsideStepTaken":
        return _says_something(event.data)
    return event.name not in _INTERNAL and (audience == "reporter" or event.name not in _PRIVATE)


def _says_something(step: dict[str, object]) -> bool:
    """Whether a step elsewhere is for citizens: not a note among officers, nor a word that nobody understood."""
    silent = (
        step.get("step") == "status" and step.get("standing") in {"", "unknown"} and not step.get("entry_id")
    )
    return step.get("step") != "note" and not silent


def _may_read(entry: Entry | None, audience: Audience) -> bool:
    if entry is None:
        return False
    return {
        "public": entry.visibility == Entry.PUBLIC,
        "reporter": entry.visibility != Entry.INTERNAL,
        "officer": True,
    }[audience]


def _item(
    event: Event,
    entry: Entry | None,
    audience: Audience,
    names: dict[int, str],
    pictures: dict[int, list[Photo]],
    away: Event | None,
) -> TimelineItem:
    kind, _, who = event.actor.partition(":")
    facts = _facts(event, audience, away)
    return TimelineItem(
        at=event.at,
        type=event.name,
        by=kind,
        text=entry.text if entry is not None and _may_read(entry, audience) else "",
        name=names.get(int(who), "") if kind == "officer" and who.isdigit() else "",
        agency=str(event.data.get("agency") or ""),
        facts=facts,
        photos=tuple(pictures.get(entry.pk, ())) if entry is not None else (),
    )


def _facts(event: Event, audience: Audience, away: Event | None) -> dict[str, object]:
    """What the event says beside its text; of an answer that came back to us also who gave it, and by which system."""
    facts = {key: value for key, value in event.data.items() if key != "entry_id"}
    if event.name == "CaseAnswered" and away is not None:
        kind, _, system = event.actor.partition(":")
        if kind == "system" and event.actor not in _OURSELVES:
            # The answer to another report of the same matter came to that one by a system, not to this.
            facts |= {"system": system} if system != "together" else {}
            facts |= {"level": away.data.get("level"), "body": away.data.get("body")}
    if audience == "public":
        raised = {"raised": facts["raised"]} if facts.get("raised") else {}
        facts = {key: facts[key] for key in _OPEN_FACTS if key in facts} | raised
        if facts.get("direction") == "in":
            # Whoever told it there may be named there: the number would lead to the name.
            facts.pop("report_id", None)
    return facts
