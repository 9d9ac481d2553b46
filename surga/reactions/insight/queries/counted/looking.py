"""One look at SIE: what a page asks for several times is read once, and all of it at one moment."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

_look: Final[ContextVar[dict[Hashable, Any] | None]] = ContextVar("insight_look", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """What is read inside is kept until its end; a look inside of another one is part of it. Not for what writes."""
    if _look.get() is not None:
        yield
        return
    token = _look.set({})
    try:
        yield
    finally:
        _look.reset(token)


def remembered[T](key: Hashable, make: Callable[[], T]) -> T:
    """What this look has under a key, made the first time; without a look made each time. Nobody may change it."""
    kept = _look.get()
    if kept is None:
        return make()
    if key not in kept:
        kept[key] = make()
    found: T = kept[key]
    return found


def looks() -> bool:
    """Whether this is inside of a look."""
    return _look.get() is not None
