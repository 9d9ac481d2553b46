"""Doing things later, each at its time, in one thread of its own."""

from __future__ import annotations

import heapq
import itertools
import time
from collections.abc import Callable
from threading import Condition, Thread


class Clock:
    """Calls what it is given when its time has come; what is due at the same time, in the order it was given."""

    def __init__(self, name: str) -> None:
        self._waiting: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._changed = Condition()
        Thread(target=self._run, name=name, daemon=True).start()

    def after(self, seconds: float, do: Callable[[], None]) -> None:
        with self._changed:
            heapq.heappush(self._waiting, (time.monotonic() + seconds, next(self._order), do))
            self._changed.notify()

    def clear(self) -> None:
        with self._changed:
            self._waiting.clear()

    def __len__(self) -> int:
        return len(self._waiting)

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._waiting or self._waiting[0][0] > time.monotonic():
                    left = self._waiting[0][0] - time.monotonic() if self._waiting else None
                    self._changed.wait(left)
                do = heapq.heappop(self._waiting)[2]
            do()
