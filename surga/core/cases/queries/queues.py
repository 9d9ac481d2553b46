"""An officer's queues, page by page, and how many wait in each."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from surga.core.cases import states
from surga.core.cases.codes import tidy_code
from surga.core.cases.models import Case
from surga.core.cases.queries.reading import as_seen_by
from surga.core.people.access import Actor, knows_no_reporter, may

_NEWEST_FIRST = frozenset({"closed", "all"})


class CursorBroken(ValueError):
    """A page's cursor that we did not write."""

    code = "cursor_broken"


#: What a list tells of a case; asking such a case for more is a fault.
LINE = (
    *("code", "title", "status", "kind", "topic", "region", "address", "agency", "proposed_agency"),
    *(
        "oversight",
        "confidential",
        "anonymous",
        "accused",
        "due_at",
        "due_clock",
        "overdue_at",
        "received_at",
        "urgency",
        "followers",
        "danger",
    ),
)


@dataclass(frozen=True, slots=True)
class Page[T]:
    """A page of a list, and the cursor of the next; "" at the end."""

    items: list[T]
    next: str = ""


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases this officer may see: the access table, said as a query."""
    cases = Case.objects.all()
    names_oversight = actor.oversight and actor.role in {"verifier", "coordinator"}
    if not may(actor, "see"):
        return cases.none()
    if actor.role == "inspectorate":
        own = Q(agency=actor.agency) if actor.agency else Q(pk__in=())
        return cases.filter(Q(oversight=True) | own)
    if not names_oversight:
        cases = cases.filter(oversight=False)
    if actor.role == "liaison":
        cases = cases.filter(agency=actor.agency or None) if actor.agency else cases.none()
        cases = cases.exclude(confidential=True, accused=actor.agency)
    return cases


def queue_of(  # noqa: PLR0913  # the filters of a list, each by its name
    actor: Actor,
    *,
    queue: str = "all",
    q: str = "",
    agency: str = "",
    topic: str = "",
    region: str = "",
    status: str = "",
    cursor: str = "",
    limit: int = 50,
    line: bool = False,
) -> Page[Case]:
    """A page of one queue, the most urgent first (``all`` and ``closed``: the newest first).

    ``line``: only what a line of a list shows (``LINE``), which is read in half the time.
    Raises :class:`CursorBroken` for a cursor that is not ours.
    """
    cases = visible_to(actor).filter(_IN_QUEUE.get(queue, Q()))
    chosen = {"agency": agency, "topic": topic, "region": region, "status": status}
    cases = cases.filter(**{name: value for name, value in chosen.items() if value})
    if q.strip():
        cases = _matching(cases, q.strip(), actor)
    newest = queue in _NEWEST_FIRST
    key = "received_at" if newest else "urgency"
    cases = _after(cases, key, cursor, newest)
    limit = max(1, min(limit, 200))
    parts = (status,) if status else _STATUSES_IN_QUEUE.get(queue, ())
    read = _line_of(cases, actor) if line else cases.select_related("reporter")
    found = _first(read, key, newest, limit + 1, parts)
    last = found[limit - 1] if len(found) > limit else None
    shown = [as_seen_by(actor, case) for case in found[:limit]]
    return Page(shown, _cursor(getattr(last, key), last.pk) if last is not None else "")


def lines_of(actor: Actor, ids: Iterable[int]) -> dict[int, Case]:
    """Of the cases with these ids those that this officer may see, as a line of a list shows them, by id."""
    found = _line_of(visible_to(actor).filter(pk__in=list(ids)), actor, "channel", "level")
    return {case.pk: as_seen_by(actor, case) for case in found}


def _line_of(cases: QuerySet[Case], actor: Actor, *more: str) -> QuerySet[Case]:
    """What a line needs, and ``more``; the reporter's name only where it has to be hidden."""
    if knows_no_reporter(actor):
        return cases.select_related("reporter").only(*LINE, *more, "text", "reporter__name")
    return cases.only(*LINE, *more)


def _first(cases: QuerySet[Case], key: str, newest: bool, most: int, statuses: tuple[str, ...]) -> list[Case]:
    """The first cases in the order of ``key``; of several statuses, each read by itself and then merged.

    Each comes out of its index in order. All at once, a database reads every case of them, or walks past
    thousands that are not meant.
    """
    order = (f"-{key}", "-id") if newest else (key, "id")
    parts = [cases.filter(status=status) for status in statuses] or [cases]
    found = [case for part in parts for case in part.order_by(*order)[:most]]
    return sorted(found, key=lambda case: (getattr(case, key), case.pk), reverse=newest)[:most]


