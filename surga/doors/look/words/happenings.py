"""What happened to a case, in a sentence: the words of the timeline, and the names of moves.

A timeline item is known by the name of its event (`CaseForwarded`, `case_forwarded`) or by the kind of its entry
(`forward`); both lead to the same word.
"""

import re

from django.utils.translation import gettext_lazy as _

from surga.doors.look.words.word import table

EVENTS = table(
    [
        ("case_opened", _("Laporan diterima"), _("Laporan masuk dan mendapat nomor."), "plain", "received"),
        ("routing_failed", _("Tujuan belum ditemukan"), _("Petugas memilih instansinya."), "sun", "unknown"),
        (
            "case_verified",
            _("Laporan diperiksa"),
            _("Petugas memeriksa isi dan topiknya."),
            "river",
            "verified",
        ),
        (
            "reporter_asked",
            _("Petugas bertanya kepada pelapor"),
            _("Batas waktu berhenti sampai dijawab."),
            "sun",
            "waiting_reporter",
        ),
        ("reporter_replied", _("Pelapor menjawab"), _("Laporan berjalan lagi."), "river", "forwarded"),
        ("details_added", _("Pelapor menambah keterangan"), "", "river", "received"),
        (
            "case_forwarded",
            _("Diteruskan ke instansi"),
            _("Laporan sekarang di tangan instansi ini."),
            "river",
            "forwarded",
        ),
        ("work_started", _("Mulai dikerjakan"), _("Instansi mulai menanganinya."), "river", "in_progress"),
        (
            "case_returned",
            _("Dikembalikan instansi"),
            _("Instansi menyatakan bukan wewenangnya."),
            "sun",
            "returned",
        ),
        (
            "case_came_back",
            _("Kembali ke kota"),
            _("Instansi di luar kota menyatakan bukan wewenangnya; petugas mencarikan yang tepat."),
            "sun",
            "returned",
        ),
        (
            "case_answered",
            _("Instansi menjawab"),
            _("Pelapor dapat menyetujui atau menyanggah."),
            "sky",
            "answered",
        ),
        ("case_resolved", _("Selesai ditangani"), _("Instansi menyatakan sudah beres."), "leaf", "resolved"),
        ("case_confirmed", _("Pelapor menyatakan sudah beres"), _("Laporan ditutup."), "leaf", "closed"),
        (
            "case_objected",
            _("Pelapor menyanggah"),
            _("Menurut pelapor masalahnya belum beres."),
            "sun",
            "returned",
        ),
        (
            "case_closed_by_silence",
            _("Ditutup karena tidak ada sanggahan"),
            _("Pelapor tidak menjawab sampai batas waktunya."),
            "leaf",
            "closed",
        ),
        (
            "reopen_requested",
            _("Pelapor minta dibuka kembali"),
            _("Koordinator memutuskan."),
            "sun",
            "returned",
        ),
        ("case_reopened", _("Dibuka kembali"), _("Laporan dikerjakan lagi."), "river", "in_progress"),
        ("reopen_refused", _("Tidak dibuka kembali"), _("Alasannya tertulis di sini."), "muted", "archived"),
        (
            "case_escalated",
            _("Dibawa ke tingkat yang berwenang"),
            _("Di luar wewenang kota."),
            "sky",
            "escalated",
        ),
        (
            "case_raised",
            _("Dinaikkan ke tingkat berikutnya"),
            _("Alasannya tertulis di sini."),
            "sky",
            "escalated",
        ),
        (
            "case_archived",
            _("Diarsipkan"),
            _("Ditutup tanpa tindak lanjut, dengan alasan."),
            "muted",
            "archived",
        ),
        ("note_added", _("Catatan internal"), _("Hanya dibaca petugas."), "muted", "unknown"),
        ("case_rated", _("Pelapor memberi nilai"), "", "leaf", "closed"),
        (
            "identity_revealed",
            _("Identitas pelapor dibuka"),
            _("Dengan alasan, dan dicatat."),
            "brick",
            "overdue",
        ),
        ("photo_shown", _("Izin tampil foto diubah"), "", "muted", "unknown"),
        (
            "clock_overdue",
            _("Batas waktu terlewati"),
            _("Belum ditangani pada waktunya."),
            "brick",
            "overdue",
        ),
        (
            "case_linked",
            _("Terhubung dengan sistem pemerintah lain"),
            _("Laporan yang sama punya nomor di sana."),
            "sky",
            "escalated",
        ),
        (
            "outside_step_taken",
            _("Kabar dari sistem pemerintah lain"),
            _("Terjadi pada laporan yang sama di sana."),
            "sky",
            "escalated",
        ),
        (
            "outside_noted",
            _("Perlu dilihat di sistem pemerintah lain"),
            _("Hanya dibaca petugas."),
            "sun",
            "unknown",
        ),
        (
            "case_triaged",
            _("Usulan tujuan dibuat"),
            _("Dari isi laporan dan tabel wewenang kota."),
            "muted",
            "received",
        ),
        (
            "danger_seen",
            _("Ada tanda bahaya"),
            _("Isinya menyebut keadaan darurat."),
            "brick",
            "overdue",
        ),
        (
            "case_joined",
            _("Digabung dengan laporan serupa"),
            _("Ditangani bersama; kabarnya sampai ke semua pelapor."),
            "sky",
            "forwarded",
        ),
        ("case_split", _("Dipisahkan lagi"), _("Laporan ini berjalan sendiri."), "sky", "forwarded"),
        ("photo_judged", _("Foto diperiksa"), "", "muted", "unknown"),
        ("original_seen", _("Foto asli dilihat"), _("Dicatat setiap kali."), "brick", "unknown"),
        ("codes_requested", _("Nomor laporan diminta ulang"), "", "muted", "unknown"),
        ("profile_changed", _("Pengaturan kota diubah"), "", "muted", "unknown"),
        ("contact_ended", _("Kontak selesai"), "", "muted", "unknown"),
        ("conversation_passed", _("Percakapan berpindah tangan"), "", "muted", "unknown"),
        ("board_updated", _("Papan ketersediaan diperbarui"), "", "muted", "unknown"),
        ("progress", _("Kabar pengerjaan"), "", "river", "in_progress"),
    ]
)

