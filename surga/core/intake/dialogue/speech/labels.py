"""What stands on the choices, and the words for statuses and dangers, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "send": ("Kirim", "Send"),
    "change": ("Ubah", "Change"),
    "cancel": ("Batal", "Cancel"),
    "skip": ("Lewati", "Skip"),
    "status": ("Cek laporan", "My report"),
    "person": ("Petugas", "Officer"),
    "add": ("Tambahan", "Add to it"),
    "new": ("Laporan baru", "New report"),
    "enough": ("Cukup, terima kasih", "Enough, thank you"),
    "other": ("Bukan itu", "Not that"),
    "done": ("Sudah beres", "It is settled"),
    "notyet": ("Belum", "Not yet"),
    "same": ("Ya, sama", "Yes, the same"),
    "different": ("Bukan", "No"),
}
STATUSES: Final[Mapping[str, tuple[str, str]]] = {
    "received": ("sudah kami terima dan sedang diperiksa", "received, and being read by an officer"),
    "waiting_reporter": ("menunggu jawaban pelapor", "waiting for the reporter's answer"),
    "verified": ("sudah diperiksa, segera diteruskan", "read, and about to be passed on"),
    "forwarded": ("sudah diteruskan ke instansi", "passed on to the agency"),
    "in_progress": ("sedang dikerjakan", "being worked on"),
    "answered": ("sudah dijawab", "answered"),
    "resolved": ("sudah selesai ditangani", "dealt with"),
    "closed": ("sudah ditutup", "closed"),
    "returned": ("sedang dicarikan instansi yang berwenang", "on its way to the competent agency"),
    "escalated": ("diteruskan ke tingkat yang lebih tinggi", "passed on to a higher level"),
    "archived": ("diarsipkan", "archived"),
}
#: What was heard, as part of a sentence.
DANGERS: Final[Mapping[str, tuple[str, str]]] = {
    "fire": ("api, asap, atau gas yang bocor", "fire, smoke or leaking gas"),
    "flood": ("air yang naik atau arus yang deras", "rising or rushing water"),
    "wires": ("kabel atau aliran listrik yang berbahaya", "a dangerous wire or electricity"),
    "violence": ("kekerasan atau ancaman", "violence or a threat"),
    "child": ("seorang anak yang perlu segera ditolong", "a child who needs help at once"),
    "illness": ("orang yang perlu pertolongan medis", "somebody who needs medical help"),
    "accident": ("kecelakaan atau sesuatu yang roboh", "an accident or something that fell"),
}
