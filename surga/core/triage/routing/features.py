"""What a text is weighed by: its words, pairs, word parts and place, each as a number. Plain Python and numpy.

Nothing is stemmed away: parts of words do what a stemmer would, and also bear typing errors and Javanese endings.
A feature is the CRC-32 of its block and token, so that a model needs no list of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from surga.core.triage.words import plain

Keys = NDArray[np.uint32]
#: A complaint says what it is about early; the rest of a very long text is not weighed.
LONGEST_TEXT: Final = 6000
LONGEST_WORD: Final = 30
#: How much each block counts; each is brought to length 1 before.
BLOCKS: Final = {"word": 1.0, "part": 1.0, "near": 0.5, "begin": 0.5, "street": 0.5, "place": 0.3}
#: A feature is kept when so many texts have it.
LEAST: Final = {"word": 2, "part": 3, "near": 3, "begin": 3, "street": 2, "place": 1}
_BEGINNING = 12
_WORD = re.compile(r"[^\W\d_]+|\d+")
_STRETCHED = re.compile(r"(.)\1{2,}")
#: As people shorten, and as they say it in Javanese. Only what has one meaning: "kel", "gg", "hr" stand in addresses.
_WRITTEN: Final = dict(
    pair.split("=")
    for pair in (
        "yg=yang jl=jalan jln=jalan dalan=jalan dpn=depan tdk=tidak tak=tidak gak=tidak ga=tidak nggak=tidak "
        "ora=tidak ndak=tidak gk=tidak enggak=tidak mboten=tidak utk=untuk dgn=dengan dg=dengan sdh=sudah "
        "udah=sudah sampun=sudah blm=belum dereng=belum krn=karena karna=karena kalo=kalau klo=kalau "
        "klw=kalau dr=dari sy=saya sya=saya aq=saya ak=saya aku=saya kulo=saya kmi=kami tlg=tolong "
        "tulung=tolong mhn=mohon nyuwun=mohon bpk=bapak pak=bapak bs=bisa saget=bisa bgt=banget jd=jadi "
        "jg=juga sm=sama tp=tapi tpi=tapi pd=pada org=orang wong=orang skrg=sekarang skr=sekarang bnyk=banyak "
        "byk=banyak lgi=lagi lg=lagi gg=gang gng=gang rmh=rumah omah=rumah griyo=rumah hr=hari bln=bulan "
        "thn=tahun smp=sampai sampe=sampai sampek=sampai mnt=minta trs=terus trus=terus dlm=dalam "
        "kel=kelurahan kec=kecamatan lampune=lampu banyu=air iki=ini niki=ini msh=masih ank=anak sklh=sekolah "
        "dpt=dapat dapet=dapat knp=kenapa tgl=tanggal kpd=kepada ttg=tentang hrs=harus no=nomor nmr=nomor "
        "d=di spt=seperti sprti=seperti wkt=waktu info=informasi"
    ).split()
)
#: Pictures that say what it is about, as the word that people write for it. Thanks, faces and signs say nothing.
_SHOWN: Final = str.maketrans(
    {
        pair[0]: f" {pair[2:].replace('_', ' ')} "
        for pair in (
            "🔥=kebakaran 🚒=pemadam 🌊=banjir 💧=air 💦=air 🚰=air 🗑=sampah 🚮=sampah 🌳=pohon 🌲=pohon 🌴=pohon "
            "💡=lampu 🚦=lampu_merah 🅿=parkir 🚗=mobil 🚙=mobil 🏍=motor 🛵=motor 🚚=truk 🚛=truk 🚌=bus 🛣=jalan "
            "🕳=lubang 🌉=jembatan 🐍=ular 🐀=tikus 🐁=tikus 🐕=anjing 🐒=monyet 🦟=nyamuk 🐝=tawon 🏫=sekolah "
            "🎓=sekolah 🏥=rumah_sakit 🚑=ambulans 💊=obat 💉=vaksin 🤢=bau 🤮=bau 🔊=bising 🍺=miras 🎰=judi "
            "🎲=judi 👮=polisi ⚡=listrik 🔌=listrik 🪪=ktp 📶=internet 💰=uang 💸=uang 🌾=sawah 🍚=beras ♿=difabel "
            "🌪=angin 🚽=jamban 🐄=sapi 🚏=halte 🏗=bangunan"
        ).split()
    }
)


@dataclass(frozen=True)
class Told:
    """What is known when a case is to be routed; everything but the text may be empty."""

    text: str
    address: str = ""
    kecamatan: str = ""
    kelurahan: str = ""
    channel: str = ""


@dataclass(frozen=True)
class Block:
    """One block's features in a text: ``keys`` with repetitions, and for each the word it comes from, or -1."""

    name: str
    keys: Keys
    words: NDArray[np.int32]


def words_in(text: str) -> list[str]:
    """The words to weigh: lower case, usual shortenings written out, every number the same."""
    return [_written(word) for word in surface_words(text)]


def surface_words(text: str) -> list[str]:
    """The same words as they stand in the text, in lower case, a picture as the word for it."""
    said = plain(text[:LONGEST_TEXT]).translate(_SHOWN).lower()
    return [word[:LONGEST_WORD] for word in _WORD.findall(said)]


def squashed(name: str) -> str:
    """A name without blanks, signs and capitals: "Karang Pilang" and "karangpilang" are one."""
    return "".join(_WORD.findall(plain(name).lower()))


def blocks_of(told: Told) -> Iterator[Block]:
    """All blocks of one case, in the order of ``BLOCKS``."""
    words = words_in(told.text)
    order = np.arange(len(words), dtype=np.int32)
    singles, pairs = words, [f"{a} {b}" for a, b in pairwise(words)]
    yield Block("word", _keys("word", singles + pairs), np.concatenate([order, order[: len(pairs)]]))
    parts = [_parts(word) for word in words]
    sizes = [len(part) for part in parts]
    yield Block("part", np.concatenate([_NONE, *parts]), np.repeat(order, sizes))
    apart = [(f"{a}_{b}", i) for d in (2, 3) for i, (a, b) in enumerate(zip(words, words[d:], strict=False))]
    yield Block(
        "near", _keys("near", [token for token, _ in apart]), np.array([i for _, i in apart], np.int32)
    )
    yield Block("begin", _keys("begin", words[:_BEGINNING]), order[:_BEGINNING])
    street = words_in(told.address)
    street += [f"{a} {b}" for a, b in pairwise(street)]
    yield Block("street", _keys("street", street), np.full(len(street), -1, np.int32))
    place = [f"kec {squashed(told.kecamatan)}", f"kel {squashed(told.kelurahan)}"]
    yield Block("place", _keys("place", place), np.full(2, -1, np.int32))


_NONE: Final = np.zeros(0, np.uint32)


def _keys(block: str, tokens: list[str]) -> Keys:
    return np.array([crc32(f"{block}:{token}".encode()) for token in tokens], np.uint32)


@lru_cache(maxsize=20_000)
def _parts(word: str) -> Keys:
    """Every run of three to six letters, the blanks around the word among them."""
    text = f" {word} "
    runs = [text[i : i + n] for n in (3, 4, 5, 6) for i in range(max(1, len(text) - n + 1))]
    return _keys("part", runs)


def _written(word: str) -> str:
    if word.isdigit():
        return "0"
    word = _STRETCHED.sub(r"\1\1", word)
    return _WRITTEN.get(word, word)
