"""The sentences that only the API says, and the titles of its problems; the others are the look's."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from surga.doors.look import sentences

TITLES: Mapping[int, Promise] = {
    400: _("Permintaan tidak terbaca"),
    401: _("Tanda pengenal diperlukan"),
    403: _("Tidak berwenang"),
    404: _("Tidak ditemukan"),
    405: _("Cara meminta tidak dilayani"),
    409: _("Bertentangan dengan keadaan sekarang"),
    413: _("Kiriman terlalu besar"),
    415: _("Jenis isi tidak dilayani"),
    422: _("Ada isian yang belum tepat"),
    429: _("Terlalu banyak permintaan"),
    500: _("Ada yang rusak di pihak kami"),
    503: _("Sedang tidak dapat melayani"),
    507: _("Penyimpanan penuh"),
}

OWN: Mapping[str, Promise] = {
    "address_unknown": _("Alamat API itu tidak ada. Daftarnya ada di /api/v1/docs."),
    "method_unknown": _("Cara meminta itu tidak dilayani di alamat ini."),
    "content_type_unknown": _("Kirim isi sebagai JSON, dengan Content-Type: application/json."),
    "request_unreadable": _("Permintaan itu tidak terbaca. Kirim sekali lagi."),
    "credentials_missing": _("Sertakan tanda pengenal pada kepala Authorization."),
    "credentials_wrong": _("Tanda pengenal pada kepala Authorization tidak berlaku."),
    "value_missing": _("Bagian ini harus diisi."),
    "value_text": _("Bagian ini harus berupa teks."),
    "value_number": _("Bagian ini harus berupa angka."),
    "value_yes_no": _("Bagian ini harus true atau false."),
    "value_object": _("Bagian ini harus berupa objek JSON."),
    "value_list": _("Bagian ini harus berupa daftar JSON."),
    "value_wrong": _("Nilai di bagian ini tidak dapat dipakai."),
    "date_invalid": _("Tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-06-17."),
    "moment_invalid": _("Tulis waktu dengan selisihnya, misalnya 2026-06-17T08:00:00+07:00."),
    "limit_invalid": _("Jumlah tiap halaman harus 1 sampai 200."),
    "queue_unknown": _("Antrean itu tidak dikenal. Pilih salah satu yang tersedia."),
    "status_unknown": _("Status itu tidak dikenal. Pilih salah satu yang tersedia."),
    "figure_unknown": _("Angka itu tidak dikenal. Pilih salah satu yang tersedia."),
    "split_unknown": _("Pembagian itu tidak tersedia untuk angka ini."),
    "ref_invalid": _("Rujukan harus diisi, paling panjang 60 huruf."),
    "ref_reused": _("Rujukan itu sudah dipakai untuk laporan lain."),
    "not_yours": _("Laporan itu sedang tidak ada pada Anda. Keterangan dapat ditambah, keadaannya tidak."),
    "city_missing": _("Data kota belum dimuat, jadi belum dapat melayani."),
    "fault": _("Ada yang rusak di pihak kami. Coba lagi beberapa menit lagi."),
}


def say(code: str, **params: object) -> str:
    """The sentence of ``code`` in the active language."""
    own = OWN.get(code)
    return str(own) if own is not None else sentences.sentence(code, **params)


def title_of(status: int) -> str:
    return str(TITLES.get(status, TITLES[500 if status >= 500 else 400]))
