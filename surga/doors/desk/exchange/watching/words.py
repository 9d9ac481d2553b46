"""The words of the exchange: what is told, how far it got, why it did not, and what differs.

The rooms below keep codes; here each becomes a short word or one sentence that says what happened and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from surga.doors.look import words
from surga.doors.look.sentences import SENTENCES, sentence
from surga.doors.look.words.word import Table, Word, find, table

ADAPTERS: Final[Table] = table(
    [
        ("off", _("Tidak terhubung"), _("Tidak ada yang dikirim atau dibaca."), "muted", "unknown"),
        ("manual", _("Diketik petugas"), _("Petugas mengetik di kedua sistem."), "sun", "waiting_reporter"),
        ("export", _("Dari berkas ekspor"), _("Laporan dibaca dari ekspor halaman admin."), "sun", "forwarded"),
        ("sp4n", _("API SP4N-LAPOR!"), _("Otomatis, menurut kontrak yang kami asumsikan."), "river", "in_progress"),
        ("surga", _("Surga"), _("Otomatis, langsung dengan pemerintah yang memakai Surga."), "river", "in_progress"),
    ]
)  # fmt: skip

#: What is told there.
ACTS: Final[Table] = table(
    [
        ("submit", _("Laporan disampaikan")),
        ("follow_up", _("Tindak lanjut dikabarkan")),
        ("pass_on", _("Diteruskan ke instansi lain di sana")),
        ("give_back", _("Dikembalikan karena bukan wewenang kota")),
    ]
)

#: How far an act got.
STATES: Final[Table] = table(
    [
        ("due", _("Menunggu"), _("Berangkat sendiri pada waktunya."), "sun", "waiting_reporter"),
        ("trying", _("Sedang dikirim"), _("Sedang di tangan sistem."), "river", "in_progress"),
        ("done", _("Sampai"), _("Sudah diterima di sana."), "leaf", "resolved"),
        ("parked", _("Tertahan"), _("Menunggu keputusan petugas."), "brick", "overdue"),
        ("skipped", _("Dilewati"), _("Tidak dikirim, dengan alasan."), "muted", "archived"),
    ]
)

_AWAY = _("%(side)s tidak dapat dihubungi.")
#: Why an act or a report waits, by the codes that the engine and the channels give.
REASONS: Final[Mapping[str, Any]] = {
    # ours
    "secret": _("Laporan rahasia: hanya dikirim bila diizinkan petugas yang berwenang."),
    "case_missing": _("Laporannya sudah tidak ada di sini."),
    "unmasked": _("Kata-katanya tidak dapat disamarkan, jadi tidak dikirim ke %(side)s."),
    "no_link": _("Laporan ini belum punya nomor di %(side)s. Hubungkan dengan nomornya."),
    "lease": _("Pengiriman terputus di tengah jalan; dilihat dulu apakah sudah sampai."),
    "by_hand": _("Dikerjakan petugas dengan tangan."),
    "typing": _("Menunggu diketik petugas di %(side)s."),
    "twin": _("Digabung dengan laporan lain tentang perkara yang sama."),
    "owed": _("Kabar kita tentang perkara ini berangkat lebih dulu; sesudah itu laporannya dilihat lagi."),
    "compared": _("Ditemukan saat kedua sisi dibandingkan."),
    "standing": _("Status ini tidak dikenal di %(side)s."),
    # their word
    "gone": _("Laporan tidak terlihat lagi di %(side)s."),
    "NOT_FOUND": _("Laporan itu tidak ditemukan di %(side)s."),
    "NOT_YOURS": _("Menurut %(side)s, laporan ini tidak di tangan kita. Dicoba lagi bila ada perubahan di sana."),
    "no_id": _("Ada laporan tanpa nomor yang terbaca di daftar %(side)s. Beri tahu pengelolanya."),
    "INVALID": _("%(side)s menolak isinya. Periksa panjang dan lampirannya."),
    "token": _("%(side)s menolak kunci kita. Minta kunci baru kepada pengelolanya."),
    "rate_limit": _("%(side)s minta kita lebih pelan."),
    "maintenance": _("%(side)s sedang dirawat."),
    "internal": _("Ada yang rusak di %(side)s."),
    "unknown_code": _("%(side)s menjawab dengan kode yang belum dikenal."),
    "too_big": _("Terlalu besar untuk %(side)s, atau jawabannya terlalu besar untuk kita."),
    "foreign_host": _("Lampirannya menunjuk ke tempat lain, jadi tidak kami ambil."),
    # the way there
    "connect": _AWAY,
    "certificate": _("%(side)s tidak dapat membuktikan siapa dirinya: sertifikatnya salah atau lewat masa."),
    "lost": _("Jawaban %(side)s tidak sampai; dilihat dulu apakah sudah diterima."),
    "unreadable": _("Jawaban %(side)s tidak terbaca."),
    "redirect": _("%(side)s menyuruh ke alamat lain, dan itu tidak kami ikuti."),
}  # fmt: skip
_SAME: Final[Mapping[str, str]] = {
    "TOKEN_INVALID": "token", "RATE_LIMIT": "rate_limit", "MAINTENANCE": "maintenance", "INTERNAL": "internal",
    "too_large": "too_big", "Lost": "lost", "Unreachable": "connect", "Unsure": "lost", "no id": "unreadable",
}  # fmt: skip
#: While these last, nothing gets through to the other side.
UNREACHABLE: Final = frozenset(
    {"connect", "certificate", "token", "maintenance", "internal", "redirect", "lost", "unreadable"}
)
_HTTP_KEY = _("%(side)s menolak kita (HTTP %(status)s). Periksa kunci dan alamatnya.")
_HTTP_WRONG = _("%(side)s tidak mengerti permintaan kita (HTTP %(status)s).")
_HTTP_DOWN = _("%(side)s sedang tidak melayani (HTTP %(status)s).")
_OURS = _("Belum berhasil karena sebab yang tidak biasa (%(code)s). Bila tetap, beri tahu petugas teknis.")

#: What differs, and what mends it; ``ours`` and ``theirs`` in words.
DIFFERENCES: Final[Mapping[str, Any]] = {
    "missing_here": _("Laporan %(number)s di %(side)s untuk kota, tetapi belum ada di sini."),
    "missing_there": _("Laporan ini sudah diperiksa, tetapi belum disampaikan ke %(side)s."),
    "standing": _("Di sini “%(ours)s”, di %(side)s “%(theirs)s”."),
    "vanished": _("Laporan %(number)s tidak terlihat lagi di %(side)s."),
    "double": _("Ada laporan kedua, %(number)s, di %(side)s dengan tanda kita. Admin di sana perlu menggabungkannya."),
}  # fmt: skip
_DIFFERS = _("Kedua sisi berbeda (%(code)s).")
MENDS: Final[Mapping[str, Any]] = {
    "missing_here": _("Ambil laporannya"),
    "missing_there": _("Sampaikan ke sana"),
    "standing": _("Kabarkan status kita lagi"),
    "vanished": _("Lihat sekali lagi"),
}


def adapter(code: str) -> Word:
    return find(ADAPTERS, code)


def act(kind: str) -> str:
    return str(find(ACTS, kind).label)


def state(code: str) -> Word:
    return find(STATES, code)


def reason(code: str, system: str) -> str:
    """The sentence for a reason's code; what an officer wrote, and what nobody foresaw, has one too. "" for none."""
    if not code:
        return ""
    known = _SAME.get(code, code)
    side = {"side": words.side_name(system)}
    if known in REASONS:
        return _tidy(str(REASONS[known]) % side)
    if known in SENTENCES:
        return sentence(known)
    http = re.fullmatch(r"http_(\d{3})", known)
    if http is not None:
        said = _HTTP_KEY if http[1] in {"401", "403"} else _HTTP_WRONG if http[1] < "500" else _HTTP_DOWN
        return _tidy(str(said) % {**side, "status": http[1]})
    return str(_OURS) % {"code": code}


def is_away(code: str) -> bool:
    """Whether a reason says that nothing gets through at the moment."""
    known = _SAME.get(code, code)
    return known in UNREACHABLE or known.startswith("http_")


def difference(kind: str, system: str, report_id: str, ours: str, theirs: str) -> str:
    """A difference in a sentence. ``ours``: a status of ours; ``theirs``: a standing."""
    said = DIFFERENCES.get(kind)
    if said is None:
        return str(_DIFFERS) % {"code": kind}
    told = {"ours": words.label("status", ours), "theirs": words.label("standing", theirs)}
    return _tidy(str(said) % {"side": words.side_name(system), "number": report_id, **told})


def _tidy(said: str) -> str:
    """SP4N-LAPOR! ends with a mark of its own."""
    return said.replace("!.", "!")
