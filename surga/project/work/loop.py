"""Doing one thing again and again until told to stop, and bearing a database or a channel that goes away."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

import structlog
from django.db import close_old_connections, connections

log = structlog.get_logger("surga.work")

#: Seconds between busy rounds: SQLite's only writer lets the web have its turn.
BREATH: Final = 0.03
#: Seconds between tries while the database is away.
LONGEST_WAIT: Final = 30.0


class Loop:
    """``once`` tells how many things it did; while there are none, ``idle`` seconds pass between two of them."""

    def __init__(self, name: str, once: Callable[[], int], idle: float) -> None:
        self.name = name
        self._once, self._idle = once, idle
        self._stopped, self._woken = threading.Event(), threading.Event()
        self._failures = 0

    def stop(self) -> None:
        self._stopped.set()
        self._woken.set()

    def stopping(self) -> bool:
        """Whether it was told to stop: what takes long looks between its parts."""
        return self._stopped.is_set()

    def wake(self) -> None:
        """Do not wait any longer."""
        self._woken.set()

    def run(self) -> None:
        """Until ``stop``; what is going on is finished first."""
        while not self._stopped.is_set():
            self._woken.clear()
            wait = self.next()
            # The other way round a call to stop in between would be forgotten.
            if not self._stopped.is_set():
                self._woken.wait(wait)

    def apart(self) -> threading.Thread:
        """The same in a thread of its own, begun now, with connections of its own."""
        # A daemon: one that hangs on a call outside does not keep the process alive.
        thread = threading.Thread(target=self._run_apart, name=self.name, daemon=True)
        thread.start()
        return thread

    def _run_apart(self) -> None:
        try:
            self.run()
        finally:
            connections.close_all()

    def next(self) -> float:
        """One round; how many seconds to wait before the next.

        Whatever goes wrong is logged by its kind and tried again: a worker that ends for one mistake does nothing more.
        """
        try:
            done = self._once()
        except Exception as error:
            self._failures += 1
            log.error(
                "worker_round_failed", loop=self.name, error=type(error).__name__, attempts=self._failures
            )
            close_old_connections()
            return min(LONGEST_WAIT, 0.5 * 2.0**self._failures)
        self._failures = 0
        return BREATH if done else self._idle
