"""A published case, from the register's read model: masked already, and never more than is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from surga.core.agencies.city import City
from surga.core.cases.queries import together
from surga.core.cases.states import ENDED
from surga.doors.portal.following.journey import items_of, journey_of
from surga.doors.portal.following.view import agency_name, photo_links, region_name, topic_name
from surga.reactions.register import queries as register


def public_context(case: Any, where: City, language: str) -> dict[str, Any]:
    """What a page about the register's ``PublicCase`` shows."""
    return {
        "public": case,
        "count": case.followers + 1,
        "may_join": case.status not in ENDED,
        "topic": topic_name(where, case.topic_code, language),
        "region": region_name(case.region_code),
        "holder": agency_name(where, case.agency_code),
        "journey": journey_of(items_of(case.timeline), case.status, where, timezone.now()),
        "happened": [_happened(item) for item in case.timeline],
        "photos": [photo_links(photo_id) for photo_id in _loose_photos(case)],
    }


@dataclass(frozen=True, slots=True)
class Together:
    """With what one's own case goes. ``lead``: the public report's code, "" where one's own is first or it is not to be
    read; ``title``: masked; ``count``: how many tell of it, with oneself."""

    lead: str
    title: str
    count: int


def together_of(case: Any) -> Together | None:
    """How one's own case goes together with others; None where it goes by itself."""
    if case.joined_to_id is None:
        return Together("", "", case.followers + 1) if case.followers else None
    lead = register.public_case(together.lead_of(case.code) or "")
    return Together(lead.code, lead.title, lead.followers + 1) if lead is not None else Together("", "", 0)


def _happened(item: dict[str, Any]) -> dict[str, Any]:
    """An item of the read model as the timeline's template wants it."""
    return {
        **item,
        "at": datetime.fromisoformat(item["at"]),
        "photos": [photo_links(photo_id) for photo_id in item.get("photos") or ()],
    }


def _loose_photos(case: Any) -> list[int]:
    """The photos that came with the case itself and with no later word."""
    later = {photo_id for item in case.timeline for photo_id in item.get("photos") or ()}
    return [photo_id for photo_id in case.photos if photo_id not in later]
