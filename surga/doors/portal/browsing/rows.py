"""A public case as one row of a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from surga.core.agencies.city import City
from surga.doors.portal.following.view import region_name, topic_name


@dataclass(frozen=True, slots=True)
class Row:
    """What a list shows of a case."""

    code: str
    title: str
    status: str
    topic: str
    region: str
    agency: str
    received_at: datetime
    #: Working days to its first answer; None while there is none.
    answered_in: int | None


def rows_of(found: Iterable[Any], where: City, language: str) -> list[Row]:
    """Rows in the order they came; names from the city's snapshot, not from the database."""
    return [_row(case, where, language) for case in found]


def _row(case: Any, where: City, language: str) -> Row:
    agency = where.agencies.get(case.agency_code)
    first: datetime | None = case.first_follow_up_at
    took = where.calendar.working_days_between(case.received_at, first) if first is not None else None
    return Row(
        code=case.code,
        title=case.title,
        status=case.status,
        topic=topic_name(where, case.topic_code, language),
        region=region_name(case.region_code),
        agency=agency.label if agency is not None else "",
        received_at=case.received_at,
        answered_in=took,
    )
