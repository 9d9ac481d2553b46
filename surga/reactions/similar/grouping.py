"""Many alike, one writer often, and what looks like spam: seen together, never deleted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count
from django.utils import timezone

from surga.core.triage.similar.groups import OFTEN, Writing, campaigns, connected, repeat_writers
from surga.reactions.similar import reading
from surga.reactions.similar.models import Suspicion

#: So many notes, and so many writers, are looked at: the newest, and those who wrote most.
_MOST_NOTES: Final = 20_000
_MOST_WRITERS: Final = 100
_MOST_WRITINGS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that belong together for the desk.

    `kind`: ``campaign`` (`CAMPAIGN` or more alike), ``writer`` (one writer often) or ``spam``. `reason`: of spam
    ``link``, ``selling``, ``empty`` or ``repeated``; of the others how many. `case_ids`: the oldest first.
    """

    kind: str
    reason: str
    case_ids: tuple[int, ...]


def groups(days: int = 30) -> list[Group]:
    """Campaigns, repeat writers and spam of the last so many days, each kind's greatest first.

    None has a confidential or oversight case; who wrote anonymously is nobody's repetition.
    """
    since = timezone.now() - timedelta(days=max(1, min(days, 3650)))
    notes = list(
        Suspicion.objects.filter(at__gte=since)
        .order_by("-at")
        .values_list("case_id", "like_id", "spam")[:_MOST_NOTES]
    )
    found = [*_campaigns(notes), *_writers(since), *_spam(notes)]
    allowed = _nameable({case for group in found for case in group.case_ids})
    shown = [Group(one.kind, one.reason, tuple(c for c in one.case_ids if c in allowed)) for one in found]
    return [group for group in shown if group.case_ids]


type _Note = tuple[int, int | None, str]


def _campaigns(notes: list[_Note]) -> list[Group]:
    tied = connected((case, like) for case, like, _ in notes if like is not None)
    return [Group("campaign", str(len(cases)), cases) for cases in campaigns(tied)]


def _spam(notes: list[_Note]) -> list[Group]:
    by_reason: dict[str, list[int]] = defaultdict(list)
    for case, _, spam in notes:
        if spam:
            by_reason[spam].append(case)
    return [Group("spam", reason, tuple(sorted(cases))) for reason, cases in _greatest_first(by_reason)]


def _writers(since: datetime) -> list[Group]:
    named = reading.nameable().filter(received_at__gte=since, anonymous=False, reporter__isnull=False)
    often = named.order_by().values("reporter").annotate(n=Count("id")).filter(n__gte=OFTEN).order_by("-n")
    writers = [row["reporter"] for row in often[:_MOST_WRITERS]]
    rows = named.filter(reporter__in=writers).order_by("-received_at")
    writings = rows.values_list("id", "reporter_id", "received_at")[:_MOST_WRITINGS]
    found = repeat_writers(Writing(case, str(writer), at) for case, writer, at in writings)
    return [Group("writer", str(len(cases)), cases) for _, cases in _greatest_first(found)]


def _greatest_first[C: (list[int], tuple[int, ...])](found: dict[str, C]) -> list[tuple[str, C]]:
    return sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))


def _nameable(case_ids: set[int]) -> set[int]:
    portions = sorted(case_ids)
    found: set[int] = set()
    for start in range(0, len(portions), 500):
        some = portions[start : start + 500]
        found.update(reading.nameable().filter(pk__in=some).values_list("pk", flat=True))
    return found
