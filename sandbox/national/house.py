"""Everything this program has: the national side, its database, its clock and its faults, behind one lock."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock

from sandbox.national.credentials import Credentials, to_remember
from sandbox.national.model import centre
from sandbox.national.model.national import National
from sandbox.national.model.numbers import Numbers
from sandbox.national.model.seed.government import AGENCIES, TOPICS
from sandbox.national.model.seed.reports import plant
from sandbox.national.model.things import Refused
from sandbox.national.store import Store
from sandbox.national.wire.faults.faults import Faults


class House:
    """One call at a time; what it changed is in the database before anybody hears of it."""

    def __init__(
        self,
        credentials: Credentials,
        store: Store,
        address: str = "",
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.credentials = credentials
        self.address = address
        self.faults = Faults()
        self.lock = RLock()
        self._store = store
        self._clock = clock
        #: Seconds that the clock was moved by hand; kept, so that time never runs backwards after a new start.
        self._moved = int(store.fact("moved") or 0)
        self.numbers = Numbers()
        self.national = self._loaded()
        store.keep_fact("tokens", to_remember(credentials))

    @property
    def now(self) -> int:
        """The national side's time, skew included: whole seconds since 1970."""
        return int(self._clock()) + self._moved + self.faults.settings.skew_seconds

    @contextmanager
    def open(self) -> Iterator[National]:
        """The national side for one call. Raises what the call raises; then nothing of it was kept."""
        with self.lock:
            self.numbers.leading_zero = self.faults.settings.leading_zero
            self.national.forgetful = self.faults.settings.forget_passed_on
            centre.close_silent(self.national, self.now)
            self._store.keep(self.national, self.numbers)
            try:
                yield self.national
                self._store.keep(self.national, self.numbers)
            except Refused:
                raise  # and changed nothing, as a test of the model holds
            except BaseException:
                self.national = self._loaded()
                raise

    def tick(self, seconds: int) -> int:
        """Move the clock forward; the new time. Raises ``ValueError``."""
        if not 0 <= seconds <= 10 * 366 * 24 * 3600:
            raise ValueError("The clock moves forward only, by ten years at most.")
        with self.lock:
            self._moved += seconds
            self._store.keep_fact("moved", str(self._moved))
        with self.open():
            return self.now

    def reset(self, *, seeded: bool = True, clock: bool = False) -> None:
        """As at the start, faults gone too; ids go on, so that nothing new is mistaken for something old.

        ``clock``: time that was moved by hand is put back as well.
        """
        with self.lock:
            if clock:
                self._moved = 0
                self._store.keep_fact("moved", "0")
            self.faults.reset()
            self.national = self._empty()
            if seeded:
                plant(self.national, self.now)
            self._store.keep(self.national, self.numbers, afresh=True)

    def close(self) -> None:
        """Let go of the database."""
        with self.lock:
            self._store.close()

    def _empty(self) -> National:
        national = National(AGENCIES, TOPICS, self.numbers)
        national.callers = dict(self.credentials.callers)
        return national

    def _loaded(self) -> National:
        national = self._empty()
        if not self._store.load(national, self.numbers):
            plant(national, self.now)
            self._store.keep(national, self.numbers)
        return national
