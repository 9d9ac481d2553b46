"""What these pages ask of insight: figures by group, the same period before, and the city beside a part of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from django.utils.translation import get_language

from surga.doors.executive.frame.scope import Scope
from surga.reactions.insight.figures import definition_of
from surga.reactions.insight.queries import FigureRow, FigureUnknown, figure, flows
from surga.reactions.insight.rules.noise.against import hits_of
from surga.reactions.insight.rules.noise.alike import Counted
from surga.reactions.insight.rules.statistics import Difference
from surga.reactions.insight.rules.statistics.many import ratios_of_counts

#: The four by which one is judged: see ``rules.noise.against``.
WITHIN, TIME, REOPENED, RATING = "city_within_5_working_days", "follow_up_days_median", "reopened", "rating"
JUDGED = (WITHIN, TIME, REOPENED, RATING)
PAIR = "topic*agency"


class Ask:
    """Figures asked for one page: each once, however often the page needs it."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, Scope, str], dict[str, FigureRow]] = {}

    def rows(self, name: str, scope: Scope, by: str) -> dict[str, FigureRow]:
        """A figure by group; nothing where insight does not count it so."""
        key = (name, scope, by)
        if key not in self._known:
            self._known[key] = _rows(name, scope, by)
        return self._known[key]

    def whole(self, name: str, scope: Scope) -> FigureRow | None:
        """A figure over the whole scope."""
        return self.rows(name, scope, "all").get("")

    def cases(self, scope: Scope) -> tuple[dict[str, int], dict[str, int]]:
        """How many cases each pair of topic and agency has, and each topic: as many as the share of those reopened is
        of, which is asked for anyway."""
        pairs = counts(self.rows(REOPENED, scope, PAIR))
        topics = by_topic({key: Counted(0, n) for key, n in pairs.items()})
        return pairs, {topic: each.n for topic, each in topics.items()}

    def returned(self, scope: Scope) -> dict[str, int] | None:
        """How often agencies gave a case back in the period; None as of a past day, or by filters that are not kept
        of what happens each day."""
        chosen = set(scope.where.chosen()) - {"agency"}
        if scope.as_of is not None or chosen:
            return None
        found = flows(scope.from_, scope.to, "agency", step="all", where=scope.where)
        return {each.by: each.returned for each in found}


def _rows(name: str, scope: Scope, by: str) -> dict[str, FigureRow]:
    try:
        found = figure(name, scope.from_, scope.to, by, scope.moment, where=scope.where)
    except FigureUnknown:
        return {}
    return {row.by: row for row in found.rows}


def before(scope: Scope) -> Scope:
    """The same number of days right before."""
    return replace(
        scope, from_=scope.from_ - timedelta(days=scope.days), to=scope.from_ - timedelta(days=1), period=""
    )


def city_of(scope: Scope) -> Scope:
    """The same without the filters by agency and topic: what a part is held against."""
    return scope.of(agency="", topic="")


def growth(now: Mapping[str, int], then: Mapping[str, int]) -> dict[str, Difference | None]:
    """How each count grew against the period before; nothing at all where that has no cases."""
    if not sum(then.values()):
        return dict.fromkeys(now)
    keys = list({**now, **then})
    found = ratios_of_counts([now.get(key, 0) for key in keys], [then.get(key, 0) for key in keys])
    return dict(zip(keys, found.each(), strict=True))


def counts(found: Mapping[str, FigureRow]) -> dict[str, int]:
    return {key: row.n for key, row in found.items()}


def counted(found: Mapping[str, FigureRow]) -> dict[str, Counted]:
    """Rows of a share as hits of n."""
    return {key: Counted(hits_of(row), row.n) for key, row in found.items()}


def by_topic(pairs: Mapping[str, Counted]) -> dict[str, Counted]:
    """Pairs of topic and agency added up to topics: a figure less to ask."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for key, each in pairs.items():
        of_topic = found[key.partition("*")[0]]
        of_topic[0] += each.hits
        of_topic[1] += each.n
    return {topic: Counted(*each) for topic, each in found.items()}


def definition(name: str) -> str:
    """What is counted, in the reader's language."""
    try:
        return definition_of(name).said(get_language())
    except LookupError:
        return ""
