"""Cases and contacts at places of the small city, and sums that know of them."""

import pytest

from tests.doors.executive.today.conftest import live as live
from tests.doors.executive.today.conftest import settle as settle
from tests.reactions.insight.places.conftest import BARAT, TIMUR
from tests.reactions.insight.places.conftest import people as people
from tests.reactions.insight.places.conftest import put as put


@pytest.fixture
def filled(put, settle):
    """Twelve cases in Timur with a point each, two in Barat a quarter of a year before, one nowhere."""
    for _ in range(12):
        put(TIMUR, lat=-2.995, lon=120.005)
    for _ in range(2):
        put(BARAT, ago=100)
    put("")
    settle()
