"""What a case, a record and a question hold in the test that walks every door: one secret of every kind."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final
from urllib.parse import unquote

REPORTER: Final = "Wulan Prameswari"
OFFICER: Final = "Hartono Kusnadi"
#: Kind → how it is written in the case, and what of it nobody may read anywhere.
IN_TEXT: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "nik": ("NIK saya 3571.0145 0585-0003", ("35710145", "5850003")),
    "kk": ("kartu keluarga no 3571011003120007", ("3571011003120007",)),
    "phone": ("hp 0812-7345-6601", ("08127345", "73456601")),
    "abroad": ("WA +62 813 7345 6602", ("81373456", "73456602")),
    "letters": ("atau O8l5 7345 66O4", ("73456604", "o8l5")),
    "words": ("nol delapan satu empat tujuh tiga empat lima enam enam nol tiga", ("empat tujuh tiga", "enam nol")),
    "link": ("https://wa.me/6281673456605", ("81673456",)),
    "mail": ("sulis.t88@gmail.com", ("sulis.t88", ".t88", "t88@")),
    "spelled mail": ("sulis.t89 at yahoo dot com", ("sulis.t89", ".t89")),
    "account": ("ig @sulis_kediri77", ("sulis_kediri77",)),
    "plate": ("motor ag4821kz", ("ag4821", "ag 4821", "4821kz", "4821 kz")),
    "bank": ("rek BCA 0331882277", ("331882277",)),
    "bpjs": ("BPJS 0001445566778", ("1445566778",)),
    "passport": ("paspor C4417725", ("4417725",)),
    "licence": ("SIM C 1488-9107-000123", ("14889107",)),
    "home": ("Rumah saya di Jl. Anggrek No. 77 RT 13 RW 08.", ("no. 77", "rt 13", "rw 08")),
    "point": ("titik -7.876541, 112.019876", ("876541", "019876")),
    "birth": ("saya lahir 14 Agustus 1977", ("14 agustus 1977",)),
    "third": ("Tetangga saya Bambang Hariyanto ikut melihat.", ("bambang", "hariyanto")),
    "accused": ("Pak Lurah Suparmin Wiryo tidak menanggapi.", ("suparmin", "wiryo")),
    "reporter": (f"Saya {REPORTER}.", ("wulan", "prameswari")),
    "officer": (f"Kemarin ditemui {OFFICER.lower()} dari dinas.", ("hartono", "kusnadi")),
}  # fmt: skip
HEALTH: Final = ("Ibu saya mengidap leukemia", ("leukemia",))
EVERYTHING: Final = "Lampu jalan di depan pasar mati. " + "; ".join(text for text, _ in IN_TEXT.values())
NEEDLES: Final = tuple(needle for _, needles in IN_TEXT.values() for needle in needles) + HEALTH[1]
#: What is made by chance or by the clock, and holds any few signs now and then: tokens, numbers of cases, times.
_CHANCE: Final = re.compile(
    r'csrfmiddlewaretoken" value="\w+"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{32,}\b'
    r"|\b[a-z]{3}-\d{4}-\w{5}\b|\b\d{4}-\d\d-\d\dt\d\d:\d\d:[\d.]+"
)
_GAPS: Final = re.compile(r"(?<=\d)[\s.\-()]{1,2}(?=\d)")


def found_in(body: str) -> list[str]:
    """The needles that somebody reading this could find, whatever the signs between its digits."""
    read = unicodedata.normalize("NFKC", unquote(html.unescape(body))).lower()
    read = _CHANCE.sub("", read)
    close = _GAPS.sub("", read)
    return [needle for needle in NEEDLES if needle in read or needle in close]
