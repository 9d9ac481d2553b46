"""Points of cases gathered into H3 cells, and which of these are hot spots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

import h3
from django.db.models import QuerySet

from surga.core.cases.models import Case
from surga.core.regions.models import Region, RegionState
from surga.reactions.insight.queries.figure import EVERYTHING, Where
from surga.reactions.insight.queries.places.chosen import cases_of
from surga.reactions.insight.rules.noise.hotspots import FEWEST
from surga.reactions.insight.rules.noise.hotspots import hot_spots as judged

#: Of more matters the newest are drawn, so that a page of ten million cases is as quick as a small one.
MOST = 8_000
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
    that were compared; ``more``: there were more than ``MOST``, only the newest were taken. ``against``: "area", or
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
    together with the city's area. ``as_of``: what came later is left out; a place moved since is the new one.
    """
    counts, hidden, more = _gathered(_cases(from_, to, as_of, where), size)
    open_ = {cell: n for cell, n in counts.items() if n + hidden[cell] >= FEWEST}
    kept_back = sum(n for cell, n in hidden.items() if cell not in open_)
    counts += Counter({cell: n for cell, n in hidden.items() if cell in open_})
    if where.topic:
        every, unseen, _ = _gathered(_cases(from_, to, as_of, replace(where, topic="")), size)
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
    corners = h3.cell_to_boundary(cell)
    lats, lons = [at[0] for at in corners], [at[1] for at in corners]
    inside = _cases(from_, to, as_of, where).filter(
        lat__gte=min(lats), lat__lte=max(lats), lon__gte=min(lons), lon__lte=max(lons)
    )
    size = h3.get_resolution(cell)
    found = inside.values_list("pk", "lat", "lon")[:MOST]
    ids = [pk for pk, lat, lon in found if h3.latlng_to_cell(lat, lon, size) == cell]
    return ids if len(ids) >= FEWEST else None


def _cases(from_: date, to: date, as_of: datetime | None, where: Where) -> QuerySet[Case]:
    found = cases_of(from_, to, as_of, where).filter(lat__isnull=False, lon__isnull=False, joined_to=None)
    return found.order_by("-received_at", "-id")


def _gathered(cases: QuerySet[Case], size: int) -> tuple[Counter[str], Counter[str], bool]:
    """Cell → matters that may be published, and those that never are; and whether there were more."""
    found = cases.values_list("lat", "lon", "confidential", "oversight", "protected")[: MOST + 1]
    counts: Counter[str] = Counter()
    hidden: Counter[str] = Counter()
    rows = list(found)
    for lat, lon, *secret in rows[:MOST]:
        (hidden if any(secret) else counts)[h3.latlng_to_cell(lat, lon, size)] += 1
    return counts, hidden, len(rows) > MOST


def _version() -> int:
    return RegionState.objects.values_list("version", flat=True).first() or 0


@lru_cache(4)
def _cells_of_city(_version: int, size: int) -> frozenset[str]:
    """The cells whose middle lies in the city."""
    shapes: Iterable[dict[str, object]] = Region.objects.filter(active=True, kind="kelurahan").values_list(
        "shape", flat=True
    )
    return frozenset(cell for shape in shapes for cell in h3.geo_to_cells(shape, size))
