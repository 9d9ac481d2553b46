"""What triage learns from, and is measured by: cases that officers have read."""

from __future__ import annotations

from collections.abc import Iterator

from surga.core.cases.models import Case


def verified_cases() -> Iterator[dict[str, str]]:
    """What the routing learns from: who had each verified case, without the guarded ones; the oldest first."""
    cases = Case.objects.filter(verified_at__isnull=False, agency__isnull=False, oversight=False)
    fields = ("text", "address", "received_at", "agency__name", "topic__code", "region__name", "region__kind")
    for text, address, at, agency, topic, region, kind in cases.order_by("received_at").values_list(*fields):
        place = {kind: region} if kind else {}
        yield {
            "text": text,
            "address": address,
            "date": at.isoformat(),
            "agency": agency,
            "topic": topic or "",
            **place,
        }
