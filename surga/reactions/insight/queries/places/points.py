"""Points of cases gathered into H3 cells, and which of these are hot spots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import h3
from django.db.models import QuerySet

from surga.core.cases.models import Case
from surga.core.regions.models import Region, RegionState
from surga.reactions.insight.queries.counted.rows import asked, moment
from surga.reactions.insight.queries.figure import EVERYTHING, Where, figure
from surga.reactions.insight.queries.places.chosen import cases_of
from surga.reactions.insight.rules.noise.hotspots import FEWEST
from surga.reactions.insight.rules.noise.hotspots import hot_spots as judged

#: Of more matters the newest are drawn, so that a page of ten million cases is as quick as a small one.
MOST = 8_000
#: Where only some are asked for, so many of the newest of them are looked at for a point.
LOOKED = 10_000
#: H3's sizes that make sense in a city: cells of about 0.74 and 0.11 km².
COARSE, FINE = 8, 9


@dataclass(frozen=True, slots=True)
class Hexagon:
    """An H3 cell of at least five matters. ``outline``: latitude and longitude of its corners.

    ``around``, ``expected``, ``p``, ``hot``: see ``rules.noise.hotspots.Spot``.
    """

    cell: str
    outline: tuple[tuple[float, float], ...]
    n: int
    around: int
    expected: float
    p: float
    hot: bool


@dataclass(frozen=True, slots=True)
class HotSpots:
    """``cells``: most cases first. ``n``: matters with a point that were gathered; ``small``: of them, those in cells
    too small to be shown; ``kept_back``: never published ones in such cells, which count nowhere; ``tested``: cells
    that were compared; ``more``: there were more, only the newest were taken. ``against``: "area", or
    "reports" where a topic is compared with all reports.
    """

    cells: tuple[Hexagon, ...]
    n: int
    small: int
    kept_back: int
    tested: int
    more: bool
    against: str


def hot_spots(
    from_: date,
    to: date,
    as_of: datetime | None = None,
    where: Where = EVERYTHING,
    *,
    size: int = COARSE,
) -> HotSpots:
    """Where matters received from ``from_`` to ``to`` (both in) lie thicker than chance.

    Each matter counts once, by the case that leads. A topic is compared with where all reports come from, everything
    together with the city's area. ``as_of``: what came later is left out, and the filters choose by what was known
    then; a place moved since is the new one.
    """
    counts, hidden, more = _gathered(from_, to, as_of, where, size)
    open_ = {cell: n for cell, n in counts.items() if n + hidden[cell] >= FEWEST}
    kept_back = sum(n for cell, n in hidden.items() if cell not in open_)
    counts += Counter({cell: n for cell, n in hidden.items() if cell in open_})
    if where.topic:
        every, unseen, _ = _gathered(from_, to, as_of, replace(where, topic=""), size)
        exposure: dict[str, float] = dict(every + unseen)
    else:
        exposure = dict.fromkeys({*_cells_of_city(_version(), size), *counts}, 1.0)
    spots = judged(counts, exposure, lambda cell: h3.grid_disk(cell, 1))
    shown = [
        Hexagon(s.cell, h3.cell_to_boundary(s.cell), s.n, s.around, s.expected, s.p, s.hot)
        for s in spots
        if s.n >= FEWEST
    ]
    n = counts.total()
    return HotSpots(
        cells=tuple(sorted(shown, key=lambda each: (-each.n, each.cell))),
        n=n,
        small=n - sum(each.n for each in shown),
        kept_back=kept_back,
        tested=len(spots),
        more=more,
        against="reports" if where.topic else "area",
    )


def cases_in(
    cell: str, from_: date, to: date, as_of: datetime | None = None, where: Where = EVERYTHING
) -> list[int] | None:
    """The matters in a cell that ``hot_spots`` shows, newest first, by their ids; None for one it would not show."""
    if not h3.is_valid_cell(cell) or h3.get_resolution(cell) not in (COARSE, FINE):
        return None
    size = h3.get_resolution(cell)
    found, _more = _newest(from_, to, as_of, where)
    ids = [pk for pk, lat, lon, *_secret in found if h3.latlng_to_cell(lat, lon, size) == cell]
    return ids if len(ids) >= FEWEST else None


def _gathered(
    from_: date, to: date, as_of: datetime | None, where: Where, size: int
) -> tuple[Counter[str], Counter[str], bool]:
    """Cell → matters that may be published, and those that never are; and whether there were more."""
    found, more = _newest(from_, to, as_of, where)
    cells = [(h3.latlng_to_cell(lat, lon, size), a or b or c) for _pk, lat, lon, a, b, c in found]
    counts = Counter(cell for cell, secret in cells if not secret)
    return counts, Counter(cell for cell, secret in cells if secret), more


def _newest(
    from_: date, to: date, as_of: datetime | None, where: Where
) -> tuple[list[tuple[int, Any, Any, bool, bool, bool]], bool]:
    """The newest matters with a point, at most ``MOST`` of the newest ``LOOKED``; and whether there were more."""
    found, more = _cases(from_, to, as_of, where)
    rows = list(found.values_list("pk", "lat", "lon", "confidential", "oversight", "protected")[: MOST + 1])
    return rows[:MOST], more or len(rows) > MOST


def _cases(from_: date, to: date, as_of: datetime | None, where: Where) -> tuple[QuerySet[Case], bool]:
    """Those with a point, the newest first; and whether there are more of them than are looked at.

    A topic's or an agency's lie among millions of others: they are found by what is known of each case.
    """
    if where == EVERYTHING:
        found, more = cases_of(from_, to, as_of, where), False
    else:
        facts = asked(from_, to, where).found(moment(as_of)).order_by("-day", "-case_id")
        found = Case.objects.filter(pk__in=facts.values("case_id")[:LOOKED])
        more = figure("cases", from_, to, "all", as_of, where=where).n > LOOKED
    pointed = found.filter(lat__isnull=False, lon__isnull=False, joined_to=None)
    return pointed.order_by("-received_at", "-id"), more


def _version() -> int:
    return RegionState.objects.values_list("version", flat=True).first() or 0


@lru_cache(4)
def _cells_of_city(_version: int, size: int) -> frozenset[str]:
    """The cells whose middle lies in the city."""
    shapes: Iterable[dict[str, object]] = Region.objects.filter(active=True, kind="kelurahan").values_list(
        "shape", flat=True
    )
    return frozenset(cell for shape in shapes for cell in h3.geo_to_cells(shape, size))
