"""What waits, since when and why; the links of a case; what an officer has to do or to decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet

from surga.core.cases.models import Case
from surga.core.cases.queries import codes_of
from surga.events.models import Event
from surga.reactions.sync import things
from surga.reactions.sync.models import Act, Cursor, Difference, Link, Trouble, Twin
from surga.reactions.sync.rules.telling import NEVER_TOLD
from surga.reactions.sync.store.book import act_of, link_of
from surga.reactions.sync.store.house import CityHouse
from surga.reactions.sync.store.sides import side_named, sides
from surga.reactions.sync.things import DONE, DUE, LIVE, PARKED, TRYING, Ours, Side


@dataclass(frozen=True, slots=True)
class SideState:
    """How one side is, in both directions. ``oldest``: since when the oldest act waits; ``read_at``: the last good
    round of ours, ``read_to``: up to where on their clock."""

    name: str
    adapter: str
    waiting: int
    trying: int
    parked: int
    done: int
    oldest: datetime | None
    told: int
    heard: int
    troubles: int
    twins: int
    differences: int
    read_at: datetime | None
    read_to: datetime | None

    def lag_out(self, now: datetime) -> timedelta:
        """How long what is to be told has waited."""
        return now - self.oldest if self.oldest is not None else timedelta()

    def lag_in(self, now: datetime) -> timedelta | None:
        """How long ago everything was read, None when it never was."""
        return now - self.read_at if self.read_at is not None else None


@dataclass(frozen=True, slots=True)
class WaitingAct:
    """An act for the desk. ``reason``: why it waits or is parked; ``first``: it is the first of its case."""

    id: int
    system: str
    code: str
    kind: str
    state: str
    reason: str
    attempts: int
    doubt: bool
    since: datetime
    next_at: datetime


@dataclass(frozen=True, slots=True)
class Task:
    """An act for an officer to do by hand, with what is to be copied. ``report_id``: "" for a case to be told."""

    act_id: int
    code: str
    kind: str
    report_id: str
    text: str
    anonymous: bool
    standing: str
    since: datetime


def states() -> list[SideState]:
    """Every side, with its counts and lags, in the order of the settings."""
    return [_state(side) for side in sides()]


def _state(side: Side) -> SideState:
    acts = Act.objects.filter(system=side.name).aggregate(
        waiting=Count("id", filter=Q(state=DUE)),
        trying=Count("id", filter=Q(state=TRYING)),
        parked=Count("id", filter=Q(state=PARKED)),
        done=Count("id", filter=Q(state=DONE)),
        oldest=Min("made_at", filter=Q(state__in=(DUE, TRYING))),
    )
    links = Link.objects.filter(system=side.name).aggregate(
        told=Count("id", filter=Q(direction=things.OUT)), heard=Count("id", filter=Q(direction=things.IN))
    )
    cursor = Cursor.objects.filter(pk=side.name).values_list("read_at", "at").first() or (None, None)
    return SideState(
        side.name,
        side.adapter,
        **acts,
        **links,
        troubles=Trouble.objects.filter(system=side.name).count(),
        twins=Twin.objects.filter(system=side.name, decided="").count(),
        differences=Difference.objects.filter(system=side.name).count(),
        read_at=cursor[0],
        read_to=cursor[1],
    )


def waiting_acts(system: str, state: str = PARKED, limit: int = 100) -> list[WaitingAct]:
    """Acts in a state, the longest waiting first."""
    rows = list(Act.objects.filter(system=system, state=state).order_by("made_at", "id")[:limit])
    codes = codes_of({row.case_id for row in rows})
    return [
        WaitingAct(
            row.pk, row.system, codes.get(row.case_id, ""), row.kind, row.state, row.reason, row.attempts,
            row.doubt, row.made_at, row.next_at,
        )
        for row in rows
    ]  # fmt: skip


def acts_of(case_id: int) -> list[Act]:
    """Everything told about a case, oldest first."""
    return list(Act.objects.filter(case_id=case_id).order_by("id"))


def troubles(system: str, limit: int = 100) -> list[Trouble]:
    """Reports that could not be taken in, the oldest first."""
    return list(Trouble.objects.filter(system=system).order_by("since", "id")[:limit])


def links_of(case_id: int) -> list[Link]:
    """Where a case is besides here."""
    return list(Link.objects.filter(case_id=case_id).order_by("system", "twin", "id"))


def tasks_by_hand(system: str, limit: int = 50) -> list[Task]:
    """What an officer has to type into the other side, the oldest first: of each case only what comes next."""
    side, house = side_named(system), CityHouse()
    rows = heads(system).filter(state=DUE).order_by("made_at", "id")[:limit]
    return [task for row in rows if (task := _task(row, side, house)) is not None]


def heads(system: str) -> QuerySet[Act]:
    """The acts that come next in their cases."""
    earlier = Act.objects.filter(
        system=OuterRef("system"), case_id=OuterRef("case_id"), pk__lt=OuterRef("pk"), state__in=LIVE
    )
    return Act.objects.filter(system=system, state__in=LIVE).exclude(Exists(earlier))


def _task(row: Act, side: Side, house: CityHouse) -> Task | None:
    ours = house.ours(row.case_id, side)
    if ours is None:
        return None
    if row.kind == things.SUBMIT:
        new = house.new_report(ours)
        return Task(row.pk, ours.code, row.kind, "", new.text, new.anonymous, "", row.made_at)
    links = Link.objects.filter(system=side.name, case_id=row.case_id).order_by("twin", "id")
    report_id = row.target or links.values_list("report_id", flat=True).first() or ""
    text, _pictures = house.said(act_of(row))
    return Task(row.pk, ours.code, row.kind, report_id, text, True, row.standing, row.made_at)


def twins(system: str) -> list[Twin]:
    """Cases that may be one matter, and that an officer has to look at."""
    return list(Twin.objects.filter(system=system, decided="").order_by("-score", "id"))


def differences(system: str) -> list[Difference]:
    """What the last comparison found, the oldest first."""
    return list(Difference.objects.filter(system=system).order_by("since", "id"))


def all_links(system: str) -> list[things.Link]:
    return [link_of(row) for row in Link.objects.filter(system=system).order_by("id").iterator()]


def told_cases(side: Side) -> dict[str, Ours]:
    """The cases that are told to the side, by their codes."""
    submitted = Act.objects.filter(system=side.name, kind=things.SUBMIT, state=DONE).values("case_id")
    return {one.code: one for one in _each(Case.objects.filter(pk__in=submitted), side)}


def untold_cases(side: Side) -> list[Ours]:
    """Verified cases that are to be told to the side, and neither are nor are about to be."""
    if side.takes != "all":
        return []
    known = Link.objects.filter(system=side.name).values("case_id")
    meant = Act.objects.filter(system=side.name, kind=things.SUBMIT).values("case_id")
    # Invented and imported ones are opened by these.
    opened = Event.objects.filter(case_id=OuterRef("pk"), name="CaseOpened", actor__in=NEVER_TOLD)
    cases = Case.objects.filter(verified_at__isnull=False, received_at__gte=side.since or F("received_at"))
    cases = cases.exclude(Q(channel=side.channel) | Q(status="archived") | Q(pk__in=known) | Q(pk__in=meant))
    found = _each(cases.exclude(Exists(opened)), side)
    return [one for one in found if not one.secret or one.allowed]


def _each(cases: QuerySet[Case], side: Side) -> Iterable[Ours]:
    house = CityHouse()
    ids = cases.order_by("id").values_list("id", flat=True)
    return [one for pk in ids if (one := house.ours(pk, side)) is not None]
