"""What an officer has to type into the other side by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from surga.reactions.sync import things
from surga.reactions.sync.models import Act, Link
from surga.reactions.sync.store.book import act_of
from surga.reactions.sync.store.house import CityHouse
from surga.reactions.sync.store.sides import side_named
from surga.reactions.sync.things import DUE, LIVE, Side


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
