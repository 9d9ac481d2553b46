"""What is published, what is assumed, and what this program is for."""

from __future__ import annotations

from typing import Final

from sandbox.national.model.national import National
from sandbox.national.pages.frame import WARNING, page
from sandbox.national.pages.markup import Markup, tag

_PUBLISHED: Final = (
    ("POST /api/services/f01/gettopics", "Daftar topik, dari halaman “API Akses Data LAPOR!”."),
    ("POST /api/stream/addstream", "Laporan baru dalam XML, seperti dipakai satu program terbuka."),
)
_ASSUMED: Final = (
    ("getagencies", "Daftar instansi."),
    ("getreports", "Laporan yang boleh dibaca instansi, menurut waktu perubahan."),
    ("getreport", "Satu laporan dengan linimasanya."),
    ("addfollowup", "Tindak lanjut, dengan lampiran; ref yang sama tidak dicatat dua kali."),
    ("dispose", "Meneruskan ke instansi lain."),
    ("returnreport", "Mengembalikan ke admin nasional."),
)


def about(national: National, now: int) -> bytes:
    callers = [national.name_of(agency) for agency in national.callers.values()]
    return page(
        "Tentang", "/tentang", now,
        tag("h1", WARNING),
        tag("p", "Program ini menggantikan sisi nasional, supaya kota dapat mencoba integrasi dua arah sendiri. "
                 "Semua orang, laporan dan nomor di dalamnya rekaan.", class_="lead"),
        tag("h2", "Panggilan yang dipublikasikan"),
        _table(_PUBLISHED),
        tag("h2", "Panggilan yang kami andaikan"),
        tag("p", "Dokumen integrasi yang berlaku hanya dapat dilihat akun dengan peran developer di LAPOR!. Selebihnya "
                 "adalah pengandaian kami yang tertulis, dalam gaya yang sama: jangan dibaca sebagai API resmi. "
                 "Alamatnya POST /api/services/f01/ dan namanya. Galat, batas waktu, aturan siapa boleh membaca "
                 "apa, dan tutup otomatis sepuluh hari kalender juga pengandaian."),
        _table(_ASSUMED),
        tag("h2", "Pemerintah yang memegang token"),
        tag("ul", [tag("li", name) for name in callers]),
        tag("h2", "Untuk program"),
        tag("p", tag("a", "GET /state", href="/state"), ", ", tag("a", "GET /faults", href="/faults"),
            ", POST /faults, /act, /tick, /reset: lihat sandbox/README.md."),
    )  # fmt: skip


def _table(rows: tuple[tuple[str, str], ...]) -> Markup:
    return tag(
        "dl",
        [tag("div", tag("dt", tag("code", name)), tag("dd", what)) for name, what in rows],
        class_="calls",
    )
