"""The engine on the database: what the worker calls.

``run_once(gateway)`` does a round. A worker that wants more in flight calls ``push_some`` in several threads and
``pull_once`` in one; the acts are claimed one by one, and the cursor is in one pair of hands.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final, cast

from django.utils import timezone

from surga.channels.port.gateway import Denied, Gateway, Later, Lost
from surga.reactions.sync.engine.engine import Engine, Round
from surga.reactions.sync.engine.pace import Pace
from surga.reactions.sync.engine.party import Party, never
from surga.reactions.sync.models import OtherBody
from surga.reactions.sync.store.ahead import Ahead
from surga.reactions.sync.store.book import DatabaseBook
from surga.reactions.sync.store.hands import HANDS
from surga.reactions.sync.store.house import CityHouse
from surga.reactions.sync.store.sides import bodies_of, side_named
from surga.reactions.sync.things import Side

_BODIES_EVERY: Final = timedelta(days=1)
#: The breaker of each side, in this process.
_paces: dict[str, Pace] = {}


def run_once(gateway: Gateway, limit: int = 50) -> Round:
    """Tell what is due and ask what changed. Not inside a transaction: the other side may be slow."""
    return Round(push_some(gateway, limit), pull_once(gateway))


def push_some(
    gateway: Gateway, limit: int = 50, stopping: Callable[[], bool] = never, ahead: Ahead | None = None
) -> int:
    """Up to ``limit`` acts; how many were tried. Several threads may do so, best with one ``ahead``."""
    return engine_for(gateway, stopping, ahead).push.run(limit)


def pull_once(
    gateway: Gateway,
    stopping: Callable[[], bool] = never,
    early: Callable[[Sequence[str]], None] | None = None,
) -> int:
    """What changed there; how many reports were taken in. Once a day also which agencies there are.

    ``early``: where the gateway asks for several reports at once, what tells it for which (``Party``).
    """
    engine = engine_for(gateway, stopping)
    engine.party.early = early
    _learn_bodies(gateway, engine.party.pace)
    return engine.pull.run()


def engine_for(gateway: Gateway, stopping: Callable[[], bool] = never, ahead: Ahead | None = None) -> Engine:
    party = party_of(side_named(gateway.name), gateway)
    return Engine(replace(party, stopping=stopping, book=DatabaseBook(ahead=ahead)))


def party_of(side: Side, gateway: Gateway | None = None) -> Party:
    """Everybody who takes part; without a gateway, what is done by hand and from a file."""
    whole = replace(side, bodies={**bodies_of(side.name), **side.bodies})
    pace = _paces.setdefault(side.name, Pace())
    spoken_to = gateway if gateway is not None else cast(Gateway, _Nobody())
    # No secret hangs on these dice: they spread tries over time.
    party = Party(whole, spoken_to, DatabaseBook(), CityHouse(), timezone.now, random.SystemRandom(), pace)
    return replace(party, is_dead=HANDS.is_dead, name_lease=HANDS.lease)


class _Nobody:
    """The gateway of a side that no program is spoken to."""

    name = ""

    def __getattr__(self, asked: str) -> Any:
        raise Later("by_hand")


def _learn_bodies(gateway: Gateway, pace: Pace) -> None:
    now = timezone.now()
    fresh = OtherBody.objects.filter(system=gateway.name, at__gt=now - _BODIES_EVERY).exists()
    if fresh or not pace.is_open(now):
        return
    try:
        told = gateway.bodies()
    except (Lost, Later, Denied):
        return  # without them a matter goes back to the centre, which knows where it belongs
    rows = [
        OtherBody(system=gateway.name, body_id=body.id, name=body.name[:200], level=body.level, at=now)
        for body in told
    ]
    OtherBody.objects.bulk_create(
        rows,
        update_conflicts=True,
        update_fields=("name", "level", "at"),
        unique_fields=("system", "body_id"),
    )
