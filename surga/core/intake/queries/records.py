"""A hotline's contacts as everybody may know them: how many there were, and the published ones, masked.

A contact is no case: both are counted, and neither stands for the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from surga.core.cases.queries import CursorBroken as CursorBroken
from surga.core.cases.queries import Hiding
from surga.core.cases.queries import Page as Page
from surga.core.intake.models import Contact
from surga.core.triage.mask import MaskingFailed

#: A case put away for one of these reasons is no matter of the public's, and no more are the words that brought it.
_WITHDRAWN: Final = ("spam", "abusive", "identity_misuse", "withdrawn")
_CURSOR: Final = re.compile(r"(-?\d{1,17})\.(\d{1,18})", re.ASCII)
_CODE: Final = re.compile(r"[\w.-]{1,64}", re.ASCII)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TICK: Final = timedelta(microseconds=1)
_COLUMNS: Final = (
    "id", "started_at", "channel", "topic_code", "region_code", "outcome", "text", "answer", "case__code",
    "reporter__name", "case__reporter__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """One published contact. ``text`` and ``answer`` are masked; ``case_code``: the case it opened or was about."""

    id: int
    started_at: datetime
    channel: str
    topic: str
    region: str
    outcome: str
    text: str
    answer: str
    case_code: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many contacts a hotline had, and to how many cases they led. Topics that are not told stand under ""."""

    contacts: int
    cases: int
    by_channel: dict[str, int]
    by_topic: dict[str, int]
    by_outcome: dict[str, int]


def tally_of(hotline_id: int, hidden: Collection[str] = ()) -> Tally:
    """All contacts of a hotline, published or not; ``hidden``: the topics that are never told."""
    contacts = Contact.objects.filter(hotline_id=hotline_id).order_by()
    channels, topics, outcomes = Counter[str](), Counter[str](), Counter[str]()
    grouped = contacts.values_list("channel", "topic_code", "outcome").annotate(n=Count("id"))
    for channel, topic, outcome, n in grouped:
        channels[channel] += n
        topics["" if topic in hidden else topic] += n
        outcomes[outcome] += n
    cases = contacts.filter(case__isnull=False).aggregate(n=Count("case", distinct=True))["n"]
    return Tally(channels.total(), cases, dict(channels), dict(topics), dict(outcomes))


def records_of(
    hotline_id: int,
    hidden: Collection[str] = (),
    *,
    channel: str = "",
    topic: str = "",
    cursor: str = "",
    limit: int = 20,
) -> Page[Record]:
    """A page of the published contacts, the newest first. Raises ``CursorBroken`` for a cursor not from here."""
    found = _public(hotline_id, hidden)
    for column, code in (("channel", channel), ("topic_code", topic)):
        if code:
            found = found.filter(**{column: code}) if _CODE.fullmatch(code) else found.none()
    if cursor:
        at, last = _place_in(cursor)
        found = found.filter(Q(started_at__lt=at) | Q(started_at=at, id__lt=last), started_at__lte=at)
    hiding = Hiding()
    rows = [
        _record(hiding, *row)
        for row in found.order_by("-started_at", "-id").values_list(*_COLUMNS)[: limit + 1]
    ]
    return Page(rows[:limit], _place_of(rows[limit - 1]) if len(rows) > limit else "")


def every_record(hotline_id: int, hidden: Collection[str] = ()) -> Iterator[Record]:
    """All published contacts, the oldest first, read in portions: for open data."""
    rows = _public(hotline_id, hidden).order_by("started_at", "id").values_list(*_COLUMNS)
    hiding = Hiding()
    return (_record(hiding, *row) for row in rows.iterator(chunk_size=500))


def _public(hotline_id: int, hidden: Collection[str]) -> QuerySet[Contact]:
    """Contacts that are over, were published, and whose case, where there is one, everybody may read.

    What a citizen wrote in a chat nobody has read before a verifier does: until then it is only counted.
    """
    kept = Q(case__confidential=True) | Q(case__oversight=True) | Q(case__protected=True)
    kept |= Q(case__topic__in=hidden)
    refused = Q(case__published=False) | Q(case__verified_at__isnull=True)
    withdrawn = Q(case__status="archived", case__archive_reason__in=_WITHDRAWN)
    found = Contact.objects.filter(hotline_id=hotline_id, published=True, ended_at__isnull=False)
    found = found.exclude(Q(case__isnull=False) & (kept | refused | withdrawn))
    return found.exclude(topic_code__in=hidden) if hidden else found


def _record(hiding: Hiding, *row: Any) -> Record:
    pk, started_at, channel, topic, region, outcome, text, answer, code, *names = row
    known = tuple(name for name in names if name)
    return Record(
        id=pk,
        started_at=started_at,
        channel=channel,
        topic=topic,
        region=region,
        outcome=outcome,
        text=_said(hiding, text, known),
        answer=_said(hiding, answer, known) if answer else "",
        case_code=code or "",
    )


def _said(hiding: Hiding, text: str, names: tuple[str, ...]) -> str:
    """The words as everybody may read them; none where they cannot be masked."""
    try:
        return hiding.entry(text, names)
    except MaskingFailed:
        return ""


def _place_of(record: Record) -> str:
    return f"{(record.started_at - _EPOCH) // _TICK}.{record.id}"


def _place_in(cursor: str) -> tuple[datetime, int]:
    found = _CURSOR.fullmatch(cursor)
    try:
        return _EPOCH + int(found[1]) * _TICK, int(found[2])  # type: ignore[index]  # None is caught below
    except (TypeError, OverflowError):
        raise CursorBroken(cursor[:20]) from None
