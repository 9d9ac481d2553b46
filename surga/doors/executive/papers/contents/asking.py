"""What a paper is asked about, and the figures it asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from surga.core.agencies.city import City
from surga.core.agencies.queries import city
from surga.core.regions.queries import region
from surga.doors.executive.papers.contents.definitions import kind_of
from surga.doors.executive.papers.making.paper import Number
from surga.doors.look.templatetags import moments
from surga.doors.look.words import label as word
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.queries import EVERYTHING, Figure, FigureRow, FigureUnknown, Where, figure
from surga.reactions.insight.rules.measures import MEASURES, share

FOLLOWED_UP = "followed_up"


@dataclass(frozen=True, slots=True)
class Asked:
    """``from_``, ``to``: days of receipt, both in; ``moment``: as known then; ``dated``: the end of a past day."""

    from_: date
    to: date
    language: str = "id"
    where: Where = EVERYTHING
    moment: datetime = field(default_factory=timezone.now)
    dated: bool = False

    @property
    def as_of(self) -> datetime | None:
        """What figures are asked: None for now, which is quick."""
        return self.moment if self.dated else None

    @property
    def days(self) -> int:
        return (self.to - self.from_).days + 1

    def before(self) -> Asked:
        """As many days before it, known at the same moment."""
        step = timedelta(days=self.days)
        return Asked(self.from_ - step, self.to - step, self.language, self.where, self.moment, self.dated)


def is_counted(name: str) -> bool:
    """Whether anybody counts this figure of the catalogue yet."""
    return name in MEASURES or name == FOLLOWED_UP


def taken(asked: Asked, name: str, by: str = "all", where: Where | None = None) -> list[FigureRow]:
    """The rows of a figure; none while nobody counts it yet."""
    if name == FOLLOWED_UP and name not in MEASURES:
        return _followed_up(asked, by, where)
    try:
        found: Figure = figure(
            name, asked.from_, asked.to, by, asked.as_of, where=asked.where if where is None else where
        )
    except FigureUnknown:
        return []
    return found.rows


def _followed_up(asked: Asked, by: str, where: Where | None) -> list[FigureRow]:
    """The share of matters that have had their first follow-up: those whose time is known, of those that are not joined
    to another."""
    timed = {row.by: row.n for row in taken(asked, "follow_up_days", by, where)}
    found = []
    for row in taken(asked, "joined", by, where):
        matters = row.n - round((row.value or 0) * row.n)
        part = share(min(timed.get(row.by, 0), matters), matters)
        found.append(FigureRow(row.by, part.value, part.n, part.low, part.high))
    return found


def number(asked: Asked, name: str, label: str = "", note: str = "", where: Where | None = None) -> Number:
    """One figure over the whole period; its value is None where there is none."""
    rows = taken(asked, name, where=where)
    row = rows[0] if rows else FigureRow("", 0 if kind_of(name) == "count" else None, 0)
    same = row.value is not None and kind_of(name) == "count"
    return Number(
        label or FIGURES[name].titled(asked.language),
        row.value, kind_of(name), None if same else row.n, row.low, row.high, name, note,
    )  # fmt: skip


def facts(asked: Asked, here: City) -> list[tuple[str, str]]:
    """What stands on every paper: period, as of, filter."""
    period = _("%(from)s sampai %(to)s") % {"from": moments.short(asked.from_), "to": moments.short(asked.to)}
    return [
        (_("Laporan yang diterima"), period),
        (_("Seperti diketahui pada"), moments.full(asked.moment)),
        (_("Saringan"), filter_of(asked.where, here, asked.language)),
    ]


def filter_of(where: Where, here: City, language: str) -> str:
    """The filter in words."""
    said = [named(here, field_, language)(code) for field_, code in where.chosen().items()]
    return ", ".join(said) if said else _("Semua laporan")


def named(here: City, by: str, language: str) -> Callable[[str], str]:
    """Code → name, for one way of grouping."""
    return {
        "agency": lambda code: agency_name(here, code),
        "topic": lambda code: here.topics[code].label(language) if code in here.topics else _none(code),
        "region": lambda code: getattr(region(code, fresh=False), "name", "") or _none(code),
        "channel": lambda code: word("channel", code) if code else _none(code),
        "level": lambda code: word("level", code) if code else _none(code),
        "kind": lambda code: word("kind", code) if code else _none(code),
        "month": lambda code: moments.day(date.fromisoformat(f"{code}-01"), "MMM y"),
    }.get(by, str)


def agency_name(here: City, code: str) -> str:
    """The whole name of an agency, also of one that is no more."""
    return here.agencies[code].name if code in here.agencies else _none(code)


def _none(code: str) -> str:
    return code or _("(belum ada)")


def now_city() -> City:
    """The city's profile, the process's own copy."""
    return city(fresh=False)
