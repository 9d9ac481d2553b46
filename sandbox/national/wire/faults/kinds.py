"""Every fault there is, in the words of the panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CALLS: Final = (
    "gettopics", "addstream", "getagencies", "getreports", "getreport", "addfollowup", "dispose", "returnreport",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """``option``: which further value it takes, "" for none. ``default``: that value when it is not given."""

    name: str
    label: str
    option: str = ""
    default: str = ""


KINDS: Final = {
    kind.name: kind
    for kind in (
        Kind("html", "Halaman HTML (pemeliharaan) dengan status 200"),
        Kind("status_502", "502 Bad Gateway", "retry_after"),
        Kind("status_503", "503 Service Unavailable", "retry_after"),
        Kind("status_504", "504 Gateway Timeout", "retry_after"),
        Kind("too_many", "429, dengan Retry-After bila diisi", "retry_after"),
        Kind("rate_limit", "Galat RATE_LIMIT dengan retry_after", "retry_after", "30"),
        Kind("maintenance", "Galat MAINTENANCE"),
        Kind("internal", "Galat INTERNAL"),
        Kind("token", "Token tiba-tiba tidak berlaku (TOKEN_INVALID)"),
        Kind("cut_before", "Sambungan putus sebelum disimpan"),
        Kind("cut_after", "Sambungan putus sesudah disimpan, tanpa jawaban"),
        Kind("cut_midway", "Sambungan putus di tengah jawaban"),
        Kind("slow", "Jawaban lambat (sudah disimpan)", "seconds", "60"),
        Kind("truncated", "Jawaban terpotong: JSON atau XML tidak utuh"),
        Kind("repeat_row", "Baris yang sama muncul di dua halaman"),
        Kind("any_order", "Baris dan linimasa dalam urutan acak"),
        Kind("shifted", "Halaman bergeser: satu baris terlewat"),
        Kind("nulls", "null di tempat teks"),
        Kind("wrong_types", "Jenis nilai salah: angka, daftar, huruf dalam nomor"),
        Kind("unknown_keys", "Kunci JSON yang tidak dikenal"),
        Kind("unknown_values", "Status, klasifikasi dan jenis yang tidak dikenal"),
        Kind("huge", "Jawaban raksasa", "megabytes", "50"),
        Kind("endless", "Jawaban tanpa akhir"),
        Kind("redirect", "Dialihkan ke host lain", "to", "http://sp4n.invalid"),
    )
}
#: These answer instead of the call; ``stored`` says whether the call is done first all the same.
INSTEAD: Final = frozenset(
    "html status_502 status_503 status_504 too_many rate_limit maintenance internal token redirect".split()
)
#: These change what a call found.
SHAPES: Final = frozenset("nulls wrong_types unknown_keys unknown_values".split())
#: Only one of these can happen to one answer.
ENDS: Final = INSTEAD | {"cut_before", "cut_after", "cut_midway", "truncated", "endless", "huge"}
