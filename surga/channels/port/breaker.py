"""Leaving a channel alone for a while that does not answer; the other channels go on."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Final

#: So many failures in a row, and nothing is tried on the channel for so many seconds.
FAILURES: Final = 5
PAUSE: Final = 30.0


class Breaker:
    """Counts for each channel how often in a row it could not be reached. In each process by itself."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._failures: dict[str, int] = {}
        self._closed_until: dict[str, float] = {}

    def lets(self, name: str) -> bool:
        """Whether something may be tried on the channel now."""
        now = self._clock()
        return self._closed_until.get(name, now) <= now

    def reached(self, name: str) -> None:
        """The channel answered, whatever it said."""
        self._failures.pop(name, None)

    def missed(self, name: str) -> None:
        """The channel did not answer. After a pause, one more failure begins the next."""
        self._failures[name] = self._failures.get(name, 0) + 1
        if self._failures[name] >= FAILURES:
            self._closed_until[name] = self._clock() + PAUSE


#: The one of this process.
BREAKER: Final = Breaker()
