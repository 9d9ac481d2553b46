"""Everybody who takes part: the side and its gateway, the book, the house, a clock, dice and the pace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from surga.channels.port.gateway import Gateway
from surga.reactions.sync.engine.pace import Dice, Pace
from surga.reactions.sync.engine.protocols import Book, House
from surga.reactions.sync.things import Side

_log = structlog.get_logger("surga.sync")


def _warn(what: str, **facts: object) -> None:
    _log.warning(what, **facts)


def never() -> bool:
    return False


def unknown(_lease: str) -> bool:
    return False


@dataclass(slots=True)
class Party:
    """One side, and what the engine needs for it. ``now``: aware; ``alarm``: what an operator should know, with ids.

    ``stopping``: whether nothing more is to be begun, for the process is about to end. ``is_dead``: whether nobody can
    have this lease any more; ``name_lease`` makes leases of which that can be told. ``early``: told which reports are
    asked for next, so that the gateway may do so before their turn; those of before are wanted no more.
    """

    side: Side
    gateway: Gateway
    book: Book
    house: House
    now: Callable[[], datetime]
    dice: Dice
    pace: Pace = field(default_factory=Pace)
    alarm: Callable[..., None] = _warn
    stopping: Callable[[], bool] = never
    is_dead: Callable[[str], bool] = unknown
    name_lease: Callable[[], str] | None = None
    early: Callable[[Sequence[str]], None] | None = None

    def reached(self) -> None:
        """The side answered. After a pause nothing waits for its own time any longer."""
        if self.pace.reached():
            self.book.hurry(self.side.name, self.now())

    def lease(self) -> str:
        """A name for this try, unlike any other's."""
        if self.name_lease is not None:
            return self.name_lease()
        return f"{int(self.dice.random() * 16**13):013x}"
