"""The words of a case: statuses, kinds, clocks, queues, and the reasons why it ends."""

from django.utils.translation import gettext_lazy as _

from surga.doors.look.words.word import Word, table

STATUSES = table(
    [
        (
            "received",
            _("Diterima"),
            _("Laporan sudah masuk. Petugas memeriksanya paling lama 3 hari kerja, lalu meneruskannya."),
            "plain",
            "received",
        ),
        (
            "waiting_reporter",
            _("Perlu dilengkapi"),
            _("Petugas menunggu keterangan dari pelapor. Begitu dijawab, laporan berjalan lagi."),
            "sun",
            "waiting_reporter",
        ),
        (
            "verified",
            _("Terverifikasi"),
            _("Laporan sudah diperiksa dan sedang dicarikan instansi yang berwenang."),
            "river",
            "verified",
        ),
        (
            "forwarded",
            _("Diteruskan"),
            _("Laporan sudah di tangan instansi yang berwenang dan menunggu dikerjakan."),
            "river",
            "forwarded",
        ),
        (
            "in_progress",
            _("Dikerjakan"),
            _("Instansi sedang menanganinya. Hasilnya akan ditulis di halaman ini."),
            "river",
            "in_progress",
        ),
        (
            "answered",
            _("Dijawab"),
            _("Instansi sudah memberi tanggapan. Pelapor dapat menyetujui atau menyanggahnya."),
            "sky",
            "answered",
        ),
        (
            "resolved",
            _("Selesai ditangani"),
            _("Instansi menyatakan masalahnya sudah beres. Pelapor dapat memastikan: sudah atau belum."),
            "leaf",
            "resolved",
        ),
        (
            "closed",
            _("Selesai"),
            _("Laporan sudah ditutup. Bila masalahnya muncul lagi, pelapor dapat minta dibuka kembali."),
            "leaf",
            "closed",
        ),
        (
            "returned",
            _("Dikembalikan"),
            _("Instansi menyatakan ini bukan wewenangnya. Petugas sedang mencari instansi yang tepat."),
            "sun",
            "returned",
        ),
        (
            "escalated",
            _("Dieskalasi"),
            _("Masalah ini di luar wewenang kota dan sudah dibawa ke tingkat yang berwenang."),
            "sky",
            "escalated",
        ),
        (
            "archived",
            _("Diarsipkan"),
            _("Laporan ditutup tanpa tindak lanjut. Alasannya tertulis di riwayat laporan."),
            "muted",
            "archived",
        ),
    ]
)
OVERDUE = Word(
    "overdue", _("Lewat batas"), _("Batas waktunya sudah lewat dan belum ditangani."), "brick", "overdue"
)

KINDS = table(
    [
        ("complaint", _("Pengaduan"), _("Ada yang rusak, salah, atau tidak dilayani dengan baik.")),
        ("aspiration", _("Aspirasi"), _("Usul atau harapan untuk kota.")),
        ("information", _("Permintaan informasi"), _("Pertanyaan tentang layanan atau data.")),
    ]
)

SERVICE_CLASSES = table(
    [
        ("quick", _("Ringan"), _("Dapat dibereskan dalam hitungan jam.")),
        ("normative", _("Normatif"), _("Perlu penjelasan aturan atau pengecekan singkat.")),
        ("ordinary", _("Biasa"), _("Perlu pekerjaan di lapangan atau antarinstansi.")),
        ("examination", _("Perlu pemeriksaan"), _("Menyangkut dugaan penyimpangan dan harus diperiksa.")),
    ]
)

CLOCKS = table(
    [
        ("verification", _("Pemeriksaan awal"), _("Batas memeriksa laporan dan meneruskannya.")),
        ("first_follow_up", _("Tindak lanjut pertama"), _("Batas jawaban pertama yang berisi.")),
        ("reporter_reply", _("Jawaban pelapor"), _("Batas pelapor melengkapi laporannya.")),
        ("resolution", _("Penyelesaian"), _("Batas masalahnya diselesaikan.")),
        ("silence", _("Tutup otomatis"), _("Laporan ditutup sendiri bila pelapor tidak menyanggah.")),
        ("reopen", _("Minta buka kembali"), _("Batas pelapor minta laporannya dibuka kembali.")),
    ]
)

