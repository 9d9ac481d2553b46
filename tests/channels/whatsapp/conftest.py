import pytest

from surga.channels.whatsapp.channel import WhatsAppChannel
from tests.channels.stand_in import StandIn, standing_in
from tests.channels.whatsapp.account import channel_at


@pytest.fixture
def graph():
    with standing_in() as stand_in:
        yield stand_in


@pytest.fixture
def channel(graph: StandIn) -> WhatsAppChannel:
    return channel_at(graph.url)
