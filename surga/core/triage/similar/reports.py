"""A report, and what is compared of it: made once, used many times. Plain Python."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from surga.core.triage.similar.places import NOWHERE, Place, Where, address_of, squashed, street_of, where
from surga.core.triage.similar.words import folded_words, is_personal, letters_of, subjects_of

#: Runs of four letters are compared, as bits of a number: small to keep and quick to compare. Two different runs
#: fall on one bit once in 4096 times, which makes unlike texts seem alike by one part in thirty at most.
_RUN, _BITS = 4, 4096


@dataclass(frozen=True)
class Report:
    """What was reported. ``on``: when, aware or not, but all of one table alike. ``topic``: a code or a name."""

    text: str
    place: Place = NOWHERE
    on: datetime | None = None
    topic: str = ""


def report_of(row: Mapping[str, Any]) -> Report:
    """From a row with ``text``, and as far as there ``date`` (ISO), ``address``, ``kelurahan``, ``kecamatan``,
    ``lat``, ``lon``, ``topic``. What is missing or cannot be read is not known; times with an offset become UTC."""
    said = {name: row.get(name) for name in ("text", "address", "kelurahan", "kecamatan", "topic", "date")}
    words = {name: value if isinstance(value, str) else "" for name, value in said.items()}
    place = Place(
        words["address"],
        words["kelurahan"],
        words["kecamatan"],
        _degrees(row.get("lat")),
        _degrees(row.get("lon")),
    )
    return Report(words["text"], place, _time(words["date"]), words["topic"])


def _degrees(value: object) -> float | None:
    try:
        number = float(value) if isinstance(value, int | float | str) else math.nan
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _time(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.strip())
        return found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared.

    ``letters``: the whole text folded; ``words``: roots of the text, ``said_where``: of the address;
    ``pieces``, ``address``: runs of four letters of the text, of the address, as bits; ``day``: days since year 1.
    """

    letters: str
    words: frozenset[str]
    said_where: frozenset[str]
    pieces: int
    address: int
    where: Where
    subjects: frozenset[str]
    personal: bool
    topic: str
    day: float | None


def traits_of(report: Report) -> Traits:
    """What is compared of a report. Any text will do: empty, huge, in any script."""
    letters = letters_of(report.text)
    words = folded_words(report.text)
    subjects = subjects_of(words) or subjects_of(folded_words(report.topic))
    address = address_of(report.place)
    return Traits(
        letters,
        frozenset(words),
        frozenset(folded_words(address)),
        pieces_of(letters),
        pieces_of(street_of(address)),
        where(report.text, report.place, address),
        subjects,
        is_personal(subjects),
        squashed(report.topic),
        _day(report.on),
    )


def pieces_of(letters: str) -> int:
    """The runs of four letters, each as one bit."""
    said = np.frombuffer(letters.encode("utf-8", "replace").ljust(_RUN) if letters else b"", np.uint8).astype(
        np.uint32
    )
    if not len(said):
        return 0
    runs = said[:-3] * np.uint32(0x9E3779B1) + said[1:-2] * np.uint32(0x85EBCA6B)
    runs += said[2:-1] * np.uint32(0xC2B2AE35) + said[3:] * np.uint32(0x27D4EB2F)
    bits = np.zeros(_BITS, np.uint8)
    bits[(runs ^ (runs >> np.uint32(15))) >> np.uint32(7) & np.uint32(_BITS - 1)] = 1
    return int.from_bytes(np.packbits(bits).tobytes(), "little")


def alike(one: int, other: int) -> float:
    """The share of pieces that both have of those that either has, from 0 to 1."""
    either = (one | other).bit_count()
    return (one & other).bit_count() / either if either else 0.0


def _day(on: datetime | None) -> float | None:
    return on.toordinal() + on.hour / 24 if on else None
