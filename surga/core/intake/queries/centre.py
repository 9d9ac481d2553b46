"""The call centre as one look takes it in: who waits now, who has what, what came today. Seven queries.

Contacts are counted as contacts: a call that was silent is none of the city's complaints.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Max, Min, Q, Sum

from surga.core.intake.contacts import IDLE, OUTCOMES
from surga.core.intake.models import Contact, Conversation, Line
from surga.core.intake.queries.inbox import asleep
from surga.core.people import queries as people

HOUR: Final = timedelta(hours=1)
#: The modes of a conversation as a supervisor parts them; put off is a held one that sleeps.
MODES: Final = ("waiting", "held", "snoozed", "bot")


@dataclass(slots=True)
class OfficerLine:
    """One officer: what they hold, how many answers they wrote, the contacts they ended. ``mean``: seconds or None."""

    id: int
    name: str = ""
    held: int = 0
    hour: int = 0
    today: int = 0
    contacts: int = 0
    mean: int | None = None


@dataclass(slots=True)
class ChannelLine:
    """One channel: how many wait there now, contacts that began in the last hour and today."""

    channel: str
    waiting: int = 0
    hour: int = 0
    today: int = 0


@dataclass(slots=True)
class Centre:
    """What stands at this moment, and what came since the morning. ``outcomes``: in their order, without zeros."""

    waiting: int = 0
    longest: datetime | None = None
    unanswered: int = 0
    modes: dict[str, int] = field(default_factory=dict)
    officers: list[OfficerLine] = field(default_factory=list)
    channels: list[ChannelLine] = field(default_factory=list)
    contacts: int = 0
    hour: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    running: int = 0

    @property
    def idle(self) -> int:
        """Contacts that brought no matter."""
        return sum(n for outcome, n in self.outcomes.items() if outcome in IDLE)


def centre(now: datetime, today: datetime) -> Centre:
    """Everything a supervisor asks; ``today``: when the city's day began."""
    standing = _standing(now, today)
    touches = _touches(now, today)
    written = _written(now, today)
    found = Centre(
        waiting=sum(row["n"] for row in standing if row["mode"] == Conversation.WAITING),
        longest=min((row["oldest"] for row in standing if row["oldest"] is not None), default=None),
        unanswered=sum(row["unanswered"] for row in standing if row["mode"] == Conversation.HELD),
        modes=_modes(standing),
        contacts=sum(row["n"] for row in touches),
        hour=sum(row["hour"] for row in touches),
    )
    outcomes: Counter[str] = Counter()
    for row in touches:
        outcomes[row["outcome"]] += row["n"]
    found.running = outcomes[""]
    found.outcomes = {code: outcomes[code] for code in OUTCOMES if outcomes[code]}
    found.channels = _channels(standing, touches)
    found.officers = _officers(standing, touches, written)
    return found


def centre_mark(now: datetime, today: datetime) -> str:
    """Changes when something a supervisor sees does; and every few minutes, for the last hour goes on."""
    conversations = Conversation.objects.filter(changed_at__gte=today).aggregate(
        n=Count("id"), v=Sum("version")
    )
    contacts = Contact.objects.filter(started_at__gte=today).aggregate(
        last=Max("id"), over=Count("ended_at"), idle=Count("id", filter=Q(outcome__in=IDLE))
    )
    told = (*conversations.values(), *contacts.values(), int(now.timestamp()) // 300)
    return "~".join(str(each or 0) for each in told)


def _standing(now: datetime, today: datetime) -> list[Any]:
    """Conversations that officers have or should have, and those the bot had today."""
    live = Q(mode__in=(Conversation.WAITING, Conversation.HELD)) | Q(changed_at__gte=today)
    unanswered = Q(waiting_since__isnull=False) & ~asleep(now)
    rows = Conversation.objects.filter(live).order_by().values("mode", "channel", "holder")
    return list(
        rows.annotate(
            n=Count("id"),
            asleep=Count("id", filter=asleep(now)),
            unanswered=Count("id", filter=unanswered),
            oldest=Min("waiting_since", filter=unanswered),
        )
    )


def _touches(now: datetime, today: datetime) -> list[Any]:
    rows = Contact.objects.filter(started_at__gte=today).order_by().values("officer", "channel", "outcome")
    return list(
        rows.annotate(
            n=Count("id"),
            hour=Count("id", filter=Q(started_at__gte=now - HOUR)),
            total=Sum("seconds"),
            measured=Count("seconds"),
        )
    )


def _written(now: datetime, today: datetime) -> list[Any]:
    """How many answers each officer wrote."""
    rows = Line.objects.filter(author="officer", officer__isnull=False, at__gte=today).order_by()
    return list(
        rows.values("officer").annotate(today=Count("id"), hour=Count("id", filter=Q(at__gte=now - HOUR)))
    )


def _modes(standing: list[Any]) -> dict[str, int]:
    modes = dict.fromkeys(MODES, 0)
    for row in standing:
        modes[row["mode"]] += row["n"] - row["asleep"]
        modes["snoozed"] += row["asleep"]
    return modes


def _channels(standing: list[Any], touches: list[Any]) -> list[ChannelLine]:
    lines: dict[str, ChannelLine] = {}
    for row in standing:
        if row["mode"] == Conversation.WAITING:
            lines.setdefault(row["channel"], ChannelLine(row["channel"])).waiting += row["n"]
    for row in touches:
        line = lines.setdefault(row["channel"], ChannelLine(row["channel"]))
        line.hour += row["hour"]
        line.today += row["n"]
    return sorted(lines.values(), key=lambda line: (-line.today, line.channel))


def _officers(standing: list[Any], touches: list[Any], written: list[Any]) -> list[OfficerLine]:
    lines: dict[int, OfficerLine] = {}
    for row in standing:
        if row["holder"] is not None:
            lines.setdefault(row["holder"], OfficerLine(row["holder"])).held += row["n"]
    for row in written:
        line = lines.setdefault(row["officer"], OfficerLine(row["officer"]))
        line.hour, line.today = row["hour"], row["today"]
    lengths: dict[int, list[int]] = {}
    for row in touches:
        if row["officer"] is not None:
            lines.setdefault(row["officer"], OfficerLine(row["officer"])).contacts += row["n"]
            total = lengths.setdefault(row["officer"], [0, 0])
            total[0] += row["total"] or 0
            total[1] += row["measured"]
    names = people.names_of(set(lines))
    for pk, line in lines.items():
        seconds, measured = lengths.get(pk, (0, 0))
        line.name, line.mean = names.get(pk, ""), seconds // measured if measured else None
    return sorted(lines.values(), key=lambda line: (-line.held, -line.today, line.name.lower()))
