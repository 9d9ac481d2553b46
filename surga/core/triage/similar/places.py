"""Where a report says it is: names of streets and blocks, numbers, kelurahan, point. Plain Python."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Final

from surga.core.triage.words import plain, words_of

LONGEST_ADDRESS: Final = 400
#: What announces a name of a street, an alley, a housing estate.
_ANNOUNCED = re.compile(
    r"\b(?:jl|jln|jalan|jal|gang|gg|lorong|perumahan|perum|komplek|kompleks|kampung|dusun|simpang|pertigaan|perempatan"
    r"|jembatan|pasar|terminal|sungai|kali|taman|rusun|rusunawa|makam)\b[\s.:,]*((?:[^\W_]+[ \t.]{0,3}){1,5})"
)
#: Where such a name ends.
_ENDS: Final = frozenset(
    (
        "no nomor nomer nmr rt rw kel kelurahan kec kecamatan desa depan dpn belakang samping sebelah dekat dkt kota "
        "kab kabupaten di d ke dari yang yg dan sudah sdh rusak berlubang lubang banjir macet padam mati ada sampai "
        "tepatnya arah menuju sekitar daerah tidak belum sangat banyak untuk karena mohon ini itu tersebut tsb sering "
        "dengan blok seberang pojok lampu pju kondisi agar dekatnya hingga sepanjang pas oleh raya"
    ).split()
)
#: What stands in every address and tells no place from another.
_EVERYWHERE: Final = frozenset(
    (
        "jl jln jalan jal raya rt rw no nomor nomer nmr kel kelurahan kec kecamatan kota kab kabupaten prov provinsi "
        "indonesia jawa depan dpn belakang samping sebelah dekat dkt gang gg blok blk desa dusun perum perumahan jatim "
        "di dan ke dari yang sampai tepatnya rumah lokasi alamat warga sekitar daerah wilayah seberang pojok arah "
        "menuju"
    ).split()
)
#: The same name has several of these: Menur Barat and Menur Timur are two streets.
_SIDES: Final = {word: word for word in "barat timur utara selatan tengah baru lama dalam".split()} | {
    "kulon": "barat",
    "wetan": "timur",
    "lor": "utara",
    "kidul": "selatan",
    "tengahan": "tengah",
}
_FROM_HERE = re.compile(r",\s*(?:kec|kecamatan|kota|kab|kabupaten)\b.*$", re.DOTALL)
_ROMAN: Final = {
    roman: str(number)
    for number, roman in enumerate(
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv".split(),
        1,
    )
}
_NUMBER = r"(\d{1,4}|[ivx]{1,6})(?:\s?-?\s?[a-h])?\b"
#: Numbers by what they count, as people write them. The first that fits takes the number.
_COUNTED: Final = (
    ("rt", re.compile(rf"\brt\b[\s.:/-]*{_NUMBER}")),
    ("rw", re.compile(rf"\brw\b[\s.:/-]*{_NUMBER}")),
    (
        "house",
        re.compile(
            r"\b(?:no|nomor|nomer|nmr|nmer)\b[\s.:]*((?:\d{1,4}\s?[a-h]?(?:\s?(?:,|-|&|dan)\s?|\b))+)"
        ),
    ),
    ("block", re.compile(r"\b(?:blok|blk|block)\b[\s.:]*([a-z]{1,2}\s?-?\s?\d{0,3})\b")),
    ("alley", re.compile(rf"\b(?:gang|gg|g|lorong|lrg)\b[\s.:]*{_NUMBER}")),
    ("alley", re.compile(r"\b(?:gang|gg)\b[\s.:]*([a-z]{4,20})\b")),
    ("block", re.compile(r"\b([a-z]\s?-?\s?\d{1,3}|[a-z]{2}\d{1,3})\b")),
    ("house", re.compile(r"(?<=[\d\s]/)\s?(\d{1,4})\b")),
    ("alley", re.compile(rf"(?<=[a-z]{{3}})[\s.]{{1,2}}{_NUMBER}")),
)
_KINDS: Final = frozenset(kind for kind, _ in _COUNTED)
_SAID_BESIDE: Final = frozenset({"rt", "rw", "house"})
_NO_ALLEY: Final = frozenset(
    "kami kita saya buntu kampung sempit masuk kecil besar tersebut utama rumah warga raya".split()
)
_DIGITS = re.compile(r"\d+")
_METRES_OF_A_DEGREE: Final = 111_320.0


@dataclass(frozen=True)
class Place:
    """Where, as far as it was filled in. ``lat``, ``lon``: degrees (WGS 84)."""

    address: str = ""
    kelurahan: str = ""
    kecamatan: str = ""
    lat: float | None = None
    lon: float | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude; None when one is missing or outside of the world."""
        if self.lat is None or self.lon is None:
            return None
        inside = abs(self.lat) <= 90 and abs(self.lon) <= 180 and (self.lat, self.lon) != (0.0, 0.0)
        return (self.lat, self.lon) if inside else None


