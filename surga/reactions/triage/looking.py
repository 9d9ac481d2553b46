"""Working off the photos that nobody looked at: those that came, and those of a city from before it was done.

There is no event to hear: a photo waits in the table until it was looked at, so nothing is lost when the worker dies,
and nothing is done twice. Until then it is hidden (``core.cases.queries.pictures``).
"""

from __future__ import annotations

from collections.abc import Callable

from surga.core.cases import queries as cases
from surga.core.cases.actions import look_at_photo


def look_at_waiting(limit: int = 20, stopping: Callable[[], bool] = lambda: False) -> int:
    """Look at up to so many, the newest first; how many. Call it outside of a transaction."""
    done = 0
    for photo in cases.waiting_photos(limit):
        if stopping():
            break
        done += look_at_photo(photo)
    return done
