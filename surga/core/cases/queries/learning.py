"""What triage learns from, and is measured by: cases that officers have read."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from surga.core.cases.models import Case
from surga.core.regions import queries as regions

#: What went by itself and lies untouched has only triage's own word for it: nothing is learned from that.
_ONLY_BY_ITSELF = Q(
    triage__automatic=True,
    status__in=("verified", "forwarded", "waiting_reporter", "returned"),
    first_follow_up_at__isnull=True,
)


def verified_cases() -> Iterator[dict[str, str]]:
    """What the routing learns from: who had each verified case, without the guarded ones; the oldest first.

    Agencies by the names that they have now. Of cases that went by themselves only those that the agency began with.
    """
    cases = Case.objects.filter(verified_at__isnull=False, agency__isnull=False, oversight=False)
    # By their ids: a case that was never judged has no "automatic" to compare with.
    untouched = Case.objects.filter(_ONLY_BY_ITSELF).values("pk")
    fields = ("text", "address", "received_at", "agency__name", "topic__code", "region_id")
    for text, address, at, agency, topic, region in (
        cases.exclude(pk__in=untouched).order_by("received_at").values_list(*fields)
    ):
        yield {
            "text": text,
            "address": address,
            "date": at.isoformat(),
            "agency": agency,
            "topic": topic or "",
            **place_names(region),
        }


def place_names(region: str | None) -> dict[str, str]:
    """``kelurahan`` and ``kecamatan`` of a region by their names, as far as it says: for learning and for judging."""
    place = regions.region(region, fresh=False) if region else None
    if place is None:
        return {}
    over = regions.region(place.parent, fresh=False) if place.parent else None
    return {one.kind: one.name for one in (over, place) if one is not None}
