"""How fast the machine itself is just now.

A virtual machine's processor is shared with strangers: the same work may cost twice the CPU time from
one second to the next, on a machine that looks idle. A fixed loop before and after each batch tells.
"""

from __future__ import annotations

import time

#: A batch counts as steady when the loop took at most this much of its best.
STEADY = 1.25
_ROUNDS = 60_000
_TRIALS = 40


def loop_seconds() -> float:
    """CPU time of a fixed piece of plain Python."""
    kept: dict[int, str] = {}
    length, started = 0, time.process_time()
    for number in range(_ROUNDS):
        kept[number & 1023] = str(number)
        length += len(kept[number & 1023])
    return time.process_time() - started


class Yardstick:
    """The best the loop has taken, and how far from it the machine is now."""

    def __init__(self) -> None:
        self.best = min(loop_seconds() for _ in range(_TRIALS))

    def slowness(self) -> float:
        """1 at full speed, 2 when everything costs twice as much."""
        now = loop_seconds()
        self.best = min(self.best, now)
        return now / self.best
