"""Contacts by group, counted by the database: there are ten and more for every case."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from surga.core.agencies.city import City
from surga.core.intake.models import Contact

#: Grouping → column. Nobody has a contact as an agency has a case, and no level decides it: there the rows are empty.
_COLUMN = {"channel": "channel", "topic": "topic_code", "region": "region_code", "kind": "outcome"}


def contacts_by(
    by: str, from_: date | None, to: date | None, now: datetime, where: City, *, open_only: bool = False
) -> tuple[int, list[tuple[str, int]]]:
    """How many contacts began from ``from_`` to ``to`` (days of the city, both in) and no later than ``now``.

    ``open_only``: without those about topics, or cases, that are never published: a narrow figure would betray them.
    What came of a contact is as known today: only the times are turned back.
    """
    found = _begun(from_, to, now, where)
    if open_only:
        found = found.exclude(_hidden(where))
    if by == "month":
        months = TruncMonth("started_at", tzinfo=where.calendar.zone)
        rows = [(f"{month:%Y-%m}", n) for month, n in _grouped(found, months)]
    elif by in _COLUMN:
        rows = [(str(code), n) for code, n in _grouped(found, _COLUMN[by])]
    else:
        return found.count(), []
    return sum(n for _, n in rows), sorted(rows)


def _grouped(found: QuerySet[Contact], by: Any) -> Any:
    return found.order_by().values_list(by).annotate(n=Count("id"))


def _begun(from_: date | None, to: date | None, now: datetime, where: City) -> QuerySet[Contact]:
    found = Contact.objects.filter(started_at__lte=now)
    if from_ is not None:
        found = found.filter(started_at__gte=_midnight(from_, where))
    if to is not None:
        found = found.filter(started_at__lt=_midnight(to + timedelta(days=1), where))
    return found


def _hidden(where: City) -> Q:
    topics = [code for code, topic in where.topics.items() if topic.protected or topic.oversight]
    flags = Q(case__confidential=True) | Q(case__oversight=True) | Q(case__protected=True)
    return Q(topic_code__in=topics) | (Q(case__isnull=False) & flags)


def _midnight(day: date, where: City) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=where.calendar.zone).astimezone(UTC)
