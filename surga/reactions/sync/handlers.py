"""What happens to a case is put down as acts, for every side that hears of it. They are done later, by the engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from surga.events import catalogue
from surga.events.catalogue import CaseEvent, Event, name_of
from surga.events.queries import is_owed
from surga.events.subscriptions import Recorded
from surga.reactions.sync.engine.engine import hear
from surga.reactions.sync.rules.telling import BEGINS, TELLS, TELLS_UPWARDS
from surga.reactions.sync.store.book import REACTION, DatabaseBook
from surga.reactions.sync.store.house import CityHouse
from surga.reactions.sync.store.sides import bodies_of, sides

_HEARD: Final = frozenset(TELLS) | BEGINS


def on_case_event(recorded: Recorded) -> None:
    """Put down what is to be done about it elsewhere; the second time nothing."""
    telling = tuple(side for side in sides() if side.tells)
    if not telling:
        return
    event: CaseEvent = recorded.event
    if isinstance(event, catalogue.CaseEscalated):
        telling = tuple(replace(side, bodies={**bodies_of(side.name), **side.bodies}) for side in telling)
    hear(DatabaseBook(), CityHouse(), telling, (recorded.id, name_of(event), event, recorded.actor))


HANDLERS: dict[type[Event], Callable[[Recorded], None]] = {
    kind: on_case_event for kind in CaseEvent.__subclasses__() if name_of(kind) in _HEARD
}


class TooSoon(Exception):
    """What happened before is not put down yet; the relay comes again."""


def on_addition(recorded: Recorded) -> None:
    """Tell it to whom the case went up, after that was put down."""
    if not any(side.tells and side.takes == "escalated" for side in sides()):
        return
    if is_owed(REACTION, recorded.event.case_id):
        raise TooSoon
    on_case_event(recorded)


#: Heard apart: while something of ``HANDLERS`` is owed, news from outside decides nothing, and an addition is no reason
#: for that.
UPWARDS: dict[type[Event], Callable[[Recorded], None]] = {
    kind: on_addition for kind in CaseEvent.__subclasses__() if name_of(kind) in TELLS_UPWARDS
}
