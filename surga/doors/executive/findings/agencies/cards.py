"""The cards of an agency's page: workload, clocks, backlog, quality."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from surga.core.agencies.queries import city
from surga.doors.executive.findings.agencies.one import Facts
from surga.doors.executive.findings.asking import RATING, REOPENED, TIME, WITHIN, definition
from surga.doors.executive.findings.telling.words import interval_of, value_of
from surga.doors.executive.frame.page import Card, behind
from surga.doors.executive.frame.scope import Scope
from surga.doors.look import charts
from surga.doors.look.charts import Chart, Point, Series
from surga.doors.look.charts.scale import said
from surga.doors.look.templatetags.moments import day, number, short
from surga.reactions.insight.queries import FigureRow

#: The interval of a median of fewer reaches over most of its values.
_BOUNDED = 20
#: So many days are old.
_OLD = 30


def cards_of(scope: Scope, facts: Facts) -> list[Card]:
    """In the order in which the head of an agency is asked."""
    found = [_workload(scope, facts), _within(scope, facts), _time(scope, facts)]
    if facts.ages:
        found.append(_backlog(scope, facts))
    return [*found, _quality(scope, facts)]


def _workload(scope: Scope, facts: Facts) -> Card:
    cases, still = facts.figures["cases"], facts.figures["open_cases"]
    n = cases.n if cases else 0
    open_ = round(still.value or 0) if still else 0
    finding = _("%(n)s laporan, %(weekly)s tiap pekan; %(open)s masih berjalan.") % {
        "n": number(n), "weekly": number(round(n * 7 / scope.days, 1)), "open": number(open_),
    }  # fmt: skip
    points = [
        Point(
            _month(key),
            each.cases,
            each.cases,
            href=behind(scope, "cases", "month", key) if each.cases else "",
        )
        for key, each in facts.months.items()
    ]
    return Card(
        finding,
        number(n),
        pgettext("sie", "laporan"),
        ((_("Masih berjalan"), number(open_)),),
        charts.columns(finding, _("Laporan per bulan diterima"), points),
        note=_note(scope, n),
        href=behind(scope, "cases"),
        definition=definition("cases"),
    )


def _within(scope: Scope, facts: Facts) -> Card:
    row, mix = facts.figures[WITHIN], facts.mix
    if row is None or row.value is None:
        return Card(
            _("Belum ada yang dapat dinilai tepat waktunya."),
            note=_note(scope, 0),
            definition=definition(WITHIN),
        )
    if mix is None or not facts.mark:
        finding = _(
            "%(share)s ditindaklanjuti dalam 5 hari kerja, seperti yang diharapkan untuk campuran topiknya."
        )
    elif facts.mark < 0:
        finding = _(
            "%(share)s ditindaklanjuti dalam 5 hari kerja, di bawah yang diharapkan untuk campuran topiknya."
        )
    else:
        finding = _(
            "%(share)s ditindaklanjuti dalam 5 hari kerja, di atas yang diharapkan untuk campuran topiknya."
        )
    beside = [(_("Selang 95%"), interval_of(WITHIN, row.low, row.high))]
    if mix is not None:
        beside += [
            (_("Diharapkan"), said(mix.expected.value, "%")),
            (_("Dibanding harapan"), f"{facts.ratio.said} ({facts.ratio.interval})"),
            (_("Kesetaraan"), said(mix.alike, "%")),
        ]
    return Card(
        finding % {"share": value_of(WITHIN, row.value)},
        value_of(WITHIN, row.value),
        _("dalam 5 hari kerja"),
        tuple(beside),
        _kept_by_month(scope, facts),
        note=_note(scope, row.n),
        href=behind(scope, WITHIN),
        definition=" ".join((definition(WITHIN), definition("like_with_like"))),
        tone="brick" if facts.mark < 0 else "",
    )


def _kept_by_month(scope: Scope, facts: Facts) -> Chart:
    points = [
        _point(_month(key), each.within, behind(scope, WITHIN, "month", key))
        for key, each in facts.months.items()
    ]
    return charts.line(
        "", _("Tepat waktu per bulan diterima, dengan selang 95%"), [Series("", points)], unit="%"
    )


def _point(label: str, row: FigureRow | None, href: str, bounded: int = 0) -> Point:
    """A month; of fewer than ``bounded`` cases without its interval, which would be the whole drawing."""
    if row is None or row.value is None:
        return Point(label, None)
    if row.n < bounded:
        return Point(label, row.value, row.n, href=href)
    return Point(label, row.value, row.n, row.low, row.high, href)


def _time(scope: Scope, facts: Facts) -> Card:
    median, slow, city = facts.figures[TIME], facts.figures["follow_up_days_p90"], facts.city[TIME]
    if median is None or median.value is None:
        return Card(_("Belum ada yang ditindaklanjuti."), note=_note(scope, 0), definition=definition(TIME))
    beside = [(_("Selang 95%"), interval_of(TIME, median.low, median.high))]
    if slow is not None and slow.value is not None:
        beside.append((_("Persentil 90"), value_of(TIME, slow.value)))
    if city is not None and city.value is not None:
        beside.append((_("Kota"), value_of(TIME, city.value)))
    drawn = _("Median per bulan diterima, hari; selang 95% bila sedikitnya 20 laporan")
    points = [
        _point(_month(key), each.time, behind(scope, TIME, "month", key), _BOUNDED)
        for key, each in facts.months.items()
    ]
    return Card(
        _("Separuh laporan ditindaklanjuti dalam %(median)s.") % {"median": value_of(TIME, median.value)},
        value_of(TIME, median.value, short=True),
        _("hari (median)"),
        tuple(beside),
        charts.line("", drawn, [Series("", points)]),
        note=_note(scope, median.n),
        href=behind(scope, TIME),
        definition=definition(TIME),
    )


def _backlog(scope: Scope, facts: Facts) -> Card:
    total = sum(n for _low, _high, n in facts.ages)
    old = sum(n for low, _high, n in facts.ages if low >= _OLD)
    points = [
        Point(_age(low, high), n, mark="over" if low >= _OLD and n else "")
        for low, high, n in facts.ages
    ]  # fmt: skip
    finding = _("Tidak ada laporan yang terbuka.")
    if total and not old:
        finding = _("Tidak ada laporan terbuka yang lebih dari 30 hari.")
    elif total:
        values = {"old": number(old), "n": number(total)}
        finding = _("%(old)s dari %(n)s laporan terbuka sudah lebih dari 30 hari.") % values
    return Card(
        finding,
        number(old),
        _("lebih dari 30 hari"),
        chart=charts.bars(finding, _("Laporan terbuka menurut umurnya, sejak diterima kapan pun"), points)
        if total
        else None,
        note=_("n %(n)s, keadaan sekarang") % {"n": number(total)},
        href=_old_ones(scope) if old else "",
        definition=definition("backlog_age"),
        tone="brick" if old else "",
    )


def _old_ones(scope: Scope) -> str:
    """Those that are open and came so long ago, whatever the page's period."""
    today = city(fresh=False).calendar.day_of(timezone.now())
    return behind(replace(scope.ever(), to=today - timedelta(days=_OLD)), "open_cases", hanya="ya")


