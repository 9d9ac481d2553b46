"""Cases at points of Rawajaya: Timur is the square east of 120°, Barat the one west of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.people.access import system
from surga.core.regions import queries as regions
from surga.core.regions.models import Region
from surga.events import relay
from surga.events.record import archived
from surga.reactions.insight.actions.folding import fold

SYSTEM = system("import")
TIMUR, BARAT = "99.01.1001", "99.01.1002"


@pytest.fixture
def put(city):
    """Files a case ``ago`` days ago at a point; gives it."""

    def one(region=TIMUR, ago=2, **said):
        said = {
            "text": "Lubang besar di depan pasar",
            "kind": "complaint",
            "channel": "web",
            "topic": "jalan",
            **said,
        }
        flags = {
            name: said.pop(name)
            for name in ("lat", "lon", "confidential", "oversight", "joined_to")
            if name in said
        }
        with archived():
            at = timezone.now() - timedelta(days=ago)
            case = actions.open_case(actions.Draft(region=region, **said), SYSTEM, at=at)
        if flags:
            Case.objects.filter(pk=case.pk).update(**flags)
        return case

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
def people(city):
    """Says how many live in Timur and in Barat."""

    def say(timur, barat):
        Region.objects.filter(code=TIMUR).update(population=timur)
        Region.objects.filter(code=BARAT).update(population=barat)
        regions.forget()

    return say
