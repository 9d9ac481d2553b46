"""The cards of what stands open: how many, how late, how old."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surga.doors.executive.frame.card import Card
from surga.doors.executive.frame.page import behind
from surga.doors.executive.frame.scope import Scope
from surga.doors.executive.today.now.asking import meaning, one, rows_of, topic_label
from surga.doors.executive.today.now.drawing import percent, standing_note
from surga.doors.look.charts import Point, Series, bars, line
from surga.doors.look.templatetags import moments
from surga.doors.look.templatetags.moments import number
from surga.reactions.insight import queries as insight

_OLD = 30


def open_card(scope: Scope) -> Card:
    ever = scope.ever()
    n = int(one("open_cases", ever).value or 0)
    finding = ngettext("%(n)s laporan masih berjalan.", "%(n)s laporan masih berjalan.", n) % {"n": number(n)}
    chart = None
    if scope.as_of is None:
        found = insight.open_per_day(scope.from_, scope.to, scope.where)
        kept = found[:: max(1, len(found) // 60)]
        if kept and kept[-1] != found[-1]:
            kept.append(found[-1])
        days = [
            Point(moments.day(day, "d MMM" if scope.days < 300 else "d MMM y"), count) for day, count in kept
        ]
        finding = _trend(n, found[0][1], scope)
        chart = line(finding, _("Laporan terbuka pada akhir hari"), [Series("", days)])
    return Card(
        finding=finding, value=number(n), unit=_("terbuka"), chart=chart, note=standing_note(scope),
        href=behind(ever, "open_cases") + "&hanya=ya" if n else "", definition=meaning("open_cases", "open_at_end"),
    )  # fmt: skip


def _trend(now: int, before: int, scope: Scope) -> str:
    day = moments.day(scope.from_, "d MMMM y")
    values = {"n": number(now), "before": number(before), "day": day}
    if now > before:
        return _("%(n)s laporan masih berjalan, naik dari %(before)s pada %(day)s.") % values
    if now < before:
        return _("%(n)s laporan masih berjalan, turun dari %(before)s pada %(day)s.") % values
    return _("%(n)s laporan masih berjalan, sama seperti pada %(day)s.") % values


def late_card(scope: Scope, late: int) -> Card:
    ever = scope.ever()
    finding = _("Tidak ada laporan yang lewat 5 hari kerja tanpa tindak lanjut.")
    if late:
        told = ngettext(
            "%(n)s laporan lewat 5 hari kerja tanpa tindak lanjut.",
            "%(n)s laporan lewat 5 hari kerja tanpa tindak lanjut.",
            late,
        )
        finding = told % {"n": number(late)}
    chart = bars(finding, _("Terbanyak menurut topik"), _late_topics(ever)) if late else None
    return Card(
        finding=finding, value=number(late), unit=_("lewat batas"), chart=chart, note=standing_note(scope),
        href=behind(ever, "within_5_working_days") + "&hanya=terlambat" if late else "",
        definition=_("Laporan yang belum ditindaklanjuti dan sudah lebih dari 5 hari kerja sejak diterima."),
        tone="brick" if late else "",
    )  # fmt: skip


def _late_topics(ever: Scope) -> list[Point]:
    """The topics with most matters that are late and not followed up."""
    followed = {row.by: row.n for row in rows_of("follow_up_working_days", ever, "topic")}
    left = {
        row.by: row.n - followed.get(row.by, 0) for row in rows_of("within_5_working_days", ever, "topic")
    }
    first = sorted(((n, code) for code, n in left.items() if n), key=lambda pair: (-pair[0], pair[1]))
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
    n, old = sum(each.n for each in found), sum(each.n for each in found if each.low >= _OLD)
    finding = _("Tidak ada laporan yang terbuka.")
    if n:
        values = {"n": number(old), "share": percent(old / n)}
        finding = _("%(n)s laporan terbuka (%(share)s) sudah lebih dari 30 hari.") % values
    drawn = [Point(_age(each.low, each.high), each.n) for each in found]
    chart = bars(finding, _("Laporan terbuka menurut umurnya"), drawn) if n else None
    return Card(finding=finding, chart=chart, note=standing_note(scope), definition=meaning("backlog_age"))


def _age(low: int, high: int | None) -> str:
    if high is None:
        return _("%(low)s hari dan lebih") % {"low": number(low)}
    return _("%(low)s sampai %(high)s hari") % {"low": number(low), "high": number(high - 1)}