NOWHERE: Final = Place()


@dataclass(frozen=True, slots=True)
class Where:
    """What is compared of a place. ``names``: words of streets; ``sides``: which of several of that name.

    ``numbers``: of ``rt``, ``rw``, ``house``, ``block``, ``alley``, as far as any were said.
    """

    names: frozenset[str]
    sides: frozenset[str]
    numbers: Mapping[str, frozenset[str]]
    kelurahan: str
    kecamatan: str
    point: tuple[float, float] | None


def address_of(place: Place) -> str:
    """The address in lower case, without the kelurahan, kecamatan and city that maps put behind it."""
    area = {squashed(place.kelurahan), squashed(place.kecamatan), ""}
    shown = _FROM_HERE.sub("", plain(place.address[:LONGEST_ADDRESS]).lower())
    return " , ".join(part for part in shown.split(",") if squashed(part) not in area)


def street_of(address: str) -> str:
    """What of an address tells it from another, letter by letter."""
    return " ".join(word for word in words_of(address) if word not in {"jl", "jalan", "jln", "no", "raya"})


def where(text: str, place: Place, address: str) -> Where:
    """Names and numbers from the address, and those that the text announces ("jalan …", "RT 03")."""
    body = plain(text[:1500]).lower()
    streets = [words for found in _ANNOUNCED.finditer(body) if (words := _name(found[1]))]
    numbers = _numbers(" , ".join(" ".join(words) for words in streets)) | _numbers(address)
    if missing := _SAID_BESIDE - numbers.keys():
        # What the address leaves open the text may say; a number of titles or points in it is no alley.
        numbers |= {kind: found for kind, found in _numbers(body, _SAID_BESIDE).items() if kind in missing}
    streets.append(words_of(address))
    return Where(
        frozenset(name for words in streets for name in _names(words)),
        frozenset(_SIDES[word] for words in streets for word in words if word in _SIDES),
        numbers,
        squashed(place.kelurahan),
        squashed(place.kecamatan),
        place.point,
    )


def _names(words: list[str]) -> Iterator[str]:
    """Each word that tells, and each two together: people write "Kencana Sari" and "Kencanasari"."""
    telling = [_spelled(word) for word in words if _tells(word)]
    yield from telling
    yield from (one + other for one, other in pairwise(telling))


def _name(run: str) -> list[str]:
    """The words of an announced name, up to one that is none."""
    return list(takewhile(lambda word: word not in _ENDS, words_of(run)))


def _tells(word: str) -> bool:
    return (
        len(word) > 2
        and word.isalpha()
        and word not in _EVERYWHERE
        and word not in _SIDES
        and word not in _ROMAN
    )


def _numbers(text: str, kinds: Collection[str] = _KINDS) -> dict[str, frozenset[str]]:
    """What was counted → its numbers, Roman ones in our digits."""
    found: dict[str, set[str]] = {}
    for kind, written in _COUNTED:
        if kind not in kinds or not (every := written.findall(text)):
            continue
        for said in every:
            numbers = _counted_by(kind, said)
            found.setdefault(kind, set()).update(number.lstrip("0") or "0" for number in numbers)
        text = written.sub(" , ", text)
    return {kind: frozenset(numbers) for kind, numbers in found.items() if numbers}


def _counted_by(kind: str, said: str) -> list[str]:
    """The numbers in what was found; of an alley also its name ("gang Manggis")."""
    if kind == "block":
        return [re.sub(r"[\s-]", "", said)]
    if said.isalpha() and len(said) > 3 and said not in _ROMAN:
        return [] if said in _NO_ALLEY or said in _ENDS else [said]
    return _DIGITS.findall(_ROMAN.get(said, said))


def _spelled(word: str) -> str:
    """One spelling for what sounds alike: dj and j, oe and u, tj and c, y and i, doubled letters."""
    for old, new in (
        ("oe", "u"),
        ("dj", "j"),
        ("tj", "c"),
        ("sy", "s"),
        ("kh", "k"),
        ("dh", "d"),
        ("th", "t"),
    ):
        word = word.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", word)


def squashed(name: str) -> str:
    """A kelurahan's or kecamatan's name without blanks and kind: "Kel. Jemur Wonosari" → "jemurwonosari"."""
    words = words_of(name)
    if words and words[0] in {"kelurahan", "kel", "kecamatan", "kec", "desa"}:
        words = words[1:]
    return "".join(words)


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance of two points of one city, flat within a metre in a kilometre."""
    north = (one[0] - other[0]) * _METRES_OF_A_DEGREE
    east = (one[1] - other[1]) * _METRES_OF_A_DEGREE * math.cos(math.radians((one[0] + other[0]) / 2))
    return math.hypot(north, east)
