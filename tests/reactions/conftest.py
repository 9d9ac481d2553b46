"""A small invented city, and cases in it that go through the real actions."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from surga.core.agencies import queries as agencies
from surga.core.agencies.actions import load_city
from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.people.access import REPORTER, Actor
from surga.core.people.actions import find_or_add_reporter
from surga.core.people.models import Officer
from surga.core.regions import queries as regions
from surga.core.regions.actions import load_regions
from surga.events import relay

RAWAJAYA = Path(__file__).parents[1] / "cities" / "rawajaya"
TEXT = "Jalan di depan pasar rusak, lubangnya dalam"


@pytest.fixture
def city(db: None) -> Iterator[None]:
    """Rawajaya: agencies umum and pengawas, topics jalan, surat, pungli (oversight) and kekerasan (protected)."""
    agencies.forget()
    regions.forget()
    load_city(RAWAJAYA, "system:setup", load_regions)
    relay.drain()
    yield
    agencies.forget()
    regions.forget()


@pytest.fixture
def verifier(city: None) -> Actor:
    officer = Officer.objects.create(username="verifikator", role="coordinator")
    return Actor("officer", str(officer.pk), "coordinator")


@pytest.fixture
def file(city: None) -> Callable[..., Case]:
    """File a case as a citizen: `file(text, name=, email=, topic=, ...)`."""

    def one(
        text: str = TEXT, *, name: str = "Wulan Prameswari", email: str = "wulan@example.org", **more: Any
    ) -> Case:
        language, actor, at = more.pop("language", "id"), more.pop("actor", REPORTER), more.pop("at", None)
        reporter = find_or_add_reporter(name, more.pop("phone", ""), email, language=language)
        draft = {"kind": "complaint", "channel": "web", "topic": "jalan", "region": "99.01.1001", **more}
        return actions.open_case(
            actions.Draft(text=text, reporter_id=reporter.pk if reporter else None, **draft), actor, at=at
        )

    return one


@pytest.fixture
def publish(file: Callable[..., Case], verifier: Actor) -> Callable[..., Case]:
    """File a case and verify it for publication."""

    def one(text: str = TEXT, **more: Any) -> Case:
        case = file(text, **more)
        return actions.verify_case(case.code, verifier, at=more.get("at"))

    return one
