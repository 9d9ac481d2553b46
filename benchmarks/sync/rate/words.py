"""Complaints as people write them, of a few parts each: alike enough to have to be compared, and no two the same."""

from __future__ import annotations

import random
from typing import Final

_WHAT: Final = (
    "lampu jalan mati", "jalan berlubang", "sampah menumpuk", "selokan tersumbat", "pohon tumbang",
    "air keran keruh", "trotoar rusak", "pasar kotor", "antrean KTP lama", "bau limbah",
)  # fmt: skip
_STREETS: Final = (
    "Dhoho", "Brawijaya", "Hayam Wuruk", "Diponegoro", "Veteran", "Joyoboyo", "Panglima Sudirman", "Sriwijaya",
    "Urip Sumoharjo", "Mayor Bismo", "Imam Bonjol", "Ahmad Yani",
)  # fmt: skip
_SINCE: Final = ("kemarin", "minggu lalu", "tiga hari", "sebulan", "hujan deras Selasa", "hari raya")
_MORE: Final = (
    "Warga sudah menyampaikan kepada ketua RT namun belum ada petugas yang datang memeriksa.",
    "Malam hari sangat berbahaya bagi anak yang pulang mengaji dan pengendara motor.",
    "Kami mohon dinas terkait segera turun ke lapangan dan memperbaiki sebelum ada korban.",
    "Tetangga depan rumah juga mengeluh karena baunya masuk sampai ke dapur dan kamar.",
    "Sudah dua kali dilaporkan lewat telepon, jawabannya selalu diminta menunggu.",
    "Foto menyusul karena sinyal di tempat kami kurang baik.",
)


def matter(dice: random.Random) -> str:
    """What somebody complains of, in some 40 words."""
    where = f"di Jalan {dice.choice(_STREETS)} nomor {dice.randint(1, 240)} RT {dice.randint(1, 9)}"
    said = f"{dice.choice(_WHAT)} {where} sejak {dice.choice(_SINCE)}.".capitalize()
    return " ".join((said, *dice.sample(_MORE, 3)))
