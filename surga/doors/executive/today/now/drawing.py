"""How the cards of the first page draw a series, and what they say below it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from surga.doors.executive.frame.page import behind
from surga.doors.executive.frame.scope import Scope
from surga.doors.executive.today.now.asking import step_label
from surga.doors.look.charts import Point
from surga.doors.look.templatetags import moments
from surga.doors.look.templatetags.moments import number
from surga.reactions.insight.queries import FigureRow

_EACH = {
    "day": gettext_noop("per hari"),
    "week": gettext_noop("per minggu"),
    "month": gettext_noop("per bulan"),
}


def each(by: str) -> str:
    """'per minggu' for "week"."""
    return _(_EACH[by])


def percent(share: float) -> str:
    """'81%', of a share of one."""
    return f"{number(share * 100, 0)}%"


def note_of(scope: Scope, n: int) -> str:
    """n, the period, and as of when."""
    period = f"{moments.short(scope.from_)} – {moments.short(scope.to)}"
    known = moments.short(scope.as_of) if scope.as_of is not None else _("kini")
    return _("n = %(n)s; %(period)s; keadaan %(known)s.") % {"n": number(n), "period": period, "known": known}


def standing_note(scope: Scope) -> str:
    """The note of what stands open, whenever it came; of a period that is over: whenever before its end."""
    if scope.as_of is None and scope.is_over:
        return _("Yang masuk sampai %(day)s; keadaan hari ini.") % {"day": moments.short(scope.to)}
    day = moments.short(scope.as_of) if scope.as_of is not None else _("kini")
    return _("Semua yang terbuka, kapan pun masuknya; keadaan %(known)s.") % {"known": day}


def points(
    found: Sequence[FigureRow], scope: Scope, name: str, by: str, *, none: float | None = 0.0, **part: str
) -> list[Point]:
    """The rows of a series as points; ``none``: what stands where nothing was counted; ``part``: as in ``behind``."""
    return [
        Point(
            step_label(row.by), row.value if row.value is not None else none, row.n or None, row.low, row.high,
            behind(scope, name, by, row.by, **part) if row.n else "",
        )
        for row in found
    ]  # fmt: skip
