"""The rows of a scope, from the indexed tables."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from surga.core.agencies.queries import city
from surga.core.cases.models import Case
from surga.reactions.insight.queries.figure import Where


def cases_of(from_: date, to: date, as_of: datetime | None, where: Where) -> QuerySet[Case]:
    """The cases received from ``from_`` to ``to`` (days of the city, both in), as they are filed today, unordered.

    An agency has those it holds, and those proposed for it that nobody holds yet, as everywhere in the figures.
    """
    begin, end = bounds(from_, to, as_of)
    found = Case.objects.filter(received_at__gte=begin, received_at__lt=end).order_by()
    for name, code in where.chosen().items():
        match name:
            case "agency":
                found = found.filter(Q(agency=code) | Q(agency=None, proposed_agency=code))
            case "topic" | "region":
                found = found.filter(**{f"{name}_id": code})
            case _:
                found = found.filter(**{name: code})
    return found


def bounds(from_: date, to: date, as_of: datetime | None) -> tuple[datetime, datetime]:
    """The instants between which (the second not in) something came that was known by ``as_of``."""
    zone = city(fresh=False).calendar.zone
    begin = datetime(from_.year, from_.month, from_.day, tzinfo=zone)
    end = datetime(to.year, to.month, to.day, tzinfo=zone) + timedelta(days=1)
    return begin, end if as_of is None else min(end, as_of + timedelta(microseconds=1))