QUEUES = table(
    [
        ("verify", _("Perlu diperiksa"), _("Laporan baru yang belum diperiksa.")),
        ("waiting", _("Menunggu pelapor"), _("Laporan yang menunggu keterangan pelapor.")),
        ("returned", _("Dikembalikan"), _("Laporan yang dinyatakan bukan wewenang instansi.")),
        ("mine", _("Tugas instansi"), _("Laporan di tangan instansi Anda.")),
        ("reopen", _("Minta dibuka"), _("Pelapor minta laporannya dibuka kembali.")),
        ("overdue", _("Lewat batas"), _("Laporan yang melewati batas waktu.")),
        ("oversight", _("Pengawasan"), _("Laporan berkadar pengawasan.")),
        ("answered", _("Sudah dijawab"), _("Laporan yang menunggu kepastian pelapor.")),
        ("closed", _("Selesai"), _("Laporan yang sudah ditutup.")),
        ("all", _("Semua"), _("Semua laporan yang boleh Anda lihat.")),
    ]
)

CLOSE_REASONS = table(
    [
        ("confirmed", _("Dipastikan pelapor"), _("Pelapor menyatakan masalahnya sudah beres.")),
        (
            "silence",
            _("Ditutup karena tidak ada sanggahan"),
            _("Pelapor tidak menjawab sampai batas waktunya."),
        ),
    ]
)

ARCHIVE_REASONS = table(
    [
        (
            "incomplete",
            _("Tidak dilengkapi"),
            _("Keterangan yang diminta tidak diberikan sampai batas waktunya."),
        ),
        ("unclear", _("Tidak jelas"), _("Isi laporan tidak dapat dipahami.")),
        ("too_general", _("Terlalu umum"), _("Tidak ada kejadian atau tempat yang dapat ditindaklanjuti.")),
        ("not_government", _("Bukan urusan pemerintah"), _("Masalahnya tidak termasuk tugas pemerintah.")),
        ("duplicate", _("Sudah dilaporkan"), _("Kejadian yang sama sudah ditangani di laporan lain.")),
        ("spam", _("Iseng atau uji coba"), _("Bukan laporan yang sungguh-sungguh.")),
        ("abusive", _("Menghina atau SARA"), _("Isinya menyerang orang atau golongan.")),
        ("in_court", _("Sedang di pengadilan"), _("Perkaranya sedang diperiksa pengadilan.")),
        ("already_answered", _("Sudah pernah dijawab"), _("Pertanyaan yang sama sudah dijawab sebelumnya.")),
        ("withdrawn", _("Dicabut pelapor"), _("Pelapor menarik laporannya.")),
        (
            "identity_misuse",
            _("Memakai identitas orang lain"),
            _("Laporan dibuat atas nama orang lain tanpa izin."),
        ),
    ]
)

#: Why a case went up a rung of the ladder: said after "Dinaikkan ke …".
RAISE_REASONS = table(
    [
        (
            "not_competent",
            _("Bukan wewenang unit sebelumnya"),
            _("Yang di atasnya berwenang, menurut tabel."),
        ),
        ("clock_over", _("Batas waktunya terlewati"), _("Belum ditangani unit sebelumnya pada waktunya.")),
        (
            "reopen_refused",
            _("Pelapor keberatan laporannya tetap ditutup"),
            _("Permintaan membuka kembali ditolak; pelapor berhak meminta tingkat berikutnya."),
        ),
        # No reason any more; cases that went up for it still say so.
        ("asked_by_officer", _("Pertimbangan petugas"), _("Alasannya tertulis di sini.")),
    ]
)

#: Why a text is better not published (``core.triage.flags``).
SENSITIVE = table(
    [
        ("children", _("Kekerasan terhadap anak")),
        ("sexual", _("Kekerasan seksual")),
        ("domestic", _("Kekerasan dalam rumah tangga")),
        ("health", _("Kesehatan seseorang")),
        ("oversight", _("Dugaan terhadap aparat")),
    ]
)
#: What an officer is warned of in a text's tone, and in which language it is when not in Indonesian.
TONES = table(
    [
        ("abuse", _("Ada kata kasar")),
        ("threat", _("Ada ancaman")),
        ("sara", _("Menyinggung SARA")),
    ]
)
LANGUAGES = table(
    [
        ("id", _("Bahasa Indonesia")),
        ("jv", _("Bahasa Jawa")),
        ("mad", _("Bahasa Madura")),
        ("en", _("Bahasa Inggris")),
    ]
)
