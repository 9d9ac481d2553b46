"""Reading the shared inbox: which conversations wait, whose they are, what they were about.

A page asks again and again whether anything changed. ``list_mark`` and ``talk_mark`` answer that with one tiny query,
so that nothing is drawn while nothing happens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Exists, F, Min, OuterRef, Q, Sum

from surga.core.cases.models import Case
from surga.core.intake.models import Contact, Conversation, Line, Submission
from surga.core.intake.queries.conversations import window_open
from surga.core.people import access
from surga.core.people.models import Officer

FILTERS: Final = ("waiting", "mine", "all", "bot", "snoozed")
#: How far back the words of lines are searched; names and numbers are searched whatever their age.
SEARCHED: Final = timedelta(days=90)
#: Changes are committed a little later than they happened: so far back the list looks for them again.
_LATE: Final = timedelta(seconds=60)
_NUMBER: Final = re.compile(r"^[\d\s()+-]{4,}$")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many conversations wait, are this officer's, are put off; when the next of those comes back."""

    waiting: int
    mine: int
    snoozed: int
    wakes_at: datetime | None


def asleep(now: datetime) -> Q:
    """Put off, and the person has not written since."""
    return Q(snoozed_until__gt=now, unread=0)


def waits(now: datetime) -> Q:
    """Nobody has it yet, or the time for which its holder put it off is over."""
    return Q(mode=Conversation.WAITING) | (
        Q(mode=Conversation.HELD, snoozed_until__isnull=False) & ~asleep(now)
    )


def list_of(
    name: str,
    officer_id: int,
    now: datetime,
    *,
    q: str = "",
    after: tuple[datetime, int] | None = None,
    limit: int = 50,
) -> list[Conversation]:
    """One of ``FILTERS``: those that wait by how long they do, all others by their last change.

    ``q``: part of a name, a number or, within ``SEARCHED``, of what was said. ``after``: the change and id of the last
    one shown. One more than ``limit`` is given when there are more.
    """
    found = Conversation.objects.select_related("holder").filter(_in_list(name, officer_id, now))
    if q:
        found = found.filter(_matching(q, now))
    if name == "waiting":
        return list(found.order_by(F("waiting_since").asc(nulls_last=True), "id")[: limit + 1])
    if after is not None:
        at, pk = after
        found = found.filter(changed_at__lte=at).filter(Q(changed_at__lt=at) | Q(changed_at=at, pk__lt=pk))
    return list(found.order_by("-changed_at", "-id")[: limit + 1])


def counts_for(officer_id: int, now: datetime) -> Counts:
    """The numbers beside the filters, in one query over what no bot has."""
    live = Conversation.objects.filter(mode__in=(Conversation.WAITING, Conversation.HELD))
    found = live.aggregate(
        waiting=Count("id", filter=waits(now)),
        mine=Count("id", filter=Q(holder=officer_id) & ~asleep(now)),
        snoozed=Count("id", filter=asleep(now)),
        wakes_at=Min("snoozed_until", filter=asleep(now)),
    )
    return Counts(**found)


def list_mark(since: datetime, wakes_at: datetime | None = None) -> str:
    """What tells a page whether its list is still right: the sum of all versions that changed after ``since``.

    Not the newest change alone: two that happen at once may be seen in the other order.
    """
    changed = Conversation.objects.filter(changed_at__gte=since)
    found = changed.aggregate(n=Count("id"), versions=Sum("version"))
    wakes = f"{wakes_at.timestamp():.0f}" if wakes_at is not None else ""
    return f"{since.timestamp():.3f}~{found['n']}~{found['versions'] or 0}~{wakes}"


def fresh_list_mark(now: datetime, wakes_at: datetime | None) -> str:
    """The mark of a list that is drawn now. Taken before the list is read: a change between is then found again."""
    return list_mark(_to_millis(now - _LATE), wakes_at)


def list_unchanged(mark: str, now: datetime) -> bool:
    """Whether the list that bears this mark is still right; a mark that is none of ours is not."""
    since, _, rest = mark.partition("~")
    try:
        start = datetime.fromtimestamp(float(since), UTC)
        wakes = rest.rpartition("~")[2]
        awake = bool(wakes) and float(wakes) <= now.timestamp()
    except (ValueError, OverflowError, OSError):
        return False
    if awake or now - start > timedelta(hours=12):
        return False
    return list_mark(start).rpartition("~")[0] == mark.rpartition("~")[0]


def talk_mark(conversation: Conversation, now: datetime) -> str:
    """What tells a page whether its conversation is still right."""
    return f"{conversation.version}.{int(window_open(conversation, now))}"


def talk_unchanged(conversation_id: int, mark: str, now: datetime) -> bool:
    """Whether the page of the conversation that bears this mark is still right."""
    bare = Conversation.objects.only("version", "channel", "last_in_at").filter(pk=conversation_id).first()
    return bare is not None and talk_mark(bare, now) == mark


def talk(pk: int) -> Conversation | None:
    """A conversation with all that its page tells of it."""
    related = ("holder", "case", "contact", "hotline")
    return Conversation.objects.select_related(*related).filter(pk=pk).first()


def line(pk: int) -> Line | None:
    return Line.objects.select_related("conversation").filter(pk=pk).first()


def cases_of(conversation: Conversation, limit: int = 8) -> list[Case]:
    """The cases that came from it, and the one spoken of last; the newest first."""
    came = Submission.objects.filter(conversation=conversation.pk).values("case")
    found = Case.objects.filter(Q(pk__in=came) | Q(pk=conversation.case_id))
    return list(found.order_by("-id")[:limit])


def contacts_of(conversation: Conversation, limit: int = 30) -> list[Contact]:
    """The touches of this person that are over, on this channel or from this number; the newest first."""
    theirs = Q(conversation=conversation.pk)
    if conversation.phone:
        theirs |= Q(caller_phone=conversation.phone)
    over = Contact.objects.select_related("officer", "case").filter(theirs, ended_at__isnull=False)
    return list(over.order_by("-started_at", "-id")[:limit])


def colleagues() -> list[Officer]:
    """The officers who may converse, by name."""
    roles = [role for role in access.ROLES if access.may(access.Actor("officer", "0", role), "converse")]
    found = Officer.objects.filter(is_active=True, role__in=roles)
    return sorted(found, key=lambda officer: str(officer).lower())


def _in_list(name: str, officer_id: int, now: datetime) -> Q:
    lists: dict[str, Any] = {
        "waiting": waits(now),
        "mine": Q(holder=officer_id) & ~asleep(now),
        "bot": Q(mode=Conversation.BOT),
        "snoozed": asleep(now),
    }
    found: Q = lists.get(name, Q())
    return found


def _matching(q: str, now: datetime) -> Q:
    said = Line.objects.filter(conversation=OuterRef("pk"), at__gte=now - SEARCHED, text__icontains=q)
    theirs = Q(name__icontains=q) | Q(Exists(said))
    if _NUMBER.match(q):
        # As people write it: 0812 3456 7890 is +6281234567890.
        digits = re.sub(r"\D", "", q).removeprefix("0").removeprefix("62")
        if digits:
            theirs |= Q(phone__contains=digits) | Q(sender__contains=digits)
    elif "@" in q:
        theirs |= Q(sender__icontains=q)
    return theirs


def _to_millis(at: datetime) -> datetime:
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
