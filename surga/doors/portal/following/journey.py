"""Where a matter is and was: the ladder of levels, who had it for how long and why, and its numbers elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surga.core.agencies.city import City
from surga.core.cases import states
from surga.core.cases.timeline import Elsewhere, Held, TimelineItem, days_held, holders, links
from surga.core.triage.mask import mask_or_nothing
from surga.doors.look import words

#: The rungs as people call them, the lowest first. Where a neighbour has it, it went sideways: that rung is the last.
_RUNGS: Final[Mapping[str, Promise]] = {
    "kelurahan": gettext_lazy("Kelurahan"),
    "kecamatan": gettext_lazy("Kecamatan"),
    "opd": gettext_lazy("Dinas"),
    "city": gettext_lazy("Wali kota"),
    "province": gettext_lazy("Provinsi"),
    "centre": gettext_lazy("Pusat"),
    "neighbour": gettext_lazy("Daerah tetangga"),
}
#: With these, the city's verifiers have it, whatever the story for this reader leaves out.
_UNPLACED: Final = frozenset({"received", "verified", "returned"})


@dataclass(frozen=True, slots=True)
class RungShown:
    """One step of the ladder. ``now``: it is there; ``been``: it was there before."""

    label: str
    now: bool
    been: bool


@dataclass(frozen=True, slots=True)
class Stay:
    """Who had it. ``days``: working days so far; ``why``: why it went up to here, "" where it did not."""

    name: str
    since: datetime
    days: int
    still: bool
    away: bool
    why: str


@dataclass(frozen=True, slots=True)
class There:
    """A report elsewhere that is the same matter; ``standing``: the word there, "" while it is not known."""

    side: str
    number: str
    standing: str


@dataclass(frozen=True, slots=True)
class Journey:
    """``city``, ``away``: working days in the city and beyond it; ``left``: it is or was beyond the city."""

    rungs: list[RungShown]
    stays: list[Stay]
    city: int
    away: int
    left: bool
    there: list[There]

    @property
    def national(self) -> str:
        """SP4N-LAPOR!'s own word for where it stands there, "" while that is not known."""
        return next((each.standing for each in self.there if each.side == words.side_name("sp4n")), "")


def journey_of(
    items: Sequence[TimelineItem], status: str, where: City, now: datetime, *, numbers: bool = True
) -> Journey | None:
    """The journey as these items tell it; None while no unit ever had it and it is nowhere else.

    ``numbers``: whether the reader may know where else it is.
    """
    held = holders(items)
    placed = [each for each in held if each.agency or each.level]
    there = [_there(each) for each in links(items) if each.system] if numbers else []
    if not placed and not there:
        return None
    away = [each for each in held if each.away]
    beyond = days_held(away, where.calendar, now)
    return Journey(
        list(_rungs(placed, status, where)) if placed else [],
        [_stay(each, where, now) for each in held if each in placed or each is not held[0]],
        days_held(held, where.calendar, now) - beyond,
        beyond,
        bool(away),
        there,
    )


def items_of(rows: Sequence[Mapping[str, Any]]) -> list[TimelineItem]:
    """A register's row's timeline as items again."""
    return [
        TimelineItem(
            datetime.fromisoformat(row["at"]),
            row["type"],
            row["by"],
            agency=row["agency"],
            facts=dict(row["facts"]),
        )
        for row in rows
    ]


def _rungs(placed: Sequence[Held], status: str, where: City) -> Iterator[RungShown]:
    been = [_level(each, where) for each in placed]
    last = placed[-1]
    gone = last.until is not None or status in states.ENDED or status in _UNPLACED
    here = "" if gone else been[-1]
    for level, label in _RUNGS.items():
        if level == "neighbour" and level not in been:
            continue
        yield RungShown(str(label), level == here, level in been and level != here)


def _level(held: Held, where: City) -> str:
    agency = where.agencies.get(held.agency)
    return held.level or (agency.level if agency is not None else "")


def _stay(held: Held, where: City, now: datetime) -> Stay:
    agency = where.agencies.get(held.agency)
    level = words.label("level", held.level) if held.level else _("Petugas pemeriksa laporan")
    name = agency.name if agency is not None else mask_or_nothing(held.body) or level
    # What was brought beyond the city was beyond its competence, whoever said so.
    reason = held.raised or ("not_competent" if held.away else "")
    why = words.label("raise_reason", reason) if reason else ""
    return Stay(name, held.since, days_held([held], where.calendar, now), held.until is None, held.away, why)


def _there(link: Elsewhere) -> There:
    standing = words.label("standing", link.standing) if link.standing else ""
    return There(words.side_name(link.system), link.report_id, standing)
