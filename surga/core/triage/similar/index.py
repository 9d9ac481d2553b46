"""Cases under their keys, and those that share most with a new one. Plain Python and numpy.

What is asked of a table is little, so that it may lie in memory or in a database: of each key the newest cases.
In SQL: ``(key bigint, case_id bigint)`` with an index over both, and for each key
``SELECT case_id … WHERE key = … ORDER BY case_id DESC LIMIT …``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

#: Of one key so many cases are looked at, the newest; and so many of all are scored.
MOST_OF_A_KEY: Final = 64
MOST_CANDIDATES: Final = 32
_PENDING: Final = 1_000_000


class Index(Protocol):
    """Cases by key. A case is a number: the newer, the greater."""

    def newest(
        self, keys: Sequence[int], most: int, before: int | None = None
    ) -> Mapping[int, Sequence[int]]:
        """Of each key at most so many cases, none from ``before`` on; keys without cases may be left out."""
        ...


def candidates(
    index: Index,
    keys: Sequence[int],
    *,
    before: int | None = None,
    most: int = MOST_CANDIDATES,
    of_a_key: int = MOST_OF_A_KEY,
) -> list[int]:
    """The cases to score: those that share most keys, a key counting less the more cases have it; then the newer."""
    held = [cases for cases in index.newest(keys, of_a_key, before).values() if len(cases)]
    if not held:
        return []
    cases = np.concatenate([np.asarray(one, dtype=np.int64) for one in held])
    votes = np.repeat([1 / (2 + len(one)) for one in held], [len(one) for one in held])
    known, places = np.unique(cases, return_inverse=True)
    points = np.bincount(places, weights=votes)
    # Rounded, as sums of the same votes in another order may differ in the last digit.
    best = np.lexsort((-known, -np.round(points, 9)))[:most]
    return [int(case) for case in known[best]]


class MemoryIndex:
    """An index in memory: 12 bytes a key in one sorted block, newer ones beside it until they are worth a merge."""

    def __init__(self) -> None:
        self._keys: NDArray[np.int64] = np.empty(0, np.int64)
        self._cases: NDArray[np.int32] = np.empty(0, np.int32)
        self._new: dict[int, list[int]] = defaultdict(list)
        self._waiting = 0

    @classmethod
    def of(cls, rows: Iterable[Sequence[int]]) -> MemoryIndex:
        """Case 0, 1, 2, … with their keys."""
        index, blocks, lengths, block = cls(), [], [], list[int]()
        for keys in rows:
            block += keys
            lengths.append(len(keys))
            if len(block) > _PENDING:
                blocks.append(np.array(block, np.int64))
                block = []
        blocks.append(np.array(block, np.int64))
        index._put_in(np.concatenate(blocks), np.repeat(np.arange(len(lengths), dtype=np.int32), lengths))
        return index

    def add(self, case: int, keys: Iterable[int]) -> None:
        """A case newer than all before."""
        for key in keys:
            self._new[key].append(case)
            self._waiting += 1
        if self._waiting > _PENDING + len(self._keys) // 4:
            self._merge()

    def newest(
        self, keys: Sequence[int], most: int, before: int | None = None
    ) -> Mapping[int, Sequence[int]]:
        """See ``Index``; the newest first."""
        asked = np.array(keys, np.int64)
        starts = np.searchsorted(self._keys, asked).tolist()
        ends = np.searchsorted(self._keys, asked, side="right").tolist()
        found: dict[int, Sequence[int]] = {}
        for key, start, end in zip(keys, starts, ends, strict=True):
            cases: list[int] = self._last(start, end, most, before)
            newer = self._new.get(key)
            if newer:
                told = newer if before is None else [case for case in newer if case < before]
                cases = [*reversed(told[-most:]), *cases][:most]
            if cases:
                found[key] = cases
        return found

    def _last(self, start: int, end: int, most: int, before: int | None) -> list[int]:
        if before is not None and end > start:
            end = start + int(np.searchsorted(self._cases[start:end], before))
        kept: list[int] = self._cases[max(start, end - most) : end][::-1].tolist()
        return kept

    def _merge(self) -> None:
        lengths = [len(cases) for cases in self._new.values()]
        keys = np.repeat(np.fromiter(self._new, np.int64, len(lengths)), lengths)
        cases = np.fromiter((case for held in self._new.values() for case in held), np.int32, len(keys))
        self._put_in(np.concatenate([self._keys, keys]), np.concatenate([self._cases, cases]))
        self._new, self._waiting = defaultdict(list), 0

    def _put_in(self, keys: NDArray[np.int64], cases: NDArray[np.int32]) -> None:
        # Stable: within a key the cases stay in their order, the oldest first.
        order = np.argsort(keys, kind="stable")
        self._keys, self._cases = keys[order], cases[order]
