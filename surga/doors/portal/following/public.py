"""A published case, from the register's read model: masked already, and never more than is there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from surga.core.agencies.city import City
from surga.doors.portal.following.journey import items_of, journey_of
from surga.doors.portal.following.view import agency_name, photo_links, region_name, topic_name


def public_context(case: Any, where: City, language: str) -> dict[str, Any]:
    """What a page about the register's ``PublicCase`` shows."""
    return {
        "public": case,
        "topic": topic_name(where, case.topic_code, language),
        "region": region_name(case.region_code),
        "holder": agency_name(where, case.agency_code),
        "journey": journey_of(items_of(case.timeline), case.status, where, timezone.now()),
        "happened": [_happened(item) for item in case.timeline],
        "photos": [photo_links(photo_id) for photo_id in _loose_photos(case)],
    }


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
