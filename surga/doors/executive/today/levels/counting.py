"""What is counted at each level, from the nearest to the citizen up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from surga.core.agencies.city import LEVELS, OUTSIDE_LEVELS
from surga.doors.executive.frame.scope import Scope
from surga.reactions.insight import queries as insight
from surga.reactions.insight.queries import Level
from surga.reactions.insight.rules.row import OUTCOMES
from surga.reactions.insight.rules.statistics import wilson

#: The offices of a neighbourhood: nothing is nearer to the citizen.
NEAREST = ("kelurahan", "kecamatan")


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``n`` with its Wilson interval; ``value`` None where there is nothing to share."""

    hits: int
    n: int

    @property
    def value(self) -> float | None:
        return self.hits / self.n if self.n else None

    @property
    def interval(self) -> tuple[float | None, float | None]:
        found = wilson(self.hits, self.n)
        return (None, None) if found is None else (found.low, found.high)


@dataclass(frozen=True, slots=True)
class Counted:
    """The levels that have cases, in order; ``came``: level → outcome → how many."""

    levels: tuple[Level, ...]
    came: Mapping[str, Mapping[str, int]]

    @property
    def solved(self) -> int:
        return sum(level.solved for level in self.levels)

    def solved_at(self, names: Sequence[str]) -> Share:
        """Of what was solved, the share that was solved at these levels."""
        return Share(sum(level.solved for level in self.levels if level.level in names), self.solved)

    @property
    def in_city(self) -> Share:
        """Of what was solved, the share that no other government had to solve."""
        return self.solved_at([name for name in LEVELS if name not in OUTSIDE_LEVELS])

    @property
    def nearest(self) -> Share:
        """Of what was solved, the share that a kelurahan or kecamatan solved."""
        return self.solved_at(NEAREST)


def counted(scope: Scope) -> Counted:
    """All that the page needs, in two questions."""
    asked = (scope.from_, scope.to, scope.where, scope.moment)
    found = {level.level: level for level in insight.levels(*asked)}
    came: dict[str, dict[str, int]] = defaultdict(dict)
    for each in insight.outcomes(*asked):
        came[each.level][each.outcome] = each.n
    known = [*LEVELS, *sorted(set(found) - set(LEVELS))]
    return Counted(tuple(found[name] for name in known if name in found), came)


def outcomes_met(found: Counted) -> list[str]:
    """The outcomes that are there at all, in their order."""
    return [name for name in OUTCOMES if any(each.get(name) for each in found.came.values())]
