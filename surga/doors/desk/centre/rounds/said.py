"""Why a round or a sheet is refused, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from surga.doors.look.sentences import sentence

_SAID: Final[Mapping[str, Promise]] = {
    "round_exists": _("Unit ini sudah punya survei untuk masa itu."),
    "round_unknown": _("Survei itu tidak ada."),
    "round_published": _("Hasilnya sudah terbit. Tarik dulu, baru buka lagi."),
    "round_not_open": _("Survei ini sedang tidak menerima jawaban."),
    "round_not_closed": _("Tutup dulu surveinya, baru terbitkan."),
    "round_too_small": _("Jawabannya kurang dari lima: hasilnya akan membuka siapa yang menjawab."),
    "period_invalid": _("Hari terakhir mendahului hari pertama, atau masanya lebih dari setahun."),
    "amount_invalid": _("Tulis jumlahnya dengan angka, mulai dari 1."),
    "mode_unknown": _("Pilih bobot dari daftar."),
    "text_too_long": _("Terlalu panjang. Ringkas dulu."),
    "date_future": _("Tanggalnya belum tiba."),
    "answer_unknown": _("Lembar itu tidak ada."),
    "scores_count": _("Harus sembilan angka, satu untuk setiap unsur."),
    "scores_range": _("Hanya angka 1 sampai 4; 0 untuk yang tidak dijawab."),
    "scores_empty": _("Lembar kosong tidak dihitung."),
    "file_rows": _("Berkasnya tidak berisi satu lembar pun."),
    "file_columns": _(
        "Kolomnya tidak dikenali. Pakai U1 sampai U9, atau satu kolom “nilai” berisi sembilan angka."
    ),
    "file_large": _("Terlalu banyak baris. Paling banyak 5.000 sekali unggah."),
}


def sentence_of(code: str) -> str:
    """The sentence of a survey's code, else the one that every door says."""
    return str(_SAID[code]) if code in _SAID else sentence(code)
