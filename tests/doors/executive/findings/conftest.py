"""A city in which one agency is slow on the same topic on which another is quick."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.cases import actions
from surga.core.cases.actions import Draft
from surga.core.people.access import system
from surga.core.people.actions import find_or_add_reporter
from surga.events.record import archived
from surga.events.subscriptions import subscribed_only
from surga.reactions.insight.actions import rebuilding

SYSTEM = system("import")


@pytest.fixture
def tell(city):
    """Files cases without any reaction, known since they happened; gives their codes."""

    def some(
        n, topic="jalan", agency="umum", ago=40, *, answered=None, text="Lubang besar", stars=None, **said
    ):
        codes = []
        with subscribed_only({}), archived():
            for number in range(n):
                at = timezone.now() - timedelta(days=ago, minutes=number)
                reporter = find_or_add_reporter(
                    f"Pelapor {number}", f"08120000{ago:03d}{number:02d}", "", language="id"
                )
                draft = Draft(
                    text=text, topic=topic, kind="complaint", channel="web",
                    reporter_id=reporter.pk if reporter else None, **said,
                )  # fmt: skip
                case = actions.open_case(draft, SYSTEM, at=at)
                actions.verify_case(case.code, SYSTEM, topic=topic, agency=agency, at=at)
                actions.forward_case(case.code, SYSTEM, agency=agency, at=at)
                if answered is not None:
                    actions.answer_case(case.code, SYSTEM, text="Sudah.", at=at + timedelta(days=answered))
                codes.append(case.code)
        return codes

    return some


@pytest.fixture
def summed(city):
    """Sums up all that happened."""
    return rebuilding.rebuild


@pytest.fixture
def contrast(tell, summed):
    """Dinum answers roads and letters at once; Kec. Hulu takes twenty days for its roads, and two are still open."""
    codes = {
        "quick": tell(22, answered=0.2),
        "letters": tell(30, "surat", answered=0.2, ago=50),
        "slow": tell(30, agency="kec-hulu", answered=20, ago=60),
        "open": tell(2, agency="kec-hulu", ago=90),
        "few": tell(3, "surat", "kel-timur", answered=1, ago=30),
    }
    summed()
    return codes
