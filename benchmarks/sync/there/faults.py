"""Everything that may go wrong between two programs, thrown by dice; and the death of a process."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from surga.channels.port.gateway import Denied, Later, Lost

#: The longest that the other side is busy with a question whose answer is lost (seconds).
LONGEST_CALL: Final = 60


class Crash(BaseException):
    """The process was killed here."""


class TheirDeath(Exception):
    """The other side's process was killed here. It begins anew from what it had kept."""


class Faults:
    """``rate``: how often a call goes wrong; 0 is calm. ``deaths``: how often a process dies at a spot."""

    def __init__(
        self, dice: random.Random, passes: Callable[[float], None], meanwhile: Callable[[], None]
    ) -> None:
        self.dice, self.passes, self.meanwhile = dice, passes, meanwhile
        self.rate = self.deaths = 0.0
        #: What the other side is still busy with, and how many seconds more.
        self.underway: list[tuple[float, Callable[[], object]]] = []
        self.happened: dict[str, int] = {}

    def happens(self, what: str, share: float = 1.0) -> bool:
        """Whether this fault falls on us. ``share``: how often, beside others of its kind."""
        fell = self.dice.random() < self.rate * share
        if fell:
            self.happened[what] = self.happened.get(what, 0) + 1
        return fell

    def spot(self, where: str) -> None:
        """A place where we may die."""
        if self.deaths and self.dice.random() < self.deaths:
            self.happened["death " + where] = self.happened.get("death " + where, 0) + 1
            raise Crash(where)

    def their_spot(self, where: str) -> None:
        """A place where the other side may die."""
        if self.deaths and self.dice.random() < self.deaths:
            self.happened["their death " + where] = self.happened.get("their death " + where, 0) + 1
            # Whatever it was busy with is forgotten with it.
            self.underway.clear()
            raise TheirDeath(where)

    def ask[T](self, question: Callable[[], T]) -> T:
        """A question that changes nothing."""
        self._on_the_way()
        if self.happens("page of maintenance"):
            raise Lost
        if self.happens("answer cut"):
            raise Lost
        answer = question()
        self.passes(self.dice.random() * self.dice.choice((0.05, 1.0)))
        self.meanwhile()
        return answer

    def act[T](self, deed: Callable[[], T]) -> T:
        """Something done there, whose answer may be lost, or which is done after we stopped waiting."""
        self._on_the_way()
        self.meanwhile()
        if self.happens("cut before"):
            raise Lost
        if self.happens("slow"):
            # It is done within the longest call, whether or not anybody still waits.
            self.underway.append((self.dice.random() * LONGEST_CALL, deed))
            self.passes(self.dice.random() * LONGEST_CALL)
            raise Lost
        try:
            answer = deed()
        except TheirDeath:
            raise Lost from None
        self.meanwhile()
        self.spot("after the deed")
        if self.happens("cut after"):
            raise Lost
        self.passes(self.dice.random())
        return answer

    def finish_underway(self, passed: float) -> None:
        """So many seconds later: what the other side was busy with is done; what it then refuses, nobody hears."""
        busy, self.underway = self.underway, []
        self.underway = [(left - passed, deed) for left, deed in busy if left > passed]
        for deed in (deed for left, deed in busy if left <= passed):
            try:
                deed()
            except (Denied, TheirDeath):
                continue

    def _on_the_way(self) -> None:
        self.spot("before the call")
        if self.happens("busy"):
            raise Later("RATE_LIMIT", 30.0 if self.dice.random() < 0.5 else None)
        if self.happens("unreachable"):
            raise Later("503")
