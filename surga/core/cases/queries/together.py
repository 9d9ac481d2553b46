"""Cases that are one matter: who leads, who goes along, and what their reporters said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from surga.core.cases.models import Case, Entry
from surga.core.cases.queries.reading import as_seen_by, facts_of, veil
from surga.core.people.access import Actor, may


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case stands among several: with a lead, leading others, or by itself."""

    code: str
    lead_id: int | None
    followers: int


@dataclass(frozen=True, slots=True)
class Word:
    """What the reporter of another case of the matter said, as this officer may read it."""

    code: str
    kind: str
    text: str
    at: datetime


def place_of(case_id: int) -> Place | None:
    """None when there is no such case."""
    row = Case.objects.filter(pk=case_id).values_list("code", "joined_to", "followers").first()
    return Place(*row) if row is not None else None


def lead_of(code: str) -> str | None:
    """The code of the case that it goes with; None for one by itself."""
    return Case.objects.filter(code=code).values_list("joined_to__code", flat=True).first()


def leads_of(case_ids: Iterable[int]) -> dict[int, str]:
    """Case → the code of its lead, of those that go with one."""
    rows = Case.objects.filter(pk__in=list(case_ids), joined_to__isnull=False)
    return dict(rows.values_list("pk", "joined_to__code"))


def followers_of(lead_id: int, actor: Actor, most: int = 50) -> list[Case]:
    """Those who go with it as this officer may read them, the oldest first, with their reporters."""
    found = Case.objects.select_related("reporter").filter(joined_to=lead_id).order_by("received_at", "pk")
    return [as_seen_by(actor, case) for case in found[:most]]


def seen_among(case_ids: Iterable[int], actor: Actor) -> dict[int, Case]:
    """Those of these cases that the officer may see, by id, as they may read them."""
    found = Case.objects.select_related("reporter", "joined_to").filter(pk__in=list(case_ids))
    return {case.pk: as_seen_by(actor, case) for case in found if may(actor, "see", facts_of(case))}


def words_of_followers(lead_id: int, actor: Actor, most: int = 10) -> list[Word]:
    """What their reporters added or replied, the latest first."""
    said = Entry.objects.filter(case__joined_to=lead_id, kind__in=("reply", "addition"))
    rows = said.select_related("case__reporter").order_by("-at", "-pk")[:most]
    return [Word(row.case.code, row.kind, veil(actor, row.case)(row.text), row.at) for row in rows]
