"""Cases per kelurahan and kecamatan, for 1,000 residents where their number is known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from surga.core.regions import queries as regions
from surga.core.regions.names import RegionInfo
from surga.reactions.insight.queries.figure import EVERYTHING, Where, figure
from surga.reactions.insight.rules.noise.hotspots import FEWEST
from surga.reactions.insight.rules.statistics import count_interval, is_more_than_noise


@dataclass(frozen=True, slots=True)
class Place:
    """A region and its ``n`` cases. ``rate`` with its 95 % interval: per 1,000 residents (Poisson, Garwood 1936),
    None where nobody says how many live there; ``few``: too few cases to say anything of a rate.

    ``above``, ``below``: apart from the city's rate by more than chance (of all kelurahan together: false discovery
    rate 5 %). Without residents never.
    """

    code: str
    name: str
    parent: str
    n: int
    population: int | None
    rate: float | None = None
    low: float | None = None
    high: float | None = None
    above: bool = False
    below: bool = False

    @property
    def few(self) -> bool:
        return self.n < FEWEST


@dataclass(frozen=True, slots=True)
class Places:
    """``kelurahan`` by code, ``kecamatan`` with the cases of all their parts; ``unplaced``: cases whose kelurahan
    nobody knows (some of them have a kecamatan). ``rate``: the city's, of the cases that have a place. ``counts``:
    region → n, as counted.
    """

    kelurahan: tuple[Place, ...]
    kecamatan: tuple[Place, ...]
    n: int
    unplaced: int
    rate: float | None
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Months:
    """Kelurahan → month (2026-05) → cases."""

    months: tuple[str, ...]
    counts: Mapping[str, Mapping[str, int]]

    @property
    def whole(self) -> dict[str, int]:
        """Region → cases of all months together."""
        return {code: sum(months.values()) for code, months in self.counts.items()}


def placed(counts: Mapping[str, int], *, plain: bool = False) -> Places:
    """The places of the city with these cases of theirs: region → n. ``plain``: without intervals and judgement, for
    many months at once.
    """
    known = regions.regions(fresh=False)
    small = [each for each in known if each.kind == "kelurahan"]
    inside = {each.code for each in small}
    total: Counter[str] = Counter()
    for each in known:
        total[each.parent if each.code in inside else each.code] += counts.get(each.code, 0)
    kelurahan = [_place(each, counts.get(each.code, 0), plain) for each in small]
    kelurahan = kelurahan if plain else _judged(kelurahan)
    n = sum(counts.values())
    here = sum(place.n for place in kelurahan)
    people = _sum(place.population for place in kelurahan)
    return Places(
        kelurahan=tuple(kelurahan),
        kecamatan=tuple(_place(each, total[each.code], plain) for each in known if each.code not in inside),
        n=n,
        unplaced=n - here,
        rate=here * 1000 / people if people else None,
        counts=counts,
    )


def by_month(from_: date, to: date, as_of: datetime | None = None, where: Where = EVERYTHING) -> Months:
    """The cases received from ``from_`` to ``to``, both in, by where they are about; only months with any."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    months: set[str] = set()
    for row in figure("cases", from_, to, "region*month", as_of, where=where).rows:
        code, _, month = row.by.partition("*")
        counts[code][month] = int(row.value or 0)
        months.add(month)
    return Months(tuple(sorted(months)), counts)


#: The interval of a count is asked again and again; scipy takes its time for each.
_interval = lru_cache(4096)(count_interval)


def _place(info: RegionInfo, n: int, plain: bool) -> Place:
    known = (info.code, info.name, info.parent, n, info.population)
    if not info.population:
        return Place(*known)
    each = 1000 / info.population
    if plain:
        return Place(*known, n * each)
    ends = _interval(n)
    return Place(*known, n * each, ends.low * each, ends.high * each)


def _judged(found: list[Place]) -> list[Place]:
    """With those marked that lie apart from what their residents let expect, if residents are known of all.

    The p of each is the exact Poisson tail, two-sided, as in ``statistics.like_with_like``; all at once.
    """
    from scipy.stats import poisson

    people = _sum(place.population for place in found)
    total = sum(place.n for place in found)
    if not people or not total:
        return found
    counts = [place.n for place in found]
    expected = [total * (place.population or 0) / people for place in found]
    below, above = poisson.cdf(counts, expected), poisson.sf([n - 1 for n in counts], expected)
    told = is_more_than_noise([min(1.0, 2 * float(min(tails))) for tails in zip(below, above, strict=True)])
    return [
        replace(place, above=sure and place.n > usual, below=sure and place.n < usual)
        for place, usual, sure in zip(found, expected, told, strict=True)
    ]


def _sum(numbers: Iterable[int | None]) -> int | None:
    """The sum, None where one is not known."""
    found = list(numbers)
    known = [each for each in found if each is not None]
    return sum(known) if known and len(known) == len(found) else None