def queue_counts(actor: Actor) -> dict[str, int]:
    """How many cases wait in each queue, in two queries; ``all`` and ``closed`` are not counted."""
    visible = visible_to(actor)
    counted = visible.filter(_BY_ITSELF, status__in=_OPEN).order_by().values_list("status")
    found = {
        status: (n, late) for status, n, late in counted.annotate(n=Count("id"), late=Count("overdue_at"))
    }
    statuses = {status: n for status, (n, _) in found.items()}
    extra = {
        "overdue": sum(late for _, late in found.values()),
        "reopen": visible.filter(reopen_requested_at__isnull=False).count(),
    }
    return {
        "verify": statuses.get("received", 0) + statuses.get("verified", 0),
        "mine": sum(statuses.get(status, 0) for status in states.WITH_AGENCY),
        "returned": statuses.get("returned", 0),
        "waiting": statuses.get("waiting_reporter", 0),
        "answered": statuses.get("answered", 0) + statuses.get("resolved", 0),
        "escalated": statuses.get("escalated", 0),
        **extra,
    }


def unrouted(actor: Actor) -> int:
    """How many new cases this officer sees for which a rule of the authority table failed.

    Where only the topic is not known yet, nothing failed: the verifier chooses it.
    """
    waiting = visible_to(actor).filter(_BY_ITSELF, status__in=("received", "verified"), routing__alert=True)
    return waiting.exclude(routing__reason="topic_missing").count()


_OPEN = tuple(status for status in states.STATUSES if status not in states.ENDED)
#: The queues that are statuses; in each, most cases there are not.
_STATUSES_IN_QUEUE = {
    "verify": ("received", "verified"),
    "mine": tuple(sorted(states.WITH_AGENCY)),
    "answered": ("answered", "resolved"),
}
#: Whoever goes with another case waits in no queue: the one that leads waits for all.
_BY_ITSELF = Q(joined_to=None)
_IN_QUEUE = {
    "verify": Q(_BY_ITSELF, status__in=_STATUSES_IN_QUEUE["verify"]),
    "mine": Q(_BY_ITSELF, status__in=_STATUSES_IN_QUEUE["mine"]),
    "returned": Q(_BY_ITSELF, status="returned"),
    "waiting": Q(_BY_ITSELF, status="waiting_reporter"),
    "answered": Q(_BY_ITSELF, status__in=_STATUSES_IN_QUEUE["answered"]),
    "escalated": Q(_BY_ITSELF, status="escalated"),
    "overdue": Q(_BY_ITSELF, overdue_at__isnull=False, status__in=_OPEN),
    "reopen": Q(reopen_requested_at__isnull=False),
    "oversight": Q(_BY_ITSELF, oversight=True),
    "closed": Q(status__in=states.ENDED),
    "all": Q(),
}
QUEUES = tuple(_IN_QUEUE)


def _matching(cases: QuerySet[Case], q: str, actor: Actor) -> QuerySet[Case]:
    code = tidy_code(q)
    if code:
        return cases.filter(code=code)
    # Postgres cannot hold NUL in a parameter; nobody searches for one.
    words = q.replace("\x00", "").split()[:6]
    if knows_no_reporter(actor):
        # Finding a case by a word that is hidden in it would tell that the word is there.
        cases = cases.filter(anonymous=False, confidential=False)
    for word in words:
        cases = cases.filter(Q(title__icontains=word) | Q(text__icontains=word) | Q(address__icontains=word))
    return cases


def _cursor(at: datetime, pk: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([at.isoformat(), pk]).encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[datetime, int]:
    """The place a cursor names; :class:`CursorBroken` if it is none of ours."""
    try:
        raw: Any = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        at, pk = datetime.fromisoformat(raw[0]), int(raw[1])
        at.astimezone(UTC)
    except (ValueError, TypeError, IndexError, KeyError, OverflowError, RecursionError) as error:
        raise CursorBroken(cursor[:20]) from error
    if timezone.is_naive(at) or not 0 <= pk < 2**63:
        raise CursorBroken(cursor[:20])
    return at, pk


def _after(cases: QuerySet[Case], key: str, cursor: str, newest: bool) -> QuerySet[Case]:
    if not cursor:
        return cases
    at, pk = read_cursor(cursor)
    way = "lt" if newest else "gt"
    # The first condition alone lets the database start in the middle of the index.
    return cases.filter(**{f"{key}__{way}e": at}).filter(
        Q(**{f"{key}__{way}": at}) | Q(**{key: at, f"id__{way}": pk})
    )
