"""What changed since last week, and only where it is more than chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from surga.core.agencies.queries import city
from surga.core.regions import queries as regions
from surga.doors.executive.frame.page import behind
from surga.doors.executive.frame.scope import Scope
from surga.doors.executive.today.now.asking import one, rows_of, topic_label
from surga.doors.executive.today.now.drawing import percent
from surga.doors.look.templatetags import moments
from surga.doors.look.templatetags.moments import number
from surga.reactions.insight.rules.statistics import (
    difference_of_shares,
    dispersion_of,
    is_more_than_noise,
    ratio_of_counts,
)

#: A week against the eight before it.
WEEK, BEFORE = 7, 56
#: Fewer weeks before are no measure of the usual; of fewer cases nothing can be told.
_ENOUGH_WEEKS, _ENOUGH = 3, 8
_MOST = 6
#: So many days after receipt nearly every case had its five working days.
_RIPE = 10


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence, how likely chance alone does it (``p``), whether it went up, and the cases behind."""

    sentence: str
    p: float
    up: bool
    href: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """``said``: what is more than chance, the surest first; ``compared``: how many comparisons were made; ``week``:
    which days; ``enough``: whether there was enough before to compare with."""

    said: tuple[Change, ...]
    compared: int
    week: str
    enough: bool


@dataclass(frozen=True, slots=True)
class _Windows:
    """The week, the weeks before, how many weeks those are, and how much more than Poisson they vary."""

    week: Scope
    before: Scope
    weeks: float
    spread: float


def changes_of(scope: Scope) -> Changes:
    """The last whole seven days of a scope against the eight weeks before: counts, topics, places, share in time.

    Of what is told at most one in twenty is chance in the long run (Benjamini & Hochberg 1995).
    """
    windows, series = _windows(scope)
    said = f"{moments.short(windows.week.from_)} – {moments.short(windows.week.to)}"
    if windows.weeks < _ENOUGH_WEEKS:
        return Changes((), 0, said, False)
    found = [
        *_counts(windows, series),
        *_groups(windows, "topic"),
        *_groups(windows, "region"),
        *_within(scope),
    ]
    told = is_more_than_noise([each.p for each in found])
    kept = sorted((each for each, more in zip(found, told, strict=True) if more), key=lambda each: each.p)
    return Changes(tuple(kept[:_MOST]), len(found), said, True)


def _windows(scope: Scope) -> tuple[_Windows, Counter[date]]:
    """A day that is not over yet would make every week look small: the week ends with the last whole day."""
    today = city(fresh=False).calendar.day_of(timezone.now())
    last = scope.to if scope.to < today else today - timedelta(days=1)
    week = replace(scope, from_=last - timedelta(days=WEEK - 1), to=last, period="", asked=True)
    until = week.from_ - timedelta(days=1)
    before = replace(week, from_=until - timedelta(days=BEFORE - 1), to=until)
    days = Counter(_by_day("cases", replace(week, from_=before.from_)))
    began = min((day for day in days if day <= until), default=until)
    weeks = ((until - began).days + 1) / WEEK
    return _Windows(week, replace(before, from_=began), weeks, _spread(days, until, int(weeks))), days


def _spread(days: Counter[date], until: date, weeks: int) -> float:
    """How much more than Poisson the weeks before vary."""
    return dispersion_of(
        [sum(days[until - timedelta(days=WEEK * back + n)] for n in range(WEEK)) for back in range(weeks)]
    )


def _by_day(name: str, scope: Scope) -> dict[date, int]:
    return {date.fromisoformat(row.by): int(row.value or 0) for row in rows_of(name, scope, "day")}


def _counts(windows: _Windows, days: Counter[date]) -> Iterator[Change]:
    last = sum(n for day, n in days.items() if windows.week.from_ <= day)
    before = sum(n for day, n in days.items() if day <= windows.before.to)
    told = _compared(_("Laporan masuk"), last, before, windows, behind(windows.week, "cases"))
    yield from [told] if told else []
    if windows.week.where.agency or windows.week.where.level:
        return  # nobody has a contact as an agency has a case
    told = _contacts(windows)
    yield from [told] if told else []


def _contacts(windows: _Windows) -> Change | None:
    """Contacts vary from week to week in a way of their own."""
    touched = Counter(_by_day("contacts", replace(windows.week, from_=windows.before.from_)))
    last = sum(n for day, n in touched.items() if windows.week.from_ <= day)
    before = touched.total() - last
    own = replace(windows, spread=_spread(touched, windows.before.to, int(windows.weeks)))
    return _compared(_("Kontak warga"), last, before, own, behind(windows.week, "contacts"))


def _groups(windows: _Windows, by: str) -> Iterator[Change]:
    """Every topic, or every place, of which there are enough; none where only one is asked for."""
    if getattr(windows.week.where, by):
        return
    last, before = (
        {row.by: int(row.value or 0) for row in rows_of("cases", each, by)}
        for each in (windows.week, windows.before)
    )
    for code in sorted({*last, *before} - {""}):
        name = _name(by, code)
        told = _compared(
            name, last.get(code, 0), before.get(code, 0), windows, behind(windows.week, "cases", by, code)
        )
        if told is not None:
            yield told


def _compared(name: str, last: int, before: int, windows: _Windows, href: str) -> Change | None:
    if last + before < _ENOUGH:
        return None
    found = ratio_of_counts(last, before, 1.0, windows.weeks, dispersion=windows.spread)
    if found is None:
        return None
    usual, up = before / windows.weeks, found.value > 1
    pattern = (
        _("%(name)s naik: %(n)s dalam seminggu, biasanya %(usual)s.")
        if up
        else _("%(name)s turun: %(n)s dalam seminggu, biasanya %(usual)s.")
    )
    values = {"name": name, "n": number(last), "usual": number(usual, 0 if usual >= 10 else 1)}
    return Change(pattern % values, found.p, up, href)


def _within(scope: Scope) -> Iterator[Change]:
    """The last week of which the five days are over, against the eight before."""
    last = scope.to - timedelta(days=_RIPE)
    week = replace(scope, from_=last - timedelta(days=WEEK - 1), to=last, period="", asked=True)
    before = replace(week, from_=week.from_ - timedelta(days=BEFORE), to=week.from_ - timedelta(days=1))
    a, b = one("within_5_working_days", week), one("within_5_working_days", before)
    if a.value is None or b.value is None or a.n < _ENOUGH or b.n < _ENOUGH:
        return
    found = difference_of_shares(round(a.value * a.n), a.n, round(b.value * b.n), b.n)
    if found is None:
        return
    pattern = (
        _("Tepat waktu naik: dari yang masuk %(days)s, %(now)s dalam 5 hari kerja, sebelumnya %(usual)s.")
        if found.value > 0
        else _(
            "Tepat waktu turun: dari yang masuk %(days)s, %(now)s dalam 5 hari kerja, sebelumnya %(usual)s."
        )
    )
    days = f"{moments.day(week.from_, 'd MMM')} – {moments.day(week.to, 'd MMM')}"
    values = {"days": days, "now": percent(a.value), "usual": percent(b.value)}
    yield Change(pattern % values, found.p, found.value > 0, behind(week, "within_5_working_days"))


def _name(by: str, code: str) -> str:
    if by == "topic":
        return topic_label(code)
    region = regions.region(code, fresh=False)
    return region.name if region is not None else code
