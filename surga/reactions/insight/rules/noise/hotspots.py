"""Hot spots: where more happens than chance would put there. Plain Python; a cell is any name.

The local statistic of Getis and Ord (G*: a cell and its neighbours against the whole; Geographical Analysis 24, 1992,
and 27, 1995), with the exact binomial tail in the place of its normal approximation, which is wrong for few cases.
Without reason to expect more here than there, each of the n cases lies in a neighbourhood with the chance that its
share of the exposure gives it. Of the many cells asked, those are told that keep the false discovery rate at 5 %
(Benjamini & Hochberg 1995).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from surga.reactions.insight.rules.statistics import is_more_than_noise

#: A cell of fewer cases is not shown: it could point at one house.
FEWEST = 5


class Spot(NamedTuple):
    """A cell with ``n`` cases. ``around``: those of it and its neighbours, where ``expected`` were to be expected;
    ``p``: how often chance alone brings as many; ``hot``: more than noise, and the cell itself has more than expected.
    """

    cell: str
    n: int
    around: int
    expected: float
    p: float
    hot: bool


def hot_spots(
    counts: Mapping[str, int],
    exposure: Mapping[str, float],
    neighbours: Callable[[str], Iterable[str]],
    *,
    false_share: float = 0.05,
) -> list[Spot]:
    """Every cell that has an exposure (area, residents, all reports), in the order of their names.

    ``neighbours``: the cells around one, with or without itself. Cases in cells without an exposure count nowhere.
    """
    from scipy.stats import binom

    cells = sorted(cell for cell, share in exposure.items() if share > 0)
    whole, total = sum(exposure[cell] for cell in cells), sum(counts.get(cell, 0) for cell in cells)
    if not total:
        return []
    known = set(cells)
    rings = [known & {cell, *neighbours(cell)} for cell in cells]
    around = [sum(counts.get(each, 0) for each in ring) for ring in rings]
    shares = [min(1.0, sum(exposure[each] for each in ring) / whole) for ring in rings]
    ps = [float(p) for p in binom.sf([n - 1 for n in around], total, shares)]
    told = is_more_than_noise(ps, false_share)
    return [
        Spot(
            cell,
            n := counts.get(cell, 0),
            around[at],
            shares[at] * total,
            ps[at],
            told[at] and n > exposure[cell] / whole * total,
        )
        for at, cell in enumerate(cells)
    ]
