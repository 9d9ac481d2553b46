"""The city's codes by the names that people write. Plain Python, no Django."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from surga.channels.spreadsheet.mapping import ColumnMapping, MappingBroken


class Named(Protocol):
    """An agency, a topic or a region."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Names:
    """Codes of one table, by code or by a name in any spelling of case, spaces and punctuation."""

    codes: frozenset[str]
    by_key: dict[str, str]

    @classmethod
    def of(cls, rows: Iterable[Named]) -> Names:
        listed = list(rows)
        found: dict[str, set[str]] = defaultdict(set)
        for row in listed:
            found[key_of(row.name)].add(row.code)
        # A name that two of them bear is no name of either.
        sure = {key: codes.copy().pop() for key, codes in found.items() if len(codes) == 1 and key}
        return cls(frozenset(row.code for row in listed), sure)

    def code(self, written: str) -> str:
        """The code that was meant; "" when it is none of them."""
        return written if written in self.codes else self.by_key.get(key_of(written), "")


@dataclass(frozen=True, slots=True)
class Codes:
    """What a file's words may mean in this city."""

    topics: Names
    agencies: Names
    regions: Names

    @classmethod
    def of(cls, topics: Iterable[Named], agencies: Iterable[Named], regions: Iterable[Named]) -> Codes:
        return cls(Names.of(topics), Names.of(agencies), Names.of(regions))

    def check(self, mapping: ColumnMapping) -> None:
        """Raises ``MappingBroken`` for a line of [values] that leads to nothing in this city."""
        tables = {"topic": self.topics, "agency": self.agencies, "region": self.regions}
        faults = [
            f"values.{name}.{theirs!r}: the city has no {name} {ours!r}"
            for name, names in tables.items()
            for theirs, ours in mapping.values.get(name, {}).items()
            if ours not in names.codes
        ]
        if faults:
            raise MappingBroken(f"{mapping.file}: " + "; ".join(faults) + ".")


def key_of(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
