"""One line of a queue. A page has fifty of them, so they are drawn here and not by a template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surga.core.agencies.city import City
from surga.core.cases.deadlines import OWED_BY_CITY
from surga.core.regions import queries as regions
from surga.doors.look import words
from surga.doors.look.templatetags import shapes

_HEAD = '<li><article class="queue-row %(mood)s" data-row%(on)s>'
_BOX = '<input type="checkbox" name="code" value="%(code)s" aria-label="%(mark)s">'
_REST = (
    '<div class="line"><a href="%(href)s"%(current)s>%(title)s</a></div><div class="meta dots">%(told)s</div>'
    '<div class="states">%(status)s%(clock)s</div></article></li>'
)
_ITEM, _MARKED = _HEAD + _REST, _HEAD + _BOX + _REST
_NOT_BEGUN = frozenset({"received", "waiting_reporter", "verified", "forwarded", "returned"})
_PROPOSED = frozenset({"received", "verified", "waiting_reporter"})


@dataclass(frozen=True, slots=True)
class Row:
    """A case as a queue shows it. ``mood``: "late", "soon" or ""; ``left``: working days."""

    case: Any
    href: str
    topic: str
    place: str
    agency: str
    mood: str
    left: int | None
    late: bool
    on: bool = False
    #: It tells of a danger with which nobody has begun.
    danger: bool = False

    def draw(self, *, mark: bool = False, narrow: bool = False) -> SafeString:
        """The list item of ``.queue``; ``mark`` puts a checkbox before it, ``narrow`` leaves code and status out."""
        case = self.case
        seal = _("Pengawasan") if case.oversight else _("Rahasia") if case.confidential else ""
        alarm = f"{_('Bahaya')}: {words.label('danger', case.danger)}" if self.danger else ""
        told = [
            ("danger-mark", alarm),
            ("strong", seal),
            ("strong", _others(case.followers)),
            ("", self.topic),
            ("", self.place),
            ("", self.agency),
        ]
        told += [] if narrow else [("code", case.code)]
        # format_html asks each of twenty arguments whether it is lazy or safe; here every one is a plain string.
        drawn = (_MARKED if mark else _ITEM) % {
            "mood": " ".join(
                part for part in (self.mood, "danger" if self.danger else "", "on" if self.on else "") if part
            ),
            "on": " data-on" if self.on else "",
            "current": ' aria-current="page"' if self.on else "",
            "code": escape(case.code),
            "mark": escape(_("Tandai %(code)s") % {"code": case.code}) if mark else "",
            "href": escape(self.href),
            "title": escape(case.title),
            "told": " ".join(f'<span class="{kind}">{escape(text)}</span>' for kind, text in told if text),
            "status": "" if narrow else shapes.status(case.status),
            "clock": shapes.clock(case.due_at, case.due_clock, self.late, self.left, paused=False),
        }
        return SafeString(drawn)


def rows_of(cases: Iterable[Any], city: City, *, queue: str, language: str, on: str = "") -> list[Row]:
    """Rows in the given order; ``on``: the code of the case that is open."""
    now = timezone.now()
    return [_row(case, city, queue, language, now, on) for case in cases]


def queue_html(rows: Iterable[Row], *, mark: bool = False, narrow: bool = False) -> SafeString:
    """The items of a queue's list."""
    return SafeString("".join(row.draw(mark=mark, narrow=narrow) for row in rows))


def _others(n: int) -> str:
    """How many more told the same."""
    return ngettext("+ %(n)s pelapor", "+ %(n)s pelapor", n) % {"n": n} if n else ""


def is_late(case: Any, now: datetime) -> bool:
    """Past a limit that the city owes, whether or not the clocks were swept already."""
    if case.overdue_at is not None:
        return True
    return case.due_at is not None and case.due_clock in OWED_BY_CITY and case.due_at < now


def days_left(city: City, due_at: datetime | None, now: datetime) -> int | None:
    return city.calendar.working_days_between(now, due_at) if due_at is not None else None


def agency_label(city: City, code: str | None) -> str:
    known = city.agencies.get(code or "")
    return known.label if known is not None else (code or "")


def place_label(case: Any) -> str:
    region = regions.region(case.region_id, fresh=False) if case.region_id else None
    return region.name if region is not None else (case.address or "")[:40]


def topic_label(city: City, code: str | None, language: str) -> str:
    known = city.topics.get(code or "")
    return known.label(language) if known is not None else ""


def _whose(case: Any, city: City) -> str:
    """The agency that has the case; with an arrow, the one that is proposed for it."""
    if case.agency_id:
        return agency_label(city, case.agency_id)
    proposed = agency_label(city, case.proposed_agency)
    return f"→ {proposed}" if proposed and case.status in _PROPOSED else ""


def _row(case: Any, city: City, queue: str, language: str, now: datetime, on: str) -> Row:
    late = is_late(case, now)
    left = days_left(city, case.due_at, now)
    soon = not late and left is not None and left <= 1 and case.due_clock in OWED_BY_CITY
    return Row(
        case=case,
        href=f"/meja/laporan/{case.code}?antrean={queue}",
        topic=topic_label(city, case.topic_id, language) or words.label("kind", case.kind),
        place=place_label(case),
        agency=_whose(case, city),
        mood="late" if late else "soon" if soon else "",
        left=left,
        late=late,
        on=case.code == on,
        danger=bool(case.danger) and case.status in _NOT_BEGUN,
    )
