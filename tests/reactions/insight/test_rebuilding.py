"""Made anew from the events, all that is kept is the same to the last byte."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.db import models

from surga.events import relay
from surga.events.models import Delivery
from surga.reactions.insight import models as insight
from surga.reactions.insight.actions import rebuilding
from surga.reactions.insight.actions.folding import fold
from surga.reactions.insight.actions.rebuilding import anew
from tests.reactions.insight.lives import Lives

pytestmark = pytest.mark.django_db
KEPT: tuple[type[models.Model], ...] = (
    insight.Fact, insight.ContactFact, insight.Exchange, insight.Cell, insight.Spread, insight.Flow,
)  # fmt: skip


def dump() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, without their numbers, in an order of their own."""
    found = {}
    for model in KEPT:
        names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
        rows = model._base_manager.values_list(*names)
        plain = (tuple(bytes(one) if isinstance(one, memoryview) else one for one in row) for row in rows)
        found[model.__name__] = sorted(plain, key=repr)
    return found


def lived(seed: int, steps: int = 200) -> None:
    """Cases live, and what happens is taken in and summed up in portions as they come."""
    lives, dice = Lives(seed), random.Random(seed)
    for _ in range(5):
        lives.go_on(steps // 5)
        if dice.random() < 0.7:
            relay.work_off("insight")
        while dice.random() < 0.6 and fold(dice.randint(1, 60)):
            pass
    relay.work_off("insight")
    while fold(dice.randint(1, 200)):
        pass


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.usefixtures("city")
def test_made_anew_it_is_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    lived(seed)
    before = dump()
    assert all(before.values())
    monkeypatch.setattr(anew, "_AT_A_TIME", 7)
    told: list[tuple[int, int]] = []
    assert rebuilding.rebuild(lambda done, total: told.append((done, total))) > 0
    after = dump()
    for name, rows in before.items():
        assert after[name] == rows, name
    assert told[-1][0] == told[-1][1] > 0


@pytest.mark.usefixtures("city")
def test_what_is_told_again_changes_nothing() -> None:
    lived(11, 120)
    before = dump()
    assert relay.replay("insight") > 0
    relay.work_off("insight")
    assert not Delivery.objects.filter(reaction="insight").exists()
    assert fold() == 0
    assert dump() == before


@pytest.mark.usefixtures("city")
def test_it_is_built_once_and_again_when_the_calendar_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    lived(12, 60)
    assert rebuilding.ensure_built()
    assert not rebuilding.ensure_built()
    monkeypatch.setattr(anew.kept, "print_of_rules", lambda _city: "another calendar")
    assert rebuilding.ensure_built()
    assert not rebuilding.ensure_built()


@pytest.mark.django_db
def test_without_a_city_there_is_nothing_to_build() -> None:
    assert not rebuilding.ensure_built()