#: The same said with the agency's name, when it is known.
BY_AGENCY = {
    "case_forwarded": _("Diteruskan ke %(agency)s"),
    "case_raised": _("Dinaikkan ke %(agency)s"),
    "work_started": _("%(agency)s mulai mengerjakan"),
    "case_returned": _("%(agency)s mengembalikan laporan"),
    "case_answered": _("%(agency)s menjawab"),
    "case_resolved": _("%(agency)s menyatakan selesai ditangani"),
}

_SAME = {
    "opened": "case_opened",
    "received": "case_opened",
    "submission": "case_opened",
    "verified": "case_verified",
    "verification": "case_verified",
    "question": "reporter_asked",
    "reply": "reporter_replied",
    "addition": "details_added",
    "forward": "case_forwarded",
    "forwarded": "case_forwarded",
    "start": "work_started",
    "started": "work_started",
    "in_progress": "work_started",
    "return": "case_returned",
    "returned": "case_returned",
    "answer": "case_answered",
    "answered": "case_answered",
    "resolution": "case_resolved",
    "resolved": "case_resolved",
    "confirmed": "case_confirmed",
    "objection": "case_objected",
    "objected": "case_objected",
    "closed": "case_closed_by_silence",
    "closed_by_silence": "case_closed_by_silence",
    "reopen_request": "reopen_requested",
    "reopened": "case_reopened",
    "reopen_refusal": "reopen_refused",
    "escalation": "case_escalated",
    "escalated": "case_escalated",
    "archive": "case_archived",
    "archived": "case_archived",
    "note": "note_added",
    "outside": "outside_step_taken",
    "rating": "case_rated",
    "rated": "case_rated",
    "reveal": "identity_revealed",
    "overdue": "clock_overdue",
}

MOVES = table(
    [
        ("verify", _("Periksa")),
        ("ask", _("Tanya pelapor")),
        ("reply", _("Jawab pertanyaan petugas")),
        ("resume", _("Jawab pertanyaan petugas")),
        ("add", _("Tambah keterangan")),
        ("forward", _("Teruskan")),
        ("decide", _("Putuskan wewenang")),
        ("start", _("Mulai kerjakan")),
        ("progress", _("Kabari pengerjaan")),
        ("return", _("Kembalikan")),
        ("take_back", _("Terima kembali")),
        ("answer", _("Tanggapi")),
        ("resolve", _("Nyatakan selesai")),
        ("escalate", _("Bawa ke atas")),
        ("raise", _("Naikkan")),
        ("again", _("Kerjakan lagi")),
        ("archive", _("Arsipkan")),
        ("note", _("Catat")),
        ("confirm", _("Nyatakan sudah beres")),
        ("object", _("Sanggah")),
        ("request_reopen", _("Minta dibuka kembali")),
        ("ask_reopen", _("Minta dibuka kembali")),
        ("reopen", _("Buka kembali")),
        ("refuse_reopen", _("Tolak buka kembali")),
        ("rate", _("Beri nilai")),
        ("reveal", _("Buka identitas")),
        ("show_photo", _("Tampilkan foto")),
        ("close_by_silence", _("Tutup otomatis")),
        ("silence", _("Tutup otomatis")),
        ("incomplete", _("Arsipkan karena tidak dilengkapi")),
    ]
)


def event_code(name: str) -> str:
    """One code for an event or entry: 'CaseForwarded', 'case_forwarded' and 'forward' are 'case_forwarded'."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", str(name)).lower()
    return snake if snake in EVENTS else _SAME.get(snake, snake)
