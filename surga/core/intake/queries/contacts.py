"""Reading contacts: who called before, what came of it, how many there were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypedDict, Unpack

from django.db.models import Count

from surga.core.cases.queries import CursorBroken, Page
from surga.core.intake.contacts import MARKED
from surga.core.intake.message import phone_of
from surga.core.intake.models import Contact
from surga.core.intake.queries.callers import tells_reporter
from surga.core.people.access import Actor

#: What contacts are counted by → their column.
BY: Final[Mapping[str, str]] = {
    "outcome": "outcome", "channel": "channel", "touch": "touch", "topic": "topic_code", "region": "region_code",
    "officer": "officer", "hotline": "hotline__slug",
}  # fmt: skip
_LARGEST: Final = 2**63 - 1


class Chosen(TypedDict, total=False):
    """What a list of contacts may be narrowed by; ``start`` and ``end``: begun in [start, end)."""

    officer_id: int
    outcome: str
    channel: str
    start: datetime
    end: datetime


def contact_of(external_id: str) -> Contact | None:
    """The contact that was kept under this id."""
    return Contact.objects.select_related("case", "hotline").filter(external_id=external_id).first()


@dataclass(frozen=True, slots=True)
class Touch:
    """A contact without whoever it was with; ``code``: its case, where the officer may know of it."""

    id: int
    started_at: datetime
    channel: str
    outcome: str
    topic: str
    region: str
    code: str = ""


def touches_of(ids: Iterable[int], actor: Actor) -> list[Touch]:
    """The contacts with these ids, the newest number first."""
    found = Contact.objects.filter(pk__in=list(ids)).select_related("case").order_by("-id")
    return [_touch(each, actor) for each in found]


def _touch(one: Contact, actor: Actor) -> Touch:
    code = one.case.code if one.case is not None and tells_reporter(one.case, actor) else ""
    return Touch(one.pk, one.started_at, one.channel, one.outcome, one.topic_code, one.region_code, code)


def contact(pk: int) -> Contact | None:
    return Contact.objects.select_related("case").filter(pk=pk).first()


def desk_contact_of(case_id: int) -> Contact | None:
    """The contact in which an officer took this case, None where none did."""
    opened = Contact.objects.filter(case=case_id, officer__isnull=False).exclude(outcome="follow_up")
    return opened.order_by("started_at", "id").first()


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


def contacts_between(*, cursor: str = "", limit: int = 50, **chosen: Unpack[Chosen]) -> Page[Contact]:
    """A page of contacts that are over, the newest first, with their cases and officers.

    Raises :class:`CursorBroken` for a cursor that is not ours.
    """
    found = Contact.objects.filter(ended_at__isnull=False).select_related("case", "officer")
    start, end = chosen.pop("start", None), chosen.pop("end", None)
    found = found.filter(**{name: value for name, value in chosen.items() if value})
    found = found.filter(started_at__gte=start) if start else found
    found = found.filter(started_at__lt=end) if end else found
    if cursor:
        last = _last(cursor)
        older = found.filter(started_at__lt=last.started_at)
        found = older | found.filter(started_at=last.started_at, id__lt=last.pk)
    rows = list(found.order_by("-started_at", "-id")[: limit + 1])
    return Page(rows[:limit], str(rows[limit - 1].pk) if len(rows) > limit else "")


def _last(cursor: str) -> Contact:
    pk = int(cursor) if cursor.isascii() and cursor.isdigit() and len(cursor) < 20 else _LARGEST + 1
    found = Contact.objects.filter(pk=pk).first() if pk <= _LARGEST else None
    if found is None:
        raise CursorBroken(cursor[:20])
    return found


def counts(by: str, start: datetime, end: datetime, hotline: str | None = None) -> dict[str, int]:
    """How many contacts began in [start, end), by a name of ``BY``; "" where it is not known.

    ``hotline``: only those of the hotline with this slug. Raises KeyError for another ``by``.
    """
    found = Contact.objects.filter(started_at__gte=start, started_at__lt=end)
    if hotline is not None:
        found = found.filter(hotline__slug=hotline)
    rows = found.order_by().values_list(BY[by]).annotate(n=Count("id"))
    return {str(value if value is not None else ""): n for value, n in rows}
