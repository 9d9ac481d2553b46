"""The procedure: the steps a case goes, who takes them, and by when, from the city's own rules."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from surga.core.agencies.city import DeadlineInfo
from surga.doors.executive.papers.contents.p4.gathering import Pack
from surga.doors.executive.papers.making.paper import Column, Points, Remark, Section, Table
from surga.doors.look.words import label as word


def section(pack: Pack) -> Section:
    """Steps, then the limits with their sources; what no source confirms says so."""
    open_ = sum(not rule.confirmed for rule in pack.deadlines)
    remark = _(
        "%(open)s dari %(n)s batas waktu belum dikonfirmasi sumber resmi dan tampil dengan tanda “belum”. "
        "Tanyakan kepada bagian hukum kota sebelum menyebutnya sebagai ketentuan."
    ) % {"open": open_, "n": len(pack.deadlines)}
    return Section(
        _("Prosedur (SOP)"),
        (Points(_steps(), ordered=True), _limits(pack), *([Remark(remark)] if open_ else [])),
    )


def _steps() -> tuple[str, ...]:
    return (
        _(
            "Warga melapor lewat kanal mana pun. Laporan mendapat nomor saat itu juga, dan janji waktunya disimpan."
        ),
        _(
            "Bahaya dikenali seketika: pelapor diberi tahu siapa yang harus ditelepon, laporannya berdiri paling depan."
        ),
        _(
            "Verifikator memeriksa isi, topik, dan apa yang boleh dibaca umum. Yang kurang ditanyakan, tidak dibuang."
        ),
        _(
            "Laporan diteruskan ke instansi yang berwenang menurut tabel wewenang, dari tingkat terendah yang mampu."
        ),
        _(
            "Instansi mengerjakan, menjawab, dan menyatakan selesai dengan "
            "bukti. Bukan wewenang: dikembalikan, dihitung."
        ),
        _("Sesudah dua kali dikembalikan, koordinator memutuskan siapa yang berwenang."),
        _(
            "Yang di luar wewenang kota dieskalasi ke provinsi atau pusat lewat SP4N-LAPOR!; pelapor diberi tahu."
        ),
        _(
            "Pelapor memastikan sudah beres atau menyanggah. Bila diam, "
            "laporan ditutup dan dihitung sebagai ditutup diam."
        ),
        _(
            "Laporan yang sudah ditutup dapat dibuka kembali. Penolakan membuka kembali boleh dinaikkan satu tingkat."
        ),
        _("Laporan berkadar pengawasan hanya dilihat Inspektorat dan verifikator yang ditunjuk."),
    )


def _limits(pack: Pack) -> Table:
    columns = (
        Column(pgettext("paper", "Batas waktu"), share=1.7),
        Column(_("Untuk"), share=1.3),
        Column(pgettext("paper", "Lama"), share=1.15),
        Column(_("Mulai dari"), share=1.1),
        Column(_("Sumber"), share=3.2),
        Column(_("Dikonfirmasi"), share=1.2),
    )
    rows = tuple(
        (
            word("clock", rule.clock),
            pgettext("paper", "semua")
            if rule.service_class == "*"
            else word("service_class", rule.service_class),
            limit(rule.amount, rule.unit),
            _starts(rule),
            f"{rule.source} ({rule.version})" if rule.source else rule.version,
            pgettext("paper", "ya") if rule.confirmed else pgettext("paper", "belum"),
        )
        for rule in pack.deadlines
    )
    return Table(
        _("Batas waktu yang berlaku"), pgettext("paper", "Batas waktu"), columns, rows,
        note=_("Berlaku untuk laporan yang diterima pada akhir masa ini. Aturan "
            "pada hari penerimaan dipakai sampai selesai."),
    )  # fmt: skip


def limit(amount: int, unit: str) -> str:
    """ "5 hari kerja": how long a clock may run."""
    return {
        "working_day": _("%(n)s hari kerja"),
        "working_hour": _("%(n)s jam kerja"),
        "hour": pgettext("paper", "%(n)s jam"),
        "day": pgettext("paper", "%(n)s hari"),
    }.get(unit, f"%(n)s {unit}") % {"n": amount}


def _starts(rule: DeadlineInfo) -> str:
    return {
        "received": pgettext("paper", "diterima"),
        "verified": pgettext("paper", "diverifikasi"),
        "forwarded": pgettext("paper", "diteruskan"),
        "asked": pgettext("paper", "ditanyakan"),
        "answered": pgettext("paper", "dijawab"),
        "closed": pgettext("paper", "ditutup"),
    }.get(rule.starts, rule.starts)
