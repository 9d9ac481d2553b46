"""What every case action does around its own idea: lock, ask, move, save, record.

``begin`` locks the case and checks access and state; ``Work.finish`` moves it,
sets its clocks, saves it and records the event. Both inside one transaction,
which the action itself opens.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils import timezone

from surga.core.agencies.city import City
from surga.core.agencies.queries import city
from surga.core.cases import deadlines, photos, states
from surga.core.cases.models import Case, Entry, Photo
from surga.core.cases.queries import facts_of as facts_of
from surga.core.cases.states import Refused
from surga.core.people import access
from surga.core.people.access import Actor
from surga.core.triage.words import plain
from surga.events.catalogue import Event, name_of
from surga.events.models import Event as EventRow
from surga.events.record import record

#: Which event moves the clocks, and what the clocks call it.
STEPS = {
    "CaseOpened": "received",
    "CaseVerified": "verified",
    "ReporterAsked": "asked",
    "ReporterReplied": "replied",
    "DetailsAdded": "added",
    "CaseForwarded": "forwarded",
    "CaseAnswered": "answered",
    "CaseResolved": "resolved",
    "CaseConfirmed": "confirmed",
    "CaseObjected": "objected",
    "CaseClosedBySilence": "silence",
    "CaseReopened": "reopened",
    "CaseEscalated": "escalated",
    "CaseArchived": "archived",
}
#: The urgency of a case in which nobody owes anything.
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
#: A danger that nobody has begun with stands so far before its receipt: before every clock of every other case.
_BEFORE_ALL = timedelta(days=36_500)
#: Here nobody has begun.
_NOT_BEGUN = frozenset({"received", "waiting_reporter", "verified", "forwarded", "returned"})
MAX_WORDS = 10_000


class CaseUnknown(Refused):
    """There is no case with this code."""

    def __init__(self) -> None:
        super().__init__("code_unknown", "code")


@dataclass(slots=True)
class Work:
    """An action under way on a locked case."""

    case: Case
    actor: Actor
    now: datetime
    to: str
    #: The id of the event, once it is recorded.
    event_id: int = 0
    _city: City | None = None

    @property
    def city(self) -> City:
        """Read when it is first asked for: what is only noted needs none."""
        if self._city is None:
            self._city = city()
        return self._city

    def say(self, kind: str, text: str, visibility: str) -> int:
        """Add what was said to the case; the entry's id. Empty words are refused."""
        entry = self.say_if_any(kind, text, visibility)
        if entry is None:
            raise Refused("text_empty", "text")
        return entry

    def say_if_any(self, kind: str, text: str, visibility: str) -> int | None:
        """The same, where saying nothing is fine."""
        said = plain(text, lines=True)
        if len(said) > MAX_WORDS:
            raise Refused("text_too_long", "text", max=MAX_WORDS)
        return self.enter(kind, said, visibility) if said else None

    def enter(self, kind: str, said: str, visibility: str) -> int:
        """Keep an entry as it is, even without words: the photos that come with it speak."""
        return Entry.objects.create(
            case=self.case,
            kind=kind,
            text=said,
            author=self.actor.kind,
            officer_id=int(self.actor.id) if self.actor.kind == "officer" else None,
            agency_code=self.actor.agency,
            visibility=visibility,
            at=self.now,
        ).pk

    def show(self, pictures: list[photos.CleanPhoto], entry_id: int | None, *, proof: bool = False) -> int:
        """Keep photos with what was said; how many were new to the case."""
        return add_photos(self.case, pictures, entry_id, self.now, proof=proof)

    def remark(self, event: Event) -> Case:
        """Record something that moves no case and winds no clock; all of the case that changes is when it changed."""
        self.case.changed_at = self.now
        self.case.save(update_fields=("changed_at",))
        self.event_id = record(event, str(self.actor), self.now).pk
        return self.case

    def finish(self, event: Event) -> Case:
        """Move, wind the clocks, save, record."""
        self.case.status = self.to
        _reckon_away(self.case, self.now, self.city)
        self.case.changed_at = self.now
        step = STEPS.get(name_of(event))
        if step is not None:
            wind(self.case, [*history_of(self.case), deadlines.Step(step, self.now)], self.city)
        self.case.urgency = urgency_of(self.case)
        self.case.save()
        self.event_id = record(event, str(self.actor), self.now).pk
        return self.case


