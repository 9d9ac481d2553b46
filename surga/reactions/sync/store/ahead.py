"""Which acts come next, looked up for several claims at once: the look costs more than the claim."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

#: A pair as the table had it: the act's id, and when it was due. Only an act that is still so is claimed.
type Seen = tuple[int, datetime]

#: What was seen longer ago is looked up again: others may be due before.
_FRESH: Final = timedelta(seconds=5)
_AT_ONCE: Final = 50


class Ahead:
    """The next acts of one side, for all threads of this process. Each is given out once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: deque[Seen] = deque()
        self._at: datetime | None = None

    def next(self, now: datetime, look: Callable[[int], Iterable[Seen]]) -> Seen | None:
        """The next one; ``look`` gives so many from the table, the longest due first. None when nothing is due."""
        with self._lock:
            fresh = self._at is not None and timedelta() <= now - self._at < _FRESH
            if not self._seen or not fresh:
                self._seen, self._at = deque(look(_AT_ONCE)), now
            return self._seen.popleft() if self._seen else None
