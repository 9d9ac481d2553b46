"""The cards of the first page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from surga.doors.executive.frame.page import Card, behind
from surga.doors.executive.frame.scope import Scope
from surga.doors.executive.today.now.asking import LIMIT, meaning, one, rows_of, series, step_of
from surga.doors.executive.today.now.drawing import each, note_of, percent, points
from surga.doors.executive.today.now.standing import late_card, open_card
from surga.doors.look import words
from surga.doors.look.charts import Chart, Point, Series, bars, columns, line
from surga.doors.look.templatetags.moments import number
from surga.reactions.insight.queries import FigureRow


def cards_of(scope: Scope, late: Mapping[str, int]) -> list[Card]:
    """Cases, contacts, what is open and late, how long it took, how much was in time. ``late``: topic → overdue."""
    found = [_cases(scope)]
    if not (scope.where.agency or scope.where.level):
        found.append(_contacts(scope))
    return [*found, open_card(scope), late_card(scope, late), _times(scope), _within(scope)]


def _cases(scope: Scope) -> Card:
    by = step_of(scope)
    found = points(series("cases", scope, by), scope, "cases", by)
    n = int(sum(point.value or 0 for point in found))
    finding = ngettext("%(n)s laporan masuk.", "%(n)s laporan masuk.", n) % {"n": number(n)}
    if n:
        weekly = n / scope.days * 7
        finding = _("Sekitar %(n)s laporan masuk setiap minggu.") % {
            "n": number(weekly, 0 if weekly >= 10 else 1)
        }
    told = f"{_('Laporan masuk')} {each(by)}"
    chart = columns(finding, told, found) if n else None
    return Card(
        finding=finding, value=number(n), unit=pgettext("sie", "laporan"), chart=chart, note=note_of(scope, n),
        href=behind(scope, "cases") if n else "", definition=meaning("cases"),
    )  # fmt: skip


def _contacts(scope: Scope) -> Card:
    came = {row.by: int(row.value or 0) for row in rows_of("contacts", scope, "kind")}
    n = sum(came.values())
    brought = sum(came.get(kind, 0) for kind in ("complaint", "aspiration"))
    finding = _("Tidak ada kontak pada masa ini.")
    if n:
        share = percent(brought / n)
        finding = _("Dari %(n)s kontak, %(share)s menjadi pengaduan atau aspirasi.") % {
            "n": number(n),
            "share": share,
        }
    first = sorted(((count, kind) for kind, count in came.items() if kind), reverse=True)
    chosen = [
        Point(words.label("outcome", kind), count, None, href=behind(scope, "contacts", "kind", kind))
        for count, kind in first[:5]
    ]
    chart = bars(finding, _("Kontak menurut hasilnya"), chosen) if n else None
    return Card(
        finding=finding, value=number(n), unit=pgettext("sie", "kontak"), chart=chart, note=note_of(scope, n),
        href=behind(scope, "contacts") if n else "", link=_("Lihat kontaknya"), definition=meaning("contacts"),
    )  # fmt: skip


def _times(scope: Scope) -> Card:
    mean = one("follow_up_working_days", scope)
    middle, most = one("follow_up_days_median", scope), one("follow_up_days_p90", scope)
    waiting = one("open_cases", scope)
    by = "week" if scope.days <= 120 else "month"
    found = points(
        series("follow_up_working_days", scope, by), scope, "follow_up_working_days", by, none=None
    )
    finding = _pace(mean)
    chart = None
    if mean.value is not None:
        told = f"{_('Rata-rata hari kerja sampai tindak lanjut')} {each(by)}"
        chart = line(finding, told, [Series("", found)], limit=LIMIT)
    beside = (
        (_("Median"), _days(middle.value)),
        (_("9 dari 10 dalam"), _days(most.value)),
        (_("Masih terbuka"), number(int(waiting.value or 0))),
    )
    return Card(
        finding=finding, value=number(mean.value, 1) or "–", unit=_("hari kerja rata-rata"), beside=beside, chart=chart,
        note=note_of(scope, mean.n), href=behind(scope, "follow_up_working_days") if mean.n else "",
        definition=meaning("follow_up_working_days", "follow_up_days_median", "follow_up_days_p90"),
    )  # fmt: skip


def _days(value: float | None) -> str:
    return _("%(n)s hari kalender") % {"n": number(value, 1)} if value is not None else "–"


def _pace(mean: FigureRow) -> str:
    """The mean against the national limit; whether it is over is only said where its interval says so."""
    if mean.value is None:
        return _("Belum ada laporan yang ditindaklanjuti pada masa ini.")
    values = {"n": number(mean.value, 1)}
    if mean.low is not None and mean.high is not None and mean.low <= LIMIT <= mean.high:
        return _("Ditindaklanjuti dalam rata-rata %(n)s hari kerja, sekitar batas nasional 5.") % values
    if mean.value > LIMIT:
        return _("Ditindaklanjuti dalam rata-rata %(n)s hari kerja, di atas batas nasional 5.") % values
    return _("Ditindaklanjuti dalam rata-rata %(n)s hari kerja, di bawah batas nasional 5.") % values


def _within(scope: Scope) -> Card:
    whole = one("within_5_working_days", scope)
    by = "week" if scope.days <= 120 else "month"
    found = points(series("within_5_working_days", scope, by), scope, "within_5_working_days", by, none=None)
    finding = _("Belum ada yang dapat dinilai pada masa ini.")
    chart: Chart | None = None
    beside: tuple[tuple[str, str], ...] = ()
    if whole.value is not None:
        finding = _("%(share)s ditindaklanjuti dalam 5 hari kerja.") % {"share": percent(whole.value)}
        told = f"{_('Bagian yang tepat waktu')} {each(by)}"
        chart = columns(finding, told, found, unit="%")
        if whole.low is not None and whole.high is not None:
            beside = ((_("Selang 95%"), f"{percent(whole.low)} – {percent(whole.high)}"),)
    return Card(
        finding=finding,
        value=percent(whole.value) if whole.value is not None else "–",
        unit=_("tepat waktu"),
        beside=beside,
        chart=chart,
        note=note_of(scope, whole.n),
        href=behind(scope, "within_5_working_days") if whole.n else "",
        definition=meaning("within_5_working_days"),
    )
