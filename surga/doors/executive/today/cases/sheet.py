"""The cases behind a figure as a sheet: codes and values of our own, no words of a citizen."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone

from surga.core.agencies.queries import city
from surga.core.cases import queries as cases
from surga.core.intake.queries.contacts import touches_of
from surga.core.people.access import Actor
from surga.doors.executive.frame.scope import Scope
from surga.doors.executive.today.cases.finding import Asked, all_of
from surga.reactions.insight.queries import BehindRow

_CASES = (
    *("kode", "diterima", "status", "topik", "wilayah", "instansi", "kanal", "tingkat", "nilai", "dihitung"),
    *("tersembunyi", "angka", "per"),
)
_CONTACTS = ("mulai", "kanal", "hasil", "topik", "wilayah", "kode", "angka", "per")


def lines(asked: Asked, scope: Scope, actor: Actor) -> Iterator[str]:
    """Line by line, the heads first. ``angka`` and ``per`` in each: a row that is copied out still says what it is."""
    known = (asked.name, _instant(scope.moment or timezone.now()))
    rows_of = _contacts if asked.is_contacts else _cases
    yield _line(_CONTACTS if asked.is_contacts else _CASES)
    for rows in all_of(asked, scope):
        for told in rows_of(rows, actor):
            yield _line((*told, *known))


def _contacts(rows: list[BehindRow], actor: Actor) -> Iterator[tuple[object, ...]]:
    for each in touches_of([row.case_id for row in rows], actor):
        yield _instant(each.started_at), each.channel, each.outcome, each.topic, each.region, each.code


def _cases(rows: list[BehindRow], actor: Actor) -> Iterator[tuple[object, ...]]:
    """A case that the officer may not see is a row of which nothing is told but that it was counted."""
    seen = cases.lines_of(actor, [row.case_id for row in rows])
    for row in rows:
        case = seen.get(row.case_id)
        if case is None:
            yield *("" for _head in range(len(_CASES) - 3)), 1
            continue
        agency = case.agency_id or case.proposed_agency or ""
        where = (case.topic_id or "", case.region_id or "", agency, case.channel, case.level)
        value = "" if row.value is None else f"{row.value:g}"
        yield case.code, _instant(case.received_at), case.status, *where, value, int(row.counted), 0


def _instant(moment: datetime) -> str:
    return moment.astimezone(city(fresh=False).calendar.zone).isoformat(timespec="seconds")


def _line(values: Iterable[object]) -> str:
    held = io.StringIO()
    csv.writer(held).writerow(values)
    return held.getvalue()
