"""The real exchange on a socket, a partner's token, and a city of two sides in one database apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from surga.channels.surga.gateway import SurgaGateway
from surga.channels.wire.outside import Outside
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
    """Makes a partner of this name, and gives its gateway to the real API; ``title``, ``agency``: what it is there.

    ``line``: by which it speaks.
    """
    agencies.forget()
    regions.forget()
    cache.clear()
    load_city(CITY, "system:setup", load_regions)

    lines: list[Outside] = []

    def one(
        name: str = "kota", title: str = "Kota Hilir", agency: str = "", line: Outside | None = None
    ) -> SurgaGateway:
        officer = save_officer(system("test"), username=name, name=title, role="partner", agency=agency)
        lines.append(line or Outside())
        return SurgaGateway(
            f"surga:{name}", Account(live_server.url, issue_token(officer)), "kami", lines[-1]
        )

    yield one
    # A line that is kept open keeps a thread of the server, and with it a connection to the database.
    for each in lines:
        each._pool.clear()
    agencies.forget()
    regions.forget()
