"""A small city, a nation beside it, and the real engine, house and book between them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from benchmarks.sync.there.faults import Faults
from benchmarks.sync.there.nation import OTHER, PROVINCE, US, Nation
from benchmarks.sync.there.wire import Wire
from sandbox.national.model import agency as agencies
from sandbox.national.model import centre, citizen
from sandbox.national.model.things import Filing, Report
from surga.core.cases.models import Case
from surga.core.people.access import Actor
from surga.events import relay
from surga.project.configuration.national import Sp4n
from surga.reactions.sync.engine.pace import Pace
from surga.reactions.sync.store import running

__all__ = ["OTHER", "PROVINCE", "US"]


@dataclass
class There:
    """The other side: its people, its faults, and rounds with it."""

    nation: Nation
    faults: Faults
    wire: Wire
    ahead: list[float]

    def round(self) -> None:
        """Hand over what happened, tell it, ask what changed; twice, so that answers come back."""
        for _ in range(2):
            relay.drain()
            running.run_once(self.wire)
        relay.drain()

    def file(self, text: str = "Lampu jalan mati di depan balai kota", **more: Any) -> Report:
        return citizen.file(self.nation.national, Filing(text, agency=US, **more), self.now())

    def reply(self, report: Report, text: str) -> None:
        citizen.reply(self.nation.national, report.tracking_id, text, self.now())

    def follow_up(self, who: str, report: Report, text: str, status: str = "") -> None:
        agencies.follow_up(
            self.nation.national, who, report.tracking_id, agencies.FollowUp("", text, status), self.now()
        )

    def silence(self) -> None:
        """Eleven days later its clock closes what nobody answered to."""
        self.ahead[0] += 11 * 86_400
        centre.close_silent(self.nation.national, self.now())

    def only(self) -> Report:
        (report,) = self.nation.national.reports.values()
        return report

    def now(self) -> int:
        return self.nation.clock()


@pytest.fixture
def there(city: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> There:
    settings.SP4N = Sp4n("sp4n", "http://127.0.0.1:1", "token", US)
    monkeypatch.setattr(running, "_paces", dict[str, Pace]())
    dice = random.Random(1)
    ahead = [0.0]
    nation = Nation(dice, lambda: int(timezone.now().timestamp() + ahead[0]))
    faults = Faults(dice, lambda _seconds: None, lambda: None)
    return There(nation, faults, Wire(nation, faults, lambda _new: None), ahead)


@pytest.fixture
def case_now() -> Callable[[Case | str], Case]:
    """A case as it is now: by itself, or by the id it was made of."""

    def one(case: Case | str) -> Case:
        return Case.objects.get(pk=case.pk) if isinstance(case, Case) else Case.objects.get(channel=case)

    return one


@pytest.fixture
def coordinator(verifier: Actor) -> Actor:
    return verifier
