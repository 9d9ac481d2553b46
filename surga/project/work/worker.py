"""The worker: everything that follows from what was recorded, and from what came in.

A round works off what the channels brought, hands events to the reactions, sends
what is to be sent, and winds the clocks. Killed at any point it loses nothing: each
piece is taken from a table and struck off in the transaction that did it.

The executive's figures have a turn of their own, once a second: whoever looks at them waits for no letter and no search
index, and what came in that second is taken up at once.

The channels outside may be slow. What needs them (sending, fetching, reading the
mailbox, exchanging cases with other governments) goes on in threads of their own, each with its own connection to the
database.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import structlog
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from surga.channels.port.arriving import work_off
from surga.channels.port.breaker import Breaker
from surga.channels.port.channel import Channel, NotSent, Unsure
from surga.channels.port.fetching import fetch_due
from surga.channels.port.gateway import Gateway
from surga.channels.port.presence import show_typing
from surga.channels.port.sending import send_due
from surga.core.cases.actions import sweep_clocks
from surga.core.intake.actions.conversing import sweep_unfinished
from surga.core.intake.actions.traffic import arriving
from surga.doors.desk.exchange.byhand import keeping
from surga.doors.portal.telling.keeping import darkroom
from surga.events import relay
from surga.project import wiring
from surga.project.work.apart import Apart
from surga.project.work.exchange import Exchange
from surga.project.work.loop import Loop
from surga.reactions.insight.actions import folding as insight
from surga.reactions.insight.actions.planning import forecast_if_due
from surga.reactions.insight.actions.rebuilding import ensure_built
from surga.reactions.insight.actions.watching import watch
from surga.reactions.insight.rules.planning.forecast import forecast
from surga.reactions.notify import actions as notify
from surga.reactions.surveys import actions as surveys
from surga.reactions.together import actions as together
from surga.reactions.triage import actions as triage
from surga.reactions.triage.looking import look_at_waiting

log = structlog.get_logger("surga.work")

_INSIGHT = "insight"
_FORECAST = 900.0  # seconds between asking whether what is to be expected is due anew
_LOOK = 3.0  # seconds between looks for photos
_IDLE = 0.5  # seconds between looks when nothing is waiting
_FIGURES = 1.0  # seconds between bringing what happened into the figures
_MOST = 2_000  # events that are heard before they are brought in
_SWEEP = 60.0  # seconds between winding the clocks
_TIDY = 3600.0  # seconds between throwing away unsent drafts
_MAILBOX = 20.0  # seconds between looks into the mailbox
_LAST_WORD = 8.0  # seconds a thread is given to finish what it does, less than whoever stops us waits


class Worker:
    """Runs rounds until it is told to stop; a round in progress is finished first."""

    def __init__(
        self, channels: Sequence[Channel] | None = None, gateways: Sequence[Gateway] | None = None
    ) -> None:
        self._channels = wiring.channels() if channels is None else channels
        told = wiring.gateways() if gateways is None else gateways
        self._exchanges = [Exchange(one, settings.SP4N.poll_seconds, settings.SP4N.parallel) for one in told]
        self._breaker = Breaker()
        self._announced = False
        self._swept_at = self._tidied_at = self._counted_at = float("-inf")
        self._inward = Loop("events", self._in_turn, _IDLE)
        self._beside = [Loop("messages", self.outward, _IDLE)] if self._channels else []
        # SQLite has one writer: beside the round it would only wait for it.
        self._counts_apart = connection.vendor != "sqlite"
        if self._counts_apart:
            self._beside.append(Loop("figures", self.figures, _FIGURES))
        if settings.MAILBOX is not None:
            self._beside.append(Loop("mailbox", self.mailbox, _MAILBOX))
        self._pictures = Loop("pictures", self.pictures, _LOOK)
        self._beside.append(self._pictures)
        self._forecasts = Loop("forecasts", self.forecasts, _FORECAST)
        self._beside.append(self._forecasts)
        self._beside += [loop for exchange in self._exchanges for loop in exchange.loops]

    def stop(self) -> None:
        for exchange in self._exchanges:
            exchange.stop()
        for loop in (self._inward, *self._beside):
            loop.stop()

    def run(self) -> None:
        log.info(
            "worker_started",
            channels=[channel.name for channel in self._channels],
            gateways=[exchange.name for exchange in self._exchanges],
        )
        if ensure_built():
            log.info("figures_built")
        threads = [loop.apart() for loop in self._beside]
        self._inward.run()
        self.stop()
        until = time.monotonic() + _LAST_WORD
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))
        log.info("worker_stopped")

    def round(self) -> int:
        """Do all that is due, one after another; how many things were done."""
        done = self.figures() + self.inward() + self.outward() + self.mailbox() + self.pictures()
        return done + sum(exchange.once() for exchange in self._exchanges)

    def figures(self) -> int:
        """Let the figures hear what happened, and sum it up; how much there was, if there may be more at once.

        Where the calendar is another one since the last turn, all of them are made anew first.
        """
        if ensure_built():
            log.info("figures_built")
        done = relay.work_off(_INSIGHT, _MOST)
        while folded := insight.fold():
            done += folded
        return done if done >= _MOST else 0

    def _in_turn(self) -> int:
        done = 0
        if not self._counts_apart and time.monotonic() - self._counted_at >= _FIGURES:
            done = self.figures()
            self._counted_at = time.monotonic()
        return done + self.inward()

    def inward(self) -> int:
        """What needs the database only, and the mail server: arrivals, events, letters, clocks."""
        done = work_off(self._channels) + relay.run_once(200, without=(_INSIGHT,))
        done += together.work_off() + notify.deliver(50)
        if time.monotonic() - self._swept_at >= _SWEEP:
            self._swept_at = time.monotonic()
            done += self._sweep()
        if done:
            self._wake()
        return done

    def outward(self) -> int:
        """What needs the channels: lines first, for somebody reads along, then a few files."""
        self._announce()
        show_typing(self._channels, self._breaker)
        sent = send_due(self._channels, 20, self._breaker)
        return sent + fetch_due(self._channels, 3, self._breaker)

    def _announce(self) -> None:
        """Once, at the start: a channel that calls where it is told to is told."""
        if self._announced:
            return
        self._announced = True
        for channel in self._channels:
            announce = getattr(channel, "announce", None)
            if announce is None:
                continue
            try:
                announce(settings.PUBLIC_URL)
            except (NotSent, Unsure) as error:
                log.warning("channel_not_told_our_address", what=channel.name, error=type(error).__name__)

    def mailbox(self) -> int:
        """Keep the mails that came."""
        if settings.MAILBOX is None:
            return 0
        from surga.channels.email.mailbox import collect

        return collect(settings.MAILBOX, arriving.keep)

    def pictures(self) -> int:
        """Look at photos that came, a few at a time: none is shown before that."""
        return look_at_waiting(5, self._pictures.stopping)

    def forecasts(self) -> int:
        """What next year will bring: once a day, minutes of reckoning, so in a process that gives way to all others."""
        with Apart() as apart:
            forecast_if_due(self._forecasts.stopping, lambda counts: apart(forecast, counts))
        return 0

    def _sweep(self) -> int:
        swept = sweep_clocks()
        notify.purge()
        arriving.purge()
        self._tidy()
        watch()
        cases = swept.overdue + swept.silent + swept.incomplete
        return cases + sweep_unfinished() + surveys.keep_left()

    def _tidy(self) -> None:
        """Once an hour what was left out is judged; what was typed and never sent, old sheets and ended sessions go."""
        if time.monotonic() - self._tidied_at >= _TIDY:
            self._tidied_at = time.monotonic()
            triage.judge_waiting()
            darkroom.sweep()
            keeping.sweep()
            SessionStore.clear_expired()

    def _wake(self) -> None:
        """Somebody waits for what was just put down."""
        self._pictures.wake()
        if self._channels:
            self._beside[0].wake()
        for exchange in self._exchanges:
            exchange.wake()
