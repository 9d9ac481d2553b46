"""What follows from complaints, what the system is joined to, and where all of it can be tried and read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from surga.doors.executive.papers.contents.asking import number
from surga.doors.executive.papers.contents.definitions import kind_of
from surga.doors.executive.papers.contents.p4.gathering import Pack
from surga.doors.executive.papers.making.paper import (
    Block,
    Column,
    Numbers,
    Points,
    Remark,
    Section,
    Table,
    Typed,
    Words,
)
from surga.doors.look.templatetags import moments
from surga.doors.look.words import label as word
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.queries.planning import Decision, Evidence
from surga.reactions.sync.queries import SideState


def policy(pack: Pack) -> Section:
    """Changes of policy that came from complaints: decision, reason, cases, before and after."""
    lead = Words(
        (
            _(
                "Daftar ini disimpan di SIE: keputusan, alasan, laporan yang "
                "mendorongnya, dan angka sebelum dan sesudahnya. "
                "Sebelum dan sesudah belum membuktikan sebab; kalimatnya mengatakan itu."
            ),
        )
    )
    if not pack.decisions:
        return Section(
            _("Kebijakan yang lahir dari aduan"), (lead, Remark(_("Belum ada keputusan yang dicatat.")))
        )
    columns = (
        Column(_("Tanggal"), "day", 1.1), Column(_("Keputusan"), share=2.6), Column(_("Alasan"), share=3.4),
        Column(_("Oleh"), share=1.2), Column(_("Laporan"), "count", 0.8),
    )  # fmt: skip
    rows = tuple((one.decided_on, one.title, one.reason, one.by, one.linked) for one in pack.decisions)
    blocks: list[Block] = [
        lead,
        Table(_("Keputusan"), _("Kebijakan"), columns, rows),
        _effects(pack.decisions),
    ]
    honest = dict.fromkeys(one.honest for one in pack.decisions if one.honest)
    blocks += [Remark(said) for said in honest]
    return Section(_("Kebijakan yang lahir dari aduan"), tuple(blocks))


def _effects(decisions: Sequence[Decision]) -> Table:
    """What was measured before and after each decision."""
    columns = (
        Column(_("Keputusan"), share=2), Column(_("Ukuran"), share=1.7), Column(_("Sebelum"), share=1.1),
        Column("n", "count", 0.6), Column(_("Sesudah"), share=1.1), Column("n", "count", 0.6),
        Column(_("Kata angka"), share=3.6),
    )  # fmt: skip
    language = get_language()
    rows = tuple(
        (
            one.title,
            FIGURES[effect.figure].titled(language) if effect.figure in FIGURES else effect.figure,
            _value(effect.before), effect.before.n,
            _value(effect.after), effect.after.n if effect.after is not None else None,
            effect.sentence,
        )
        for one in decisions
        for effect in one.effects
    )  # fmt: skip
    figures = tuple(dict.fromkeys(effect.figure for one in decisions for effect in one.effects))
    known = tuple(name for name in figures if name in FIGURES)
    empty = _("Belum dapat diukur.")
    return Table(_("Sebelum dan sesudah"), _("Sebelum dan sesudah"), columns, rows, known, empty=empty)


def _value(one: Evidence | None) -> Typed | None:
    """A number of the register; None while it is too early for it."""
    if one is None:
        return None
    return Typed(one.value, kind_of(one.figure) if one.figure in FIGURES else "number")


def integration(pack: Pack) -> Section:
    """Every other government's system: how it is joined, and what went both ways."""
    columns = (
        Column(_("Sistem"), share=1.2), Column(_("Penghubung"), share=1.1), Column(_("Kita sampaikan"), "count"),
        Column(_("Kita terima"), "count"), Column(pgettext("paper", "Selesai"), "count"),
        Column(_("Menunggu"), "count"),
        Column(_("Berhenti"), "count"), Column(_("Perbedaan"), "count", 1.2),
        Column(_("Terakhir dibaca"), "moment", 1.9),
    )  # fmt: skip
    rows = tuple(
        (one.name.upper(), one.adapter, one.told, one.heard, one.done, one.waiting + one.trying, one.parked,
         one.differences, one.read_at)
        for one in pack.sides
    )  # fmt: skip
    table = Table(
        _("Catatan integrasi"), _("Integrasi"), columns, rows, ("exchange_lag",) if rows else (),
        note=_("Keadaan saat dokumen dibuat, bukan keadaan pada tanggal lampau. Berhenti: menunggu keputusan petugas."),
        empty=_("Belum ada sistem pemerintah lain yang disambungkan."),
    )  # fmt: skip
    away = number(pack.asked, "elsewhere_working_days")
    blocks: list[Block] = [table, *_lags(pack.sides, pack)]
    if away.value is not None:
        blocks.append(Numbers((away,)))
    blocks.append(Words((_(
        "Yang terbit dari antarmuka SP4N-LAPOR! hanya sebagian; selebihnya dugaan yang ditulis sebagai dugaan di "
        "dokumen sistem (docs/sp4n.md). Dokumen ini tidak mengatakan bahwa antarmukanya dipenuhi seluruhnya."
    ),)))  # fmt: skip
    return Section(_("Integrasi"), tuple(blocks))


