"""Values written out in the active language, as a reader of it writes them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from surga.doors.executive.papers.making.paper import Cell, Column, Kind, Number, Typed
from surga.doors.look.templatetags import moments

NONE = "–"
_PLACES: dict[Kind, int] = {"count": 0, "days": 1, "working_days": 1, "score": 2, "share": 1}
_NARROW = "\N{NO-BREAK SPACE}"


def written(value: Cell, kind: Kind) -> str:
    """A value as words; "–" for none."""
    if value is None or value == "":
        return NONE
    if isinstance(value, datetime):
        return moments.day(value, "d MMM y") if kind == "day" else moments.full(value)
    if isinstance(value, date):
        return moments.day(value, "d MMM y")
    if isinstance(value, str):
        return value
    return _number(value, kind)


def _number(value: float, kind: Kind) -> str:
    if kind == "share":
        return f"{moments.number(rounded(value * 100, 1), 1)}{_NARROW}%"
    if kind == "money":
        return f"Rp{_NARROW}{moments.number(rounded(value, 0), 0)}"
    return (
        moments.number(rounded(value, _PLACES[kind]), _PLACES[kind])
        if kind in _PLACES
        else moments.number(value)
    )


def rounded(value: float, places: int) -> Decimal:
    """As people round: a half goes up, also 0.125."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def with_unit(value: float | None, kind: Kind) -> str:
    """A value with its unit: "4,6 hari kerja"."""
    said = written(value, kind)
    if value is None:
        return said
    return {
        "days": _("%(number)s hari") % {"number": said},
        "working_days": _("%(number)s hari kerja") % {"number": said},
    }.get(kind, said)


def spelled(cell: Cell | Typed, kind: Kind) -> str:
    """A cell of a table as words; a number of its own kind with its unit, its interval in brackets."""
    if not isinstance(cell, Typed):
        return written(cell, kind)
    said, around = with_unit(cell.value, cell.kind), interval(cell)
    return f"{said} ({around})" if around else said


def interval(number: Number | Typed) -> str:
    """Its interval, "3,1 – 3,9"; empty where there is none."""
    if number.value is None or number.low is None or number.high is None:
        return ""
    return f"{written(number.low, number.kind)} – {written(number.high, number.kind)}"


def beside(number: Number) -> str:
    """What stands beside a number: n and its interval."""
    parts = [f"n{_NARROW}{written(number.n, 'count')}"] if number.n is not None else []
    if between := interval(number):
        parts.append(f"95{_NARROW}%: {between}")
    return " · ".join(parts)


def between(kind: Kind) -> tuple[Column, Column]:
    """The two columns of an interval."""
    return Column(pgettext("paper", "dari"), kind), Column(pgettext("paper", "sampai"), kind)
