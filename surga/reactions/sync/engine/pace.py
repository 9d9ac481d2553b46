"""How fast one asks a side: again later after a failure, not at all for a while after many, and never all at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

FIRST_WAIT: Final = timedelta(seconds=5)
#: While a fault is young it may end at any moment, and both sides are to agree soon after: so long at most, and only
#: after so many attempts (half an hour) longer.
SHORT_WAIT: Final = timedelta(seconds=40)
PATIENT: Final = 40
LONGEST_WAIT: Final = timedelta(hours=1)
#: After a lost answer no report is filed again before then: the other side may still be busy storing it. Longer than
#: the longest call, which was seen to take a minute. What has a reference of ours may be repeated at any time.
SETTLE: Final = timedelta(seconds=90)
#: So many failures in a row close the way for so long.
FAILURES: Final = 5
PAUSE: Final = timedelta(seconds=15)
#: Three questions a minute are no burden, and what waits goes on as soon as one is answered.
LONGEST_PAUSE: Final = timedelta(seconds=20)


class Dice(Protocol):
    """``random.Random``, or one that is told what to throw."""

    def random(self) -> float: ...


def backoff(attempts: int, dice: Dice) -> timedelta:
    """How long to wait after so many attempts: double each time as far as it goes, half of it by chance."""
    full: timedelta = min(FIRST_WAIT * int(2 ** min(max(attempts - 1, 0), 20)), SHORT_WAIT)
    if attempts > PATIENT:
        full = min(SHORT_WAIT * int(2 ** min(attempts - PATIENT, 20)), LONGEST_WAIT)
    return full * (0.5 + 0.5 * dice.random())


@dataclass(slots=True)
class Pace:
    """The breaker of one side, in one process. Several threads may use it: at worst one more call is made."""

    failures: int = 0
    closed_until: datetime | None = None
    #: Nobody has asked yet since the process began.
    fresh: bool = True

    def is_open(self, now: datetime) -> bool:
        return self.closed_until is None or self.closed_until <= now

    def reached(self) -> bool:
        """It answered, whatever it said. Whether that is news: after a pause, or for the first time."""
        news = self.fresh or self.closed_until is not None
        self.failures, self.closed_until, self.fresh = 0, None, False
        return news

    def missed(self, now: datetime) -> None:
        """It did not. After a pause, one more failure begins a longer one."""
        self.failures += 1
        if self.failures >= FAILURES:
            self.hold(now, min(PAUSE * 2 ** min(self.failures - FAILURES, 10), LONGEST_PAUSE))

    def hold(self, now: datetime, wait: timedelta) -> None:
        """It asked to be left alone for a while."""
        until = now + wait
        self.closed_until = until if self.closed_until is None else max(until, self.closed_until)
