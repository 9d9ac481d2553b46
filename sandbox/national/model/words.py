"""The words of the gateway: statuses, kinds of report, what a stream is and who wrote it."""

from __future__ import annotations

from typing import Final

UNVERIFIED: Final = "belum terverifikasi"
HELD: Final = "tertunda"
DISPOSED: Final = "terdisposisi"
IN_HAND: Final = "proses"
FOLLOWED_UP: Final = "ditindaklanjuti"
REPLIED: Final = "ditanggapi pelapor"
DONE: Final = "selesai"
ARCHIVED: Final = "arsip"
NOT_COMPETENT: Final = "bukan wewenang"
STATUSES: Final = (
    UNVERIFIED, HELD, DISPOSED, IN_HAND, FOLLOWED_UP, REPLIED, DONE, ARCHIVED, NOT_COMPETENT,
)  # fmt: skip
#: A report in one of these is over.
ENDED: Final = frozenset({DONE, ARCHIVED})
#: An agency has the report in one of these.
WITH_AGENCY: Final = frozenset({DISPOSED, IN_HAND, FOLLOWED_UP, REPLIED})
#: The national admin has the report in one of these.
AT_CENTRE: Final = frozenset({UNVERIFIED, NOT_COMPETENT})
#: What an agency may set with a follow-up.
SETTABLE: Final = frozenset({HELD, IN_HAND, FOLLOWED_UP, DONE, ARCHIVED})

KINDS: Final = ("pengaduan", "aspirasi", "permintaan informasi")
LEVELS: Final = ("kota", "kabupaten", "provinsi", "pusat")

DISPOSAL: Final = "disposisi"
FOLLOW_UP: Final = "tindak_lanjut"
REPLY: Final = "tanggapan_pelapor"
STATUS: Final = "status"
NOTE: Final = "catatan"
STREAM_TYPES: Final = (DISPOSAL, FOLLOW_UP, REPLY, STATUS, NOTE)

NATIONAL_ADMIN: Final = "admin_nasional"
AGENCY_ADMIN: Final = "admin_instansi"
LIAISON: Final = "pejabat_penghubung"
REPORTER: Final = "pelapor"
SYSTEM: Final = "sistem"
ROLES: Final = (NATIONAL_ADMIN, AGENCY_ADMIN, LIAISON, REPORTER, SYSTEM)

#: Characters of a report's text; as published for nobody, assumed by us.
LONGEST_TEXT: Final = 5_000
#: Silence after a follow-up that ends a report. The service says working days; the stand-in counts plain ones.
SILENCE: Final = 10 * 24 * 3600
