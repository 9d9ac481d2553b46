"""A pool of none: who gives it something to do does it himself, so that a seed tells the same story every time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future


class AtOnce(Executor):
    """What is given to it is done when it is given; a death is one of whoever gave it."""

    def submit[**P, T](self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        done = Future[T]()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:
            done.set_exception(error)
        return done
