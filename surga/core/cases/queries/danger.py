"""Dangers that were told of since an officer's page last asked."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Max, Q
from django.utils import timezone

from surga.core.cases.models import Case
from surga.core.cases.queries.queues import visible_to
from surga.core.people.access import TEAM, Actor
from surga.events.models import Event

#: Events are numbered before they are committed: one may appear behind a mark that was given already.
_OVERLAP, _COMMITTED = 100, timedelta(seconds=15)
_MOST = 20
_FAR = timedelta(days=18_000)
_UNTOUCHED = ("received", "waiting_reporter", "verified", "forwarded", "returned")


def newest_mark() -> int:
    """The mark from which an asking page goes on."""
    return Event.objects.aggregate(newest=Max("id"))["newest"] or 0


def dangers_since(actor: Actor, since: int) -> tuple[int, list[Case]]:
    """The new mark, and the dangers told of after ``since`` that nobody has begun with and ``actor`` may see.

    A case may come again in the next answer; whoever asks knows what was announced. An agency hears of a danger when
    the case is given to it. Two queries over the newest events alone; a third where there is something.
    """
    names = ["DangerSeen"] if actor.role in TEAM else ["DangerSeen", "CaseForwarded"]
    mark = max(since, newest_mark())
    late = Q(id__gt=max(0, since - _OVERLAP), recorded_at__gte=timezone.now() - _COMMITTED)
    recent = Event.objects.filter(Q(id__gt=since) | late, name__in=names)
    newest = recent.order_by("-id").values_list("case_id", flat=True)[: _MOST * 5]
    ids = [case_id for case_id in newest if case_id is not None]
    if not ids:
        return mark, []
    cases = visible_to(actor).filter(pk__in=ids, status__in=_UNTOUCHED).exclude(danger="")
    return mark, list(cases.only("code", "danger", "region", "address", "status").order_by("-id")[:_MOST])


def dangers_open(actor: Actor, most: int = _MOST) -> list[Case]:
    """The dangers with which nobody has begun and that ``actor`` may see, the newest first; each matter once."""
    # They stand decades before every clock in the order of urgency, so they are found at the index's beginning.
    first = visible_to(actor).filter(urgency__lt=timezone.now() - _FAR, status__in=_UNTOUCHED)
    line = ("code", "title", "danger", "region", "address", "agency", "status", "received_at")
    return list(first.exclude(danger="").only(*line).order_by("-urgency", "-id")[:most])
