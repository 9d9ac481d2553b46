"""Keys under which a report is found again: reports that are alike share some. Plain Python and numpy.

A key is a signed number of 64 bits, the same in every process and on every machine, so that a database can hold
(case, key) in an indexed bigint column. Each is made of one of these:

* the whole text (the same text again);
* three least words of the text by one of ``_BANDS`` orders (MinHash): texts that share half of their words share such
  a key with 80 %, those that share 70 % with 99 %;
* the kelurahan with two least words: the same for texts that are less alike, among the reports of one kelurahan;
* a street's name with what the report is about, and with the kelurahan: other words for the same place;
* a square of about 220 m with what the report is about, four times, each time shifted by half: two points within
  110 m share one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Final

import numpy as np

from surga.core.triage.similar.places import Place
from surga.core.triage.similar.reports import Report, Traits, traits_of

_BANDS, _WIDTH = 12, 3
_LOCAL_BANDS, _LOCAL_WIDTH = 6, 2
_ORDERS: Final = _BANDS * _WIDTH + _LOCAL_BANDS * _LOCAL_WIDTH
_MOST_STREETS, _MOST_SUBJECTS = 4, 3
_SQUARE: Final = 0.002  # degrees


def _order(number: int) -> tuple[int, int]:
    """One order of all words: an odd factor and a shift. From a digest, so that no version of a library moves it."""
    drawn = blake2b(f"order {number}".encode(), digest_size=16).digest()
    return int.from_bytes(drawn[:8], "little") | 1, int.from_bytes(drawn[8:], "little")


_FACTORS: Final = np.array([_order(number)[0] for number in range(_ORDERS)], dtype=np.uint64)
_SHIFTS: Final = np.array([_order(number)[1] for number in range(_ORDERS)], dtype=np.uint64)


def keys(text: str, place: Place | None = None, topic: str = "") -> tuple[int, ...]:
    """The keys of a report, each once; about 30, never more than 50. Empty for a text without letters."""
    return keys_of(traits_of(Report(text, place or Place(), topic=topic)))


def keys_of(traits: Traits) -> tuple[int, ...]:
    """The same for a report whose traits are known."""
    found = [*_of_text(traits), *_of_place(traits)]
    return tuple(dict.fromkeys(found))


def _of_text(traits: Traits) -> Iterable[int]:
    if not traits.letters:
        return
    yield _key("text", traits.letters)
    least = _least(traits.words)
    if least is None:
        return
    width = _BANDS * _WIDTH
    if len(traits.words) >= _WIDTH:
        for band in range(_BANDS):
            yield _key(f"band {band}", *least[band * _WIDTH : (band + 1) * _WIDTH])
    if traits.where.kelurahan:
        for band in range(_LOCAL_BANDS):
            pair = least[width + band * _LOCAL_WIDTH : width + (band + 1) * _LOCAL_WIDTH]
            yield _key(f"local {band}", traits.where.kelurahan, *pair)


def _of_place(traits: Traits) -> Iterable[int]:
    where = traits.where
    about = list(islice(sorted(traits.subjects), _MOST_SUBJECTS)) or ["?"]
    # The longest names tell most, whatever the order in which they were said.
    for name in sorted(where.names, key=lambda name: (-len(name), name))[:_MOST_STREETS]:
        yield _key("street", name, where.kelurahan or where.kecamatan)
        for subject in about:
            yield _key("street about", name, subject)
    if where.point:
        for north in (0.0, 0.5):
            for east in (0.0, 0.5):
                row, column = where.point[0] / _SQUARE + north, where.point[1] / _SQUARE + east
                for subject in about:
                    yield _key("square", north, east, int(row // 1), int(column // 1), subject)


def _least(words: frozenset[str]) -> list[int] | None:
    """For each order the least word's number."""
    if not words:
        return None
    numbers = np.fromiter(map(_number, words), dtype=np.uint64, count=len(words))
    mixed = numbers[:, None] * _FACTORS + _SHIFTS
    mixed ^= mixed >> np.uint64(31)
    mixed *= _FACTORS
    return [int(number) for number in mixed.min(axis=0)]


@lru_cache(maxsize=200_000)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def _key(*parts: object) -> int:
    said = "\x1f".join(map(str, parts)).encode("utf-8", "replace")
    return int.from_bytes(blake2b(said, digest_size=8).digest(), "little", signed=True)
