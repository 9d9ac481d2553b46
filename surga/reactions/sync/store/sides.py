"""The sides that the settings name. Links are kept under a side's name, however it is spoken to."""

from __future__ import annotations

from collections import Counter
from typing import Final

from django.conf import settings

from surga.reactions.sync.models import OtherBody
from surga.reactions.sync.things import Side

#: The name of the national side, however it is spoken to.
NATIONAL: Final = "sp4n"


def sides() -> tuple[Side, ...]:
    """Every other government's system, those that are off too.

    ``settings.SYNC_SIDES`` names others than SP4N-LAPOR!, such as a province that runs Surga.
    """
    national = Side(NATIONAL, settings.SP4N.adapter, body=settings.SP4N.agency)
    others: tuple[Side, ...] = getattr(settings, "SYNC_SIDES", ())
    return (national, *others)


def side_named(name: str) -> Side:
    """Raises ``KeyError``."""
    return {side.name: side for side in sides()}[name]


def bodies_of(system: str) -> dict[str, str]:
    """Names of bodies there, and levels that have one only → their ids."""
    rows = list(OtherBody.objects.filter(system=system).values_list("body_id", "name", "level"))
    levels = Counter(level for _id, _name, level in rows if level)
    alone = {level: body_id for body_id, _name, level in rows if levels[level] == 1}
    return alone | {name.casefold(): body_id for body_id, name, _level in rows}
