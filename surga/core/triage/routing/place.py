"""Which kelurahan's or kecamatan's office: by the place, never by what the complaint is about. Plain Python."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from surga.core.triage.routing.features import LONGEST_TEXT, Told, squashed
from surga.core.triage.words import plain

#: The first word of an office's name → the one class that all such offices are learned as.
CLASSES: Final = {"kelurahan": "@kelurahan", "desa": "@kelurahan", "kecamatan": "@kecamatan"}
#: What a place office is called while its place is not known.
UNPLACED: Final = frozenset({"Kelurahan", "Kecamatan"})
_KINDS: Final = {"kelurahan": "Kelurahan", "kecamatan": "Kecamatan"}
_SAID: Final = {
    "@kelurahan": re.compile(r"\b(?:kelurahan|kel|lurah|desa)\b\W{0,3}((?:\w+\W{0,2}){1,4})"),
    "@kecamatan": re.compile(r"\b(?:kecamatan|kec|camat)\b\W{0,3}((?:\w+\W{0,2}){1,4})"),
}
_PIECE = re.compile(r"\w+")


def class_of(agency: str) -> str:
    """The class that an agency is learned as: itself, or ``@kelurahan``, ``@kecamatan``."""
    first, _, rest = agency.partition(" ")
    return CLASSES.get(first.lower().rstrip("."), agency) if rest else agency


@dataclass(frozen=True)
class Places:
    """Offices by their place's name, and by what people filled in as their place (squashed names)."""

    offices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    filled_in: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def learned(cls, rows: Iterable[tuple[Told, str]]) -> Places:
        """From cases and the offices that had them."""
        offices: dict[str, dict[str, str]] = defaultdict(dict)
        counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        for told, agency in rows:
            kind = class_of(agency)
            if kind != agency:
                offices[kind][squashed(agency.partition(" ")[2])] = agency
                counts[kind][_filled_in(told, kind)][agency] += 1
        filled = {
            kind: {key: seen.most_common(1)[0][0] for key, seen in by_key.items() if key}
            for kind, by_key in counts.items()
        }
        return cls(offices, filled)

    def office(self, kind: str, told: Told) -> str:
        """The office's name; one of its kecamatan where only that is known; empty where no place is."""
        name = told.kelurahan if kind == "@kelurahan" else told.kecamatan
        known = self.offices.get(kind, {})
        found = known.get(squashed(name)) if name else None
        found = found or self.filled_in.get(kind, {}).get(_filled_in(told, kind)) or self._nearly(name, known)
        if found or name:
            # An office that no case has had yet: as the place is filled in, but not in capitals throughout.
            return found or f"{_KINDS[kind[1:]]} {_titled(' '.join(name.split()))}"
        found = self._named_in(kind, f"{told.text[:LONGEST_TEXT]} {told.address}")
        if found or kind == "@kecamatan":
            return found
        return self.office("@kecamatan", told)

    def _named_in(self, kind: str, text: str) -> str:
        """The one office that the text names with its kind before ("kel. Pojok"), else empty."""
        known, found = self.offices.get(kind, {}), set()
        for said in _SAID[kind].finditer(plain(text).lower()):
            words = _PIECE.findall(said[1])
            names = (known.get("".join(words[:end])) for end in range(len(words), 0, -1))
            found.add(next((name for name in names if name), ""))
        found.discard("")
        return found.pop() if len(found) == 1 else ""

    @staticmethod
    def _nearly(name: str, known: Mapping[str, str]) -> str:
        """The one office whose name differs by a letter, else empty."""
        plain_name = squashed(name)
        close = {
            office for place, office in known.items() if plain_name and _differs_little(plain_name, place)
        }
        return close.pop() if len(close) == 1 else ""

    def as_json(self) -> dict[str, Any]:
        return {"offices": self.offices, "filled_in": self.filled_in}


def _titled(name: str) -> str:
    return name.title() if name.isupper() or name.islower() else name


def _filled_in(told: Told, kind: str) -> str:
    kecamatan, kelurahan = squashed(told.kecamatan), squashed(told.kelurahan)
    if kind == "@kecamatan":
        return kecamatan
    return f"{kecamatan}/{kelurahan}" if kecamatan or kelurahan else ""


def _differs_little(one: str, other: str) -> bool:
    """One letter more, less or different: "Gununganyar", "Gunung Anyer"."""
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 6:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest, other_rest = one[start:], other[start:]
    return rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:]
