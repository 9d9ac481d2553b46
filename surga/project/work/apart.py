"""Long reckoning in a process of its own: in a thread it would hold up all others of this one."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from types import TracebackType
from typing import Final, Self

#: How far it stands back behind whoever else wants the processor.
_BEHIND: Final = 10


class Apart:
    """Call it with a function and what it is given; a process is started for the first call, and ends with the block.

    The function is one of plain values in and out, for it is called where no database and no settings are.
    """

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown()

    def __call__[**P, T](self, function: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> T:
        """What the function says, or raises. Raises BrokenProcessPool should the process be killed."""
        if self._pool is None:
            # Who presses Ctrl-C means the whole of it: this process is told by its parent.
            self._pool = ProcessPoolExecutor(
                1, get_context("spawn"), initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN)
            )
            self._pool.submit(os.nice, _BEHIND).result()
        return self._pool.submit(function, *given, **named).result()
