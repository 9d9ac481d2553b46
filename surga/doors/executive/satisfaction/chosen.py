"""Which rounds a page speaks of: those of the period, of a unit this officer may read of."""

from __future__ import annotations

from dataclasses import dataclass

from surga.doors.executive.frame.scope import Scope
from surga.reactions.surveys import queries
from surga.reactions.surveys.queries import RoundInfo


@dataclass(frozen=True, slots=True)
class Rounds:
    """``shown``: the one the page is about, None where there is none. ``others``: all of the period, the latest first.

    ``of_unit``: every round of the same unit, the oldest first. ``alike``: the same period of units of the same kind.
    """

    shown: RoundInfo | None
    others: list[RoundInfo]
    of_unit: list[RoundInfo]
    alike: list[RoundInfo]


def rounds_for(scope: Scope, asked: str, levels: dict[str, str]) -> Rounds:
    """``asked``: the number of a round, as it stands in the address; ``levels``: code of an agency → its level."""
    begun = [info for info in _readable(scope) if info.from_on <= scope.to and info.state != "draft"]
    inside = [info for info in begun if info.to_on >= scope.from_]
    chosen = next((info for info in begun if str(info.id) == asked), None) or _first(inside, scope)
    if chosen is None:
        return Rounds(None, inside, [], [])
    of_unit = [info for info in begun if info.unit == chosen.unit and info.from_on <= chosen.from_on]
    alike = [
        info
        for info in begun
        if info.period == chosen.period and info.unit and levels.get(info.unit) == levels.get(chosen.unit)
    ]
    return Rounds(chosen, inside, of_unit[::-1], alike)


def may_read(scope: Scope, info: RoundInfo) -> bool:
    """An officer bound to an agency reads of their own alone."""
    return not scope.bound or info.unit == scope.bound


def _readable(scope: Scope) -> list[RoundInfo]:
    unit = scope.where.agency or None
    return [info for info in queries.rounds(unit) if may_read(scope, info)]


def _first(found: list[RoundInfo], scope: Scope) -> RoundInfo | None:
    """The latest closed one of the city, or of the agency asked for; else the latest of all."""
    unit = scope.where.agency
    closed = [info for info in found if info.state == "closed" and info.unit == unit]
    return next(iter(closed), None) or next(iter(found), None)
