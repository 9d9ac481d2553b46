"""Figures of a scope, as the cards want them: one value, or a series without holes."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import get_language

from surga.core.agencies.queries import city
from surga.doors.executive.frame.scope import Scope
from surga.doors.look.templatetags import moments
from surga.reactions.insight import queries as insight
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.queries import FigureRow

#: The national standard for the first follow-up (PermenPANRB 62/2018), in working days.
LIMIT = 5
_DAYS, _WEEKS = 45, 400


def rows_of(name: str, scope: Scope, by: str = "all") -> list[FigureRow]:
    """The rows of a figure over a scope."""
    return insight.figure(name, scope.from_, scope.to, by, scope.moment, where=scope.where).rows


def one(name: str, scope: Scope) -> FigureRow:
    """A figure over all of a scope; without a value where nothing was counted."""
    found = rows_of(name, scope)
    return found[0] if found else FigureRow("", None, 0)


def step_of(scope: Scope) -> str:
    """How finely a period is drawn: by day, week or month, so that a telephone can show it."""
    return "day" if scope.days <= _DAYS else "week" if scope.days <= _WEEKS else "month"


def series(name: str, scope: Scope, by: str) -> list[FigureRow]:
    """The rows of a figure in time, each day, week or month of the scope once, also where nothing was counted."""
    found = {row.by: row for row in rows_of(name, scope, by)}
    return [found.get(key) or FigureRow(key, None, 0) for key in steps(scope, by)]


def steps(scope: Scope, by: str) -> list[str]:
    """The names of the days, weeks (their Mondays) or months of a scope, in order."""
    days = (scope.from_ + timedelta(days=n) for n in range(scope.days))
    if by == "day":
        return [day.isoformat() for day in days]
    if by == "week":
        return list(dict.fromkeys((day - timedelta(days=day.weekday())).isoformat() for day in days))
    return list(dict.fromkeys(f"{day:%Y-%m}" for day in days))


def step_label(key: str) -> str:
    """A day, or a week by its Monday, as '23 Nov'; a month as 'Nov 2026'."""
    if len(key) == len("2026-11"):
        return moments.day(date.fromisoformat(f"{key}-01"), "MMM y")
    return moments.day(date.fromisoformat(key), "d MMM")


def topic_label(code: str) -> str:
    """A topic as the reader calls it; the code itself where the city has none such."""
    known = city(fresh=False).topics.get(code)
    return known.label(get_language() or "id") if known is not None else code


def late_open(scope: Scope) -> dict[str, int]:
    """Topic → how many matters nobody has followed up and that are more than five working days old.

    Those followed up are taken from all that the share within five days judges.
    """
    followed = {row.by: row.n for row in rows_of("follow_up_working_days", scope, "topic")}
    judged = rows_of("within_5_working_days", scope, "topic")
    return {row.by: n for row in judged if (n := row.n - followed.get(row.by, 0))}


def meaning(*names: str) -> str:
    """What figures mean, by the one catalogue, in the reader's language."""
    return " ".join(FIGURES[name].said(get_language()) for name in names if name in FIGURES)
