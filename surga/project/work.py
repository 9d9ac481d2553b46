"""The worker: everything that follows from what was recorded.

A round hands events to the reactions, sends what is to be sent, and winds the
clocks. Killed at any point it loses nothing: each piece is taken from a table
and struck off in the transaction that did it.
"""

from __future__ import annotations

import threading
import time

import structlog
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, InterfaceError, close_old_connections

from surga.core.cases.actions import sweep_clocks
from surga.doors.portal.telling import darkroom
from surga.events import relay
from surga.reactions.notify import actions as notify

log = structlog.get_logger("surga.work")

_IDLE = 0.5  # seconds between looks when nothing is waiting
_BREATH = 0.03  # seconds between busy rounds: SQLite's only writer lets the web have its turn
_SWEEP = 60.0  # seconds between winding the clocks
_TIDY = 3600.0  # seconds between throwing away unsent drafts
_LONGEST_WAIT = 30.0  # seconds between tries while the database is away


class Worker:
    """Runs rounds until it is told to stop; a round in progress is finished first."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._swept_at = self._tidied_at = float("-inf")
        self._failures = 0

    def stop(self) -> None:
        self._stopped.set()

    def run(self) -> None:
        log.info("worker_started")
        while not self._stopped.is_set():
            self._stopped.wait(self._next())
        log.info("worker_stopped")

    def round(self) -> int:
        """Do what is due; how many things were done."""
        done = relay.run_once(200) + notify.deliver(50)
        if time.monotonic() - self._swept_at >= _SWEEP:
            self._swept_at = time.monotonic()
            swept = sweep_clocks()
            notify.purge()
            self._tidy()
            done += swept.overdue + swept.silent + swept.incomplete
        return done

    def _tidy(self) -> None:
        """Once an hour: what people typed and never sent, and sessions that ended, are thrown away."""
        if time.monotonic() - self._tidied_at >= _TIDY:
            self._tidied_at = time.monotonic()
            darkroom.sweep()
            SessionStore.clear_expired()

    def _next(self) -> float:
        """One round; how many seconds to wait before the next."""
        try:
            done = self.round()
        except (DatabaseError, InterfaceError, OSError) as error:
            self._failures += 1
            log.error("worker_round_failed", error=type(error).__name__, attempts=self._failures)
            close_old_connections()
            return min(_LONGEST_WAIT, 0.5 * 2.0**self._failures)
        self._failures = 0
        return _BREATH if done else _IDLE
