import pytest

from surga.channels.sp4n.gateway import Sp4nGateway
from tests.channels.sp4n.account import gateway_at
from tests.channels.stand_in import StandIn, standing_in


@pytest.fixture
def national():
    with standing_in() as stand_in:
        yield stand_in


@pytest.fixture
def gateway(national: StandIn) -> Sp4nGateway:
    return gateway_at(national.url)
