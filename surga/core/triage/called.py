"""Names of others, as they are said: "Pak Budi Santoso", "bu tini", "atas nama Sri". Plain Python.

Who is spoken of has no part in it: `mask` knows the reporter's own name, and this finds the rest by the word before.
It hides a word too many rather than a name too few; what is no name after such a word (an office, a verb, a word of
every day) is listed.
"""

from __future__ import annotations

import re
from typing import Final

NAME: Final = "[nama]"
#: A name has so many words at most; those after the first must look like one.
_LONGEST: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NEXT: Final = re.compile(rf"\s+({_WORD.pattern})")
_CALLED: Final = re.compile(
    r"""
    (?<![^\W\d_])
    (?: (?:bapak|bpk|pak|ibu|bu|mas|mbak|mbk|kang|cak|mbah|sdri|sdr|saudara|saudari|almarhumah|almarhum|almh|alm
        |tuan|nyonya|tn|ny)\b\.?
      | bernama\b | namanya\b | nama\ saya\b | atas\ nama\b | a/n\b\.? | a\.\s?n\b\.? )
    \s+ (?:(?:rt|rw|haji|hajah|kyai|ustad|ustadz|guru|dokter|bidan)\s+)?
    (?=[^\W\d_])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_VERB = re.compile(r"(?:mem|men|meng|meny|ber|ter|di)[a-z]{4,}", re.IGNORECASE)
_NO_NAME: Final = frozenset(
    # offices and callings
    "rt rw lurah camat kades kadus kepala wali walikota bupati gubernur presiden ketua wakil sekretaris bendahara kasi "
    "kabid kadis dinas petugas operator admin guru dosen dokter bidan perawat polisi satpam hakim jaksa tentara sopir "
    "pegawai staf karyawan pedagang penjual pembeli tukang warga pelapor dewan anggota haji hajah kyai ustad ustadz "
    "direktur kantor pemkot pemda kelurahan kecamatan dispenduk dukcapil satpol dishub "
    # family and people
    "saya kami kita aku anda kamu dia mereka beliau bapak ibu pak bu mas mbak anak istri isteri suami adik kakak nenek "
    "kakek orang tua muda keluarga tetangga teman korban pasien lansia balita bayi janda duda hamil kandung tiri "
    "angkat rumah mertua sekalian semua semuanya sendiri siapa saja lain kos kost kota negara jari jamu dapur "
    # words of every day
    "yang dan atau di ke dari pada untuk dengan ini itu itulah ada tidak ndak gak nggak enggak tak bukan belum sudah "
    "sdh udah telah sedang akan mau minta mohon tolong tlg bantu bisa boleh harus perlu kalau kalo bila jika karena "
    "krn agar supaya tapi tetapi juga lagi masih hanya cuma sangat sekali banget lebih paling sama sampai sejak tadi "
    "kemarin besok hari jam bulan tahun apa apakah kenapa mengapa bagaimana gimana kapan mana dimana berapa terima "
    "kasih makasih maaf permisi selamat pagi siang sore malam halo assalamualaikum tanya lapor info jalan lampu air "
    "sampah banjir listrik pasar sekolah kena sakit meninggal datang pergi pulang kerja usaha jualan tinggal punya "
    "dapat dpt kasus soal masalah tentang seperti begitu begini terus trus lalu kemudian nya ya yo iya njih nggih "
    "monggo kulo niki pun sampun dereng saget nyuwun tulung wonten mboten baru lama bilang kata katanya marah naik "
    "turun rusak mati putus hilang lengkap lengkapnya jelas tersebut asli palsu kampung toko "
    "warung emas perak sd smp sma smk tk paud mi mts".split()
)


def without_called(text: str) -> str:
    """`text` with each name after "pak", "bu", "sdr", "atas nama" … as `[nama]`. Again changes nothing."""
    parts, done = [], 0
    for found in _CALLED.finditer(text):
        end = _end_of_name(text, found.end())
        if found.end() >= done and end > found.end():
            parts += [text[done : found.end()], NAME]
            done = end
    return "".join([*parts, text[done:]])


def _end_of_name(text: str, start: int) -> int:
    """Where the name that begins at `start` ends; `start` itself where none does."""
    word = _WORD.match(text, start)
    if word is None or not _is_name(word.group()):
        return start
    end = word.end()
    for _more in range(_LONGEST - 1):
        follows = _NEXT.match(text, end)
        if follows is None or not (follows[1].istitle() and _is_name(follows[1])):
            break
        end = follows.end()
    return end


def _is_name(word: str) -> bool:
    return len(word) > 1 and word.lower() not in _NO_NAME and not (word.islower() and _VERB.fullmatch(word))