def begin(code: str, actor: Actor, action: str, move: str, at: datetime | None) -> Work:
    """Lock the case, then check that the actor may, and that the move exists."""
    if not connection.in_atomic_block:
        raise RuntimeError("a case action runs inside a transaction")
    try:
        case = Case.objects.select_for_update().get(code=code)
    except Case.DoesNotExist:
        raise CaseUnknown from None
    access.require(actor, action, facts_of(case))
    ours = actor.kind == "officer" or actor.id == "triage"
    if case.joined_to_id is not None and ours and move in states.LED:
        raise Refused("case_joined", "code")
    to = states.next_status(case.status, move, case.waiting_from)
    return Work(case, actor, at or timezone.now(), to)


def history_of(case: Case) -> list[deadlines.Step]:
    """The steps of a case as its events tell them, oldest first."""
    rows = EventRow.objects.filter(case_id=case.pk, name__in=STEPS).order_by("id").values_list("name", "at")
    return [deadlines.Step(STEPS[name], at) for name, at in rows]


def wind(case: Case, history: list[deadlines.Step], where: City) -> None:
    """Set everything on the case that its clocks say."""
    found = deadlines.clocks(history, where.calendar, where.deadlines, case.service_class)
    case.clocks = {name: _plain(clock) for name, clock in found.items()}
    if case.joined_to_id is not None:
        # What the city owes, it owes to whoever leads; the reporter's own silence is theirs.
        found = {name: clock for name, clock in found.items() if name == "silence"}
    due = None if case.status in states.ENDED else deadlines.next_due(found)
    clock, due_at = due if due is not None else ("", None)
    if (clock, due_at) != (case.due_clock, case.due_at):
        case.overdue_at = None
    case.due_clock, case.due_at = clock, due_at
    case.urgency = urgency_of(case)


def urgency_of(case: Case) -> datetime:
    """Where it stands in the queues: by what is due first, and before all others a danger until somebody begins."""
    if case.joined_to_id is not None:
        return NEVER  # whoever leads stands there for all
    if case.danger and case.status in _NOT_BEGUN:
        return case.received_at - _BEFORE_ALL
    return case.due_at or NEVER


def _reckon_away(case: Case, now: datetime, where: City) -> None:
    """Keep since when a case is beyond the city, and the working days there before its follow-up."""
    away = case.status == "escalated" and case.level in states.OUTSIDE_LEVELS
    if away:
        case.away_since = case.away_since or now
    elif case.away_since is not None:
        if case.first_follow_up_at is None or case.first_follow_up_at >= case.away_since:
            case.away_days += where.calendar.working_days_between(case.away_since, now)
        case.away_since = None


def add_photos(
    case: Case, pictures: list[photos.CleanPhoto], entry_id: int | None, at: datetime, *, proof: bool = False
) -> int:
    """Keep photos on a case; the same picture twice is kept once."""
    if not pictures:
        return 0
    known = set(Photo.objects.filter(case=case).values_list("sha256", "proof"))
    fresh = [picture for picture in pictures if (picture.sha256, proof) not in known]
    for picture in fresh:
        file, thumb, original = photos.keep(picture)
        Photo.objects.create(
            case=case,
            entry_id=entry_id,
            file=file,
            thumb=thumb,
            original=original,
            sha256=picture.sha256,
            width=picture.width,
            height=picture.height,
            proof=proof,
            at=at,
        )
    return len(fresh)


def _plain(clock: deadlines.Clock) -> dict[str, object]:
    def iso(at: datetime | None) -> str | None:
        return at.isoformat() if at is not None else None

    return {
        "started": iso(clock.started_at),
        "due": iso(clock.due_at),
        "stopped": iso(clock.stopped_at),
        "paused": clock.paused,
    }
