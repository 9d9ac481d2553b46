"""Reading the public register: its pages, one case, and how many there are. Never raises for an odd question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final, TypedDict, Unpack

from django.db.models import QuerySet
from django.db.models.fetch_modes import FETCH_RAISE
from django.utils import timezone

from surga.core.cases.codes import tidy_code
from surga.core.cases.queries import CursorBroken as CursorBroken
from surga.core.cases.queries import Page as Page
from surga.core.regions import queries as regions
from surga.reactions.register import tally
from surga.reactions.register.models import Joined, PublicCase, place_of
from surga.reactions.register.search import holding

MAX_LIMIT: Final = 200
_FIRST_PLACE: Final = -(2**63)
_LAST_PLACE: Final = 2**63 - 1
_CODE = re.compile(r"[\w.@-]{1,64}", re.ASCII)
_COLUMN: Final = {"topic": "topic_code", "agency": "agency_code", "status": "status"}
_CURSOR = re.compile(r"-?\d{1,19}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Summary:
    """How many public cases there are, and how they stand."""

    total: int
    #: Status → how many.
    by_status: dict[str, int] = field(default_factory=dict)

    @property
    def answered(self) -> int:
        """Answered in words, not said to be dealt with."""
        return self.by_status.get("answered", 0)

    @property
    def resolved(self) -> int:
        """Said to be dealt with, not yet closed."""
        return self.by_status.get("resolved", 0)

    @property
    def closed(self) -> int:
        """Confirmed by the reporter, or closed by silence."""
        return self.by_status.get("closed", 0)

    @property
    def done(self) -> int:
        """Resolved or closed."""
        return self.resolved + self.closed


class Filters(TypedDict, total=False):
    """What a list may be narrowed by. Codes; a kecamatan's code stands for its kelurahan too.

    `from_`, `to`: the first and the last day of receipt, in the city's time.
    """

    topic: str
    agency: str
    region: str
    status: str
    from_: date | None
    to: date | None


def search(q: str = "", *, cursor: str = "", limit: int = 50, **filters: Unpack[Filters]) -> Page[PublicCase]:
    """A page of the public cases, newest first, that hold all words of `q`, whatever their form.

    Items have no `timeline` and no `search_text`: ask `public_case`. Raises `CursorBroken` for a cursor not from here.
    """
    since, before = _places(filters)
    before = min(before, _place_in(cursor)) if cursor else before
    limit = max(1, min(limit, MAX_LIMIT))
    # Without other conditions the search itself can stop after a page.
    enough = None if _codes(filters) else limit + 1
    cases = holding(_chosen(filters), q, since, before, enough).filter(place__lt=before)
    found = list(cases.defer("timeline", "search_text").order_by("-place")[: limit + 1])
    return Page(found[:limit], str(found[limit - 1].place) if len(found) > limit else "")


def newest(n: int = 5) -> list[PublicCase]:
    """The `n` newest public cases."""
    return search(limit=n).items


def public_case(code: str) -> PublicCase | None:
    """The public case with this code, however it was typed, with its timeline."""
    tidy = tidy_code(code[:40])
    return PublicCase.objects.filter(code=tidy).first() if tidy else None


def lead_of(code: str) -> str:
    """The public case that this one is dealt with, however its code was typed; "" when there is none to be read."""
    tidy = tidy_code(code[:40])
    lead = Joined.objects.filter(code=tidy).values_list("lead_code", flat=True).first() if tidy else None
    return lead if lead and PublicCase.objects.filter(code=lead).exists() else ""


def public_codes(codes: Collection[str]) -> frozenset[str]:
    """Those of the codes under which everybody may read a case."""
    return (
        frozenset(PublicCase.objects.filter(code__in=codes).values_list("code", flat=True))
        if codes
        else frozenset()
    )


def summary(q: str = "", **filters: Unpack[Filters]) -> Summary:
    """How many cases `search` would find in all, by status."""
    by_status: Counter[str] = Counter()
    for (_region, status), n in _counts(q, filters).items():
        by_status[status] += n
    return Summary(by_status.total(), dict(by_status))


def counts_by_region(q: str = "", **filters: Unpack[Filters]) -> dict[str, int]:
    """Region's code → how many of the cases that `search` would find; those of no known region are left out."""
    by_region: Counter[str] = Counter()
    for (region, _status), n in _counts(q, filters).items():
        by_region[region] += n
    del by_region[""]
    return dict(by_region)


def every_case(**filters: Unpack[Filters]) -> Iterator[PublicCase]:
    """All public cases, oldest first, read in portions: for open data."""
    return _chosen(filters).defer("search_text").order_by("place").iterator(chunk_size=1000)


def _counts(q: str, filters: Filters) -> tally.Counts:
    """(region, status) → how many; added up where that is enough, else counted."""
    if q.strip() or any(filters.get(name) for name in ("topic", "agency", "from_", "to")):
        return tally.counted(holding(_chosen(filters), q, *_places(filters)))
    codes = _codes(filters)
    if not all(map(_CODE.fullmatch, codes.values())):
        return Counter()
    return tally.totals(_within(codes["region"]) if "region" in codes else (), codes.get("status", ""))


def _codes(filters: Filters) -> dict[str, str]:
    return {name: str(value) for name, value in filters.items() if value and name not in {"from_", "to"}}


def _chosen(filters: Filters) -> QuerySet[PublicCase]:
    cases = PublicCase.objects.all().fetch_mode(FETCH_RAISE)
    codes = _codes(filters)
    if not all(map(_CODE.fullmatch, codes.values())):
        return cases.none()
    if region := codes.pop("region", ""):
        within = _within(region)
        cases = cases.filter(region_code__in=within) if len(within) > 1 else cases.filter(region_code=region)
    cases = cases.filter(**{_COLUMN[name]: code for name, code in codes.items()})
    since, before = _places(filters)
    if filters.get("from_"):
        cases = cases.filter(place__gte=since)
    return cases.filter(place__lt=before) if filters.get("to") else cases


def _within(region: str) -> list[str]:
    """The region itself, and for a kecamatan its kelurahan."""
    return [region, *(each.code for each in regions.regions() if each.parent == region)]


def _places(filters: Filters) -> tuple[int, int]:
    """From which place to before which the days reach."""
    from_, to = filters.get("from_"), filters.get("to")
    since = _start_of(from_) if from_ else _FIRST_PLACE
    return since, _start_of(to + timedelta(days=1)) if to and to < date.max else _LAST_PLACE


def _start_of(day: date) -> int:
    # The first years and the last have no midnight in every time zone.
    year = max(1900, min(day.year, 9998))
    return place_of(datetime.combine(day.replace(year=year), time.min, timezone.get_default_timezone()))


def _place_in(cursor: str) -> int:
    if not _CURSOR.fullmatch(cursor) or abs(int(cursor)) >= 2**63:
        raise CursorBroken(cursor[:20])
    return int(cursor)
