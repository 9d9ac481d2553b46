"""The evidence pack as a paper: who, by which rules, connected to whom, by which ways, with what result."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from surga.doors.executive.papers.contents.asking import facts, now_city, number
from surga.doors.executive.papers.contents.definitions import with_meanings
from surga.doors.executive.papers.contents.p4 import beyond, procedure, work
from surga.doors.executive.papers.contents.p4.gathering import Pack
from surga.doors.executive.papers.making.paper import (
    Column,
    Number,
    Numbers,
    Paper,
    Remark,
    Section,
    Table,
    Words,
)
from surga.doors.executive.papers.making.writing import with_unit, written
from surga.doors.look.words import label as word
from surga.reactions.insight.rules.measures import share


def paper_of(pack: Pack) -> Paper:
    """The whole paper, in the language that was asked for."""
    with translation.override(pack.asked.language):
        return with_meanings(
            Paper(
                kind="p4",
                name="p4",
                title=_("Paket bukti pengelolaan pengaduan"),
                subtitle=_("Evaluasi dan Kompetisi Pengelolaan Pengaduan Pelayanan Publik (P4)"),
                city=pack.city,
                language=pack.asked.language,
                as_of=pack.asked.moment,
                facts=(
                    *facts(pack.asked, now_city()),
                    (_("SK tim pengelola"), pack.decree or _("belum diisi")),
                ),
                lead=_lead(pack),
                sections=(
                    _reading(pack),
                    _team(pack),
                    procedure.section(pack),
                    _agencies(pack),
                    work.channels(pack),
                    *work.followed_up(pack),
                    work.clocks(pack),
                    work.satisfaction(pack),
                    beyond.policy(pack),
                    beyond.integration(pack),
                    beyond.reliability(),
                    beyond.guides(pack),
                    beyond.interface(pack),
                    beyond.limits(pack),
                ),
            )
        )


def _lead(pack: Pack) -> tuple[str, ...]:
    cases, done = number(pack.asked, "cases"), number(pack.asked, "followed_up")
    if not cases.value:
        return (_("Belum ada laporan dalam masa ini, jadi angka-angkanya masih kosong."),)
    took, kept = number(pack.asked, "follow_up_working_days"), number(pack.asked, "within_5_working_days")
    said = ngettext(
        "%(city)s menerima %(cases)s laporan.", "%(city)s menerima %(cases)s laporan.", int(cases.value)
    ) % {"city": pack.city, "cases": written(cases.value, "count")}
    parts = [said]
    if done.value is not None:
        parts.append(_("%(share)s sudah ditindaklanjuti.") % {"share": written(done.value, "share")})
    if took.value is not None:
        parts.append(
            _("Rata-rata %(days)s sampai tanggapan pertama yang berisi, dihitung sejak laporan diterima.")
            % {"days": with_unit(took.value, "working_days")}
        )
    if kept.value is not None:
        parts.append(
            _("%(share)s ditanggapi dalam 5 hari kerja, batas nasional.")
            % {"share": written(kept.value, "share")}
        )
    return (" ".join(parts),)


def _reading(pack: Pack) -> Section:
    return Section(
        _("Cara membaca dokumen ini"),
        (
            Words(
                (
                    _(
                        "Setiap angka dihitung dari catatan peristiwa, bukan "
                        "diketik. Di bawahnya berdiri jumlah laporan "
                        "yang dihitung (n), selang kepercayaan 95 % bila ada, "
                        "tanggal keadaannya, dan nomor artinya (D)."
                    ),
                    _(
                        "Kontak, laporan, dan pelapor adalah tiga hal. Dijawab, "
                        "selesai dengan bukti, dipastikan pelapor, "
                        "dan ditutup karena pelapor diam adalah empat hal. Semuanya tampil terpisah."
                    ),
                    _(
                        "Laporan rahasia dan berkadar pengawasan ikut dihitung, "
                        "tetapi tidak satu pun ditunjukkan di sini."
                    ),
                )
            ),
        ),
    )


def _team(pack: Pack) -> Section:
    rows = tuple((word("role", one.role), one.active, one.ever) for one in pack.team)
    said = (
        _("Tim ditetapkan dengan SK %(decree)s.") % {"decree": pack.decree}
        if pack.decree
        else _(
            "Nomor SK tim belum diisi. Isilah di halaman Dokumen sebelum mengunduh, lalu lampirkan salinannya."
        )
    )
    note = _("Akun aktif pada saat dokumen dibuat. Satu orang satu akun; nama orang tidak dicetak.")
    columns = (
        Column(_("Peran"), share=3),
        Column(_("Akun aktif"), "count"),
        Column(_("Pernah ada"), "count"),
    )
    total = (_("Jumlah"), sum(one.active for one in pack.team), sum(one.ever for one in pack.team))
    return Section(
        pgettext("paper", "Tim"),
        (
            Words((said,)) if pack.decree else Remark(said),
            Table(
                _("Petugas menurut peran"),
                pgettext("paper", "Tim"),
                columns,
                (*rows, total),
                note=note,
                total=True,
            ),
        ),
    )


def _agencies(pack: Pack) -> Section:
    n, joined = len(pack.agencies), sum(one.liaisons > 0 for one in pack.agencies)
    part = share(joined, n)
    tiles = (
        Number(_("Instansi terhubung"), joined, "count", n, figure="connected_agencies",
               note=_("dari %(n)s instansi aktif") % {"n": written(n, "count")}),
        Number(_("Bagian instansi terhubung"), part.value, "share", n, figure="connected_agencies"),
        Number(_("Instansi yang menerima laporan"), sum(one.cases > 0 for one in pack.agencies), "count", n,
               figure="cases", note=_("dalam masa ini")),
    )  # fmt: skip
    columns = (
        Column(_("Instansi"), share=4.4),
        Column(_("Terhubung"), share=1.1),
        Column(_("Pejabat penghubung"), "count", 1.3),
        Column(_("Laporan"), "count", 1),
    )
    rows = tuple(
        (
            one.name,
            pgettext("paper", "ya") if one.liaisons else pgettext("paper", "belum"),
            one.liaisons,
            one.cases,
        )
        for one in pack.agencies
    )
    return Section(
        _("Instansi terhubung"),
        (
            Numbers(tiles),
            Table(
                _("Setiap instansi, menurut abjad"), _("Instansi"), columns, rows,
                ("connected_agencies", "cases"),
                note=_("Urutan abjad dengan sengaja: banyak laporan bukan berarti buruk."),
            ),
        ),
    )  # fmt: skip
