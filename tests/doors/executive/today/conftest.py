"""Cases that came and went on known days, and sums that know of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.cases import actions
from surga.core.cases.actions import Draft
from surga.core.people.access import system
from surga.events import relay
from surga.events.record import archived
from surga.reactions.insight.actions.folding import fold

SYSTEM = system("import")


@pytest.fixture
def live(city):
    """Files a case ``ago`` days ago and brings it on; gives its code. It is known since it happened."""

    def one(topic="jalan", ago=2, *, answered=None, agency="umum", forwarded=True, ended=False, **said):
        said = {"text": "Lubang besar di depan pasar", "kind": "complaint", "channel": "web", **said}
        at = timezone.now() - timedelta(days=ago)
        with archived():
            case = actions.open_case(Draft(topic=topic, **said), SYSTEM, at=at)
            actions.verify_case(case.code, SYSTEM, topic=topic, agency=agency, at=at)
            if forwarded:
                actions.forward_case(case.code, SYSTEM, agency=agency, at=at)
            if answered is not None:
                actions.answer_case(case.code, SYSTEM, text="Sudah.", at=at + timedelta(days=answered))
            if ended:
                actions.archive_case(case.code, SYSTEM, reason="duplicate", at=at + timedelta(days=ended))
        return case.code

    return one


@pytest.fixture
def settle(city):
    """Hands on what happened, and sums it up."""

    def now():
        relay.drain()
        while fold():
            pass

    return now


@pytest.fixture
def lived(live, settle):
    """Three of the road in Barat this week, one letter answered at once, one letter and one of illegal levies late."""
    codes = {
        "week": [live(ago=2, region="99.01.1002") for _ in range(3)],
        "answered": live("surat", 60, answered=0),  # and so on the same day, at any hour
        "late": live("surat", 60),
        "hidden": live("pungli", 40, agency="pengawas"),
    }
    settle()
    return codes
