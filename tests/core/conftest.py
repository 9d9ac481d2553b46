"""The small second city, and an officer of every role."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from surga.core.agencies import queries as agencies
from surga.core.agencies.actions import load_city
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people import access
from surga.core.people.access import REPORTER, Actor, system
from surga.core.people.actions import save_officer
from surga.core.people.queries import actor_of
from surga.core.regions import queries as regions
from surga.core.regions.actions import load_regions

RAWAJAYA = Path(__file__).parents[1] / "cities" / "rawajaya"


@pytest.fixture
def small_city(db: None) -> Iterator[None]:
    agencies.forget()
    regions.forget()
    load_city(RAWAJAYA, "system:setup", load_regions)
    yield
    agencies.forget()
    regions.forget()


@pytest.fixture
def staff(small_city: None) -> dict[str, Actor]:
    """Role → an actor; the liaison is of ``umum``, the inspectorate of ``pengawas``."""
    agency = {"liaison": "umum", "inspectorate": "pengawas"}
    return {
        role: actor_of(
            save_officer(
                system("test"), username=role, role=role, agency=agency.get(role, ""), password="x" * 12
            )
        )
        for role in access.ROLES
    }


def file_case(text: str = "aspal berlubang di depan pasar", **more: object) -> str:
    """File a case as a citizen; its code."""
    return receive(Message(text=text, **more), REPORTER).code  # type: ignore[arg-type]  # fields of the message