def _lags(sides: Sequence[SideState], pack: Pack) -> tuple[Block, ...]:
    now = pack.asked.moment
    said = []
    for one in sides:
        read, waits = one.lag_in(now), one.lag_out(now)
        if read is not None:
            said.append(
                _(
                    "%(side)s terakhir dibaca %(ago)s sebelum dokumen ini dibuat; yang paling lama menunggu: %(wait)s."
                )
                % {"side": one.name.upper(), "ago": _span(read), "wait": _span(waits)}
            )
    return (Points(tuple(said)),) if said else ()


def _span(time: timedelta) -> str:
    minutes = max(0, round(time.total_seconds() / 60))
    if minutes < 120:
        return pgettext("paper", "%(n)s menit") % {"n": minutes}
    return pgettext("paper", "%(n)s jam") % {"n": moments.number(round(minutes / 60))}


def reliability() -> Section:
    """What is measured of the system's own work, and what is not."""
    return Section(
        _("Keandalan"),
        (
            Remark(_("Persentase waktu hidup (uptime) tidak diukur oleh Surga sendiri, jadi tidak dicetak.")),
            Points(
                (
                    _(
                        "Diukur: /metrics memberi jumlah laporan menurut keadaan, "
                        "antrean, dan kegagalan, untuk alat pemantau kota."
                    ),
                    _("Diukur: /healthz dan /readyz menjawab apakah layanan dan basis datanya hidup."),
                    _(
                        "Dijamin oleh uji: proses yang mati di tengah jalan tidak "
                        "menghilangkan dan tidak menggandakan apa pun."
                    ),
                    _(
                        "Dapat diulang: setiap angka dapat dihitung ulang dari "
                        "catatan peristiwa, juga per tanggal lampau."
                    ),
                )
            ),
        ),
    )


def guides(pack: Pack) -> Section:
    """Where to try it, where to read about it, how to log in."""
    base = pack.address.rstrip("/")
    rows = (
        (_("Warga melapor"), f"{base}/lapor"),
        (_("Melacak laporan dengan kode"), f"{base}/lacak"),
        (_("Daftar publik"), f"{base}/daftar"),
        (_("Informasi layanan"), f"{base}/informasi"),
        (_("Meja petugas"), f"{base}/meja"),
        (_("SIE: untuk pimpinan"), f"{base}/sie"),
        (_("IKM per unit"), f"{base}/ikm"),
        (_("Data terbuka"), f"{base}/data"),
        (_("Antarmuka program (API)"), f"{base}/api/v1/docs"),
        (_("Masuk untuk petugas"), f"{base}/masuk"),
    )
    blocks: list[Block] = [
        Table(_("Alamat"), _("Alamat"), (Column(_("Untuk"), share=2), Column(_("Alamat"), share=3)), rows),
        Words((_("Buku petunjuk berada di dalam sistem: tombol ? di meja "
            "petugas, kalimat bantu di setiap kolom formulir."),)),
    ]  # fmt: skip
    if pack.accounts:
        columns = (Column(_("Akun")), Column(_("Peran"), share=2))
        accounts = tuple((name, word("role", role)) for name, role in pack.accounts)
        note = _(
            "Sistem ini berjalan sebagai peragaan. Kata sandi diserahkan kepada juri secara terpisah, tidak dicetak."
        )
        blocks.append(Table(_("Akun peragaan"), _("Akun peragaan"), columns, accounts, note=note))
    else:
        said = _(
            "Akun peragaan untuk juri dibuat di salinan peragaan (surga demo), tidak di sistem yang melayani warga."
        )
        blocks.append(Words((said,)))
    return Section(_("Panduan, alamat, dan akun peragaan"), tuple(blocks))


def interface(pack: Pack) -> Section:
    """What programs may ask, by the API's own description."""
    columns = (Column(_("Cara"), share=0.7), Column(_("Alamat"), share=3.4), Column(_("Guna"), share=3.6))
    rows = tuple((one.method, one.path, one.summary) for one in pack.operations)
    note = _("Dari dokumen OpenAPI di %(address)s") % {"address": f"{pack.address}/api/v1/openapi.json"}
    return Section(_("Daftar API"), (Table(_("Operasi"), "API", columns, rows, note=note),))


def limits(pack: Pack) -> Section:
    """What this paper does not prove."""
    said = [
        _(
            "Salinan SK, berita acara, foto pelatihan, dan tangkapan layar tidak disimpan di Surga: lampirkan sendiri."
        ),
        _(
            "Waktu tindak lanjut dihitung sejak laporan diterima. Angka lain yang "
            "dihitung sejak disposisi tidak dapat dibandingkan."
        ),
        _(
            "Angka bulan terakhir belum matang, dan angka dengan n kecil punya selang lebar: bacalah selangnya."
        ),
        _("Bintang hanya dari pelapor yang mau menilai; yang diam tidak diisi."),
    ]
    if pack.asked.dated:
        said.append(
            _(
                "Angka laporan adalah keadaan pada tanggal yang disebut; akun, "
                "integrasi, dan daftar API adalah keadaan sekarang."
            )
        )
    return Section(_("Yang tidak dibuktikan dokumen ini"), (Points(tuple(said)),))
