"""Asking for the reports of a page before their turn: while one is taken in, the next are on their way.

They are taken in one after another all the same, in the order of the page. As many are under way as the flight allows,
and no more wait to be taken in, so that none is much older than if it had been asked for in its turn.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from typing import Any, cast

from surga.channels.port.gateway import Gateway, Report


class Early:
    """One side's gateway, for the one thread that asks. ``allowed``: how many calls may be under way now.

    ``pool``: who makes the calls; else threads, ``most`` of them.
    """

    def __init__(
        self, gateway: Gateway, allowed: Callable[[], int], most: int, pool: Executor | None = None
    ) -> None:
        self._gateway, self._allowed, self._most = gateway, allowed, most
        self._pool = pool or ThreadPoolExecutor(most, thread_name_prefix=f"{gateway.name} asking")
        self._coming: dict[str, Future[Report]] = {}
        self._next: deque[str] = deque()
        self._stopped = False

    @property
    def gateway(self) -> Gateway:
        """The same gateway; what it was told of may be there already, or be what went wrong with it."""
        return cast(Gateway, self)

    def __getattr__(self, asked: str) -> Any:
        return getattr(self._gateway, asked)

    def wanted(self, report_ids: Sequence[str]) -> None:
        """These are asked for next, in this order; whatever is there of those of before is forgotten."""
        for coming in self._coming.values():
            coming.cancel()
        self._coming, self._next = {}, deque(dict.fromkeys(report_ids))
        self._fill()

    def report(self, report_id: str) -> Report:
        coming = self._coming.pop(report_id, None)
        if coming is None:
            return self._gateway.report(report_id)
        self._fill()
        try:
            return coming.result()
        except CancelledError:
            return self._gateway.report(report_id)

    def stop(self) -> None:
        """Ask for nothing more before its turn."""
        self._stopped = True
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _fill(self) -> None:
        while self._next and not self._stopped and len(self._coming) < min(self._allowed(), self._most):
            report_id = self._next.popleft()
            try:
                self._coming[report_id] = self._pool.submit(self._gateway.report, report_id)
            except RuntimeError:
                return  # stopped just now
