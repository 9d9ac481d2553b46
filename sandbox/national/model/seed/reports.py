"""A dozen and a half of reports, each led by the moves themselves to where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sandbox.national.model import agency, centre, citizen, words
from sandbox.national.model.agency import FollowUp
from sandbox.national.model.national import National
from sandbox.national.model.seed.government import CITY, MINISTRY, PROVINCE, REGENCY
from sandbox.national.model.things import Filing, Person

_DAY: Final = 24 * 3600
_HOUR: Final = 3600


@dataclass(frozen=True, slots=True)
class Seed:
    """A report filed ``days`` ago, and its moves, one every few hours: a letter and what belongs to it.

    v agency: verified and disposed · w words: follow-up, in hand · f words: followed up · x words: followed up and
    done · r words: the reporter's reply · b words: given back · d agency: disposed by the national admin · h: held.
    """

    days: int
    filing: Filing
    moves: tuple[str, ...] = ()


def _filing(title: str, text: str, topic: str, place: str, **more: object) -> Filing:
    return Filing(title=title, text=text, topic_id=topic, place=place, **more)  # type: ignore[arg-type]  # by name


_SRI = Person("Contoh Satu", "_", "satu@contoh.example", "081200000001")
_DUA = Person("Contoh Dua", "Percobaan", "dua@contoh.example", "081200000002")

SEEDS: Final = (
    Seed(
        1,
        _filing(
            "",
            "Lampu penerangan di Jl. Dhoho depan deretan toko mati tiga malam ini, gelap sekali setelah jam sembilan.",
            "412", "Jl. Dhoho, Kampung Dalem", lat="-7.8166", lon="112.0119", channel="Whatsapp", person=_SRI,
        ),
    ),
    Seed(
        2,
        _filing(
            "",
            "Air got meluap tiap hujan di gang sebelah masjid, masuk ke teras rumah warga.",
            "42", "Kelurahan Ngronggo", channel="Website", person=_DUA,
        ),
    ),
    Seed(
        3,
        _filing(
            "Jalan berlubang dekat jembatan",
            "Ada lubang besar di jalan menuju Jembatan Lama, kemarin ada pengendara jatuh.",
            "411", "Kelurahan Bandar Kidul", lat="-7.8127", lon="112.0066", channel="Android", person=_SRI,
        ),
        (f"v {CITY}",),
    ),
    Seed(
        6,
        _filing(
            "Sampah menumpuk",
            "Sampah di TPS belum diangkut lima hari, baunya sampai ke sekolah.",
            "61", "Kelurahan Tosaren", person=_DUA,
        ),
        (f"v {CITY}", "w Petugas kebersihan dijadwalkan hari ini."),
    ),
    Seed(
        9,
        _filing(
            "Trotoar rusak",
            "Ubin pemandu di trotoar alun-alun banyak yang lepas, berbahaya bagi tunanetra.",
            "43", "Alun-alun Kota Kediri", lat="-7.8172", lon="112.0110", person=_SRI, anonymous=True,
        ),
        (f"v {CITY}", "w Tim survei turun ke lokasi.", "f Ubin sudah diganti, mohon dicek."),
    ),
    Seed(
        12,
        _filing(
            "Antrean KTP",
            "Sudah tiga kali datang blangko KTP selalu habis. Kapan tersedia?",
            "71", "Kecamatan Mojoroto", kind=words.KINDS[2], channel="Whatsapp", person=_DUA,
        ),
        (f"v {CITY}", "f Blangko tersedia mulai Senin.", "r Senin saya datang, masih habis."),
    ),
    Seed(
        30,
        _filing(
            "Pohon tumbang",
            "Dahan besar menutup separuh jalan sejak tadi malam.",
            "6", "Kelurahan Sukorame", person=_SRI,
        ),
        (f"v {CITY}", "x Dahan sudah dipotong dan diangkut."),
    ),
    Seed(
        5,
        _filing(
            "Jalan provinsi bergelombang",
            "Jalan provinsi arah Nganjuk bergelombang dan banyak tambalan.",
            "411", "Kelurahan Mrican", person=_DUA,
        ),
        (f"v {CITY}", "b Ruas ini jalan provinsi, bukan wewenang kota."),
    ),
    Seed(
        8,
        _filing(
            "Biaya di SMA negeri",
            "Anak saya diminta iuran gedung di SMA negeri. Apakah memang wajib?",
            "102", "Kota Kediri", kind=words.KINDS[2], person=_SRI,
        ),
        (f"v {CITY}", "b SMA wewenang provinsi.", f"d {PROVINCE}", "w Sedang diklarifikasi ke sekolah."),
    ),
    Seed(
        10,
        _filing(
            "Tanggul sungai retak",
            "Tanggul Kali Brantas di belakang kampung retak sepanjang dua meter.",
            "44", "Kelurahan Semampir", lat="-7.8089", lon="112.0094", person=_DUA,
        ),
        (f"v {CITY}", "b Tanggul Brantas wewenang pusat.", f"d {MINISTRY}", "f Sudah ditinjau, diperbaiki bulan ini."),
    ),
    Seed(
        7,
        _filing(
            "Lampu jalan desa",
            "Lampu jalan desa di Ngasem mati dua minggu.",
            "412", "Kabupaten Kediri", person=_SRI,
        ),
        (f"v {REGENCY}",),
    ),
    Seed(
        4,
        _filing(
            "Usul taman baca",
            "Mohon dibuatkan taman baca di balai kelurahan, anak-anak sudah banyak yang mau.",
            "15", "Kelurahan Betet", kind=words.KINDS[1], agency=CITY, person=_DUA,
        ),
    ),
    Seed(
        3,
        _filing(
            "",
            "Tolong diperbaiki.",
            "15", "", person=_SRI,
        ),
        ("h Mohon tuliskan apa, di mana dan sejak kapan.",),
    ),
    Seed(
        6,
        _filing(
            "Pungutan di loket",
            "Diminta uang tambahan di loket tanpa kuitansi.",
            "121", "Kota Kediri", secret=True, anonymous=True, person=_DUA,
        ),
        (f"v {CITY}",),
    ),
    Seed(
        40,
        _filing(
            "Lampu merah mati",
            "Lampu lalu lintas di simpang Semampir padam.",
            "53", "Simpang Semampir", person=_SRI,
        ),
        (f"v {CITY}", "f Lampu sudah menyala kembali."),
    ),
    Seed(
        2,
        _filing(
            "Listrik padam",
            "Listrik padam dua jam setiap sore.",
            "111", "Kelurahan Pojok", person=_DUA,
        ),
        ("v 1040",),
    ),
)  # fmt: skip


def plant(national: National, now: int) -> None:
    """Put the reports there, as if they had come in the days before ``now``; oldest first."""
    for seed in sorted(SEEDS, key=lambda each: -each.days):
        at = now - seed.days * _DAY
        report = citizen.file(national, seed.filing, at)
        for number, move in enumerate(seed.moves, 1):
            _move(national, report.tracking_id, move, at + number * 5 * _HOUR)
    centre.close_silent(national, now)


def _move(national: National, key: str, move: str, at: int) -> None:
    letter, _, said = move.partition(" ")
    having = national.reports[key].agency
    match letter:
        case "v":
            centre.verify(national, key, said, at)
        case "d":
            centre.dispose(national, key, said, "", at)
        case "h":
            centre.hold(national, key, said, at)
        case "r":
            citizen.reply(national, key, said, at)
        case "b":
            agency.give_back(national, having, key, said, "", at)
        case _:
            status = {"w": words.IN_HAND, "f": words.FOLLOWED_UP, "x": words.DONE}[letter]
            agency.follow_up(national, having, key, FollowUp("", said, status), at)
