"""When an answer with something odd in it is believed.

A reference that comes as null would make a step of ours theirs, a text that is no text a report of ours a stranger's.
So whoever tells something odd is asked again at once: an answer with nothing odd in it is taken, and what is said the
same several times over is how this server says it. From then on that is usual here, and nobody is asked twice for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from surga.channels.port.gateway import Later, Report

#: So often the same is how they tell it.
TIMES: Final = 3
#: Ways of one server to be odd; more would be no ways but words.
_MOST: Final = 500
_PLACE: Final = re.compile(r"\[\d+\]")


class Believing:
    """What is known of the ways of one server, in this process."""

    def __init__(self) -> None:
        self._usual: set[str] = set()

    def told(self, ask: Callable[[], Report]) -> Report:
        """A report as it may be believed. Raises what ``ask`` raises, and ``Later`` while nothing can be believed."""
        first = ask()
        if self._is_usual(first):
            return first
        for _ in range(TIMES - 1):
            again = ask()
            if self._is_usual(again):
                return again
            if replace(again, raw="") != replace(first, raw=""):
                raise Later("unreadable")
        if len(self._usual) < _MOST:
            self._usual |= _ways(first)
        return first

    def _is_usual(self, report: Report) -> bool:
        return _ways(report) <= self._usual


def _ways(report: Report) -> set[str]:
    """What is odd about it, whichever step it is at."""
    return {_PLACE.sub("[]", note) for note in report.odd}
