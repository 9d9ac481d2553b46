"""Events that come in portions leave the register as if it were made anew from the cases."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.people.access import Actor
from surga.events import relay
from surga.events.models import Delivery
from surga.reactions.register import handlers, tally
from surga.reactions.register.actions import rebuild
from surga.reactions.register.models import Joined, PublicCase
from tests.reactions.insight.lives import Lives

pytestmark = pytest.mark.django_db


def kept() -> tuple[list[Any], list[Any], Any]:
    """All rows, and how many there are by the tally."""
    cases = list(PublicCase.objects.order_by("code").values())
    return cases, list(Joined.objects.order_by("code").values()), tally.totals()


@pytest.mark.parametrize("seed", [32, 35])
@pytest.mark.usefixtures("city")
def test_in_portions_as_made_anew(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    lives, dice, sizes = Lives(seed), random.Random(seed), []
    show = handlers.actions.show_cases

    def counted(case_ids: set[int], **more: bool) -> int:
        sizes.append(len(case_ids))
        return show(case_ids, **more)

    monkeypatch.setattr(handlers.actions, "show_cases", counted)
    for _ in range(8):
        lives.go_on(dice.randint(1, 100))
        relay.work_off("register")
    assert not Delivery.objects.filter(reaction="register").exists()
    assert max(sizes) > 3
    cases, joined, totals = kept()
    assert cases
    assert joined
    rebuild()
    assert kept() == (cases, joined, totals)


def test_a_portion_of_many_asks_as_often_as_one_of_few(
    publish: Callable[..., Case], verifier: Actor, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    codes = [publish(f"Jalan di depan pasar nomor {number} rusak").code for number in range(6)]
    relay.drain()
    for code in codes:
        actions.forward_case(code, verifier, agency="umum")
        actions.start_work(code, verifier, text="Kami cek besok")
    # Claimed, read, counted, written and deleted; 18 for each event when they came one by one.
    with django_assert_max_num_queries(28):
        assert relay.work_off("register") == 12
