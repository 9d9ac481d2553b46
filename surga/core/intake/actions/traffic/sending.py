"""What becomes of a line of ours: claimed, sent, put off, failed, unsure. Only here are these saved.

Sending takes three steps. *Claim*, which only one worker can win, makes the line SENDING and is committed. *Hand
over* to the channel, outside of any transaction. *Mark* how it ended. A worker killed before the second step has sent
nothing, but nobody can see that from outside: a line that is SENDING when its lease is over becomes UNSURE, and is
never sent again by itself. The channel's own mark, or an officer who looked, says what became of it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from surga.core.intake.actions.saying import locked, touch
from surga.core.intake.models import Line
from surga.core.intake.queries.conversations import window_open
from surga.core.people import access
from surga.core.people.access import Actor

#: Far longer than a try may take: the channel's own timeouts end it.
LEASE: Final = timedelta(minutes=3)
MAX_ATTEMPTS: Final = 8
FIRST_WAIT: Final = timedelta(seconds=5)
LONGEST_WAIT: Final = timedelta(hours=2)
_UNDER_WAY: Final = (Line.DUE, Line.SENDING)

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A line that one worker has in hand. ``window``: free text may be sent now; ``answers``, ``subject``: for mail."""

    id: int
    lease: str
    conversation_id: int
    channel: str
    to: str
    kind: str
    text: str
    data: dict[str, Any]
    ref: str
    attempts: int
    language: str
    window: bool
    answers: str = ""
    subject: str = ""


def claim(channel: str, now: datetime | None = None) -> Claimed | None:
    """The first line that is due on the channel, now SENDING and ours; None when none is.

    The lines of a conversation go out in order: a later one waits while an earlier one is not yet over.
    """
    at = now or timezone.now()
    while True:
        line = _due(channel, at).select_related("conversation").first()
        if line is None:
            return None
        lease = secrets.token_hex(8)
        free = Line.objects.filter(pk=line.pk, state=Line.DUE, lease=line.lease, next_at=line.next_at)
        if free.update(state=Line.SENDING, lease=lease, next_at=at + LEASE, attempts=F("attempts") + 1):
            return _claimed(line, lease, at)


def mark_sent(claimed: Claimed, external_id: str) -> None:
    """The channel took it and calls it ``external_id``."""
    now = timezone.now()
    with transaction.atomic():
        conversation = locked(claimed.conversation_id)
        line = Line.objects.get(pk=claimed.id)
        ours = line.state == Line.SENDING and line.lease == claimed.lease
        changes: dict[str, Any] = {"external_id": line.external_id or external_id or None}
        changes["sent_at"] = line.sent_at or now
        if ours or line.state == Line.UNSURE:
            changes |= {"state": Line.SENT, "lease": "", "error": ""}
        # Otherwise its mark came before us, and says more than we know.
        _save(line, changes)
        touch(conversation, now)


def put_off(claimed: Claimed, code: str, wait: float) -> None:
    """It was certainly not sent: try again in ``wait`` seconds or later, fail after ``MAX_ATTEMPTS``."""
    if claimed.attempts >= MAX_ATTEMPTS:
        fail(claimed, code)
        return
    backoff = min(FIRST_WAIT * 3 ** (claimed.attempts - 1), LONGEST_WAIT)
    next_at = timezone.now() + max(timedelta(seconds=wait), backoff)
    _of_this_try(claimed, state=Line.DUE, next_at=next_at, error=code[:80])


def fail(claimed: Claimed, code: str) -> None:
    """It was certainly not sent, and never will be by itself."""
    _of_this_try(claimed, state=Line.FAILED, error=code[:80])
    logger.warning("line failed", line=claimed.id, channel=claimed.channel, error=code[:80])


def unsure(claimed: Claimed, code: str) -> None:
    """Nobody knows whether it was sent."""
    _of_this_try(claimed, state=Line.UNSURE, error=code[:80])
    logger.warning("line unsure", line=claimed.id, channel=claimed.channel, error=code[:80])


