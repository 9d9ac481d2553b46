"""What the page says of the figure, and the rows as this officer may read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from surga.core.agencies.queries import city
from surga.core.cases import queries as cases
from surga.core.intake.queries import contacts
from surga.core.people.access import Actor
from surga.core.regions import queries as regions
from surga.doors.executive.today.cases.finding import Asked
from surga.doors.executive.today.levels.cards import OUTCOME_WORDS
from surga.doors.executive.today.now.asking import topic_label
from surga.doors.look import words
from surga.doors.look.templatetags import moments
from surga.doors.look.templatetags.moments import number
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.queries import BehindRow, FigureRow

#: Grouping → the kind of word its codes are; topics, agencies and regions have names of their own.
_KINDS = {"channel": "channel", "level": "level", "kind": "kind"}
#: What may have come of them, in words.
CAME_TO = OUTCOME_WORDS | {
    "solved": gettext_noop("Sudah selesai"), "informed": gettext_noop("Dijawab langsung"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A row: the case as a line shows it, None where the officer may not see it; ``value`` in words; ``hit``."""

    case: Any
    topic: str
    place: str
    agency: str
    value: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Touched:
    """A contact's row, without whoever it was with."""

    at: datetime
    channel: str
    outcome: str
    topic: str
    place: str
    code: str


def title_of(name: str) -> str:
    """What a figure is called; its own name where the catalogue has none such."""
    return FIGURES[name].titled(get_language()) if name in FIGURES else name


def value_of(name: str, row: FigureRow) -> str:
    """The figure's value with its unit; empty for a plain count, which is how many there are."""
    return "" if name in ("cases", "contacts") else said(name, row.value)


def said(name: str, value: float | None) -> str:
    """A value of this figure in words: '74%', '3,7 hari kerja', '41 laporan'."""
    known = FIGURES.get(name)
    if value is None or known is None:
        return "" if value is None else number(value)
    if known.unit == "share":
        return f"{number(value * 100, 1)}%"
    return f"{number(value)} {known.counted_in(get_language()).partition(' (')[0]}"


def told_of(asked: Asked) -> str:
    """Which row of the figure, and which part of it: 'Provinsi, Dijawab'."""
    parts = [group_of(asked.name, asked.by, asked.value)]
    if asked.lay:
        parts.append(_("pernah berada di %(level)s") % {"level": words.label("level", asked.lay)})
    elif asked.outcome:
        parts.append(_(CAME_TO[asked.outcome]))
    return ", ".join(part for part in parts if part)


def group_of(name: str, by: str, value: str) -> str:
    """Which row of the figure: 'Lampu jalan', 'Lampu jalan, Ngronggo', 'November 2026'; empty for all of it."""
    if by == "all":
        return ""
    parts = zip(by.split("*"), value.split("*"), strict=False)
    return ", ".join(_group(name, kind, code) for kind, code in parts)


def _group(name: str, by: str, code: str) -> str:
    if not code:
        return _("belum ditentukan")
    if by == "topic":
        return topic_label(code)
    if by == "agency":
        known = city(fresh=False).agencies.get(code)
        return known.label if known is not None else code
    if by == "region":
        return place_of(code) or code
    if by in ("day", "week", "month"):
        return _when(by, code)
    return words.label("outcome" if name == "contacts" and by == "kind" else _KINDS.get(by, by), code)


def _when(by: str, code: str) -> str:
    try:
        day = date.fromisoformat(code if by != "month" else f"{code}-01")
    except ValueError:
        return code
    if by == "month":
        return moments.day(day, "MMMM y")
    told = moments.day(day, "d MMMM y")
    return _("minggu mulai %(day)s") % {"day": told} if by == "week" else told


def place_of(code: str | None) -> str:
    region = regions.region(code, fresh=False) if code else None
    return region.name if region is not None else ""


def shown(name: str, rows: Sequence[BehindRow], actor: Actor) -> list[Shown]:
    """The rows of cases; each case is asked for once, all of them together."""
    seen, now = cases.lines_of(actor, [row.case_id for row in rows]), city(fresh=False)
    # Of a share each case gives what it was judged by: the working days of the follow-up.
    unit = "follow_up_working_days" if name.endswith("within_5_working_days") else name
    found = []
    for row in rows:
        case = seen.get(row.case_id)
        agency = now.agencies.get(case.agency_id or case.proposed_agency) if case is not None else None
        topic = topic_label(case.topic_id) if case is not None and case.topic_id else ""
        place = place_of(case.region_id) if case is not None else ""
        label = agency.label if agency is not None else ""
        value = said(unit, row.value) if case is not None else ""
        found.append(Shown(case, topic, place, label, value, row.counted))
    return found


def touched(rows: Sequence[BehindRow], actor: Actor) -> list[Touched]:
    """The rows of contacts."""
    return [
        Touched(
            each.started_at, each.channel, each.outcome, topic_label(each.topic) if each.topic else "",
            place_of(each.region), each.code,
        )
        for each in contacts.touches_of([row.case_id for row in rows], actor)
    ]  # fmt: skip


def hidden_among(ids: Sequence[int], actor: Actor) -> int:
    """How many of these cases the officer may not see."""
    seen = 0
    for first in range(0, len(ids), 500):
        seen += cases.visible_to(actor).filter(pk__in=ids[first : first + 500]).count()
    return len(ids) - seen
