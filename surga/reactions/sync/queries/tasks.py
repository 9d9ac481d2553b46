"""What an officer has to type into the other side by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from surga.core.cases.models import Case
from surga.core.cases.queries import Hiding, codes_of, visible_to
from surga.core.people.access import Actor
from surga.core.triage.mask import MaskingFailed
from surga.reactions.sync import things
from surga.reactions.sync.models import Act, Link, OtherBody
from surga.reactions.sync.store.book import act_of
from surga.reactions.sync.store.house import CityHouse
from surga.reactions.sync.store.sides import side_named
from surga.reactions.sync.things import DUE, LIVE, PARKED, Ours, Side


@dataclass(frozen=True, slots=True)
class Task:
    """An act for an officer to do by hand, with what is to be copied. ``report_id``: "" for a case to be told.

    ``body``: to whom it is given; ``pictures``: how many go with the words, to be found on the case.
    """

    act_id: int
    code: str
    kind: str
    report_id: str
    text: str
    anonymous: bool
    standing: str
    since: datetime
    secret: bool = False
    closes: bool = False
    body: str = ""
    pictures: int = 0
    title: str = ""
    case_kind: str = ""
    topic: str = ""
    address: str = ""
    region: str = ""
    occurred_on: date | None = None


@dataclass(frozen=True, slots=True)
class TaskLine:
    """As much of a task as a list tells."""

    act_id: int
    code: str
    kind: str
    since: datetime


def tasks_by_hand(system: str, limit: int = 50) -> list[Task]:
    """What an officer has to type into the other side, the oldest first: of each case only what comes next."""
    side, house = side_named(system), CityHouse()
    rows = heads(system).filter(state=DUE).order_by("made_at", "id")[:limit]
    return [task for row in rows if (task := _task(row, side, house)) is not None]


def task_lines(system: str, actor: Actor, limit: int = 50) -> tuple[int, list[TaskLine]]:
    """How many tasks there are for this officer, and the oldest of them."""
    waiting = _for(system, actor)
    rows = list(waiting.order_by("made_at", "id")[:limit])
    codes = codes_of({row.case_id for row in rows})
    lines = [TaskLine(row.pk, codes.get(row.case_id, ""), row.kind, row.made_at) for row in rows]
    return waiting.count(), lines


def task_by_hand(system: str, actor: Actor, act_id: int) -> Task | None:
    """One of them, whole; None when it is not there for this officer (any more)."""
    row = _for(system, actor).filter(pk=act_id).first()
    return _task(row, side_named(system), CityHouse()) if row is not None else None


def _for(system: str, actor: Actor) -> QuerySet[Act]:
    """Where a program is spoken to, it does what is due itself: people get what it could not do."""
    states = (PARKED,) if side_named(system).talks else (DUE, PARKED)
    return heads(system).filter(state__in=states, case_id__in=visible_to(actor).values("pk"))


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
    try:
        return _told(row, side, house, ours)
    except MaskingFailed:
        # There is something to do, and nothing of it that may be copied.
        return Task(row.pk, ours.code, row.kind, "", "", True, row.standing, row.made_at, ours.secret)


def _told(row: Act, side: Side, house: CityHouse, ours: Ours) -> Task:
    if row.kind == things.SUBMIT:
        return _submission(row, house.new_report(ours, pictures=False).text, secret=ours.secret)
    links = Link.objects.filter(system=side.name, case_id=row.case_id).order_by("twin", "id")
    report_id = row.target or links.values_list("report_id", flat=True).first() or ""
    text, pictures = house.said(act_of(row))
    names = OtherBody.objects.filter(system=side.name, body_id=row.body_id).values_list("name", flat=True)
    body = (names.first() or row.body_id) if row.body_id else ""
    return Task(
        row.pk, ours.code, row.kind, report_id, text, True, row.standing, row.made_at, ours.secret, row.closes,
        body, len(pictures),
    )  # fmt: skip


def _submission(row: Act, text: str, *, secret: bool) -> Task:
    case = Case.objects.select_related("reporter").get(pk=row.case_id)
    names = (case.reporter.name,) if case.reporter is not None else ()
    hiding = Hiding()
    return Task(
        row.pk, case.code, row.kind, "", text, True, "", row.made_at, secret, title=hiding(case.title, names),
        case_kind=case.kind, topic=case.topic_id or "", address=hiding(case.address, names),
        region=case.region_id or "", occurred_on=case.occurred_on,
    )  # fmt: skip
