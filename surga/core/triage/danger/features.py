"""What a text is weighed by for danger: words, pairs, parts of words, and what the words mean. Plain Python and numpy.

Meanings come from ``concepts.txt``, written by hand: they carry over to wordings that nobody has told us yet, as
"child + fallen + water" does whatever the words were. A feature is a number below ``SIZE``: the CRC-32 of its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Features = NDArray[np.int64]
SIZE: Final = 1 << 16
#: How far apart two meanings may stand to count together, in words.
REACH: Final = 6
#: How much each block counts: single words and pairs, parts of words, meanings.
BLOCKS: Final = (1.0, 1.0, 1.3)
LONGEST_WORD: Final = 24
_WORD: Final = re.compile(r"[a-z]+|\d+")
_STRETCHED: Final = re.compile(r"(.)\1{2,}")
_BEGINNINGS: Final = (
    "meng",
    "meny",
    "mem",
    "men",
    "nge",
    "me",
    "ber",
    "ter",
    "di",
    "ke",
    "se",
    "ng",
    "ny",
    "n",
    "m",
    "pe",
)
_ENDINGS: Final = ("nya", "kan", "lah", "kah", "pun", "ne", "ku", "mu", "an", "in", "e", "i")
_CONCEPTS: Final = Path(__file__).with_name("concepts.txt")
#: As people shorten what has one meaning.
_WRITTEN: Final = dict(
    pair.split("=")
    for pair in (
        "yg=yang sing=yang jl=jalan jln=jalan dpn=depan ngarep=depan utk=untuk dgn=dengan dg=dengan karo=dengan "
        "sdh=sudah udah=sudah udh=sudah dah=sudah wis=sudah wes=sudah sampun=sudah krn=karena karna=karena "
        "dr=dari soko=dari sy=saya sya=saya aq=saya ak=saya aku=saya kulo=saya tlg=tolong tulung=tolong "
        "mhn=mohon bpk=bapak bpak=bapak bs=bisa iso=bisa saget=bisa jg=juga sm=sama tp=tapi pd=pada org=orang "
        "wong=orang skrg=sekarang skr=sekarang saiki=sekarang lgi=lagi lg=lagi rmh=rumah omah=rumah "
        "omahe=rumahnya sampe=sampai smp=sampai dlm=dalam msh=masih isih=masih ijek=masih ank=anak ning=di "
        "nang=di d=di ono=ada ana=ada tdk=tidak gak=tidak ga=tidak gk=tidak nggak=tidak ngga=tidak enggak=tidak "
        "kagak=tidak kgk=tidak ora=tidak ra=tidak ndak=tidak tak=tidak mboten=tidak blm=belum blom=belum "
        "belom=belum durung=belum dereng=belum banyu=air geni=api iki=ini niki=ini klo=kalau kalo=kalau "
        "klw=kalau kl=kalau nek=kalau lek=kalau menawi=kalau"
    ).split()
)


def words_in(text: str) -> list[str]:
    """The words to weigh, from text in lower case: stretches shortened, "anak2" as "anak", every number the same."""
    return [_written(word[:LONGEST_WORD]) for word in _WORD.findall(text)]


@lru_cache(maxsize=20_000)
def _written(word: str) -> str:
    if word.isdigit():
        return "0"
    word = _STRETCHED.sub(r"\1", word)
    return _WRITTEN.get(word, word)


def blocks_of(words: list[str]) -> tuple[Features, Features, Features]:
    """The features of a run of words, block by block, each once."""
    singles = [*map(_single, words)]
    singles += [_pair("p", a, b) for a, b in pairwise(words)]
    singles += [_pair("s", a, b) for a, b in zip(words, words[2:], strict=False)]
    parts = frozenset().union(*map(parts_of, words))
    return _once(singles), _once(parts), _once(_meanings(words))


def _meanings(words: list[str]) -> list[int]:
    """Each meaning, two meanings near each other, and, where they are very near, in which order."""
    alone, near, ordered = _pairs()
    known = [(at, meaning) for at, word in enumerate(words) for meaning in meanings_of(word)]
    found = [alone[meaning] for _, meaning in known]
    for place, (at, meaning) in enumerate(known):
        for later, other in known[place + 1 :]:
            if later - at > REACH:
                break
            if other != meaning:
                found.append(near[meaning][other])
                if later - at <= 2:
                    found.append(ordered[meaning][other])
    return found


@cache
def _pairs() -> tuple[list[int], list[list[int]], list[list[int]]]:
    names = _concepts()[0]
    alone = [_number(f"m {one}") for one in names]
    near = [[_number(f"n {min(one, other)} {max(one, other)}") for other in names] for one in names]
    return alone, near, [[_number(f"o {one} {other}") for other in names] for one in names]


def _once(numbers: Iterable[int]) -> Features:
    return np.fromiter(set(numbers), np.int64)


def _number(name: str) -> int:
    return crc32(name.encode()) % SIZE


@lru_cache(maxsize=50_000)
def _pair(how: str, one: str, other: str) -> int:
    return _number(f"{how} {one} {other}")


@lru_cache(maxsize=20_000)
def _single(word: str) -> int:
    return _number(f"w {word}")


@lru_cache(maxsize=20_000)
def parts_of(word: str) -> frozenset[int]:
    """Every run of three to five letters, the blanks around the word among them."""
    text = f" {word} "
    return frozenset(
        _number(f"c {text[i : i + n]}") for n in (3, 4, 5) for i in range(max(1, len(text) - n + 1))
    )


@lru_cache(maxsize=20_000)
def meanings_of(word: str) -> tuple[int, ...]:
    """What a word means, by itself or without what is put before and behind it; empty when nothing is known."""
    _, known, misspelt = _concepts()
    found = next((known[form] for form in _forms(word) if form in known), None)
    return misspelt.get(_bones(word), ()) if found is None else found


def _bones(word: str) -> str:
    """What stays of a word however it is mistyped: its first letter and its consonants ("kebakran", "kbakaran").

    Empty for a word of too few letters to be told from others by them.
    """
    bones = word[:1] + _DOUBLED.sub(r"\1", _VOWELS.sub("", word[1:]))
    return bones if len(bones) >= _FEWEST_BONES else ""


_VOWELS: Final = re.compile("[aeiou]+")
_DOUBLED: Final = re.compile(r"(.)\1+")
_FEWEST_BONES: Final = 4


def _forms(word: str) -> list[str]:
    forms = [word]
    forms += [word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) > 2]
    bare = list(forms)
    for begin in _BEGINNINGS:
        forms += [
            form[len(begin) :] for form in bare if form.startswith(begin) and len(form) - len(begin) > 2
        ]
    return forms


@cache
def _concepts() -> tuple[list[str], dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]:
    """The names of all meanings; for each word the places of its own among them; the same for a word's bones."""
    names: list[str] = []
    known: dict[str, tuple[int, ...]] = {}
    for line in _CONCEPTS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, words = line.partition(": ")
            names.append(name)
            for word in dict.fromkeys(_written(word) for word in words.split()):
                known[word] = (*known.get(word, ()), len(names) - 1)
    misspelt: dict[str, tuple[int, ...]] = {}
    for word, meanings in known.items():
        if _bones(word):
            misspelt.setdefault(_bones(word), meanings)
    return names, known, misspelt