def reap(channel: str, now: datetime | None = None) -> int:
    """Lines of the channel whose worker did not come back in time become UNSURE; how many."""
    at = now or timezone.now()
    left = Line.objects.filter(
        state__written=_UNDER_WAY, channel=channel, state=Line.SENDING, next_at__lte=at
    )
    return sum(_lost(line, at) for line in left.order_by("next_at", "id")[:100])


def retry_line(line_id: int, actor: Actor) -> bool:
    """An officer lets a line that failed, or that we are unsure of, be sent (again); False when it is neither.

    Whoever resends an unsure line takes it on themselves that the person may read it twice. Raises ``NotAllowed``.
    """
    access.require(actor, "converse")
    with transaction.atomic():
        line = Line.objects.filter(pk=line_id, way=Line.OUT).first()
        if line is None:
            return False
        conversation, now = locked(line.conversation_id), timezone.now()
        stuck = Line.objects.filter(pk=line_id, state__in=(Line.FAILED, Line.UNSURE))
        if not stuck.update(state=Line.DUE, attempts=0, next_at=now, lease="", error=""):
            return False
        touch(conversation, now)
    logger.info("line sent again", line=line_id, actor=str(actor))
    return True


def _due(channel: str, now: datetime) -> QuerySet[Line]:
    under_way = Line.objects.filter(state__written=_UNDER_WAY)
    earlier = under_way.filter(conversation=OuterRef("conversation"), pk__lt=OuterRef("pk"))
    due = under_way.filter(channel=channel, state=Line.DUE, next_at__lte=now)
    return due.exclude(Exists(earlier)).order_by("next_at", "id")


def _claimed(line: Line, lease: str, now: datetime) -> Claimed:
    conversation = line.conversation
    answers, subject = line.data.get("answers", ""), line.data.get("subject", "")
    if line.channel == "email" and not answers:
        answers, subject = _letter_before(line, subject)
    return Claimed(
        id=line.pk,
        lease=lease,
        conversation_id=conversation.pk,
        channel=line.channel,
        to=conversation.sender,
        kind=line.kind,
        text=line.text,
        data=line.data,
        ref=line.ref,
        attempts=line.attempts + 1,
        language=conversation.language,
        window=window_open(conversation, now),
        answers=answers,
        subject=subject,
    )


def _letter_before(line: Line, subject: str) -> tuple[str, str]:
    """The id and the subject of the mail that a mail of ours goes under."""
    heard = Line.objects.filter(conversation=line.conversation_id, way=Line.IN, pk__lt=line.pk)
    last = heard.order_by("-id").first()
    if last is None:
        return "", subject
    return last.external_id or "", subject or last.data.get("subject", "")


def _lost(line: Line, now: datetime) -> bool:
    with transaction.atomic():
        conversation = locked(line.conversation_id)
        still = Line.objects.filter(pk=line.pk, state=Line.SENDING, lease=line.lease)
        if not still.update(state=Line.UNSURE, lease="", error="lease"):
            return False
        touch(conversation, now)
    logger.warning("line unsure", line=line.pk, channel=line.channel, error="lease")
    return True


def _of_this_try(claimed: Claimed, **changes: Any) -> None:
    with transaction.atomic():
        conversation = locked(claimed.conversation_id)
        this = Line.objects.filter(pk=claimed.id, state=Line.SENDING, lease=claimed.lease)
        if this.update(lease="", **changes):
            touch(conversation, timezone.now())


def _save(line: Line, changes: dict[str, Any]) -> None:
    this = Line.objects.filter(pk=line.pk)
    try:
        with transaction.atomic():
            this.update(**changes)
    except IntegrityError:
        # The channel gave one id to two messages. That it was sent is worth more than what it is called.
        this.update(**{**changes, "external_id": line.external_id})
