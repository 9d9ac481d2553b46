"""What every event is, and how it becomes a row and an event again."""

import types
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints


class UnreadableEvent(ValueError):
    """A stored event has a name or fields this version does not know."""


@dataclass(frozen=True)
class Event:
    """The base of all events. Its fields are plain values: str, int, bool, None, or a list of one of them.

    `case_id` is the case it happened to, None when it happened to no case. The events of one case reach a reaction
    in the order they were recorded; events of no case come in any order.

    Raises TypeError when a value is not of the field's type (True is no number here).
    """

    case_id: int | None

    def __post_init__(self) -> None:
        for name, hint in _hints(type(self)).items():
            value = getattr(self, name)
            if not _fits(value, hint):
                raise TypeError(f"{type(self).__name__}.{name} cannot be {type(value).__name__}")


@dataclass(frozen=True)
class CaseEvent(Event):
    """The base of everything that happens to a case. `entry_id`: the timeline entry with the words."""

    case_id: int


def name_of(event: Event | type[Event]) -> str:
    """The name under which it is stored: the class's own."""
    return event.__name__ if isinstance(event, type) else type(event).__name__


def to_data(event: Event) -> dict[str, Any]:
    """The fields as stored in JSON, without `case_id`, which has a column of its own."""
    data = asdict(event)
    del data["case_id"]
    return data


def from_data(name: str, data: Mapping[str, Any], case_id: int | None = None) -> Event:
    """The event back from its stored parts.

    Raises UnreadableEvent when the name is unknown, or a field is unknown, missing or of another type.
    """
    kind = _by_name().get(name)
    if kind is None:
        raise UnreadableEvent(f"no event is called {name}")
    try:
        return kind(**{**data, "case_id": case_id})
    except TypeError as error:
        raise UnreadableEvent(str(error)) from error


@cache
def _by_name() -> Mapping[str, type[Event]]:
    return {kind.__name__: kind for kind in _leaves(Event)}


def _leaves(kind: type[Event]) -> list[type[Event]]:
    below = kind.__subclasses__()
    return [leaf for each in below for leaf in _leaves(each)] if below else [kind]


_hints_of: dict[type[Event], dict[str, Any]] = {}


def _hints(kind: type[Event]) -> dict[str, Any]:
    if kind not in _hints_of:
        _hints_of[kind] = get_type_hints(kind)
    return _hints_of[kind]


def _fits(value: object, hint: Any) -> bool:
    if get_origin(hint) in (types.UnionType, Union):
        return any(_fits(value, each) for each in get_args(hint))
    if get_origin(hint) is list:
        return isinstance(value, list) and all(_fits(item, get_args(hint)[0]) for item in value)
    return isinstance(value, hint) and not (hint is int and isinstance(value, bool))
