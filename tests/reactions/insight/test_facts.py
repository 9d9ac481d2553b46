"""What the events say of a case is what its actions kept on it, however its life went."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from surga.core.cases import states
from surga.core.cases.models import Case
from surga.events import relay
from surga.reactions.insight.models import NOW, Fact
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.rules.row import outcome_of
from tests.reactions.insight.lives import Lives

pytestmark = pytest.mark.django_db


def seconds(at: datetime | None) -> int | None:
    return None if at is None else kept.seconds(at)


def told_by(case: Case) -> dict[str, Any]:
    """What the case's own row says, in the words of a fact."""
    followed = seconds(case.first_follow_up_at)
    clock, received = kept.clock(), kept.seconds(case.received_at)
    ended = case.status in states.ENDED
    return {
        "received": received,
        "day": clock.day(received),
        "channel": case.channel,
        "kind": case.kind,
        "topic": case.topic_id or "",
        "agency": case.agency_id or case.proposed_agency,
        "region": case.region_id or "",
        "level": case.level,
        "hidden": case.confidential or case.oversight or case.protected,
        "joined": case.joined_to_id is not None,
        "followed": followed,
        "worked": None if followed is None else clock.passed(followed) - clock.passed(received),
        "away": case.away_days,
        "away_since": seconds(case.away_since),
        "status": case.status,
        "outcome": outcome_of(case.status, case.close_reason, case.proof_count),
        "reason": case.archive_reason,
        "ended_at": seconds(case.closed_at) if ended else None,
        "reopened": case.reopened,
        "stars": case.stars,
        "bounces": case.bounces,
        "raised": case.raised,
        "holder": case.agency_id or "",
        "proposed": case.proposed_agency,
    }


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.usefixtures("city")
def test_the_fact_is_what_the_case_says(seed: int) -> None:
    lives = Lives(seed)
    for _ in range(3):
        lives.go_on(80)
        relay.work_off("insight")
        facts = {fact.case_id: fact for fact in Fact.objects.filter(known_to=NOW)}
        for case in Case.objects.all():
            told = told_by(case)
            assert {name: getattr(facts[case.pk], name) for name in told} == told, case.code
    assert Case.objects.exclude(away_days=0, away_since=None).exists()
    assert Case.objects.filter(reopened__gt=0).exists()
    # Each version ends where the next begins.
    for case_id in facts:
        spans = list(
            Fact.objects.filter(case_id=case_id).order_by("known_from").values_list("known_from", "known_to")
        )
        assert [end for _, end in spans] == [begin for begin, _ in spans[1:]] + [NOW]
