"""How many questions may be on their way to one outside system at once: as many as it bears, and no more.

Each answer that comes in good time lets a little more out, each sign of trouble halves it at once, as TCP does it.
Nobody has to know beforehand what the other side allows.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic
from typing import Any, Final, cast

from surga.channels.port.gateway import Gateway, Later, Lost

#: An answer is slow when it takes so many times the usual, and longer than so many seconds.
SLOWER: Final = 4.0
SLOW_SECONDS: Final = 1.0
#: How much one answer changes what is usual.
_WEIGHT: Final = 0.1
#: Seconds in which one trouble counts once: those that were under way with it say nothing new.
_ONE_TROUBLE: Final = 1.0


class Flight:
    """``allowed``: how many may be on their way, from 1 to ``most``. Several threads may use it."""

    def __init__(self, most: int, clock: Callable[[], float] = monotonic) -> None:
        self._most, self._clock = most, clock
        self._lock = threading.Lock()
        self._width, self._usual = 1.0, 0.0
        self._halved_at = float("-inf")
        self._under_way = self.seen = 0

    @property
    def allowed(self) -> int:
        return int(self._width)

    @property
    def under_way(self) -> int:
        return self._under_way

    def begun(self) -> float:
        """A question leaves; when."""
        with self._lock:
            self._under_way += 1
            self.seen = max(self.seen, self._under_way)
        return self._clock()

    def ended(self, since: float, *, well: bool) -> None:
        """Its answer came, or none did."""
        with self._lock:
            self._under_way -= 1
            took = self._clock() - since
            slow = took > max(SLOW_SECONDS, SLOWER * self._usual) and self._usual > 0
            if well:
                self._usual = took if not self._usual else self._usual + _WEIGHT * (took - self._usual)
            if well and not slow:
                # One more for every full round of answers.
                self._width = min(self._width + 1 / self._width, float(self._most))
            elif self._clock() - self._halved_at >= _ONE_TROUBLE:
                self._halved_at = self._clock()
                self._width = max(1.0, self._width / 2)


class _Watched:
    """A gateway whose every call is counted by a flight. What it says is passed on as it is."""

    def __init__(self, gateway: Gateway, flight: Flight) -> None:
        self._gateway, self._flight = gateway, flight
        self.name = gateway.name

    def __getattr__(self, asked: str) -> Any:
        call = getattr(self._gateway, asked)
        return self._counted(call) if callable(call) else call

    def _counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **more: Any) -> Any:
            since, well = self._flight.begun(), True
            try:
                return call(*args, **more)
            except (Lost, Later):
                # Whatever else it says, a refusal too, it says in good health.
                well = False
                raise
            finally:
                self._flight.ended(since, well=well)

        return counted


def watched(gateway: Gateway, flight: Flight) -> Gateway:
    """The same gateway, its calls counted."""
    return cast(Gateway, _Watched(gateway, flight))
