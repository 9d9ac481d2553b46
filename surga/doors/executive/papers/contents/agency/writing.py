"""An agency's report as a paper: the finding first, then the numbers, then what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from surga.doors.executive.papers.contents.agency.gathering import MEASURED, Compared, Report
from surga.doors.executive.papers.contents.asking import facts, named, now_city, number
from surga.doors.executive.papers.contents.definitions import kind_of, with_meanings
from surga.doors.executive.papers.making.paper import (
    Block,
    Column,
    Drawing,
    Numbers,
    Paper,
    Points,
    Section,
    Table,
    Typed,
    Words,
)
from surga.doors.executive.papers.making.writing import between, with_unit, written
from surga.doors.look.charts import Point, bars, columns
from surga.doors.look.templatetags import moments
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.queries import Age


def paper_of(report: Report) -> Paper:
    """The report as a paper, in the language that was asked for."""
    asked = report.asked
    with translation.override(asked.language):
        here = now_city()
        rest = replace(asked, where=replace(asked.where, agency=""))
        return with_meanings(
            Paper(
                kind="agency",
                name=f"instansi-{report.code}",
                title=report.name,
                subtitle=_("Laporan untuk instansi: apa yang masuk, berapa lama, dan apa yang berubah"),
                city=report.city,
                language=asked.language,
                as_of=report.at,
                facts=tuple(facts(rest, here)),
                lead=(_lead(report),),
                sections=(_now(report), _held(report), _about(report), _waiting(report), _to_prepare(report)),
            )
        )


def _lead(report: Report) -> str:
    came, open_ = number(report.asked, "cases"), number(report.asked, "open_cases")
    if not came.value:
        return _("Tidak ada laporan untuk instansi ini dalam masa ini.")
    parts = [
        _("%(cases)s laporan masuk, %(open)s masih berjalan.")
        % {"cases": written(came.value, "count"), "open": written(open_.value or 0, "count")}
    ]
    took = next(one for one in report.compared if one.name == "follow_up_working_days")
    if took.now.value is not None and took.city.value is not None:
        parts.append(
            _("Rata-rata ditanggapi dalam %(days)s; seluruh kota %(city)s.")
            % {
                "days": with_unit(took.now.value, "working_days"),
                "city": with_unit(took.city.value, "working_days"),
            }
        )
    changed = [one for one in report.compared if one.told]
    parts.append(
        " ".join(map(_change, changed))
        if changed
        else _("Dibanding masa sebelumnya tidak ada perubahan yang lebih dari kebetulan.")
    )
    return " ".join(parts)


def _change(one: Compared) -> str:
    said = _("%(figure)s membaik dari %(before)s menjadi %(now)s.") if one.better else _(
        "%(figure)s memburuk dari %(before)s menjadi %(now)s."
    )  # fmt: skip
    kind = kind_of(one.name)
    return said % {
        "figure": FIGURES[one.name].titled(translation.get_language()),
        "before": with_unit(one.before.value, kind),
        "now": with_unit(one.now.value, kind),
    }


def _now(report: Report) -> Section:
    names = ("cases", "open_cases", "followed_up", *MEASURED[:3], "bounced", "reopened", "rating")
    tiles = [number(report.asked, name) for name in names]
    blocks: list[Block] = [Numbers(tuple(one for one in tiles if one.value is not None))]
    said = named(now_city(), "month", report.asked.language)
    points = [Point(said(row.by), row.value) for row in report.months]
    if len(points) > 1:
        last = points[-1]
        title = _("%(month)s: %(n)s laporan") % {"month": last.label, "n": written(last.value, "count")}
        blocks.append(Drawing(columns(title, _("Laporan diterima tiap bulan"), points), ("cases",)))
    if any(one.n for one in report.ages):
        blocks.append(_backlog(report.ages))
    return Section(_("Dalam angka"), tuple(blocks))


def _backlog(ages: Sequence[Age]) -> Drawing:
    points = [Point(_age(one), one.n) for one in ages]
    old = sum(one.n for one in ages if one.low >= 30)
    title = _("%(n)s laporan terbuka lebih dari 30 hari") % {"n": written(old, "count")}
    return Drawing(
        bars(title, _("Laporan yang masih berjalan menurut umurnya, hari ini"), points), ("backlog_age",)
    )


def _age(one: Age) -> str:
    if one.high is None:
        return _("%(low)s hari atau lebih") % {"low": one.low}
    return _("%(low)s sampai %(high)s hari") % {"low": one.low, "high": one.high - 1}


def _held(report: Report) -> Section:
    heads = (
        Column(_("Ukuran"), share=3), Column(_("Masa ini"), share=1.5), Column("n", "count", 0.7),
        Column(_("Sebelumnya"), share=1.5), Column(_("Seluruh kota"), share=1.5), Column(_("Kata angka"), share=2.2),
    )  # fmt: skip
    rows = tuple(
        (
            FIGURES[one.name].titled(report.asked.language),
            Typed(one.now.value, kind_of(one.name), one.now.low, one.now.high),
            one.now.n,
            Typed(one.before.value, kind_of(one.name)),
            Typed(one.city.value, kind_of(one.name)),
            verdict(one),
        )
        for one in report.compared
        if one.now.n or one.before.n
    )
    return Section(
        _("Dibanding sebelumnya dan seluruh kota"),
        (
            Table(
                _("Masa ini, masa yang sama panjang sebelumnya, dan kota"), _("Perbandingan"), heads, rows,
                tuple(one.name for one in report.compared),
                note=_("Dalam kurung: selang 95 %. “Lebih dari kebetulan” sesudah koreksi Benjamini–Hochberg."),
            ),
        ),
    )  # fmt: skip


def verdict(one: Compared) -> str:
    if one.before.value is None or one.now.value is None:
        return _("Tidak ada pembanding.")
    if not one.told:
        return _("Dapat terjadi karena kebetulan.")
    return _("Membaik, lebih dari kebetulan.") if one.better else _("Memburuk, lebih dari kebetulan.")


def _about(report: Report) -> Section:
    said = named(now_city(), "topic", report.asked.language)
    heads = (
        Column(_("Topik"), share=3), Column(_("Laporan"), "count"),
        Column(_("Rata-rata hari kerja"), "working_days", 1.3),
        Column(_("Dalam 5 hari kerja"), "share", 1.3), *between("share"),
    )  # fmt: skip
    rows = tuple(
        (
            said(code), int(came.value or 0), took.value if took else None, kept.value if kept else None,
            kept.low if kept else None, kept.high if kept else None,
        )
        for code, came, took, kept in report.topics
    )  # fmt: skip
    table = Table(
        _("Topik dengan laporan terbanyak"), _("Topik"), heads, rows,
        ("cases", "follow_up_working_days", "within_5_working_days"), drawn="bar",
    )  # fmt: skip
    return Section(_("Tentang apa"), (table,))


def _waiting(report: Report) -> Section:
    if report.asked.dated:
        return Section(_("Yang paling lama menunggu"), (Words((_("Hanya ada untuk keadaan sekarang."),)),))
    rows = tuple((one.code, one.since, (report.at - one.since).days) for one in report.oldest)
    heads = (
        Column(_("Kode")),
        Column(pgettext("paper", "Diterima"), "moment", 2),
        Column(pgettext("paper", "Hari"), "count"),
    )
    table = Table(
        _("Laporan terbuka yang tertua"), _("Terlama"), heads, rows, ("oldest_open",) if rows else (),
        note=_("Tanpa laporan rahasia, berkadar pengawasan, dan topik yang dilindungi."),
        empty=_("Tidak ada laporan yang masih berjalan."),
    )  # fmt: skip
    return Section(_("Yang paling lama menunggu"), (table,))


def _to_prepare(report: Report) -> Section:
    said = named(now_city(), "topic", report.asked.language)
    asked: list[str] = []
    if report.oldest:
        first = report.oldest[0]
        asked.append(
            _("Mengapa %(code)s, yang masuk %(day)s, belum selesai? Siapa yang harus bertindak?")
            % {"code": first.code, "day": moments.short(first.since)}
        )
    slow = [
        (code, kept)
        for code, _came, _took, kept in report.topics
        if kept and kept.value is not None and kept.n >= 5
    ]
    if slow:
        code, kept = min(slow, key=lambda one: one[1].value or 0)
        asked.append(
            _(
                "Topik “%(topic)s” paling jarang ditanggapi dalam 5 hari kerja (%(share)s dari %(n)s). Apa yang kurang?"
            )
            % {"topic": said(code), "share": written(kept.value, "share"), "n": kept.n}
        )
    worse = [one for one in report.compared if one.told and one.better is False]
    asked += [_("Apa sebabnya? %(change)s") % {"change": _change(one)} for one in worse]
    asked += [_("Apa yang dapat ditiru unit lain? %(change)s") % {"change": _change(one)} for one in report.compared
              if one.told and one.better]  # fmt: skip
    if not asked:
        asked.append(
            _(
                "Tidak ada yang menonjol. Gunakan waktunya untuk laporan yang dikembalikan dan yang dinilai rendah."
            )
        )
    return Section(_("Pertanyaan untuk disiapkan"), (Points(tuple(asked), ordered=True),))
