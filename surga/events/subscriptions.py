"""Which reaction wants which events. Filled once, by the project's wiring."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from surga.events.catalogue import Event

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Recorded:
    """What a handler is given: the event, with the row's id, who did it ("officer:12") and when it happened (aware).

    `known_at`: since when the city knows it: since it was recorded, or, taken over from an archive, since it happened.
    """

    id: int
    # Any, so that a handler can say which event it was called for: `event: CaseOpened = recorded.event`.
    event: Any
    actor: str
    at: datetime
    known_at: datetime = field(default=BEGINNING, compare=False)


type Handler = Callable[[Recorded], None]
type Handlers = Mapping[type[Event], Handler]
type TakesPortion = Callable[[Sequence[Recorded]], None]

_reactions: dict[str, Handlers] = {}
_in_portions: dict[str, TakesPortion] = {}


def subscribe(reaction: str, handlers: Handlers, portion: TakesPortion | None = None) -> None:
    """Let `reaction` hear the events that are keys of `handlers`, from now on.

    A handler writes to the database only, and it may be called again for the same event after a failure elsewhere,
    or by a replay: a second call must change nothing. `portion` does for several events, in the order in which they
    were recorded, what their handlers would do one after the other. Raises ValueError when the reaction is subscribed
    already.
    """
    if reaction in _reactions:
        raise ValueError(f"{reaction} is subscribed already")
    _reactions[reaction] = dict(handlers)
    if portion is not None:
        _in_portions[reaction] = portion


@contextmanager
def subscribed_only(
    reactions: Mapping[str, Handlers], portions: Mapping[str, TakesPortion] | None = None
) -> Iterator[None]:
    """For tests: inside, these reactions are subscribed and no others."""
    before, in_portions = dict(_reactions), dict(_in_portions)
    _reactions.clear()
    _in_portions.clear()
    try:
        for reaction, handlers in reactions.items():
            subscribe(reaction, handlers, (portions or {}).get(reaction))
        yield
    finally:
        _reactions.clear()
        _reactions.update(before)
        _in_portions.clear()
        _in_portions.update(in_portions)


def subscribed() -> tuple[str, ...]:
    """The names of all reactions."""
    return tuple(_reactions)


def handlers_of(reaction: str) -> Handlers:
    """What the reaction listens to. Raises KeyError when it is not subscribed."""
    return _reactions[reaction]


def takes_portions(reaction: str) -> TakesPortion | None:
    """What takes several of its events at once; None when it is handed them one by one."""
    return _in_portions.get(reaction)


def listeners_to(kind: type[Event]) -> tuple[str, ...]:
    """The reactions that want this event."""
    return tuple(reaction for reaction, handlers in _reactions.items() if kind in handlers)
