"""Things that wait for an officer in the exchange, on a side that is spoken to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.project.configuration.national import Sp4n
from surga.reactions.sync.models import Act, Trouble, Twin


@pytest.fixture
def linked(settings):
    settings.SP4N = Sp4n("sp4n", "http://127.0.0.1:1", "token", "3571")


@pytest.fixture
def act(case):
    """An act of a case: parked, told for the first time, unless it is said otherwise."""

    def make(subject=None, **told):
        subject = subject or case("verified")
        n = Act.objects.count() + 1
        row = {
            "system": "sp4n",
            "kind": "submit",
            "state": "parked",
            "event_id": n,
            "ref": f"{subject.code}.{n}",
        }
        return Act.objects.create(**row | {"case_id": subject.pk, "reason": "token", "attempts": 3} | told)

    return make


@pytest.fixture
def twin(case):
    """Two cases that may be one matter."""

    def make(made=None, other=None, **told):
        made, other = (
            made or case(text="Lampu mati di alun-alun"),
            other or case(text="Lampu alun-alun padam"),
        )
        row = {"system": "sp4n", "report_id": "0916581", "score": 84}
        return Twin.objects.create(case_id=made.pk, other_id=other.pk, **row | told)

    return make


@pytest.fixture
def trouble(city):
    """A report that could not be taken in."""

    def make(**told):
        now = timezone.now()
        row = {"system": "sp4n", "report_id": "0916582", "reason": "unreadable", "attempts": 4}
        return Trouble.objects.create(**row | {"next_at": now + timedelta(hours=1), "since": now} | told)

    return make
