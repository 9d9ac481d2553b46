"""How every side is, in both directions, and what the other side says when something goes wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from surga.reactions.sync import things
from surga.reactions.sync.models import Act, Cursor, Difference, Link, Trouble, Twin
from surga.reactions.sync.store.sides import sides
from surga.reactions.sync.things import DONE, DUE, PARKED, TRYING, Side


@dataclass(frozen=True, slots=True)
class SideState:
    """How one side is, in both directions. ``oldest``: since when the oldest act waits; ``read_at``: the last good
    round of ours, ``read_to``: up to where on their clock; ``unread``: why the last round was none, "" when it was;
    ``compared_at``: when both were compared last."""

    name: str
    adapter: str
    waiting: int
    trying: int
    parked: int
    done: int
    oldest: datetime | None
    told: int
    heard: int
    troubles: int
    twins: int
    differences: int
    read_at: datetime | None
    read_to: datetime | None
    compared_at: datetime | None = None
    unread: str = ""

    def lag_out(self, now: datetime) -> timedelta:
        """How long what is to be told has waited."""
        return now - self.oldest if self.oldest is not None else timedelta()

    def lag_in(self, now: datetime) -> timedelta | None:
        """How long ago everything was read, None when it never was."""
        return now - self.read_at if self.read_at is not None else None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why acts of a side wait (``due``) or are parked, and how many."""

    system: str
    state: str
    reason: str
    n: int


def states() -> list[SideState]:
    """Every side, with its counts and lags, in the order of the settings."""
    return [_state(side) for side in sides()]


def _state(side: Side) -> SideState:
    # From the index alone: what was done is kept for ever.
    rows = (
        Act.objects.filter(system=side.name).values_list("state").annotate(n=Count("*"), since=Min("made_at"))
    )
    acts = {state: (n, since) for state, n, since in rows}
    n_of = {state: acts[state][0] if state in acts else 0 for state in (DUE, TRYING, PARKED, DONE)}
    links = Link.objects.filter(system=side.name).aggregate(
        told=Count("id", filter=Q(direction=things.OUT)), heard=Count("id", filter=Q(direction=things.IN))
    )
    kept = Cursor.objects.filter(pk=side.name).values_list("read_at", "at", "compared_at", "reason")
    cursor = kept.first()
    return SideState(
        side.name,
        side.adapter,
        waiting=n_of[DUE],
        trying=n_of[TRYING],
        parked=n_of[PARKED],
        done=n_of[DONE],
        oldest=min((acts[state][1] for state in (DUE, TRYING) if state in acts), default=None),
        **links,
        troubles=Trouble.objects.filter(system=side.name).count(),
        twins=Twin.objects.filter(system=side.name, decided="").count(),
        differences=Difference.objects.filter(system=side.name).count(),
        read_at=cursor[0] if cursor else None,
        read_to=cursor[1] if cursor else None,
        compared_at=cursor[2] if cursor else None,
        unread=cursor[3] if cursor else "",
    )


def reasons() -> list[Reason]:
    """Why acts wait though they were tried, or are parked: one line for each reason, the commonest first."""
    stuck = Act.objects.filter(state__in=(DUE, PARKED)).exclude(reason="")
    rows = stuck.values_list("system", "state", "reason").annotate(n=Count("id")).order_by("-n", "reason")
    return [Reason(*row) for row in rows]


def stuck_acts() -> int:
    """How many acts an officer has to decide about, on all sides together."""
    return Act.objects.filter(state=PARKED).count()
