"""Cases as the search compares them: their words and place, in one query for all candidates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.db.models import Q, QuerySet

from surga.core.agencies.queries import city
from surga.core.cases.models import Case
from surga.core.cases.states import HIDDEN_REASONS
from surga.core.regions import queries as regions
from surga.core.triage.similar import Place, Report, Traits, traits_of

#: Whatever is asked: a case that few may know of is never named by another one's likeness.
NAMEABLE: Final = Q(oversight=False, confidential=False)


#: What is compared of so many reports is kept: 6 kB each at most.
_KEPT: Final = 2_000


@dataclass(frozen=True, slots=True)
class Told:
    """A case's code, and what was told in it."""

    code: str
    report: Report


def refresh() -> None:
    """Have the latest places and topics; all else here trusts the process's copy. Once for each question."""
    regions.regions()
    city()


def nameable(*, public_only: bool = False) -> QuerySet[Case]:
    """The cases that may be named; `public_only`: those that everybody may read."""
    cases = Case.objects.filter(NAMEABLE)
    if not public_only:
        return cases
    hidden = [code for code, topic in city(fresh=False).topics.items() if topic.protected or topic.oversight]
    cases = cases.filter(published=True, verified_at__isnull=False, protected=False)
    cases = cases.exclude(status="archived", archive_reason__in=HIDDEN_REASONS)
    return cases.filter(Q(topic=None) | ~Q(topic__in=hidden))


def told_in(cases: QuerySet[Case]) -> dict[int, Told]:
    """What was told in each of the cases, by their ids."""
    rows = cases.values_list(
        *("id", "code", "text", "address", "lat", "lon", "region_id", "topic_id", "received_at")
    )
    where, what = _Places(), _topics()
    return {
        pk: Told(code, Report(text, where.of(region, lat, lon, address), at, what.get(topic, topic or "")))
        for pk, code, text, address, lat, lon, region, topic, at in rows
    }


def report(text: str, region: str, point: Point, address: str, topic: str, at: datetime) -> Report:
    """A report that is no case yet. `region`, `topic`: codes, empty or unknown ones do no harm."""
    return Report(text, _Places().of(region, *point, address), at, _topics().get(topic, topic))


type Point = tuple[float | None, float | None]


class _Places:
    """Codes to names, by the regions as they are now."""

    def __init__(self) -> None:
        self._names = {each.code: each for each in regions.regions(fresh=False)}

    def of(self, code: str | None, lat: float | None, lon: float | None, address: str) -> Place:
        place = Place(address, lat=lat, lon=lon)
        if not code and place.point is not None:
            code = regions.region_at(*place.point, fresh=False)
        known = self._names.get(code or "")
        if known is None:
            return place
        if known.kind != "kelurahan":
            return Place(address, "", known.name, lat, lon)
        above = self._names.get(known.parent)
        return Place(address, known.name, above.name if above else "", lat, lon)


def _topics() -> dict[str, str]:
    return {code: topic.name for code, topic in city(fresh=False).topics.items()}


@lru_cache(maxsize=_KEPT)
def traits(report: Report) -> Traits:
    """What is compared of a report: the most work of a search. Who types a text asks for much the same ones again."""
    return traits_of(report)
