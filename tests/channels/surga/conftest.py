"""The real exchange on a socket, a partner's token, and a city of two sides in one database apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from surga.channels.surga.gateway import SurgaGateway
from surga.core.agencies import queries as agencies
from surga.core.agencies.actions import load_city
from surga.core.people.access import system
from surga.core.people.actions import issue_token, save_officer
from surga.core.regions import queries as regions
from surga.core.regions.actions import load_regions

CITY = Path(__file__).parents[2] / "cities" / "rawajaya"


@dataclass(frozen=True)
class Account:
    url: str
    token: str


@pytest.fixture
def exchange(transactional_db: None, live_server: Any) -> Iterator[Callable[..., SurgaGateway]]:
    """Makes a partner of this name, and gives its gateway to the real API; ``title``, ``agency``: what it is there."""
    agencies.forget()
    regions.forget()
    cache.clear()
    load_city(CITY, "system:setup", load_regions)

    def one(name: str = "kota", title: str = "Kota Hilir", agency: str = "") -> SurgaGateway:
        officer = save_officer(system("test"), username=name, name=title, role="partner", agency=agency)
        return SurgaGateway(f"surga:{name}", Account(live_server.url, issue_token(officer)), "kami")

    yield one
    agencies.forget()
    regions.forget()
