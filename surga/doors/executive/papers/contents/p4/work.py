"""What the city did: by which ways people came, what became of it, how long it took, what they thought of it."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from surga.doors.executive.papers.contents.asking import FOLLOWED_UP, is_counted, named, now_city, number
from surga.doors.executive.papers.contents.p4.gathering import BY_MONTH, Pack
from surga.doors.executive.papers.contents.p4.procedure import limit
from surga.doors.executive.papers.making.paper import (
    Block,
    Column,
    Drawing,
    Numbers,
    Remark,
    Section,
    Table,
    Words,
)
from surga.doors.executive.papers.making.writing import between, written
from surga.doors.look.charts import Point, bars, columns, line
from surga.doors.look.charts.chart import Series
from surga.doors.look.words import label as word
from surga.reactions.insight.rules.measures import share


def channels(pack: Pack) -> Section:
    """Contacts and cases, apart; the ways by which cases came."""
    said = named(now_city(), "channel", pack.asked.language)
    touched = {row.by: int(row.value or 0) for row in pack.contacts}
    came = {row.by: int(row.value or 0) for row in pack.channels}
    whole = sum(came.values())
    codes = sorted({*touched, *came}, key=lambda code: (-came.get(code, 0), -touched.get(code, 0), code))
    rows = [
        (said(code), touched.get(code, 0), came.get(code, 0), came.get(code, 0) / whole if whole else None)
        for code in codes
    ]
    rows.append((_("Jumlah"), sum(touched.values()), whole, 1 if whole else None))
    heads = (
        Column(_("Kanal"), share=2.4), Column(pgettext("paper", "Kontak"), "count"), Column(_("Laporan"), "count"),
        Column(_("Bagian laporan"), "share"),
    )  # fmt: skip
    table = Table(
        _("Kontak dan laporan menurut kanal"), _("Kanal"), heads, tuple(rows) if codes else (), ("contacts", "cases"),
        note=_("Kontak adalah telepon, percakapan, kunjungan, surel; kebanyakan "
            "tidak menjadi laporan. Keduanya tidak dijumlah."),
        drawn="", total=True,
    )  # fmt: skip
    top = [Point(said(code), came[code], href="") for code in codes if came.get(code)]
    drawing = [_ways(top, whole)] if top else []
    return Section(_("Laporan per kanal"), (*drawing, table))


def _ways(points: list[Point], whole: int) -> Drawing:
    first = points[0]
    title = _("%(share)s laporan datang lewat %(channel)s") % {
        "share": written((first.value or 0) / whole, "share"),
        "channel": first.label,
    }
    return Drawing(bars(title, _("Laporan menurut kanal"), points), ("cases",))


def followed_up(pack: Pack) -> tuple[Section, ...]:
    """What became of the cases, and how long the first substantive answer took."""
    asked = pack.asked
    names = (
        "cases", "followed_up", "open_cases", "follow_up_working_days", "follow_up_working_days_median",
        "follow_up_working_days_p90", "follow_up_days", "follow_up_days_median", "follow_up_days_p90",
        "within_5_working_days", "city_within_5_working_days",
    )  # fmt: skip
    once = _("tiap masalah dihitung sekali")
    tiles = tuple(
        number(asked, name, note=once if name == FOLLOWED_UP else "") for name in names if is_counted(name)
    )
    return (
        Section(_("Tindak lanjut"), (Numbers(tiles), *_drawn(pack))),
        Section(_("Apa jadinya laporan"), (_ends(pack),), level=2),
        Section(_("Bulan demi bulan"), (_months(pack),), level=2),
    )


def _drawn(pack: Pack) -> tuple[Block, ...]:
    said = named(now_city(), "month", pack.asked.language)
    came = [Point(said(row.by), row.value) for row in pack.months["cases"]]
    kept = [
        Point(said(row.by), row.value, row.n, row.low, row.high)
        for row in pack.months["within_5_working_days"]
    ]
    if len(came) < 2 or len(kept) < 2:
        return ()
    most = max(came, key=lambda point: point.value or 0)
    least = min(
        (point for point in kept if point.value is not None), key=lambda point: point.value or 0, default=None
    )
    title = _("Terbanyak pada %(month)s: %(n)s laporan") % {
        "month": most.label,
        "n": written(most.value, "count"),
    }
    drawings = [Drawing(columns(title, _("Laporan diterima tiap bulan"), came), ("cases",))]
    if least is not None:
        told = _("Paling rendah pada %(month)s: %(share)s") % {
            "month": least.label,
            "share": written(least.value, "share"),
        }
        chart = line(
            told,
            _("Bagian yang ditanggapi dalam 5 hari kerja, dengan selang 95 %"),
            [Series("", kept)],
            unit="%",
        )
        drawings.append(Drawing(chart, ("within_5_working_days",)))
    return tuple(drawings)


_OUTCOMES = ("open", "answered", "resolved", "proven", "confirmed", "silence", "archived")


def _ends(pack: Pack) -> Table:
    counts = Counter[str]()
    for one in pack.outcomes:
        counts[one.outcome] += one.n
    names = {
        "open": pgettext("paper", "Masih berjalan"),
        "answered": _("Dijawab, menunggu kepastian pelapor"),
        "resolved": _("Dinyatakan selesai, tanpa foto bukti"),
        "proven": _("Dinyatakan selesai, dengan foto bukti"),
        "confirmed": _("Ditutup: dipastikan pelapor"),
        "silence": _("Ditutup: pelapor diam"),
        "archived": _("Diarsipkan tanpa tindak lanjut, dengan alasan"),
    }
    whole = sum(counts.values())
    rows = []
    for outcome in _OUTCOMES:
        part = share(counts[outcome], whole)
        rows.append((names[outcome], counts[outcome], part.value, part.low, part.high))
    heads = (
        Column(_("Keadaan"), share=3.2), Column(_("Laporan"), "count"), Column(pgettext("paper", "Bagian"), "share"),
        Column(_("Selang 95 %: dari"), "share"), Column(pgettext("paper", "sampai"), "share"),
    )  # fmt: skip
    return Table(
        _("Empat akhir yang berbeda, dan yang belum berakhir"), _("Keadaan"), heads, tuple(rows) if whole else (),
        ("outcomes",), note=_("n = %(n)s laporan.") % {"n": written(whole, "count")},
    )  # fmt: skip


def _months(pack: Pack) -> Table:
    said = named(now_city(), "month", pack.asked.language)
    kept = {name: {row.by: row for row in rows} for name, rows in pack.months.items()}
    order = BY_MONTH[1:]
    rows = tuple(
        (
            said(month),
            int(kept["cases"][month].value or 0),
            *(kept[name][month].value if month in kept[name] else None for name in order),
        )
        for month in sorted(kept["cases"])
    )
    heads = (
        Column(_("Bulan"), share=1.3), Column(_("Laporan"), "count"), Column(_("Ditindaklanjuti"), "share", 1.4),
        Column(_("Rata-rata hari kerja"), "working_days", 1.2), Column(_("Median hari"), "days", 1.1),
        Column(_("Dalam 5 hari kerja"), "share", 1.2), Column(_("Bintang"), "score"),
    )  # fmt: skip
    return Table(
        _("Menurut bulan diterima"), _("Bulan"), heads, rows, ("cases", *order), drawn="column",
        note=_("Bulan-bulan terakhir masih berubah: laporannya belum semua dijawab."),
    )  # fmt: skip


def clocks(pack: Pack) -> Section:
    """Every clock against its own limit."""
    heads = (
        Column(pgettext("paper", "Jam"), share=1.7), Column(pgettext("paper", "Batas"), share=1.25),
        Column("n", "count", 0.75),
        Column(_("Dalam batas"), "share", 1.05), *between("share"),
        Column(_("Rata-rata hari"), "days", 1.05), Column(_("Median hari"), "days", 0.95),
        Column(_("Rata-rata hari kerja"), "days", 1.1), Column(_("Lewat, masih jalan"), "count", 1.05),
    )  # fmt: skip
    rows = tuple(
        (
            word("clock", run.clock), limit(run.amount, run.unit), run.within.n, run.within.value, run.within.low,
            run.within.high, run.mean.value, run.median.value, run.working_days.value, run.late,
        )
        for run in pack.clocks
    )  # fmt: skip
    table = Table(
        _("Setiap jam terhadap batasnya"), pgettext("paper", "Jam"), heads, rows, ("within_clock", "clock_days"),
        note=_("dari – sampai: selang 95 %. Hari tanpa kata kerja adalah hari kalender."),
    )  # fmt: skip
    points = [
        Point(f"{word('clock', run.clock)}, {limit(run.amount, run.unit)}", run.within.value, run.within.n,
              run.within.low, run.within.high)
        for run in pack.clocks
        if run.within.value is not None
    ]  # fmt: skip
    drawn: tuple[Block, ...] = ()
    if points:
        worst = min(points, key=lambda point: point.value or 0)
        title = _("Paling sering terlewat: %(clock)s") % {"clock": worst.label}
        subtitle = _("Bagian yang selesai dalam batasnya, dengan selang 95 %")
        drawn = (Drawing(bars(title, subtitle, points, unit="%"), ("within_clock",)),)
    return Section(_("Waktu terhadap setiap batas"), (*drawn, table))


def satisfaction(pack: Pack) -> Section:
    """Stars of single cases and the index IKM: two scales, never mixed; of several surveys each with its own index."""
    stars, index = number(pack.asked, "rating"), pack.index
    blocks: list[Block] = [
        Words((_("Bintang (1 sampai 5) menilai satu laporan. IKM (1 sampai 4) menilai layanan. Keduanya terpisah."),)),
        Numbers((stars, index) if index.value is not None and len(pack.rounds) < 2 else (stars,)),
    ]  # fmt: skip
    if pack.rounds:
        blocks.append(_surveys(pack))
    elif index.value is None:
        blocks.append(Remark(_("Belum ada survei IKM dalam masa ini. Bintang bukan gantinya.")))
    return Section(_("Kepuasan"), tuple(blocks))


def _surveys(pack: Pack) -> Table:
    heads = (
        Column(_("Unit"), share=2.4), Column(_("Survei"), share=1.4), Column("n", "count", 0.7), Column("IKM", "score"),
        *between("score"), Column(_("dari 100"), "score"), Column(_("Mutu"), share=0.7),
    )  # fmt: skip
    rows = tuple(
        (
            info.unit_name, info.period_name(pack.asked.language), index.n,
            None if index.value is None else float(index.value), index.low, index.high,
            None if index.converted is None else float(index.converted),
            "" if index.band is None else index.band.quality,
        )
        for info, index in pack.rounds
    )  # fmt: skip
    note = _(
        "Survei yang masanya berakhir dalam masa ini. Selisih yang lebih kecil dari selangnya dapat kebetulan."
    )
    return Table(_("IKM setiap survei"), "IKM", heads, rows, ("ikm",), note=note)
