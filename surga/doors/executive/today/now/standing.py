"""The cards of what stands open: how many, how late, how old."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surga.doors.executive.frame.page import Card, behind
from surga.doors.executive.frame.scope import Scope
from surga.doors.executive.today.now.asking import meaning, one, series, step_of, topic_label
from surga.doors.executive.today.now.drawing import each, percent, points, standing_note
from surga.doors.look.charts import Chart, Point, Series, bars, columns, line
from surga.doors.look.templatetags import moments
from surga.doors.look.templatetags.moments import number
from surga.reactions.insight import queries as insight

_OLD, _YEAR, _MARKS = 30, 300, 60


def open_card(scope: Scope) -> Card:
    ever = scope.ever()
    unit = _("terbuka")
    if scope.as_of is not None:
        n, finding, chart = _as_known(scope, ever)
    else:
        found = insight.open_per_day(scope.from_, scope.to, scope.where)
        n = found[-1][1]
        if scope.is_over:
            # What was open on a past day cannot be told case by case by today's facts: what still is, can.
            then, n, unit = n, int(one("open_cases", ever).value or 0), _("masih terbuka hari ini")
            values = {"n": number(then), "day": moments.day(scope.to, "d MMMM y"), "still": number(n)}
            finding = _("Pada akhir %(day)s terbuka %(n)s laporan; hari ini masih %(still)s.") % values
        else:
            finding = _trend(n, found[0][1], scope)
        pattern = "d MMM" if scope.days < _YEAR else "d MMM y"
        days = [Point(moments.day(day, pattern), count) for day, count in _thinned(found)]
        chart = line(finding, _("Laporan terbuka pada akhir hari"), [Series("", days)])
    return Card(
        finding=finding, value=number(n), unit=unit, chart=chart, note=standing_note(scope),
        href=behind(ever, "open_cases") + "&hanya=ya" if n else "", definition=meaning("open_cases", "open_at_end"),
    )  # fmt: skip


def _as_known(scope: Scope, ever: Scope) -> tuple[int, str, Chart]:
    """What was open by what was known then; of the days before only what came is known as of that day."""
    n = int(one("open_cases", ever).value or 0)
    finding = ngettext("%(n)s laporan masih berjalan.", "%(n)s laporan masih berjalan.", n) % {"n": number(n)}
    by = step_of(scope)
    drawn = points(series("open_cases", scope, by), scope, "open_cases", by, hanya="ya")
    return (
        n,
        finding,
        columns(finding, f"{_('Yang masih berjalan, menurut saat masuknya')} {each(by)}", drawn),
    )


def _thinned(found: list[tuple[date, int]]) -> list[tuple[date, int]]:
    """At most some sixty days of many, the last among them."""
    kept = found[:: max(1, len(found) // _MARKS)]
    return kept if kept[-1] == found[-1] else [*kept, found[-1]]


def _trend(now: int, before: int, scope: Scope) -> str:
    day = moments.day(scope.from_, "d MMMM y")
    values = {"n": number(now), "before": number(before), "day": day}
    if now > before:
        return _("%(n)s laporan masih berjalan, naik dari %(before)s pada %(day)s.") % values
    if now < before:
        return _("%(n)s laporan masih berjalan, turun dari %(before)s pada %(day)s.") % values
    return _("%(n)s laporan masih berjalan, sama seperti pada %(day)s.") % values


def late_card(scope: Scope, topics: Mapping[str, int]) -> Card:
    ever, late = scope.ever(), sum(topics.values())
    finding = _("Tidak ada laporan yang lewat 5 hari kerja tanpa tindak lanjut.")
    if late:
        told = ngettext(
            "%(n)s laporan lewat 5 hari kerja tanpa tindak lanjut.",
            "%(n)s laporan lewat 5 hari kerja tanpa tindak lanjut.",
            late,
        )
        finding = told % {"n": number(late)}
    chart = bars(finding, _("Terbanyak menurut topik"), _late_topics(ever, topics)) if late else None
    return Card(
        finding=finding, value=number(late), unit=_("lewat batas"), chart=chart, note=standing_note(scope),
        href=behind(ever, "within_5_working_days") + "&hanya=terlambat" if late else "",
        definition=_("Laporan yang belum ditindaklanjuti dan sudah lebih dari 5 hari kerja sejak diterima."),
        tone="brick" if late else "",
    )  # fmt: skip


def _late_topics(ever: Scope, topics: Mapping[str, int]) -> list[Point]:
    """The topics with most matters that are late and not followed up."""
    first = sorted(((n, code) for code, n in topics.items()), key=lambda pair: (-pair[0], pair[1]))
    return [
        Point(
            topic_label(code) or _("Belum ditentukan"), n,
            href=behind(ever, "within_5_working_days", "topic", code) + "&hanya=terlambat",
        )
        for n, code in first[:5]
    ]  # fmt: skip


def ages_card(scope: Scope) -> Card:
    """How old what stands open is."""
    found = insight.backlog_ages(scope.where)
    n, old = sum(age.n for age in found), sum(age.n for age in found if age.low >= _OLD)
    finding = _("Hari ini tidak ada laporan yang terbuka.")
    if n and not old:
        finding = _("Hari ini tidak ada laporan terbuka yang lebih dari 30 hari.")
    elif n:
        values = {"n": number(old), "share": percent(old / n)}
        finding = _("Hari ini %(n)s laporan terbuka (%(share)s) sudah lebih dari 30 hari.") % values
    drawn = [Point(_age(age.low, age.high), age.n) for age in found]
    chart = bars(finding, _("Laporan terbuka menurut umurnya"), drawn) if n else None
    return Card(
        finding=finding,
        chart=chart,
        note=_("Semua yang terbuka hari ini, kapan pun masuknya."),
        definition=meaning("backlog_age"),
    )


def _age(low: int, high: int | None) -> str:
    if high is None:
        return _("%(low)s hari dan lebih") % {"low": number(low)}
    return _("%(low)s sampai %(high)s hari") % {"low": number(low), "high": number(high - 1)}
