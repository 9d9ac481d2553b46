"""The worker's part in the exchange with other governments' systems: telling, asking, comparing.

Each goes on in a thread of its own, for the other side may be slow; telling in as many as it bears. Which act is whose,
and who reads the list, is settled in the database: two workers beside each other do nothing twice.
"""

from __future__ import annotations

from functools import partial
from typing import Final

import structlog

from surga.channels.port.early import Early
from surga.channels.port.gateway import Denied, Gateway, Later, Lost
from surga.project.work.flight import Flight, watched
from surga.project.work.loop import Loop
from surga.reactions.sync.actions import compare
from surga.reactions.sync.store import nightly, running
from surga.reactions.sync.store.ahead import Ahead

log = structlog.get_logger("surga.work")

#: Acts between two looks at how many threads may tell.
BATCH: Final = 20
#: Reports asked for before their turn: taking one in takes our processor about as long as an answer takes to come.
EARLY: Final = 4
_ROUND: Final = 50  # acts of a round that is done by hand
_IDLE: Final = 1.0  # seconds between looks for acts whose time has come; new ones are told of at once
_ASLEEP: Final = 3600.0  # those that help are called
_COMPARING: Final = 300.0  # seconds between looks whether it is time to compare


class Exchange:
    """One side. ``parallel``: how many threads tell at most."""

    def __init__(self, gateway: Gateway, poll_seconds: float, parallel: int) -> None:
        self.flight = Flight(parallel)
        self._ahead = Ahead()
        self._gateway = watched(gateway, self.flight)
        self._early = Early(self._gateway, lambda: self.flight.allowed, min(parallel, EARLY))
        self._stopped = False
        self.name = name = gateway.name
        self._first = Loop(f"{name} telling", self._tell, _IDLE)
        self._helpers = [
            Loop(f"{name} telling {number}", partial(self._help, number), _ASLEEP)
            for number in range(2, parallel + 1)
        ]
        self._asking = Loop(f"{name} asking", self._ask, poll_seconds)
        self._comparing = Loop(f"{name} comparing", self._compare, _COMPARING)

    @property
    def loops(self) -> list[Loop]:
        return [self._first, *self._helpers, self._asking, self._comparing]

    def wake(self) -> None:
        """There may be something to tell."""
        self._first.wake()

    def stop(self) -> None:
        """Begin nothing more."""
        self._stopped = True
        self._early.stop()
        for loop in self.loops:
            loop.stop()

    def once(self) -> int:
        """One round of everything, here and now; how many acts and reports."""
        told, heard = self._push(_ROUND), running.pull_once(self._gateway, self._is_stopped)
        self._compare()
        return told + heard

    def _tell(self) -> int:
        done = self._push()
        if done == BATCH:
            for helper in self._helpers[: self.flight.allowed - 1]:
                helper.wake()
        return done

    def _help(self, number: int) -> int:
        """As the first does, while so many may."""
        if self.flight.allowed < number:
            return 0
        done = self._push()
        return done if done == BATCH else 0

    def _push(self, limit: int = BATCH) -> int:
        return running.push_some(self._gateway, limit, self._is_stopped, self._ahead)

    def _ask(self) -> int:
        running.pull_once(self._early.gateway, self._is_stopped, self._early.wanted)
        # Reports that were just taken in are no reason to ask again at once.
        return 0

    def _compare(self) -> int:
        try:
            nightly.compare_when_due(self._gateway, compare)
        except (Lost, Later, Denied) as error:
            log.warning("comparison_put_off", system=self.name, error=type(error).__name__)
        return 0

    def _is_stopped(self) -> bool:
        return self._stopped
