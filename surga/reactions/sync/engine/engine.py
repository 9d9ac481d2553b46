"""A round with one side: tell what is to be told, ask what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from surga.reactions.sync.engine.party import Party
from surga.reactions.sync.engine.protocols import Book, House
from surga.reactions.sync.engine.pull import WATCH, Pull
from surga.reactions.sync.engine.push import Push
from surga.reactions.sync.engine.taking import Taking
from surga.reactions.sync.rules import telling
from surga.reactions.sync.things import Side


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did: acts tried, reports taken in."""

    pushed: int = 0
    pulled: int = 0


class Engine:
    """Both directions of one side. Several workers may push at once; one at a time pulls."""

    def __init__(self, party: Party, watch: Mapping[str, timedelta] = WATCH) -> None:
        self.party = party
        taking = Taking(party)
        self.push, self.pull = Push(party, taking), Pull(party, taking, watch)

    def run_once(self, limit: int = 50) -> Round:
        """Not inside a transaction: the other side may be slow."""
        return Round(self.push.run(limit), self.pull.run())


def hear(book: Book, house: House, sides: tuple[Side, ...], happened: tuple[int, str, Any, str]) -> int:
    """Put down what an event (id, name, itself, actor) asks for on every side; the second time does nothing."""
    added = 0
    for side in sides:
        case_id = happened[2].case_id
        ours = house.ours(case_id, side)
        if ours is not None and side.tells:
            links, submit = book.links_of_case(side.name, case_id), book.submit_of(side.name, case_id)
            added += book.add_acts(telling.acts_for(side, sides, happened, ours, links, submit))
    return added
