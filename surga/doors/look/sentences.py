"""Error codes and the one clear sentence each of them says, in the active language.

The codes are raised by the rooms below (`Refused`, `MoveRefused`, `NotAllowed`, ...); portal, desk and api ask here
for the words, so that the same mistake reads the same at every door. An unknown code gives a fallback sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from surga.doors.look import words

FALLBACK = _("Ada yang belum tepat. Periksa lagi isiannya, lalu coba sekali lagi.")

SENTENCES: Mapping[str, Promise] = {
    # what was told
    "text_empty": _("Tuliskan dulu apa yang terjadi."),
    "text_too_long": _("Tulisannya terlalu panjang. Ringkas menjadi paling banyak %(max)s huruf."),
    "title_too_long": _("Judulnya terlalu panjang. Ringkas menjadi paling banyak %(max)s huruf."),
    "kind_unknown": _("Pilih jenis laporan: pengaduan, aspirasi, atau permintaan informasi."),
    "channel_unknown": _("Kanal itu tidak dikenal. Pilih salah satu yang tersedia."),
    "topic_unknown": _("Topik itu tidak dikenal. Pilih salah satu yang tersedia."),
    "article_unknown": _("Informasi itu tidak ada, atau tidak berlaku lagi."),
    "agency_unknown": _("Instansi itu tidak dikenal. Pilih salah satu yang tersedia."),
    "status_unknown": _("Status itu tidak dikenal. Pilih salah satu yang tersedia."),
    "level_unknown": _("Pilih tingkat pemerintahan yang berwenang."),
    "service_class_unknown": _("Pilih golongan layanan dari daftar."),
    "class_unknown": _("Pilih golongan layanan dari daftar."),
    "clock_unknown": _("Pilih batas waktu yang mana."),
    "starts_unknown": _("Pilih sejak kapan batas waktunya dihitung."),
    "language_unknown": _("Pilih bahasa yang tersedia."),
    "amount_invalid": _("Tulis lamanya dengan angka mulai dari 1, lalu pilih satuannya."),
    "control_characters": _("Ada tanda yang tidak dapat dibaca. Ketik ulang bagian itu."),
    # who tells it
    "phone_invalid": _("Nomor telepon itu belum lengkap. Contoh: 0812 3456 7890."),
    "email_invalid": _("Alamat surel itu belum lengkap. Contoh: nama@contoh.id."),
    "name_too_long": _("Namanya terlalu panjang. Ringkas menjadi paling banyak %(max)s huruf."),
    "name_empty": _("Bagian ini harus diisi."),
    # where and when
    "address_too_long": _("Alamatnya terlalu panjang. Ringkas menjadi paling banyak %(max)s huruf."),
    "region_unknown": _("Kelurahan itu tidak dikenal. Pilih dari daftar."),
    "location_invalid": _("Titik di peta tidak terbaca. Tandai sekali lagi, atau tulis alamatnya."),
    "location_outside": _(
        "Titik itu di luar %(city)s. Pindahkan ke dalam batas kota, atau tulis alamatnya saja."
    ),
    "date_invalid": _("Tanggal itu tidak ada. Contoh yang benar: 17-06-2026."),
    "date_future": _("Tanggal kejadian tidak boleh di masa depan."),
    "date_too_old": _("Tanggal kejadian terlalu lama. Pilih tanggal yang lebih baru."),
    "date_past": _("Aturan baru berlaku paling cepat hari ini. Yang lama tetap seperti semula."),
    # photos
    "photo_not_picture": _("Berkas itu bukan foto. Pakai JPEG, PNG, atau WebP."),
    "photo_too_big": _("Foto itu terlalu besar. Paling besar %(max_mb)s MB."),
    "photo_too_many": _("Fotonya terlalu banyak. Paling banyak %(max)s foto."),
    "photo_bomb": _("Ukuran gambar itu tidak wajar. Pakai foto biasa dari kamera."),
    "photo_broken": _("Foto itu rusak dan tidak dapat dibuka. Coba foto lain."),
    "photo_unknown": _("Foto itu tidak ada pada laporan ini."),
    "photo_unsure": _("Foto itu belum diperiksa. Putuskan dulu di halaman Foto."),
    "photo_held": _("Foto itu ditahan. Buramkan dan putuskan dulu di halaman Foto."),
    "photo_cover_first": _("Di foto ini ada kartu atau dokumen. Buramkan dulu bagiannya."),
    "box_outside": _("Kotak itu di luar foto atau terlalu kecil."),
    "boxes_too_many": _("Kotaknya terlalu banyak. Paling banyak %(max)s."),
    # what may be done
    "reason_empty": _("Tuliskan alasannya."),
    "reason_unknown": _("Pilih alasan dari daftar."),
    "stars_invalid": _("Beri nilai 1 sampai 5 bintang."),
    "move_refused": _("“%(move)s” tidak dapat dilakukan saat laporan berstatus “%(status)s”."),
    "not_allowed": _("Anda tidak berwenang melakukan ini."),
    "must_decide": _("Laporan ini sudah dua kali dikembalikan. Koordinator yang memutuskan instansinya."),
    "agency_accused": _("Instansi ini yang dikeluhkan. Laporan rahasia tidak boleh diteruskan kepadanya."),
    "oversight_stays": _("Laporan berkadar pengawasan hanya ditangani inspektorat."),
    "reopen_window_over": _("Masa untuk minta dibuka kembali sudah lewat. Silakan buat laporan baru."),
    "ladder_ends": _("Menurut tabel kewenangan kota, tidak ada tingkat lagi di atasnya."),
    "clock_not_over": _("Batas waktunya belum lewat. Pilih alasan lain, atau tunggu sampai lewat."),
    "reopen_not_refused": _("Hanya dapat dinaikkan sesudah permintaan dibuka kembali ditolak, satu kali."),
    # the same matter told by several
    "join_itself": _("Pilih laporan lain: laporan tidak dapat digabung dengan dirinya sendiri."),
    "join_ended": _("Laporan yang sudah ditutup tidak dapat digabung."),
    "join_guarded": _(
        "Laporan rahasia, pengawasan, atau yang dilindungi tidak digabung dengan laporan biasa."
    ),
    "join_elsewhere": _(
        "Yang satu ada pada pemerintah lain, yang satu tidak. Keduanya harus dijawab sendiri."
    ),
    "join_answered": _(
        "Laporan yang lebih baru sudah dijawab, yang lebih lama belum. Jawab dulu yang lebih lama."
    ),
    "join_few": _("Pilih paling sedikit dua laporan untuk digabung."),
    "join_moved": _("Laporan itu baru saja digabung oleh petugas lain. Muat ulang, lalu coba lagi."),
    "case_joined": _("Laporan ini ditangani bersama laporan lain. Kerjakan di sana, atau pisahkan dulu."),
    # conversations
    "conversation_unknown": _("Percakapan itu tidak ada."),
    "held_by_other": _("%(name)s sedang menangani percakapan ini."),
    "not_holder": _("Ambil dulu percakapan ini, sesudah itu baru dapat Anda tangani."),
    "window_closed": _(
        "Sudah lebih dari 24 jam sejak warga menulis. WhatsApp hanya meneruskan templat yang disetujui."
    ),
    "answer_empty": _("Tuliskan dulu jawabannya."),
    "outcome_unknown": _("Pilih apa hasil kontaknya."),
    "officer_unknown": _("Pilih petugas yang boleh menangani percakapan."),
    "snooze_invalid": _("Pilih waktu yang akan datang, paling lama sebulan lagi."),
    "line_unknown": _("Pesan itu sudah dikirim, jadi tidak perlu dikirim ulang."),
    "template_unknown": _("Pilih templat dari daftar."),
    # codes, keys, logins
    "code_unknown": _("Nomor laporan itu tidak ditemukan. Periksa lagi huruf dan angkanya."),
    "token_wrong": _("Kunci laporan itu tidak cocok. Periksa lagi, atau minta dikirim ulang."),
    "login_required": _("Silakan masuk dulu."),
    "key_reused": _("Kunci pengulangan itu sudah dipakai untuk isi yang lain."),
    "cursor_broken": _("Penanda halaman itu tidak berlaku lagi. Mulai lagi dari halaman pertama."),
    "form_expired": _("Halaman ini sudah terlalu lama terbuka. Muat ulang, lalu kirim sekali lagi."),
    # hotlines and their boards
    "slug_invalid": _("Alamat halaman hanya huruf kecil, angka, dan tanda hubung."),
    "slug_taken": _("Alamat halaman itu sudah dipakai hotline lain."),
    "period_invalid": _("Hari terakhir tidak boleh sebelum hari pertama."),
    "channels_empty": _("Pilih paling sedikit satu kanal."),
    "number_invalid": _("Tulis dengan angka."),
    "number_range": _("Angka itu di luar batas yang boleh."),
    "choice_unknown": _("Pilih salah satu yang tersedia."),
    "choices_few": _("Tulis paling sedikit dua pilihan yang berbeda."),
    "field_twice": _("Isian tambahan ini sudah ada."),
    "key_invalid": _("Nama isian itu harus diawali huruf."),
    "type_unknown": _("Pilih jenis isian dari daftar."),
    # what an officer watches
    "figure_unknown": _("Angka itu tidak ada. Pilih dari daftar."),
    "page_unknown": _("Yang dapat disimpan hanya halaman SIE."),
    "change_unknown": _("Pilih apa yang dikabarkan: naik, turun, atau melewati batas."),
    "limit_missing": _("Tulis batasnya dengan angka."),
    "days_unknown": _("Pilih masanya dari daftar."),
    "way_unknown": _("Pilih surel atau WhatsApp."),
    "watched_too_many": _("Anda sudah menyimpan banyak sekali. Hapus dulu yang tidak dipakai."),
    "fields_too_many": _("Isian tambahannya terlalu banyak. Kurangi sedikit."),
    "numbers_many": _("Nomornya terlalu banyak. Kurangi sedikit."),
    "rows_many": _("Baris papannya terlalu banyak. Kurangi sedikit."),
    "row_twice": _("Tempat dan satuan ini sudah ada di papan."),
    "row_unknown": _("Baris itu tidak ada lagi di papan."),
    "free_too_many": _("Yang tersedia tidak boleh lebih banyak daripada jumlah seluruhnya."),
    "hotline_unknown": _("Hotline itu tidak ada."),
    # other governments' sides
    "id_invalid": _("Nomor di sana hanya angka, paling banyak 15. Contoh: 9165816."),
    "link_taken": _("Nomor itu, atau laporan ini, sudah terhubung dengan yang lain di sana."),
    "day_invalid": _("Tanggalnya harus dalam sebulan terakhir, dan tidak di masa depan."),
    "report_not_ours": _("Laporan itu bukan wewenang kota ini, jadi tidak dicatat di sini."),
    # tables that are handed in
    "file_missing": _("Pilih dulu berkasnya."),
    "file_empty": _("Berkas itu kosong, atau baris pertamanya tidak memuat nama kolom."),
    "file_no_rows": _("Tabel itu hanya berisi nama kolom, tanpa satu baris pun."),
    "file_kind": _("Berkas itu bukan tabel. Unggah ekspor LAPOR! sebagai .xlsx atau .csv."),
    "file_old": _("Berkas .xls lama tidak dapat dibaca. Buka, lalu simpan sebagai .xlsx atau CSV UTF-8."),
    "file_large": _("Berkas itu terlalu besar. Ekspor lagi untuk masa yang lebih pendek."),
    "file_rows_many": _("Barisnya lebih dari %(max)s. Ekspor lagi untuk masa yang lebih pendek."),
    "file_utf8": _("Huruf-hurufnya tidak terbaca. Simpan lagi sebagai CSV UTF-8 atau .xlsx."),
    "file_cut": _("Tabel itu rusak atau terpotong di baris %(line)s. Ekspor sekali lagi."),
    "file_damaged": _("Berkas itu rusak atau terpotong. Ekspor sekali lagi."),
    "file_no_export": _("Ini bukan ekspor LAPOR!: tidak ada kolom %(columns)s."),
    "column_twice": _("Kolom “%(column)s” ada dua kali, jadi tidak jelas mana yang benar."),
    # the machine
    "json_invalid": _("Isi permintaan bukan JSON yang sah."),
    "body_too_large": _("Kiriman terlalu besar. Kurangi jumlah atau ukuran fotonya."),
    "too_many_requests": _("Terlalu banyak permintaan dalam waktu singkat. Tunggu sebentar, lalu coba lagi."),
    "database_busy": _("Sistem sedang sibuk. Coba lagi sebentar; yang Anda tulis tidak hilang."),
    "database_gone": _("Penyimpanan sedang tidak dapat dihubungi. Coba lagi beberapa menit lagi."),
    "disk_full": _("Penyimpanan penuh, jadi belum dapat disimpan. Petugas sudah diberi tahu."),
}

# The same mistake, said without its number or name, for callers that do not know it.
WITHOUT: Mapping[str, Promise] = {
    "text_too_long": _("Tulisannya terlalu panjang. Ringkas sedikit."),
    "title_too_long": _("Judulnya terlalu panjang. Ringkas sedikit."),
    "name_too_long": _("Namanya terlalu panjang. Ringkas sedikit."),
    "address_too_long": _("Alamatnya terlalu panjang. Ringkas sedikit."),
    "location_outside": _("Titik itu di luar batas kota. Pindahkan ke dalamnya, atau tulis alamatnya saja."),
    "photo_too_big": _("Foto itu terlalu besar. Pilih yang lebih kecil."),
    "photo_too_many": _("Fotonya terlalu banyak. Kurangi jumlahnya."),
    "held_by_other": _("Petugas lain sedang menangani percakapan ini."),
    "move_refused": _("Ini tidak dapat dilakukan pada laporan dengan status sekarang."),
    "file_rows_many": _("Barisnya terlalu banyak. Ekspor lagi untuk masa yang lebih pendek."),
    "file_cut": _("Tabel itu rusak atau terpotong. Ekspor sekali lagi."),
    "file_no_export": _("Ini bukan ekspor LAPOR!: ada kolomnya yang tidak ada."),
    "boxes_too_many": _("Kotaknya terlalu banyak. Kurangi jumlahnya."),
    "column_twice": _("Ada kolom yang dua kali, jadi tidak jelas mana yang benar."),
}


def sentence(code: str, **params: object) -> str:
    """Say `code` in the active language; `params` as raised with it (`max`, `max_mb`, `city`, `status`, `move`)."""
    said = SENTENCES.get(code)
    if said is None:
        return str(FALLBACK)
    try:
        return str(said) % _named(params) if "%(" in str(said) else str(said)
    except KeyError:
        return str(WITHOUT.get(code, FALLBACK))


def _named(params: Mapping[str, object]) -> dict[str, object]:
    """Statuses and moves arrive as codes and are shown as words."""
    kinds = ("status", "move")
    return {name: words.label(name, str(value)) if name in kinds else value for name, value in params.items()}


@dataclass(frozen=True)
class Problem:
    """What a page says when it cannot do what was asked: a title, what happened, what to do now."""

    title: str | Promise
    happened: str | Promise
    todo: str | Promise


PROBLEMS: Mapping[int, Problem] = {
    400: Problem(
        _("Permintaan itu tidak terbaca"),
        _("Ada bagian yang rusak di perjalanan, jadi kami tidak tahu apa yang diminta."),
        _("Kembali ke halaman sebelumnya, muat ulang, lalu kirim sekali lagi."),
    ),
    403: Problem(
        _("Halaman ini bukan untuk Anda"),
        _("Akun Anda tidak berwenang membukanya."),
        _("Masuk dengan akun lain, atau minta koordinator memberi wewenang."),
    ),
    404: Problem(
        _("Halaman ini tidak ada"),
        _("Alamatnya mungkin salah ketik, atau isinya sudah dipindah."),
        _("Periksa alamatnya. Untuk mengikuti laporan, tulis nomornya di halaman Lacak."),
    ),
    409: Problem(
        _("Keadaannya sudah berubah"),
        _("Orang lain sudah mengubah laporan ini lebih dulu."),
        _("Muat ulang halaman untuk melihat keadaan terbaru, lalu putuskan lagi."),
    ),
    413: Problem(
        _("Kirimannya terlalu besar"),
        _("Foto atau tulisannya melebihi batas, jadi tidak kami terima."),
        _("Kurangi jumlah atau ukuran fotonya, lalu kirim lagi."),
    ),
    422: Problem(
        _("Ada yang perlu diperbaiki"),
        _("Sebagian isian belum dapat kami terima."),
        _("Kembali ke halaman sebelumnya dan perbaiki isiannya. Yang sudah ditulis masih ada di sana."),
    ),
    429: Problem(
        _("Terlalu cepat"),
        _("Terlalu banyak permintaan datang dari sambungan ini dalam waktu singkat."),
        _("Tunggu satu menit, lalu coba lagi. Tidak ada yang hilang."),
    ),
    500: Problem(
        _("Ada yang rusak di pihak kami"),
        _("Ini bukan salah Anda. Petugas teknis sudah diberi tahu."),
        _("Coba lagi beberapa menit lagi. Bila mendesak, pakai telepon atau datang ke loket."),
    ),
    503: Problem(
        _("Sedang tidak dapat melayani"),
        _("Sistem sedang sibuk atau dirawat."),
        _("Coba lagi beberapa menit lagi. Bila mendesak, pakai telepon atau datang ke loket."),
    ),
}


def problem_of(status: int) -> Problem:
    """The words for an HTTP status: its own, else those of 400 for a client's and 500 for the server's mistakes."""
    return PROBLEMS.get(status) or PROBLEMS[500 if status >= 500 else 400]