def _quality(scope: Scope, facts: Facts) -> Card:
    reopened, rating = facts.figures[REOPENED], facts.figures[RATING]
    beside: list[tuple[str, str]] = []
    for label, name, row in (
        (_("Dibuka kembali"), REOPENED, reopened),
        (_("Bintang pelapor"), RATING, rating),
    ):
        if row is not None and row.value is not None:
            value = f"{value_of(name, row.value)} ({interval_of(name, row.low, row.high)}; n {number(row.n)})"
            beside.append((label, value))
    if facts.returned is not None:
        beside.append((_("Dikembalikan"), _("%(n)s kali") % {"n": number(facts.returned)}))
    finding = _("Mutu jawaban: belum ada penilaian pelapor.")
    if rating is not None and rating.value is not None:
        finding = _("Pelapor memberi rata-rata %(stars)s.") % {"stars": value_of(RATING, rating.value)}
    return Card(
        finding,
        beside=tuple(beside),
        note=_note(scope, reopened.n if reopened else 0),
        href=behind(scope, REOPENED),
        definition=" ".join(definition(name) for name in (REOPENED, RATING, "bounced")),
    )


def _age(low: int, high: int | None) -> str:
    if high is None:
        return _("%(low)s hari atau lebih") % {"low": low}
    return _("%(low)s–%(high)s hari") % {"low": low, "high": high - 1}


def _month(month: str) -> str:
    return day(date.fromisoformat(f"{month}-01"), "MMM yy")


def _note(scope: Scope, n: int) -> str:
    values = {"n": number(n), "from": short(scope.from_), "to": short(scope.to)}
    if scope.as_of is not None:
        return _("n %(n)s, diterima %(from)s – %(to)s, per %(as_of)s") % (
            values | {"as_of": short(scope.as_of)}
        )
    return _("n %(n)s, diterima %(from)s – %(to)s") % values
