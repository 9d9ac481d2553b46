"""Invented persons: names put together at random from public lists of Indonesian names.

The lists are facts: the Indonesian names of Faker (MIT), and names of other peoples of Indonesia.
Nobody in particular is meant.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Final

_FILE: Final = Path(__file__).with_name("names.txt")
_BATAK = (
    "Simanjuntak Siregar Nasution Hutapea Sitorus Sinaga Pangaribuan Lubis "
    "Harahap Tampubolon Silalahi Manurung".split()
)
_BALI = [
    ("I ", "Wayan Made Nyoman Ketut Gede Kadek Komang Putu"),
    ("Ni ", "Luh Wayan Made Nyoman Ketut Kadek Komang Putu"),
]
_BALI_LAST = (
    "Sudarta Suardana Astawa Widnyana Adnyani Sukerti Sumerta Arnawa Yasa M"
    "ertha Pastika Wirata Suwirta".split()
)
_CHINESE = "Tan Lim Liem Oei Kwee Tjan Tjia Thio The Gouw Ong Wong Njoo Sie Tio".split()
_SYLLABLES = (
    "Swie Hong Kiong Kiem Lan Liang Mei Ling Sioe Tjay Tjoen Yong Giok Bing"
    " Hwa Kian Tek Eng Hian Siok".split()
)
_ARAB = "Assegaf Alatas Alhabsyi Bawazier Baswedan Shihab Basalamah Bachmid Sungkar Alkatiri Alaydrus Baharun".split()
_FRONT = ["H. ", "Hj. ", "Drs. ", "dr. ", "Ir. ", "R. ", "R.M. ", "Dra. ", "KH. ", "Prof. "]
_BEHIND = [
    ", S.Pd.",
    ", S.H.",
    ", M.Si.",
    ", S.E., M.M.",
    ", S.Kom",
    " S.Pd",
    ", A.Md.Keb",
    ", S.Sos., M.Si",
    ", S.T.",
    ", M.Pd",
]


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, _, words = line.partition(":")
            lists.setdefault(kind, []).extend(words.split())
    return lists


class People:
    """Draws names. Each is as somebody writes it of themselves, in title case."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.lists = _lists()

    def name(self) -> str:
        """A whole name of two or three words, now and then with a title or a degree."""
        choose = self.random.choice
        kind = self.random.random()
        if kind < 0.06:
            return f"{choose(self._first())} {choose(_BATAK)}"
        if kind < 0.12:
            opener, firsts = choose(_BALI)
            return f"{opener}{choose(firsts.split())} {choose(_BALI_LAST)}"
        if kind < 0.18:
            return f"{choose(_CHINESE)} {choose(_SYLLABLES)} {choose(_SYLLABLES)}"
        if kind < 0.23:
            return f"{choose(self._first())} {choose(_ARAB)}"
        words = [choose(self._first()), choose(self.lists["last"])]
        if self.random.random() < 0.25:
            words.insert(1, choose(self._first()))
        name = " ".join(dict.fromkeys(words))
        if kind < 0.30:
            name = choose(_FRONT) + name
        return name + choose(_BEHIND) if kind > 0.94 else name

    def short(self) -> str:
        """A first name, as after "pak"."""
        return self.random.choice(self._first())

    def _first(self) -> list[str]:
        return self.lists["male"] if self.random.random() < 0.5 else self.lists["female"]
