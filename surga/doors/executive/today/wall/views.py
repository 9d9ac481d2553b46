"""One screen for a whole room: what is dangerous, what is late, how today goes. Nobody has to touch it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from surga.core.agencies.queries import city
from surga.core.cases import queries as cases
from surga.core.cases.queries.danger import dangers_open
from surga.doors.executive.frame.page import show
from surga.doors.executive.frame.scope import Scope, scope_of
from surga.doors.executive.today.cases.telling import place_of
from surga.doors.executive.today.now.asking import LIMIT, late_open, one, series, step_label, topic_label
from surga.doors.executive.today.now.drawing import percent
from surga.doors.look import words
from surga.doors.look.charts import Point, columns
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.templatetags.moments import number

#: So many lines can be read from the back of the room.
_LINES, _DAYS = 6, 30


@dataclass(frozen=True, slots=True)
class Line:
    """A case that needs somebody: no words of a citizen, for a room has many eyes."""

    code: str
    danger: str
    topic: str
    place: str
    agency: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its name; ``mood``: "late" in brick."""

    value: str
    name: str
    mood: str = ""


@at_desk("see_sie")
def wall(request: Visit) -> HttpResponse:
    """The screen; its script asks for it anew, without one the browser does."""
    scope = scope_of(request, request.actor, str(_DAYS))
    lines = _lines(request)
    days = series("cases", scope.last(_DAYS), "day")
    drawn = [Point(step_label(row.by), row.value or 0.0) for row in days]
    title = _("Laporan masuk, 30 hari terakhir")
    context = {
        "lines": lines,
        "dangers": sum(bool(line.danger) for line in lines),
        "numbers": _numbers(scope),
        "chart": columns(title, "", drawn),
        "now": timezone.now(),
    }
    return show(request, "sie/today/wall.html", scope, "", context, form=False)


def _numbers(scope: Scope) -> list[Number]:
    ever = scope.ever()
    late = sum(late_open(ever).values())
    share = one("within_5_working_days", scope.last(_DAYS))
    return [
        Number(number(one("cases", scope.last(1)).value or 0), _("masuk hari ini")),
        Number(number(one("open_cases", ever).value or 0), _("masih berjalan")),
        Number(number(late), _("lewat %(n)s hari kerja") % {"n": LIMIT}, "late" if late else ""),
        Number(percent(share.value) if share.value is not None else "–", _("tepat waktu, 30 hari")),
    ]


def _lines(request: Visit) -> list[Line]:
    """Dangers with which nobody has begun, then what is late, the longest first."""
    found = [_line(case) for case in dangers_open(request.actor, _LINES)]
    if len(found) < _LINES:
        known = {line.code for line in found}
        late = cases.queue_of(request.actor, queue="overdue", limit=_LINES, line=True).items
        found += [_line(case, late=True) for case in late if case.code not in known]
    return found[:_LINES]


def _line(case: Any, *, late: bool = False) -> Line:
    known = city(fresh=False).agencies.get(case.agency_id or "")
    topic = "" if late is False else topic_label(case.topic_id or "")
    danger = words.label("danger", case.danger) if case.danger and not late else ""
    since = case.overdue_at or case.received_at if late else case.received_at
    return Line(
        case.code, danger, topic, place_of(case.region_id), known.label if known is not None else "", since
    )
