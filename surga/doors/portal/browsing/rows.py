"""A public case as one row of a list, said and drawn once: a page shows twenty of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surga.core.agencies.city import City
from surga.doors.look.templatetags import moments, shapes
from surga.doors.portal.following.view import region_name, topic_name


@dataclass(frozen=True, slots=True)
class Row:
    """What a list shows of a case. ``about``: topic, kelurahan and day; ``answered``: how soon, or empty."""

    href: str
    title: str
    about: tuple[str, ...]
    badge: str
    answered: str


def rows_of(found: Iterable[Any], where: City, language: str) -> list[Row]:
    """Rows in the order they came; names from the city's snapshot, not from the database."""
    start = reverse("daftar")
    return [
        Row(
            href=f"{start}/{case.code}",
            title=case.title,
            about=_about(case, where, language),
            badge=shapes.status(case.status),
            answered=_answered(case, where),
        )
        for case in found
    ]


def _about(case: Any, where: City, language: str) -> tuple[str, ...]:
    parts = (
        topic_name(where, case.topic_code, language),
        region_name(case.region_code),
        moments.short(case.received_at),
    )
    told = ""
    if case.followers:
        n = case.followers + 1
        told = ngettext("%(n)s warga melaporkannya", "%(n)s warga melaporkannya", n) % {"n": n}
    return tuple(part for part in (*parts, told) if part)


def _answered(case: Any, where: City) -> str:
    first: datetime | None = case.first_follow_up_at
    if first is None:
        return ""
    days = where.calendar.working_days_between(case.received_at, first)
    if days <= 0:
        return _("dijawab hari itu juga")
    return ngettext("dijawab dalam %(n)s hari kerja", "dijawab dalam %(n)s hari kerja", days) % {"n": days}
