"""The index of a round, as of any date."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count

from surga.reactions.surveys.queries.rounds import known
from surga.reactions.surveys.queries.told import RoundInfo
from surga.reactions.surveys.rules import score
from surga.reactions.surveys.rules.elements import CODES
from surga.reactions.surveys.rules.score import Index


def index_of(info: RoundInfo, as_of: datetime | None = None, *, mode: str = "") -> Index:
    """The round's index from the answers known by then; ``mode``: other weights than its own, for a comparison."""
    rows = known(info.id, as_of).values_list(*CODES).annotate(n=Count("id")).order_by()
    patterns = Counter({tuple(row[:-1]): row[-1] for row in rows})
    return score.index_of(patterns, mode or info.weight_mode, info.population)


def indices_of(
    infos: Sequence[RoundInfo], as_of: datetime | None = None, *, mode: str = ""
) -> dict[int, Index]:
    """The index of each of these rounds by its number, in one question; ``mode``: with these weights for all."""
    rows = known(None, as_of).filter(round_id__in=[info.id for info in infos])
    counted = rows.values_list("round_id", *CODES).annotate(n=Count("id")).order_by()
    patterns: dict[int, Counter[score.Scores]] = defaultdict(Counter)
    for row in counted:
        patterns[row[0]][tuple(row[1:-1])] = row[-1]
    return {
        info.id: score.index_of(patterns[info.id], mode or info.weight_mode, info.population)
        for info in infos
    }
