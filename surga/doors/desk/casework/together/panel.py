"""What the case page says of those that go together: who leads and why, who goes along, and what they said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from surga.core.cases.queries import together
from surga.core.people.access import may
from surga.doors.desk.casework.handling.scene import Scene

_SHOWN = 6


@dataclass(frozen=True)
class Panel:
    """``lead``: the case that it goes with, None when it leads or goes by itself, or the officer may not see that one.

    ``others``: the first of those that go with it, ``more`` how many besides; ``words``: what their reporters said.
    """

    lead: Any
    others: list[Any]
    more: int
    words: list[together.Word]
    may_join: bool
    may_split: bool


def panel_of(scene: Scene) -> Panel:
    """No question to the database for a case by itself."""
    case, actor = scene.case, scene.actor
    lead = others = None
    if case.joined_to_id is not None:
        lead = together.seen_among([case.joined_to_id], actor).get(case.joined_to_id)
    if case.followers:
        others = together.followers_of(case.pk, actor, _SHOWN)
    return Panel(
        lead=lead,
        others=others or [],
        more=max(0, case.followers - _SHOWN),
        words=together.words_of_followers(case.pk, actor) if case.followers else [],
        may_join=may(actor, "join", scene.facts),
        may_split=may(actor, "split", scene.facts),
    )
