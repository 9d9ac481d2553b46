"""Our side in memory: cases that move by the real table of moves, events, deliveries; and the house for the engine."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any, Final

from benchmarks.sync.ours.memory import Memory
from surga.channels.port.gateway import NewReport, Picture, Report, Step
from surga.core.cases import states
from surga.reactions.sync.engine.protocols import Book
from surga.reactions.sync.rules import telling
from surga.reactions.sync.things import ENDED, Act, Ours, Side

#: Move → the event it is recorded as.
EVENTS: Final = {
    "verify": "CaseVerified", "ask": "ReporterAsked", "resume": "ReporterReplied", "add": "DetailsAdded",
    "forward": "CaseForwarded", "start": "WorkStarted", "return": "CaseReturned", "answer": "CaseAnswered",
    "resolve": "CaseResolved", "escalate": "CaseEscalated", "confirm": "CaseConfirmed", "object": "CaseObjected",
    "silence": "CaseClosedBySilence", "archive": "CaseArchived", "reopen": "CaseReopened", "note": "NoteAdded",
}  # fmt: skip
#: What the reaction hears; the rest is handed over to others.
_HEARD: Final = frozenset(telling.TELLS) | telling.BEGINS
CLOCK, OFFICER, REPORTER = "system:clock", "officer:1", "reporter"
_ACTORS = {"silence": CLOCK, "resume": REPORTER, "add": REPORTER, "confirm": REPORTER, "object": REPORTER}
_CODE_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
#: Moves that lead to nobody: fewer of them make longer stories.
_SELDOM: Final = frozenset({"archive", "note", "ask"})
#: Where it may go up to: two bodies that the other side knows, one that it does not, and inside the city.
_UP: Final = (("province", "provinsi"), ("centre", ""), ("centre", "Balai"), ("city", ""))


@dataclass(frozen=True, slots=True)
class CityCase:
    """A case. ``source``: the report it was made of."""

    id: int
    code: str
    text: str
    status: str = "received"
    channel: str = "web"
    secret: bool = False
    allowed: bool = False
    waiting_from: str = ""
    source: str = ""


class City:
    """Citizens and officers here, and the relay that hands events to the engine's ``hear``."""

    def __init__(self, memory: Memory, dice: random.Random, hear: Callable[..., int]) -> None:
        self.memory, self._dice, self._hear = memory, dice, hear

    @property
    def cases(self) -> list[CityCase]:
        return list(self.memory.rows("cases").values())

    def events(self) -> list[tuple[int, str, Any, str]]:
        return list(self.memory.rows("events").values())

    def file(self) -> None:
        """A citizen reports something here; now and then in secret, which an officer may let out."""
        secret = self._dice.random() < 0.15
        with self.memory.atomic():
            self.open("Lampu jalan mati", secret=secret, allowed=secret and self._dice.random() < 0.3)

    def move(self) -> None:
        """Somebody does one of the things that may be done to a case now."""
        if not self.cases:
            return
        case = self._dice.choice(self.cases)
        moves = [move for move in states.moves_from(case.status) if move in EVENTS]
        moves = [move for move in moves if move not in _SELDOM or self._dice.random() < 0.2]
        if self._dice.random() < 0.03:
            # It is found to be one to keep secret, perhaps after some of it was told.
            with self.memory.atomic():
                self._keep_secret(case.id)
        if case.source:
            # Who reported it there has no token here.
            moves = [move for move in moves if move not in {"resume", "add", "confirm", "object"}]
        if not moves:
            return
        move = self._dice.choice(moves)
        with self.memory.atomic():
            self.do(case.id, move, _ACTORS.get(move, OFFICER))
            if move == "verify" and self._dice.random() < 0.1:
                self._keep_secret(case.id)

    def do(self, case_id: int, move: str, actor: str) -> None:
        """A move of the real table, and its event."""
        case: CityCase = self.memory.rows("cases")[case_id]
        to = states.next_status(case.status, move, case.waiting_from)
        waiting = (
            case.status if move == "ask" else "" if case.status == "waiting_reporter" else case.waiting_from
        )
        self.memory.put("cases", case.id, replace(case, status=to, waiting_from=waiting))
        level, body = self._dice.choice(_UP) if move == "escalate" else ("", "")
        self.record(EVENTS[move], SimpleNamespace(case_id=case.id, level=level, body=body, entry_id=1), actor)

    def _keep_secret(self, case_id: int) -> None:
        """The verifier says that it is an oversight case."""
        self.memory.put("cases", case_id, replace(self.memory.rows("cases")[case_id], secret=True))

    def open(self, text: str, *, secret: bool = False, allowed: bool = False, source: str = "", actor: str = REPORTER,
             channel: str = "web") -> CityCase:  # fmt: skip
        number = self.memory.number("cases")
        tail = "".join(_CODE_LETTERS[number // 30**n % 30] for n in range(5))
        case = CityCase(
            number, f"KDR-2206-{tail}", f"{text} {number}", "received", channel, secret, allowed, "", source
        )
        self.memory.put("cases", number, case)
        self.record("CaseOpened", SimpleNamespace(case_id=number, entry_id=None), actor)
        return case

    def record(self, name: str, event: Any, actor: str) -> int:
        number = self.memory.number("events")
        self.memory.put("events", number, (number, name, event, actor))
        if name in _HEARD:
            self.memory.put("deliveries", number, (number, event.case_id))
        return number

    def relay(self, book: Book, house: House, sides: tuple[Side, ...], limit: int = 3) -> int:
        """Hand over events in their order; now and then one that was handed over before."""
        done = 0
        for number, _case in sorted(self.memory.rows("deliveries").values())[:limit]:
            with self.memory.atomic():
                self._hear(book, house, sides, self.memory.rows("events")[number])
                self.memory.drop("deliveries", number)
            done += 1
        owed = {case_id for _number, case_id in self.memory.rows("deliveries").values()}
        before = [each for each in self.events() if each[2].case_id not in owed]
        if before and self._dice.random() < 0.1:
            with self.memory.atomic():
                self._hear(book, house, sides, self._dice.choice(before))
        return done


class House:
    """The city as the engine sees it. ``strict``: whether a report is taken in once; else the simulation notices."""

    def __init__(self, city: City, book: Book, now: Any, strict: bool = True) -> None:
        self._city, self._book, self._now, self._strict = city, book, now, strict

    def ours(self, case_id: int, side: Side, *, lock: bool = False) -> Ours | None:
        case = self._city.memory.rows("cases").get(case_id)
        if case is None:
            return None
        return Ours(
            case.id, case.code, case.status, case.channel, case.secret, case.allowed, case.waiting_from
        )

    def ours_by_code(self, code: str, side: Side) -> Ours | None:
        found = [case for case in self._city.cases if case.code == code]
        return self.ours(found[0].id, side) if found else None

    def new_report(self, ours: Ours) -> NewReport:
        text = self._city.memory.rows("cases")[ours.id].text
        return NewReport(telling.marker_of(ours.code), telling.marked(text, ours.code))

    def said(self, act: Act) -> tuple[str, tuple[Picture, ...]]:
        return act.words or f"Kabar {act.event_id}", ()

    def take_in(self, report: Report, pictures: Sequence[bytes], side: Side) -> Ours:
        taken = [case for case in self._city.cases if case.source == report.id]
        case = taken[0] if taken and self._strict else None
        if case is None:
            case = self._city.open(report.text, source=report.id, actor=side.actor, channel=side.channel)
            if report.standing in ENDED:
                self._city.do(case.id, "archive", side.actor)
        ours = self.ours(case.id, side)
        assert ours is not None  # noqa: S101  # it was opened above
        return ours

    def linked(self, ours: Ours, side: Side, report_id: str, direction: str) -> int:
        self._tell(ours, "linked", report_id)
        return self._city.record("CaseLinked", SimpleNamespace(case_id=ours.id, entry_id=None), side.actor)

    def step_taken(self, ours: Ours, side: Side, step: Step, standing: str) -> None:
        self._tell(ours, "step", step.id or standing)

    def noted(self, ours: Ours, side: Side, what: str, text: str = "") -> int:
        self._tell(ours, what, text)
        return self._city.record("OutsideNoted", SimpleNamespace(case_id=ours.id, entry_id=None), side.actor)

    def reply(self, ours: Ours, side: Side, step: Step) -> None:
        move = "resume" if ours.status == "waiting_reporter" else "add"
        self._city.do(ours.id, move, side.actor)
        self._tell(ours, "step", step.id)

    def answer(self, ours: Ours, side: Side, step: Step) -> None:
        self._city.do(ours.id, "answer", side.actor)
        self._tell(ours, "step", step.id)

    def take_back(self, ours: Ours, side: Side, reason: str) -> None:
        self._tell(ours, "taken back", reason)  # no side of the simulation takes only what goes up to it

    def close(self, ours: Ours, side: Side) -> None:
        self._city.do(ours.id, "silence", side.actor)

    def alike(self, ours: Ours, report: Report, side: Side) -> list[tuple[int, int]]:
        return []

    def _tell(self, ours: Ours, what: str, said: str) -> None:
        """What an officer or the reporter reads on the timeline."""
        self._city.memory.put("told", self._city.memory.number("told"), (ours.id, what, said))
