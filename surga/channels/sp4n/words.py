"""Their words and ours, one table for the gateway and for the exported spreadsheet.

Where the words come from:

- gateway, section REPORT: our own documented assumption. The ministry shows its integration documents only to
  accounts with the role ``developer``; nothing public says how its present API spells these.
- export: a spreadsheet of LAPOR!'s admin page of 2024 (21 columns), whose statuses say who ended a report.
- public: the statuses that the public pages showed in July 2025 ("Ditindaklanjuti oleh Instansi").
- report: the statuses in a city's monthly report of September 2020 (Pontianak).
- v3: the classes chosen at verification in LAPOR! v3, from training slides (about 2019).

A word that is in none of these is ``UNKNOWN``, and noted by whoever reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

UNKNOWN: Final = "unknown"

#: Status → where the report stands.
STANDINGS: Final[Mapping[str, str]] = {
    # gateway
    "belum terverifikasi": "unverified",
    "tertunda": "postponed",
    "terdisposisi": "disposed",
    "proses": "in_progress",
    "ditindaklanjuti": "followed_up",
    "ditanggapi pelapor": "reporter_replied",
    "selesai": "done",
    "arsip": "archived",
    "bukan wewenang": "not_ours",
    # export
    "menunggu kelengkapan informasi": "postponed",
    "ditutup oleh sistem": "done",
    "ditutup oleh pelapor": "done",
    "ditutup oleh admin": "done",
    "diarsipkan oleh admin": "archived",
    "diarsipkan oleh sistem": "archived",
    "diarsipkan oleh pelapor": "archived",
    # public
    "ditindaklanjuti oleh instansi": "followed_up",
    "ditanggapi oleh pelapor": "reporter_replied",
    # report
    "tunda": "postponed",
    "belum ditindaklanjuti": "disposed",
}
#: Where a report stands → the status that we may ask for.
STATUSES: Final[Mapping[str, str]] = {
    "unverified": "belum terverifikasi",
    "postponed": "tertunda",
    "disposed": "terdisposisi",
    "in_progress": "proses",
    "followed_up": "ditindaklanjuti",
    "reporter_replied": "ditanggapi pelapor",
    "done": "selesai",
    "archived": "arsip",
    "not_ours": "bukan wewenang",
}
#: Klasifikasi → kind of case.
KINDS: Final[Mapping[str, str]] = {
    # gateway
    "pengaduan": "complaint",
    "aspirasi": "aspiration",
    "permintaan informasi": "information",
    # export: a complaint is told by whether it alleges an abuse of office
    "berkadar pengawasan": "complaint",
    "tidak berkadar pengawasan": "complaint",
    # v3
    "whistle blowing system": "complaint",
}
#: Klasifikasi of what alleges an abuse of office.
OVERSIGHT: Final = frozenset({"berkadar pengawasan", "whistle blowing system"})
#: Type of a stream → kind of step (gateway).
STEPS: Final[Mapping[str, str]] = {
    "disposisi": "disposition",
    "tindak lanjut": "follow_up",
    "tanggapan pelapor": "reporter_reply",
    "status": "status",
    "catatan": "note",
}
#: Role in a stream → who took the step (gateway).
ROLES: Final[Mapping[str, str]] = {
    "admin nasional": "centre",
    "admin instansi": "agency",
    "pejabat penghubung": "liaison",
    "pelapor": "reporter",
    "sistem": "system",
}
#: Level of an agency → level as a city sees it (gateway). Of the governments of cities and regencies only one is
#: the city itself; that is told by its id.
LEVELS: Final[Mapping[str, str]] = {
    "kota": "neighbour",
    "kabupaten": "neighbour",
    "provinsi": "province",
    "pusat": "centre",
}
#: What stands in the export's column Tipe, by itself or joined by "|".
ANONYMOUS: Final = "anonim"
SECRET: Final = "rahasia"


def fold(word: str) -> str:
    """A word as the tables have it: "Tindak_Lanjut " is "tindak lanjut"."""
    return " ".join(word.replace("_", " ").casefold().split())
