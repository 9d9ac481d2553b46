"""A city's engine and the real exchange; on the line between them answers get lost, torn, repeated and mixed up.

The province is the real one, behind its API; the city is kept in memory, so that hours can pass for it. Whatever the
line did: each matter and each step is on either side once, and both say the same in the end.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from benchmarks.sync.ours.book import MemoryBook
from benchmarks.sync.ours.city import OFFICER, City, House
from benchmarks.sync.ours.memory import Memory
from surga.channels.port.channel import Unreachable, Unsure
from surga.channels.surga.gateway import SurgaGateway
from surga.channels.wire.outside import Answer, Outside
from surga.core.cases import actions, states
from surga.core.cases.models import Case
from surga.core.people.access import system
from surga.reactions.sync.engine.engine import Engine, hear
from surga.reactions.sync.engine.party import Party
from surga.reactions.sync.models import Matter, Said
from surga.reactions.sync.things import AWAY, DONE, FOLLOW_UP, GIVE_BACK, LINKED, QUIET, UNSEEN, Ours, Side

SIDE = Side("surga:provinsi", "surga", takes="escalated", level="province", body="kami")
WATCH = {AWAY: timedelta(), UNSEEN: timedelta(), QUIET: timedelta()}
THERE = system("provinsi")
HTML = Answer(200, b"<!doctype html>", {}, "text/html")


class BadLine(Outside):
    """``rate``: the share of questions that something happens to."""

    def __init__(self, dice: random.Random, rate: float) -> None:
        super().__init__()
        self.dice, self.rate = dice, rate
        self.happened: Counter[str] = Counter()
        self._lists: list[Answer] = []

    def _ask(self, method: str, url: str, *rest: Any, **more: Any) -> Answer:
        if self.dice.random() >= self.rate:
            return self._mixed_up(super()._ask(method, url, *rest, **more))
        fault = self.dice.choice(("away", "cut", "page", "busy", "torn", "gateway", "refused"))
        # The line does not say whether it broke before or after the request was stored.
        stored = fault not in {"away", "refused"} and self.dice.random() < 0.6
        self.happened[f"{fault} {stored}"] += 1
        answer = super()._ask(method, url, *rest, **more) if stored else HTML
        match fault:
            case "away":
                raise Unreachable("connect", 1.0)
            case "cut":
                raise Unsure("ProtocolError")
            case "torn":
                return Answer(200, answer.data[: len(answer.data) // 2], {}, "application/json")
            case "busy":
                return Answer(503, b"", {}, "", 2.0)
            case "gateway":
                return Answer(502, b"<html>", {}, "text/html")
            case "refused":
                return Answer(429, b"", {}, "", 3.0)
        return HTML

    def _mixed_up(self, answer: Answer) -> Answer:
        """Rows of a list and steps of a report in any order and some twice; now and then an older list."""
        thing, name = dict(answer.thing), "items" if "items" in answer.thing else "steps"
        rows = thing.get(name)
        if not isinstance(rows, list) or not self.rate:
            return answer
        rows = rows + self.dice.sample(rows, min(2, len(rows)))
        self.dice.shuffle(rows)
        thing[name] = rows
        mixed = Answer(answer.status, json.dumps(thing).encode(), thing, answer.mime)
        if name == "items":
            self._lists.append(mixed)
            return self.dice.choice(self._lists[-2:])
        return mixed


class Town(House):
    """The city in memory, which takes back what the province gives back."""

    def take_back(self, ours: Ours, side: Side, reason: str) -> None:
        rows = self._city.memory.rows("cases")
        self._city.memory.put("cases", ours.id, replace(rows[ours.id], status="returned"))


class Story:
    """One seed: people on both sides do things, and the line does others."""

    def __init__(self, seed: int, gateway: SurgaGateway, line: BadLine) -> None:
        self.dice, self.line, self.ahead = random.Random(seed), line, timedelta()
        self.gateway = gateway
        self.memory = Memory()
        self.city = City(self.memory, self.dice, hear)
        self.book = MemoryBook(self.memory)
        house = Town(self.city, self.book, self.now)
        self.house = house
        self.engine = Engine(
            Party(SIDE, gateway, self.book, house, self.now, self.dice, alarm=lambda *_a, **_m: None), WATCH
        )

    def now(self) -> Any:
        return timezone.now() + self.ahead

    def step(self) -> None:
        self.ahead += timedelta(seconds=self.dice.choice((1, 30, 150, 700)))
        self.dice.choice((self.here, self.here, self.there, self.there, self.round, self.round, self.round))()

    def round(self) -> None:
        while self.city.relay(self.book, self.house, (SIDE,), 1000):
            pass
        self.engine.run_once(20)

    def calm(self) -> None:
        self.line.rate = 0.0
        for _ in range(6):
            self.ahead += timedelta(hours=2)
            self.round()

    def here(self) -> None:
        """A case is filed and goes up; one that came back is answered, or goes up once more; or more is said."""
        back = [case for case in self.city.cases if case.status == "returned"]
        with self.memory.atomic():
            if not back and len(self.city.cases) > 2:
                # Something that the province is told in words.
                about = SimpleNamespace(case_id=self.dice.choice(self.city.cases).id, entry_id=None)
                self.city.record("CaseObjected", about, OFFICER)
            elif not back:
                case = self.city.open("Jalan rusak")
                self.city.do(case.id, "verify", OFFICER)
                self._up(case.id)
            elif self.dice.random() < 0.5:
                self._up(back[0].id)
            else:
                for move in ("forward", "answer"):
                    self.city.do(back[0].id, move, OFFICER)

    def _up(self, case_id: int) -> None:
        case = self.memory.rows("cases")[case_id]
        self.memory.put("cases", case_id, replace(case, status="escalated"))
        event = SimpleNamespace(case_id=case_id, level="province", body="", entry_id=None)
        self.city.record("CaseEscalated", event, OFFICER)

    def there(self) -> None:
        """An officer of the province does one thing."""
        found = list(Case.objects.order_by("id"))
        if not found:
            return
        code, status = (case := self.dice.choice(found)).code, case.status
        doings: dict[str, Callable[[], object]] = {
            "verify": lambda: actions.verify_case(code, THERE, topic="jalan", agency="umum"),
            "forward": lambda: actions.forward_case(code, THERE, agency="umum"),
            "start": lambda: actions.start_work(code, THERE, text="Tim berangkat"),
            "answer": lambda: actions.answer_case(code, THERE, text="Akan diaspal"),
            "escalate": lambda: actions.escalate_case(
                code, THERE, level="neighbour", body="Kota Hilir", reason="Jalan kota"
            ),
            "note": lambda: actions.add_note(code, THERE, text="catatan dalam"),
        }
        possible = [name for name in doings if states.may_move(status, name)]
        if "answer" in possible and len(possible) > 1 and self.dice.random() < 0.8:
            possible.remove("answer")  # seldom, for a story is short after it
        possible += ["escalate"] * 2 * states.may_move(status, "escalate")
        doings[self.dice.choice(possible)]()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_the_line_does_each_matter_and_each_step_is_there_once(
    exchange: Callable[..., SurgaGateway], settings: Any, seed: int
) -> None:
    settings.SURGA_API_LIMITS = {"exchange": 0}
    line = BadLine(random.Random(seed), 0.35)
    gateway = exchange(line=line)
    story = Story(seed, gateway, line)
    for _ in range(60):
        story.step()
    story.calm()

    assert sum(line.happened.values()) > 3
    told = [case.code for case in story.city.cases]
    assert sorted(Matter.objects.values_list("marker", flat=True)) == sorted(f"[Ref {code}]" for code in told)
    assert Case.objects.count() == len(told)
    acts = list(story.memory.rows("acts").values())
    assert {act.state for act in acts if act.kind != "submit"} <= {DONE, "parked"}
    done = [act.ref for act in acts if act.state == DONE and act.kind in {FOLLOW_UP, GIVE_BACK}]
    assert sorted(Said.objects.values_list("ref", flat=True)) == sorted(done)
    heard = Counter(
        (case_id, said) for case_id, what, said in story.memory.rows("told").values() if what == "step"
    )
    for case in story.city.cases:
        (link,) = story.book.links_of_case(SIDE.name, case.id)
        report = gateway.report(link.report_id)
        assert link.standing == report.standing
        assert (link.state == LINKED) == (report.body_id == "kami")
        theirs = [step.id for step in report.steps or () if not step.ref]
        assert [heard[case.id, step] for step in theirs] == [1] * len(theirs)
