"""Rounds of an invented city, with answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from surga.core.people.access import system
from surga.reactions.surveys import actions
from surga.reactions.surveys.actions import RoundDraft
from surga.reactions.surveys.queries import RoundInfo

TEAM = system("test")
FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
MARCH = datetime(2026, 3, 10, 3, tzinfo=UTC)
type Hold = Callable[..., RoundInfo]


@pytest.fixture
def hold(city: None) -> Hold:
    """Make a round and open it; `given`: scores that were answered in March, one an hour."""

    def one(unit: str = "", given: Sequence[tuple[int | None, ...]] = (), **more: Any) -> RoundInfo:
        draft = RoundDraft(unit, more.pop("first", FIRST), more.pop("last", LAST), **more)
        made = actions.open_round(actions.make_round(draft, TEAM).id, TEAM)
        actions.record_many(made.id, [(s, MARCH + timedelta(hours=n)) for n, s in enumerate(given)], TEAM)
        return made

    return one
