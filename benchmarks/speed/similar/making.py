"""A city's reports from templates: any one by its number, so that a million of them need no room."""

from __future__ import annotations

import random  # drawn by seed, nothing secret
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from surga.core.triage.similar import Place, Report

_START: Final = datetime(2022, 1, 1, tzinfo=UTC)
_SPAN: Final = 3 * 365  # days
_STREETS: Final = (
    "Dhoho Veteran Penanggungan Semeru Kawi Raung Wilis Brantas Airlangga Joyoboyo Brawijaya Diponegoro Kartini "
    "Sudirman Supersemar Pattimura Teuku Umar Imam Bonjol Hayam Wuruk Gajah Mada "
    "Panglima Polim Kilisuci Untung Suropati Merbabu "
    "Argopuro Bromo Lawu Arjuno Welirang Ijen Melati Mawar Kenanga Anggrek Cempaka Dahlia Flamboyan Kamboja Teratai"
).split()
_SIDES: Final = ("", "", "", " Barat", " Timur", " Utara", " Selatan")
_MARKS: Final = (
    "depan warung Bu Sri",
    "dekat masjid Al Ikhlas",
    "samping SD Negeri",
    "seberang toko bangunan",
    "sebelah pos ronda",
    "ujung gang dekat sungai",
    "perempatan dekat bengkel",
    "belakang pasar",
    "dekat balai RW",
)
#: A matter, and how people say it.
_MATTERS: Final = {
    "PJU": (
        "lampu jalan padam sudah {n} hari, gelap sekali kalau malam",
        "PJU mati {n} titik, mohon diperbaiki",
        "penerangan jalan tidak menyala sejak {n} hari lalu",
    ),
    "Jalan": (
        "jalan berlubang cukup dalam, sudah {n} orang jatuh",
        "aspal rusak dan ambles, membahayakan pengendara motor",
        "ada {n} lubang besar di jalan, kalau hujan tidak kelihatan",
    ),
    "Pohon": (
        "pohon terlalu rimbun mengenai kabel listrik, mohon dipangkas",
        "mohon perantingan {n} pohon karena sudah tinggi dan rawan tumbang",
        "dahan pohon patah menggantung di atas jalan",
    ),
    "Sampah": (
        "sampah menumpuk {n} hari tidak diangkut, bau menyengat",
        "mohon pengangkutan sampah hasil kerja bakti",
        "ada yang membuang sampah liar di sini setiap malam",
    ),
    "Saluran": (
        "saluran air mampet, tiap hujan banjir masuk rumah",
        "got tersumbat lumpur, air meluber ke jalan setinggi {n} cm",
        "mohon pengerukan saluran karena sedimen tebal",
    ),
    "Parkir": (
        "parkir liar di trotoar, pejalan kaki terganggu",
        "mobil parkir sembarangan menutup jalan keluar warga",
        "juru parkir menarik uang {n} ribu tanpa karcis",
    ),
    "PDAM": (
        "air PDAM mati sejak {n} hari",
        "pipa PDAM bocor air terbuang ke jalan",
        "air keruh dan berbau sudah {n} hari",
    ),
}
_BEFORE: Final = (
    "",
    "",
    "Selamat pagi, ",
    "Assalamualaikum, ",
    "Mohon izin melaporkan, ",
    "Yth. dinas terkait, ",
)
_AFTER: Final = ("", "", ". Terima kasih", ". mohon segera ditindaklanjuti", ", tolong dibantu ya min", "!!")
_TYPED: Final = {
    "yang": "yg",
    "sudah": "sdh",
    "tidak": "tdk",
    "jalan": "jln",
    "karena": "krn",
    "mohon": "mhn",
}


@dataclass(frozen=True)
class City:
    """``reports`` of them in order of time; every fifth tells again what one of the 400 before it told."""

    seed: int
    reports: int

    def told_again(self, number: int) -> tuple[int, str] | None:
        """Which report this one repeats, and how: ``copy``, ``edited`` or ``other words``."""
        if number % 5 or number < 5:
            return None
        drawn = random.Random(f"{self.seed}/again/{number}")  # noqa: S311  # the same city each time, no secret
        first = number - drawn.randrange(1, min(400, number))
        return (first - 1 if first % 5 == 0 else first), drawn.choice(("copy", "edited", "other words"))

    def report(self, number: int) -> Report:
        """The report of this number; the same whenever it is asked."""
        again = self.told_again(number)
        source = again[0] if again else number
        drawn = random.Random(f"{self.seed}/{source}")  # noqa: S311  # the same city each time, no secret
        street = f"{drawn.choice(_STREETS)} {drawn.choice(_STREETS)}{drawn.choice(_SIDES)}"
        alley, house = drawn.randrange(1, 15), drawn.randrange(1, 120)
        topic = drawn.choice(list(_MATTERS))
        said, mark, count = drawn.randrange(len(_MATTERS[topic])), drawn.choice(_MARKS), drawn.randrange(2, 9)
        place = Place(f"Jl. {street} gang {alley} no {house}", f"Kelurahan {drawn.randrange(150)}")
        told = f"{_MATTERS[topic][said]} {mark} di jalan {street} gang {alley}"
        text = f"{drawn.choice(_BEFORE)}{told}{drawn.choice(_AFTER)}"
        if again and again[1] == "edited":
            text = _edited(text, random.Random(f"{self.seed}/edit/{number}"))  # noqa: S311  # the same city each time, no secret
        elif again and again[1] == "other words":
            other = _MATTERS[topic][(said + 1) % len(_MATTERS[topic])]
            text, place = f"{other}, lokasi {mark}", Place(f"Jalan {street} Gg {alley}", place.kelurahan)
        at = _START + timedelta(days=_SPAN * number / self.reports)
        return Report(text.replace("{n}", str(count)), place, at, topic)


def _edited(text: str, drawn: random.Random) -> str:
    """As another hand writes it: short forms, a word left out here and there, a letter missing."""
    words = []
    for word in text.split():
        chance = drawn.random()
        if chance < 0.1:
            continue
        typed = _TYPED.get(word, word) if chance > 0.5 else word
        if chance < 0.2 and len(word) > 5:
            at = drawn.randrange(1, len(word) - 1)
            typed = word[:at] + word[at + 1 :]
        words.append(typed)
    return " ".join(words)
