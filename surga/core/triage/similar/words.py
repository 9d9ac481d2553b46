"""The words of a report as they are compared, what it is about, and how much a word says. Plain Python."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from surga.core.triage.words import plain, search_words, words_of

#: A report says what it is about early; what comes after so many letters is not compared.
LONGEST_TEXT: Final = 3000
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f]+")
_DIGITS = re.compile(r"\d+")
_STRETCHED = re.compile(r"(.)\1{2,}")

#: As people shorten and as they say it in Javanese → the word that is compared.
_WRITTEN: Final = dict(
    pair.split("=")
    for pair in (
        "jl=jalan jln=jalan dalan=jalan lmpu=lampu lamp=lampu trotoir=trotoar gorong2=gorong pju=lampu mati=padam "
        "pedot=putus uwit=pohon wit=pohon sampa=sampah smpah=sampah banyu=air mampet=sumbat buntu=sumbat "
        "mampat=sumbat selokan=saluran got=saluran parit=saluran drainase=saluran kalen=saluran bolong=lubang "
        "berlobang=lubang lobang=lubang jeglongan=lubang dibenahi=baik diperbaiki=baik perbaikan=baik benerin=baik "
        "mulek=asap peteng=gelap gelep=gelap parkiran=parkir dispenduk=dispendukcapil rumkit=rumahsakit rs=rumahsakit "
        "kebanjiran=banjir genangan=banjir tergenang=banjir menggenang=banjir"
    ).split()
)
#: What says nothing of the matter: small words, and what people say around it.
_EMPTY: Final = frozenset(
    (
        "yang yg dan di d ke dari dr untuk utk dengan dgn dg pada pd ini itu tsb tersebut ada adanya tidak "
        "tdk tak gak ga nggak ndak gk sudah sdh udah belum blm blum juga jg saja aja karena krn karna agar "
        "supaya spy akan akn bisa bs dapat dpt oleh atau atas dalam dlm sebagai seperti spt kalau kalo klo "
        "jika bila maka lagi lg sangat sgt sekali banget mohon mhn tolong tlg minta segera sgr bantuan "
        "bantuannya bantu dibantu ditindaklanjuti tindaklanjuti tindak lanjut tindaklanjutnya terima kasih "
        "terimakasih trims makasih suwun matur nuwun maturnuwun nggih selamat pagi siang sore malam "
        "assalamualaikum assalamu alaikum wr wb waalaikumsalam salam yth kepada kpd bapak bpk ibu pak bu "
        "admin min saya sy kami kita nya lah kah pun mau ingin melaporkan lapor laporan melapor menyampaikan "
        "sampaikan keluhan mengeluhkan pengaduan perhatian perhatiannya izin ijin warga masyarakat bahwa "
        "yaitu adalah dimana ketika saat sampai sampe hingga masih msh sering selalu telah tlh lebih para kok "
        "ya iya dong sih wonten ing sing iki iku ono opo ora kulo kula sampun dereng amargi amarga niki niku "
        "teng"
    ).split()
)

#: What reports are about, by the roots of words. One of a family counts; families may overlap.
_FAMILIES: Final = {
    "lamp": "lampu pju padam terang gelap",
    "road": "lubang aspal paving ambles berlubang trotoar pedestrian bergelombang tambal",
    "tree": "pohon ranting rimbun pangkas rampingan tebang tumbang dahan",
    "waste": "sampah kotor bau tps limbah",
    "flood": "banjir rob",
    "drain": "saluran gorong sumbat plengsengan sungai kali endap box culvert",
    "water": "pdam meter air keruh",
    "parking": "parkir jukir",
    "traffic": "macet lalin rambu traffic palang polisi tidur marka apill zebra",
    "animal": "anjing kucing hewan ternak ayam babi monyet ular tikus nyamuk fogging",
    "noise": "bising berisik ribut karaoke musik sound knalpot gaduh",
    "smoke": "asap bakar polusi debu",
    "vendor": "pkl lapak dagang warung kios pedagang",
    "crime": "maling curi balap tawur begal judi miras narkoba mabuk pencurian",
    "street people": "pengemis gelandang odgj amen pengamen gepeng anjal",
    "cable": "kabel tiang telkom wifi listrik pln",
    "works": "proyek galian bongkar material",
    "park": "taman lapang lapangan toilet playground",
    "grave": "makam kubur jenazah",
    "transport": "angkot bus halte terminal",
}
#: Matters of one person: another one's at the same place is another matter.
_PERSONAL: Final = {
    "papers": "ktp kk akta dispendukcapil pindah kelahiran kia domisili nik klampid",
    "aid": "bansos pkh blt mbr bpnt miskin gakin sembako bantuan dtks blt permakanan",
    "health": "bpjs kis puskesmas rumahsakit vaksin covid jkn obat berobat pbi",
    "school": "sekolah ppdb zonasi siswa beasiswa smp sd sma ijazah spp guru kuliah",
    "work": "loker lowong gaji honor kontrak pensiun umkm pekerjaan",
    "tax": "pbb pajak bphtb retribusi",
    "land": "sertifikat ptsl imb tanah surat ijo waris",
    "home": "rusun rusunawa rutilahu",
}


def root(word: str) -> str:
    """The word as it is compared: shortenings written out, endings off."""
    word = _WRITTEN.get(word, word)
    return _rooted(word)


@lru_cache(maxsize=100_000)
def _rooted(word: str) -> str:
    found = search_words(word)
    stem = found[0] if found else word
    return _WRITTEN.get(stem, stem)


@lru_cache(maxsize=200_000)
def _compared(word: str) -> str:
    """The root, or nothing for a word that says nothing."""
    if word in _EMPTY:
        return ""
    rooted = root(_STRETCHED.sub(r"\1", word))[:40]
    return "" if rooted in _EMPTY else rooted


def folded_words(text: str) -> list[str]:
    """The words of a text that say something, by their roots, in their order.

    Scripts without an ASCII form are taken in pieces of two letters, as not all of them part their words.
    """
    shown = plain(text[: LONGEST_TEXT * 2])[:LONGEST_TEXT]
    said = [rooted for word in words_of(shown) if (rooted := _compared(word))]
    if not shown.isascii():
        for run in _OTHER_SCRIPT.findall(shown):
            said += [run[at : at + 2] for at in range(max(1, len(run) - 1))]
    return said


def letters_of(text: str) -> str:
    """The text in lower case, one blank between words, without signs."""
    shown = plain(text[: LONGEST_TEXT * 2])[:LONGEST_TEXT]
    return " ".join(words_of(shown) + (_OTHER_SCRIPT.findall(shown) if not shown.isascii() else []))


_BY_ROOT: Final[dict[str, tuple[str, ...]]] = {}
for _family, _listed in (_FAMILIES | _PERSONAL).items():
    for _word in _listed.split():
        _BY_ROOT[root(_word)] = (*_BY_ROOT.get(root(_word), ()), _family)


def subjects_of(words: Iterable[str]) -> frozenset[str]:
    """What folded words are about: names of families, none when nothing is known."""
    return frozenset(family for word in words for family in _BY_ROOT.get(word, ()))


def is_personal(subjects: frozenset[str]) -> bool:
    """Whether it is a matter of one person rather than of a place."""
    return bool(subjects) and len(subjects & _PERSONAL.keys()) * 2 >= len(subjects)


#: What people commonly say in a report, whatever it is about.
_COMMON: Final = frozenset(
    root(word)
    for word in (
        "jalan depan rumah air baik hujan malam hari minggu bulan tahun besar tinggi rusak bahaya ganggu "
        "guna orang anak kendaraan motor mobil lewat lokasi kondisi tempat daerah wilayah kampung gang rt "
        "rw kelurahan kecamatan kota raya barat timur utara selatan tengah baru nomor no samping belakang "
        "dekat sebelah petugas dinas pemerintah pemkot walikota kantor data nama alamat daftar urus ajukan "
        "cek info informasi tanya jawab tanggap masalah selesai kerja bangun pasang ganti tambah angkut "
        "bersih tutup buka lapor foto titik arah kiri kanan ujung pagi siang sore jam tanggal lama kali "
        "satu dua tiga empat lima banyak semua beberapa tumpuk celaka rawan takut khawatir nyaman aman "
        "musim lingkungan blok perumahan desa suami istri keluarga dapat terima tiap padahal tulis "
        "tukang gratis status mulai"
    ).split()
)


@dataclass(frozen=True)
class Rarity:
    """How much a word says: the fewer reports have it, the more. ``counts``: root → reports that have it."""

    counts: Mapping[str, int] = field(default_factory=dict)
    reports: int = 0
    _known: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, reports: Iterable[Iterable[str]]) -> Rarity:
        """Counted over the folded words of reports."""
        counts: Counter[str] = Counter()
        total = 0
        for words in reports:
            counts.update(set(words))
            total += 1
        return cls(counts, total)

    def weight(self, word: str) -> float:
        """From about 1 (every third report has it) to ``RAREST``.

        A small table says little of rarity, so each word counts as if it had also been met in 2,000 reports before:
        often when people commonly say it, else hardly ever.
        """
        known = self._known.get(word)
        if known is None:
            before = _OFTEN if word in _BY_ROOT or word in _COMMON else _HARDLY
            share = (self.counts.get(word, 0) + before * _BEFORE) / (self.reports + _BEFORE)
            known = min(RAREST, 0.2 - math.log(min(1.0, share)))
            known = known * 0.5 if _DIGITS.fullmatch(word) else known
            if len(self._known) < _MOST_KEPT:
                self._known[word] = known
        return known


#: What a word can weigh at most: one that hardly any report has.
RAREST: Final = 8.5
_BEFORE, _OFTEN, _HARDLY, _MOST_KEPT = 2000, 0.03, 0.0005, 500_000
