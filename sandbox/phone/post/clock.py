"""Doing things later, each at its time, in one thread of its own."""

from __future__ import annotations

import heapq
import itertools
import time
from collections.abc import Callable
from threading import Condition, Thread, current_thread

_PATIENCE = 5.0  # seconds that clearing waits for what is being done just now


class Clock:
    """Calls what it is given when its time has come; what is due at the same time, in the order it was given."""

    def __init__(self, name: str) -> None:
        self._waiting: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._changed = Condition()
        self._busy = False
        self._thread = Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def after(self, seconds: float, do: Callable[[], None]) -> None:
        with self._changed:
            heapq.heappush(self._waiting, (time.monotonic() + seconds, next(self._order), do))
            self._changed.notify_all()

    def clear(self) -> None:
        """Forget what is to be done, and let what is being done come to its end: nothing of it comes later."""
        with self._changed:
            self._waiting.clear()
            if current_thread() is not self._thread:
                self._changed.wait_for(lambda: not self._busy, _PATIENCE)
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
                self._busy = True
            try:
                do()
            finally:
                with self._changed:
                    self._busy = False
                    self._changed.notify_all()
