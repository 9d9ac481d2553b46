"""Exact times, kept in bands of growing width, so that a quantile reads only the band that holds it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from struct import pack

import numpy as np
from numpy.typing import NDArray

type Times = NDArray[np.int32]

_HOUR, _DAY = 3_600, 86_400
#: Where a band begins, in seconds; the first one holds what was answered before it was asked.
EDGES: tuple[int, ...] = (
    0,
    *(n * _HOUR for n in (1, 2, 4, 8, 12, 18)),
    *(n * _HOUR for n in (24, 36, 48, 60, 72, 84)),
    *(n * _DAY for n in (4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 21, 25, 30, 40, 60, 90, 180, 365)),
)
#: A day's cell is small: its times stand together, in this one band.
ALL = 255
_LONGEST = 2**31 - 1


def band_of(seconds: int) -> int:
    """The band that a time falls into."""
    return bisect_right(EDGES, seconds)


def bands_of(times: Times) -> NDArray[np.int64]:
    """The same of many."""
    return np.searchsorted(np.asarray(EDGES, dtype=np.int64), times, side="right")


def packed(times: Sequence[int]) -> bytes:
    """Times as sorted bytes: four each, little end first. Longer ones than 68 years are cut there."""
    return pack(f"<{len(times)}i", *(max(-_LONGEST, min(_LONGEST, time)) for time in sorted(times)))


def unpacked(data: bytes | memoryview) -> Times:
    """The times again."""
    return np.frombuffer(data, dtype="<i4")


def changed(data: bytes | memoryview, more: Sequence[int], fewer: Sequence[int]) -> bytes:
    """The packed times with some added and some taken away, each once. Raises ValueError for one that is not there."""
    if not data and not fewer:
        return packed(more)
    times = np.sort(np.concatenate([unpacked(data), unpacked(packed(more))]))
    gone = unpacked(packed(fewer))
    if not gone.size:
        return bytes(times.tobytes())
    # Equal times stand beside one another: the n-th of equals to be taken is the n-th of equals that are there.
    first = np.searchsorted(gone, gone, side="left")
    places = np.searchsorted(times, gone, side="left") + np.arange(gone.size) - first
    if places[-1] >= times.size or not np.array_equal(times[np.minimum(places, times.size - 1)], gone):
        raise ValueError("a time is taken away that is not there")
    return bytes(np.delete(times, places).tobytes())
