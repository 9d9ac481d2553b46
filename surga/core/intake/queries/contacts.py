"""Reading contacts: who called before, what came of it, how many there were."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db.models import Count

from surga.core.intake.contacts import MARKED
from surga.core.intake.message import phone_of
from surga.core.intake.models import Contact

#: What contacts are counted by → their column.
BY: Final[Mapping[str, str]] = {
    "outcome": "outcome", "channel": "channel", "touch": "touch", "topic": "topic_code", "region": "region_code",
    "officer": "officer", "hotline": "hotline__slug",
}  # fmt: skip


def contact_of(external_id: str) -> Contact | None:
    """The contact that was kept under this id."""
    return Contact.objects.select_related("case", "hotline").filter(external_id=external_id).first()


def marks_of(phone: str) -> int:
    """How often this number was used to prank or abuse."""
    number = phone_of(phone)
    return Contact.objects.filter(caller_phone=number, outcome__in=MARKED).count() if number else 0


def history_of_phone(phone: str, limit: int = 5) -> list[Contact]:
    """The last contacts of this number, the newest first, with their cases and officers."""
    number = phone_of(phone)
    if not number:
        return []
    found = Contact.objects.filter(caller_phone=number).select_related("case", "officer")
    return list(found.order_by("-started_at", "-id")[:limit])


def counts(by: str, start: datetime, end: datetime, hotline: str | None = None) -> dict[str, int]:
    """How many contacts began in [start, end), by a name of ``BY``; "" where it is not known.

    ``hotline``: only those of the hotline with this slug. Raises KeyError for another ``by``.
    """
    found = Contact.objects.filter(started_at__gte=start, started_at__lt=end)
    if hotline is not None:
        found = found.filter(hotline__slug=hotline)
    rows = found.order_by().values_list(BY[by]).annotate(n=Count("id"))
    return {str(value if value is not None else ""): n for value, n in rows}
