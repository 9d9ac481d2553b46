"""The words of other governments' sides: their names, where a matter stands there, and what happened to it there."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from surga.doors.look.words.roles import LEVELS
from surga.doors.look.words.word import Word, find, table

#: Our status → SP4N-LAPOR!'s word for it, as citizens read it there in every language. Where both say the same
#: ("Selesai"; "Diarsipkan" and "Arsip"), there is none. For the screen only: what it is on the wire is its channel's.
NATIONAL: Mapping[str, str] = {
    "received": "Belum terverifikasi",
    "waiting_reporter": "Tertunda",
    "verified": "Belum ditindaklanjuti",
    "forwarded": "Terdisposisi",
    "in_progress": "Proses",
    "answered": "Ditindaklanjuti",
    "resolved": "Ditindaklanjuti",
    "returned": "Bukan wewenang",
    "escalated": "Terdisposisi ke instansi lain",
}

#: Where a matter stands there. The label is the other side's own word.
STANDINGS = table(
    [
        ("unverified", _("Belum terverifikasi"), "", "plain", "received"),
        ("postponed", _("Tertunda"), "", "sun", "waiting_reporter"),
        ("disposed", _("Terdisposisi"), "", "river", "forwarded"),
        ("in_progress", _("Proses"), "", "river", "in_progress"),
        ("followed_up", _("Ditindaklanjuti"), "", "sky", "answered"),
        ("reporter_replied", _("Ditanggapi pelapor"), "", "sun", "returned"),
        ("done", _("Selesai"), "", "leaf", "closed"),
        ("archived", _("Arsip"), "", "muted", "archived"),
        ("not_ours", _("Bukan wewenang"), "", "sun", "returned"),
        ("unknown", _("Belum dikenal"), "", "muted", "unknown"),
    ]
)

#: Who takes steps there.
_WHO: Mapping[str, Any] = {
    "centre": _("admin pusat"),
    "agency": _("instansi"),
    "liaison": _("pejabat penghubung"),
    "reporter": _("pelapor"),
    "system": _("sistem"),
}

_STEPS: Mapping[str, Any] = {
    "disposition": _("Disposisi di %(side)s"),
    "follow_up": _("Tindak lanjut di %(side)s"),
    "reporter_reply": _("Tanggapan pelapor di %(side)s"),
    "note": _("Catatan di %(side)s"),
    "status": _("Status di %(side)s berubah"),
}

_STANDS = _("Di %(side)s kini “%(standing)s”")

_LINKED: Mapping[str, Any] = {
    "in": _("Berasal dari %(side)s, nomor %(number)s"),
    "out": _("Tercatat juga di %(side)s, nomor %(number)s"),
}
#: The same for who may not know the number.
_FROM = _("Berasal dari %(side)s")

_NOTED: Mapping[str, Any] = {
    "edited": _("Isi laporan di %(side)s diubah"),
    "gone": _("Laporan tidak terlihat lagi di %(side)s"),
    "back": _("Laporan di %(side)s kembali kepada kota"),
    "elsewhere": _("Laporan di %(side)s pindah ke instansi lain"),
    "odd": _("Ada yang belum dikenal dari %(side)s"),
    "double": _("Ada laporan kedua dengan tanda kita di %(side)s"),
    "picture": _("Gambar dari %(side)s tidak dapat diambil"),
    "retold": _("Keadaan laporan dikabarkan lagi ke %(side)s"),
    "skipped": _("Kiriman ke %(side)s dilewati"),
    "allowed": _("Diizinkan disampaikan ke %(side)s"),
    "mended": _("Perbedaan dengan %(side)s dibereskan"),
}

_TABLES: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "case_linked": ("direction", _LINKED),
    "outside_step_taken": ("step", _STEPS),
    "outside_noted": ("what", _NOTED),
}


def side_name(system: str) -> str:
    """How people call another government's side: "sp4n" is SP4N-LAPOR!, "surga:province" is "Surga Provinsi"."""
    if system == "sp4n":
        return "SP4N-LAPOR!"
    kind, _colon, rest = system.partition(":")
    return f"{kind.capitalize()} {find(LEVELS, rest).label}" if rest else kind.capitalize()


def national_word(status: str) -> str:
    """SP4N-LAPOR!'s word for a status of ours; "" where it is the same word."""
    return NATIONAL.get(status, "")


def standing(code: str) -> Word:
    """The word for where a matter stands there."""
    return find(STANDINGS, code)


def happening_there(kind: str, facts: Mapping[str, Any]) -> str:
    """An event of another side as the title of a timeline item, by its facts; "" where they do not tell enough."""
    key, said = _TABLES.get(kind, ("", {}))
    told, system = said.get(str(facts.get(key))), str(facts.get("system") or "")
    if told is None or not system:
        return ""
    if kind == "case_linked" and not facts.get("report_id"):
        told = _FROM
    title = str(told) % {"side": side_name(system), "number": facts.get("report_id", "")}
    if facts.get("standing") and facts.get("step", "status") == "status":
        stands = {"side": side_name(system), "standing": standing(str(facts["standing"])).label}
        return str(_STANDS) % stands
    by = _WHO.get(str(facts.get("role"))) if facts.get("step") in {"disposition", "follow_up"} else None
    return f"{title}, {by}" if by else title
