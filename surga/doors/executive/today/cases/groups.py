"""Whether a row of a figure can be there at all, by the name of its group."""

from __future__ import annotations

import re
from datetime import date

from surga.core.intake.contacts import OUTCOMES
from surga.doors.executive.frame.period.codes import is_known

_TIMES = {
    "day": re.compile(r"\d{4}-\d\d-\d\d", re.ASCII),
    "week": re.compile(r"\d{4}-\d\d-\d\d", re.ASCII),
    "month": re.compile(r"\d{4}-\d\d", re.ASCII),
}


def is_group(figure: str, by: str, value: str) -> bool:
    """Whether ``value`` names a group of ``by`` ("topic", "topic*month"): each part empty or one that is known."""
    kinds, parts = by.split("*"), value.split("*")
    return len(kinds) == len(parts) and all(
        not part or _is_one(figure, kind, part) for kind, part in zip(kinds, parts, strict=True)
    )


def _is_one(figure: str, kind: str, part: str) -> bool:
    if kind in _TIMES:
        return _TIMES[kind].fullmatch(part) is not None and _is_day(part if kind != "month" else f"{part}-01")
    if kind == "all":
        return False
    if figure == "contacts" and kind == "kind":
        return part in OUTCOMES
    return is_known(kind, part, "contacts" if figure == "contacts" else "cases")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
